import Tabular

/// What the columns of a table of intervals hold, told by their names in English, German, Chinese and the words of
/// telephone systems.
enum IntervalColumn {
    /// What a column holds.
    enum Role: Hashable, CaseIterable {
        // The interval.
        case start, end, date, time, length, complete, status
        // The stream.
        case queue, queueNumber, channel
        // Contacts.
        case offered, overflowIn, answered, abandoned, shortAbandoned, answeredWithin, abandonedWithin
        case abandonedWithinBeyondShort, customers
        // Sums of seconds.
        case talkTotal, holdTotal, wrapTotal, handleTotal, waitAnsweredTotal, waitAbandonedTotal, longestWait
        // Means, in seconds.
        case talkMean, holdMean, wrapMean, handleMean, speedOfAnswer, abandonedWaitMean
        // Shares.
        case serviceLevel, abandonmentShare, answerShare

        /// Whether it counts contacts, so that a table with it can be a history.
        var isVolume: Bool { self == .offered || self == .answered }
        /// Whether it is a length of time.
        var isDuration: Bool {
            switch self {
            case .talkTotal, .holdTotal, .wrapTotal, .handleTotal, .waitAnsweredTotal, .waitAbandonedTotal,
                .longestWait, .talkMean, .holdMean, .wrapMean, .handleMean, .speedOfAnswer, .abandonedWaitMean:
                true
            default: false
            }
        }
        /// Whether it is a number of contacts.
        var isCount: Bool {
            switch self {
            case .offered, .overflowIn, .answered, .abandoned, .shortAbandoned, .answeredWithin, .abandonedWithin,
                .abandonedWithinBeyondShort, .customers:
                true
            default: false
            }
        }
        /// Whether it is a share.
        var isShare: Bool { self == .serviceLevel || self == .abandonmentShare || self == .answerShare }
    }

    /// Names by role, normalised. Of several columns with one role the one whose name comes first is taken.
    static let names: [(role: Role, names: [String])] = [
        (
            .start,
            [
                "intervalstart", "intervalstartutcdate", "startinterval", "interval", "timestamp", "datetime", "start",
                "starttime", "periodstart", "intervallstart", "intervallbeginn", "intervall", "beginn", "zeitpunkt",
                "开始时间", "统计时间", "日期时间", "起始时间", "statstime",
            ]
        ),
        (.end, ["intervalend", "endinterval", "end", "endtime", "intervallende", "ende", "结束时间"]),
        (.date, ["date", "rowdate", "dateform", "datefrom", "day", "datum", "tag", "日期", "统计日期"]),
        (.time, ["time", "timeofday", "uhrzeit", "zeit", "时段", "时间段", "时间", "period"]),
        (.length, ["intervalseconds", "intrvl", "intervalduration", "intervallength", "intervalllänge"]),
        (.complete, ["intervalcomplete"]), (.status, ["status"]),
        (
            .queue,
            [
                "queuename", "queue", "skillgroup", "skillgroupname", "skillname", "skill", "splitname", "split",
                "vdnname", "vdn", "calltypename", "calltype", "planninggroup", "group", "team", "warteschlange",
                "skillgruppe",
                "gruppe", "技能组", "技能组名称", "队列", "队列名称", "业务组",
            ]
        ),
        (.queueNumber, ["queueid", "calltypeid", "skilltargetid", "skillgroupskilltargetid", "skillgroupid"]),
        (
            .channel,
            ["channel", "channeltype", "mediatype", "media", "kanal", "medientyp", "渠道", "渠道类型", "媒体类型"]
        ),
        (
            .offered,
            [
                "offered", "offer", "callsoffered", "contactsoffered", "incomingcontactvolume", "contactsqueued",
                "offddirectcallcnt", "callsqueued", "volume", "contacts", "calls", "anrufe", "angeboten",
                "angeboteneanrufe", "eingehend", "呼入量", "进线量", "来电量", "呼入总量", "话务量", "排队量",
            ]
        ),
        (.overflowIn, ["overflowincallcnt"]),
        (
            .answered,
            [
                "answered", "answer", "callsanswered", "interactionshandled", "contactshandled", "callshandled",
                "acdcalls", "answcallcnt", "handled", "handle", "angenommen", "angenommeneanrufe", "beantwortet",
                "接通量", "应答量", "接听量", "接起量",
            ]
        ),
        (
            .abandoned,
            [
                "abandoned", "abandon", "contactsabandoned", "callsabandoned", "abncalls", "totalcallsaband",
                "abandcallcnt", "verloren", "aufgelegt", "abgebrochen", "放弃量", "呼损量",
            ]
        ),
        (
            .shortAbandoned,
            ["shortabandoned", "shortcalls", "shortabandons", "abandshortcallcnt", "kurzabbrecher", "短放弃量"]
        ),
        (
            .answeredWithin,
            ["answeredwithin", "acceptable", "servicelevelcalls", "ansservicelevelcnt", "withinservicelevel"]
        ),
        (.abandonedWithin, ["abandonedwithin", "slvlabns", "servicelevelaband"]),
        // Teleopti's own words: those counted as short are not in it.
        (.abandonedWithinBeyondShort, ["abandwithinslcnt"]),
        (.customers, ["customers"]),
        (
            .talkTotal,
            [
                "talks", "acdtime", "totaltalk", "totaltalktime", "talktime", "talkingcalldur", "gesprächszeit",
                "总通话时长", "通话时长", "通话总时长",
            ]
        ),
        (.holdTotal, ["holds", "holdtime", "totalhold", "totalholdtime", "haltezeit", "总保持时长", "保持时长"]),
        (
            .wrapTotal,
            [
                "wraps", "acwtime", "totalacw", "totalacwtime", "aftercallworktime", "wrapupdur", "totalwrap",
                "totalworktime",
                "nachbearbeitungszeit", "nachbearbeitung", "总话后处理时长", "话后处理时长", "话后时长",
            ]
        ),
        (
            .handleTotal,
            [
                "handles", "totalhandle", "totalhandletime", "handletime", "workloads", "workload", "bearbeitungszeit",
                "总处理时长", "处理时长",
            ]
        ),
        (.waitAnsweredTotal, ["waitanswereds", "anstime", "answerwaittime", "queuedandanswcalldur"]),
        (.waitAbandonedTotal, ["waitabandoneds", "abntime", "calldelayabandtime", "queuedandabandcalldur"]),
        (.longestWait, ["maxwaits", "longestwait", "maximumqueuedtime", "maxwait", "最长等待时长"]),
        (
            .talkMean,
            [
                "avgtalk", "averagetalk", "averagetalktime", "avgtalktime", "att", "averageagentinteractiontime",
                "durchschnittlichegesprächszeit", "平均通话时长", "平均通话时间",
            ]
        ),
        (.holdMean, ["avghold", "averagehold", "averageholdtime", "durchschnittlichehaltezeit", "平均保持时长"]),
        (
            .wrapMean,
            [
                "avgacw", "averageacw", "averageaftercontactworktime", "avgwrap",
                "durchschnittlichenachbearbeitungszeit",
                "平均话后处理时长", "平均话后时长",
            ]
        ),
        (
            .handleMean,
            [
                "ahts", "aht", "avghandle", "averagehandle", "averagehandletime", "avghandletime",
                "durchschnittlichebearbeitungszeit", "平均处理时长", "平均处理时间",
            ]
        ),
        (
            .speedOfAnswer,
            [
                "asas", "asa", "averagequeueanswertime", "averagespeedofanswer", "avganswer", "avgspeedofanswer",
                "平均应答速度", "平均应答时长",
            ]
        ),
        (.abandonedWaitMean, ["avgabandon", "averagequeueabandontime", "averageabandontime", "平均放弃时长"]),
        (
            .serviceLevel,
            ["servicelevel", "servicelevel%", "sl", "sl%", "servicelevel20", "服务水平", "服务水平%"]
        ),
        (
            .abandonmentShare,
            ["abandonment", "abandonrate", "abandon%", "abandonment%", "abandonmentrate", "放弃率", "呼损率"]
        ),
        (.answerShare, ["answer%", "answerrate", "handlerate", "接通率", "应答率"]),
    ]

    private static let roleOfName: [String: (role: Role, rank: Int)] = {
        var roles: [String: (role: Role, rank: Int)] = [:]
        for entry in names {
            for (rank, name) in entry.names.enumerated() { roles[name] = (entry.role, rank) }
        }
        return roles
    }()

    /// A name without case, blanks, dashes, underscores and a unit in brackets: `Total Handle Time (Seconds)` is
    /// `totalhandletime`.
    static func normalised(_ name: String) -> String {
        var text = name.lowercased()
        if let bracket = text.firstIndex(where: { $0 == "(" || $0 == "（" || $0 == "[" }) {
            text = String(text[..<bracket])
        }
        return String(text.filter { !($0.isWhitespace || $0 == "_" || $0 == "-" || $0 == "." || $0 == "\u{FEFF}") })
    }

    /// The role of a normalised name and its rank among the names of the role; `nil` = none.
    static func role(of name: String) -> (role: Role, rank: Int)? {
        if let known = roleOfName[name] { return known }
        // Names that hold the seconds of the service level.
        let digits = name.filter { $0.isNumber }
        guard !digits.isEmpty else { return nil }
        switch String(name.filter { !$0.isNumber }) {
        case "秒内接通量", "秒内应答量", "秒接通量", "contactsansweredinseconds", "answeredwithins", "answeredins",
            "callsansweredinseconds",
            "innerhalbsangenommen":
            return (.answeredWithin, 0)
        case "contactsabandonedinseconds", "秒内放弃量", "abandonedwithins": return (.abandonedWithin, 0)
        case "servicelevelseconds", "秒接通率", "秒服务水平", "servicelevels", "sls": return (.serviceLevel, 0)
        default: return nil
        }
    }

    /// The roles that a header fills.
    static func roles(of header: [String]) -> Set<Role> {
        Set(header.compactMap { role(of: normalised($0))?.role })
    }

    /// Position of each role in a header.
    static func positions(in header: [String]) -> [Role: Int] {
        var best: [Role: (index: Int, rank: Int)] = [:]
        for (index, name) in header.enumerated() {
            guard let (role, rank) = role(of: normalised(name)) else { continue }
            if let before = best[role], before.rank <= rank { continue }
            best[role] = (index, rank)
        }
        var positions = best.mapValues(\.index)
        // A column of dates makes of a column of starts one of times of day.
        if positions[.date] != nil, positions[.time] == nil, let start = positions[.start] {
            positions[.time] = start
            positions[.start] = nil
        }
        // A time without a date holds both.
        if positions[.date] == nil, positions[.start] == nil, let time = positions[.time] {
            positions[.start] = time
            positions[.time] = nil
        }
        if positions[.date] != nil, positions[.time] != nil { positions[.start] = nil }
        return positions
    }
}
