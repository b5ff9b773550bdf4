import ContactCenter
import Tabular

/// Alibaba Cloud's interval report of a skill group (`ListIntervalSkillGroupReport`, API 2020-07-01) as JSON: a list of
/// hours with their inbound figures; sums in seconds, times in milliseconds since 1970.
///
/// The answer does not name its skill group: a member `SkillGroupName` or `SkillGroupId` does where somebody has put one
/// there; otherwise the file's name stands for it.
struct SkillGroupReport {
    static func read(
        _ input: RandomAccessInput, file: Int, channels: [String: Channel]
    ) throws(TabularError) -> IntervalTable {
        var table = IntervalTable(name: input.name, bytes: input.count, delimiter: 0, header: ["StatsTime", "Inbound"])
        var isNamedByFile = false
        func take(_ item: JSONValue, group: String?, piece: JSONObjects.Piece, raw: String) {
            let name = item["SkillGroupName"]?.string ?? item["SkillGroupId"]?.string ?? group
            if name == nil { isNamedByFile = true }
            do throws(RowProblem) {
                let counts = try counts(item, queue: name ?? SkillGroupReport.stem(input.name))
                table.rows.append(
                    IntervalRow(
                        counts: counts, key: "",
                        place: SourcePlace(file: file, line: piece.line, byteOffset: piece.byteOffset), raw: raw))
            } catch {
                table.rejects.append(
                    Reject(
                        file: input.name, line: piece.line, byteOffset: piece.byteOffset, column: error.column,
                        code: error.code, message: error.message, raw: raw))
            }
        }
        try JSONObjects.forEach(input) { (piece: JSONObjects.Piece) throws(TabularError) in
            guard let value = piece.value else {
                table.rejects.append(
                    Reject(
                        file: input.name, line: piece.line, byteOffset: piece.byteOffset, code: "invalid_json",
                        message: "this is no JSON object", raw: String(piece.text.prefix(65_536))))
                return
            }
            let group = value["SkillGroupName"]?.string ?? value["SkillGroupId"]?.string
            guard let items = value["Data"]?.array else {
                take(value, group: nil, piece: piece, raw: piece.text)
                return
            }
            for item in items { take(item, group: group, piece: piece, raw: text(of: item)) }
        }
        guard table.records > 0 else {
            throw .badData(
                Place(file: input.name), message: "the report has no interval",
                hint: "the answer's list 'Data' is expected, or one item of it a line")
        }
        settleLength(&table)
        if isNamedByFile {
            table.decisions.append(
                "no member names the skill group: the queue is named after the file, '\(stem(input.name))'")
        }
        table.decisions.append(
            "times are milliseconds since 1970; offered are the queued; ServiceLevel20 is taken as their share;"
                + " AverageWaitTime and HandleRate are not used")
        return table
    }

    private static func text(of item: JSONValue) -> String {
        String(decoding: item.serialised(), as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { String($0).trimmingBlanks() }.joined(separator: " ")
    }

    /// Hours, unless all are midnight to midnight.
    private static func settleLength(_ table: inout IntervalTable) {
        let starts = Set(table.rows.map(\.counts.start.seconds)).sorted()
        let least = zip(starts, starts.dropFirst()).map { $1 - $0 }.min() ?? 3600
        let seconds = least % 86_400 == 0 ? 86_400 : 3600
        for index in table.rows.indices { table.rows[index].counts.intervalSeconds = seconds }
        table.decisions.append(seconds == 3600 ? "intervals are hours" : "intervals are days")
    }

    private static func stem(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.split(separator: ".").first.map(String.init) ?? name
    }

    private static func counts(_ item: JSONValue, queue: String) throws(RowProblem) -> IntervalCounts {
        guard let milliseconds = item["StatsTime"]?.int,
            ResolvedColumns.believableSeconds.contains(milliseconds / 1000)
        else { throw RowProblem("StatsTime", "invalid_timestamp", "expected milliseconds since 1970") }
        guard let inbound = item["Inbound"], inbound.members != nil else {
            throw RowProblem("Inbound", "too_few_columns", "the item has no inbound figures")
        }
        func whole(_ name: String) throws(RowProblem) -> Int? {
            guard let value = inbound[name], value != .null else { return nil }
            guard let number = value.double.flatMap({ Int(exactly: $0) }) else {
                throw RowProblem("Inbound.\(name)", "not_a_number", "expected a whole number")
            }
            guard number >= 0 else {
                throw RowProblem("Inbound.\(name)", "negative", "a number of contacts is not negative")
            }
            return number
        }
        let channel: Channel =
            switch item["MediaType"]?.string?.lowercased() {
            case "chat": .chat
            case "video": Channel("video") ?? .voice
            default: .voice
            }
        var counts = IntervalCounts(
            stream: QueueChannel(queue: queue, channel: channel), start: Instant(seconds: milliseconds / 1000),
            intervalSeconds: 3600)
        counts.unknown = .all
        var queued = try whole("CallsQueued")
        if queued == nil { queued = try whole("CallsOffered") }
        guard let offered = queued else {
            counts.status = .outage
            return counts
        }
        counts.offered = offered
        if let answered = try whole("CallsHandled") {
            counts.answered = answered
            counts.unknown.remove(.answered)
            if let level = inbound["ServiceLevel20"]?.double {
                let share = level > 1 ? level / 100 : level
                counts.answeredWithin = min(answered, Int((share * Double(offered)).rounded()))
                counts.unknown.remove(.answeredWithin)
            }
        }
        let inQueue = try whole("CallsAbandonedInQueue")
        let inRing = try whole("CallsAbandonedInRing")
        if inQueue != nil || inRing != nil {
            counts.abandoned = (inQueue ?? 0) + (inRing ?? 0)
            counts.unknown.remove(.abandoned)
        } else if let abandoned = try whole("CallsAbandoned") {
            counts.abandoned = abandoned
            counts.unknown.remove(.abandoned)
        }
        if let talk = try whole("TotalTalkTime") {
            counts.talkSeconds = Double(talk)
            counts.unknown.remove(.talk)
            let hold = try whole("TotalHoldTime")
            let wrap = try whole("TotalWorkTime")
            if let hold {
                counts.holdSeconds = Double(hold)
                counts.unknown.remove(.hold)
            }
            if let wrap {
                counts.wrapSeconds = Double(wrap)
                counts.unknown.remove(.wrap)
            }
            counts.handleSeconds = Double(talk + (hold ?? 0) + (wrap ?? 0))
            counts.unknown.remove(.handle)
        }
        return counts
    }
}
