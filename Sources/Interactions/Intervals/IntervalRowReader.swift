import ContactCenter
import Tabular

/// Turns the records of a table of intervals into counts: ratios become the counts they were made of, what is not
/// stated stays unknown.
struct IntervalRowReader {
    private let columns: IntervalColumns
    private let header: [String]
    private let cells: IntervalCells
    private var times: IntervalTimes
    private let channels: [String: Channel]
    private var derived: Set<String> = []
    private var unmeasured = 0
    private var suspicious: [String: Int] = [:]

    init(
        columns: IntervalColumns, header: [String], cells: IntervalCells, times: IntervalTimes,
        channels: [String: Channel]
    ) {
        self.columns = columns
        self.header = header
        self.cells = cells
        self.times = times
        self.channels = channels
    }

    /// The counts of a record, and what divides its interval further. A length of 0 seconds is not stated.
    mutating func read(_ record: CSVRecord) throws(RowProblem) -> (IntervalCounts, String) {
        if let column = columns.positions[.complete] {
            let word = record[column].trimmingBlanks().lowercased()
            guard word != "false", word != "0", word != "no", word != "nein" else {
                throw RowProblem(
                    header[column], "incomplete_interval", "the interval was not over when it was exported")
            }
        }
        let stream = try stream(record)
        let key = columns.keys.map { record[$0].trimmingBlanks() }.joined(separator: "\u{1F}")
        var (start, seconds) = try times.interval(record, stream: stream.description + key)
        if let column = columns.positions[.length], let stated = try length(record, column) { seconds = stated }
        if let seconds, seconds > 86_400 || seconds < 60 {
            throw RowProblem(nil, "out_of_range", "an interval lasts a minute to a day, not \(seconds) seconds")
        }
        var counts = IntervalCounts(stream: stream, start: start, intervalSeconds: seconds ?? 0)
        try fill(&counts, record)
        return (counts, key)
    }

    /// What was decided, in words.
    var decisions: [String] {
        var words = times.finalDecisions
        if columns.positions[.queue] == nil, columns.positions[.queueNumber] == nil, columns.queue == nil {
            words.append("no column names a queue; all rows are of one, 'all'")
        }
        if columns.positions[.channel] == nil, columns.channel == nil {
            words.append("no column names a channel; every row is taken as voice")
        }
        words += derived.sorted()
        if unmeasured > 0 {
            words.append("\(unmeasured) intervals say nothing about the contacts offered: status outage, not zero")
        }
        for (text, count) in suspicious.sorted(by: { $0.key < $1.key }) {
            words.append("suspicious: \(count) rows \(text)")
        }
        return words
    }

    // MARK: Stream and length

    private func stream(_ record: CSVRecord) throws(RowProblem) -> QueueChannel {
        var queue = columns.queue ?? "all"
        if let column = columns.positions[.queue] ?? columns.positions[.queueNumber] {
            queue = record[column].trimmingBlanks()
            if queue.isEmpty, let number = columns.positions[.queueNumber] { queue = record[number].trimmingBlanks() }
            guard !queue.isEmpty else { throw RowProblem(header[column], "empty_key", "the queue is empty") }
        }
        guard let column = columns.positions[.channel] else {
            return QueueChannel(queue: queue, channel: try channel(columns.channel ?? "voice", nil))
        }
        let text = record[column].trimmingBlanks()
        return QueueChannel(queue: queue, channel: try channel(columns.channelNames[text] ?? text, header[column]))
    }

    private static let channelWords: [String: String] = [
        "audio": "voice", "voicecall": "voice", "telefon": "voice", "anruf": "voice", "语音": "voice", "电话": "voice",
        "message": "messaging", "在线": "chat", "聊天": "chat", "文本": "chat", "邮件": "email", "短信": "sms",
        "task": "backoffice", "workitem": "backoffice", "workitems": "backoffice",
    ]

    private func channel(_ text: String, _ column: String?) throws(RowProblem) -> Channel {
        let name = text.lowercased()
        if let known = channels[name] ?? IntervalRowReader.channelWords[name].flatMap({ channels[$0] }) { return known }
        throw RowProblem(
            column, "unknown_channel", name.isEmpty ? "the channel is empty" : "'\(text)' is not a known channel")
    }

    /// `900`, `15` (minutes, where the system writes them), `15mins`, `daily`, `00:15:00`.
    private func length(_ record: CSVRecord, _ column: Int) throws(RowProblem) -> Int? {
        var text = IntervalCells.text(record, column).lowercased()
        guard !text.isEmpty else { return nil }
        if text == "daily" || text == "day" { return 86_400 }
        if let clock = text.withUTF8({ DurationForm().clockSeconds(trimmed($0)) }) { return clock }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text[digits.endIndex...].trimmingBlanksOfField()
        guard let number = Int(digits) else {
            throw RowProblem(header[column], "not_a_number", "expected the length of the interval, found '\(text)'")
        }
        if unit.hasPrefix("min") || unit == "m" { return number * 60 }
        if unit.hasPrefix("h") { return number * 3600 }
        guard unit.isEmpty || unit.hasPrefix("s") else {
            throw RowProblem(header[column], "not_a_number", "expected the length of the interval, found '\(text)'")
        }
        // A small number is one of minutes, unless the column says otherwise.
        let isMinutes = unit.isEmpty && number <= 240 && !IntervalColumn.normalised(header[column]).hasSuffix("seconds")
        return isMinutes ? number * 60 : number
    }

    // MARK: Numbers

    private mutating func fill(_ counts: inout IntervalCounts, _ record: CSVRecord) throws(RowProblem) {
        let cells = self.cells
        let (positions, header) = (columns.positions, self.header)
        func count(_ role: IntervalColumn.Role) throws(RowProblem) -> Int? {
            guard let column = positions[role] else { return nil }
            return try cells.count(record, column, header[column])
        }
        func seconds(_ role: IntervalColumn.Role) throws(RowProblem) -> Double? {
            guard let column = positions[role] else { return nil }
            return try cells.seconds(record, column, header[column])
        }
        func share(_ role: IntervalColumn.Role) throws(RowProblem) -> Double? {
            guard let column = positions[role] else { return nil }
            return try cells.share(record, column, header[column])
        }
        var offered = try count(.offered)
        if let more = try count(.overflowIn) { offered = (offered ?? 0) + more }
        var answered = try count(.answered)
        var abandoned = try count(.abandoned)
        if offered == nil, let answered, let abandoned {
            offered = answered + abandoned
            derived.insert("contacts offered are the answered and the abandoned")
        }
        if answered == nil, let offered, let share = try share(.answerShare) {
            answered = Int((share * Double(offered)).rounded())
            derived.insert("contacts answered are computed from their share of the offered")
        }
        if abandoned == nil, let offered, let share = try share(.abandonmentShare) {
            abandoned = Int((share * Double(offered)).rounded())
            derived.insert("abandoned contacts are computed from their share of the offered")
        }
        if answered == nil, let offered, let abandoned, offered >= abandoned {
            answered = offered - abandoned
            derived.insert("contacts answered are those offered less the abandoned")
        }
        if offered == nil, positions[.offered] == nil, let answered {
            offered = answered
            derived.insert("no column counts the contacts offered: those answered stand for them")
        }
        counts.unknown = .all
        guard let offered else {
            counts.status = .outage
            unmeasured += 1
            return
        }
        counts.offered = offered
        func set<Value>(
            _ path: WritableKeyPath<IntervalCounts, Value>, _ value: Value?, _ measure: IntervalCounts.Measures
        ) {
            guard let value else { return }
            counts[keyPath: path] = value
            counts.unknown.remove(measure)
        }
        set(\.answered, answered, .answered)
        set(\.abandoned, abandoned, .abandoned)
        let short = try count(.shortAbandoned)
        set(\.shortAbandoned, short, .shortAbandoned)
        set(\.customers, try count(.customers), .customers)
        var within = try count(.answeredWithin)
        if within == nil, let share = try share(.serviceLevel) {
            within = Int((share * Double(offered)).rounded())
            if let answered { within = min(within ?? 0, answered) }
            derived.insert(
                "contacts answered within the threshold are computed from the service level, taken as a share of the"
                    + " offered (wfm reconcile tells whether it is)")
        }
        set(\.answeredWithin, within, .answeredWithin)
        var abandonedWithin = try count(.abandonedWithin)
        if let beyond = try count(.abandonedWithinBeyondShort) { abandonedWithin = beyond + (short ?? 0) }
        set(\.abandonedWithin, abandonedWithin, .abandonedWithin)

        /// A sum, or the mean times the contacts it was made of.
        func total(_ sum: IntervalColumn.Role, _ mean: IntervalColumn.Role, of contacts: Int?) throws(RowProblem)
            -> Double?
        {
            if let sum = try seconds(sum) { return sum }
            guard let mean = try seconds(mean), let contacts else { return contacts == 0 ? 0 : nil }
            derived.insert("sums of seconds are means times contacts where only means are given")
            return mean * Double(contacts)
        }
        func hasAny(_ roles: IntervalColumn.Role...) -> Bool { roles.contains { positions[$0] != nil } }
        let talk = hasAny(.talkTotal, .talkMean) ? try total(.talkTotal, .talkMean, of: answered) : nil
        let hold = hasAny(.holdTotal, .holdMean) ? try total(.holdTotal, .holdMean, of: answered) : nil
        let wrap = hasAny(.wrapTotal, .wrapMean) ? try total(.wrapTotal, .wrapMean, of: answered) : nil
        var handle = hasAny(.handleTotal, .handleMean) ? try total(.handleTotal, .handleMean, of: answered) : nil
        if handle == nil, let talk {
            handle = talk + (hold ?? 0) + (wrap ?? 0)
            derived.insert(
                wrap == nil
                    ? "no column holds after-contact work: handle time is talk and hold time"
                    : "handle time is talk, hold and after-contact work together")
        }
        set(\.talkSeconds, talk, .talk)
        set(\.holdSeconds, hold, .hold)
        set(\.wrapSeconds, wrap, .wrap)
        set(\.handleSeconds, handle, .handle)
        if hasAny(.waitAnsweredTotal, .speedOfAnswer) {
            set(\.waitAnsweredSeconds, try total(.waitAnsweredTotal, .speedOfAnswer, of: answered), .waitAnswered)
        }
        if hasAny(.waitAbandonedTotal, .abandonedWaitMean) {
            set(
                \.waitAbandonedSeconds, try total(.waitAbandonedTotal, .abandonedWaitMean, of: abandoned),
                .waitAbandoned)
        }
        set(\.maxWaitSeconds, try seconds(.longestWait), .longestWait)
        if let column = positions[.status],
            let status = IntervalCounts.Status(rawValue: record[column].trimmingBlanks())
        {
            counts.status = status
        }
        look(at: counts)
    }

    /// Values that no sound interval has; kept and told.
    private mutating func look(at counts: IntervalCounts) {
        func suspect(_ words: String, _ holds: Bool) { if holds { suspicious[words, default: 0] += 1 } }
        let known = { (measures: IntervalCounts.Measures) in counts.unknown.isDisjoint(with: measures) }
        suspect(
            "answer or lose more contacts than were offered",
            known([.answered, .abandoned]) && counts.answered + counts.abandoned > counts.offered)
        suspect(
            "answer more contacts in time than at all",
            known([.answered, .answeredWithin]) && counts.answeredWithin > counts.answered)
        suspect(
            "have handle time but no contact",
            known([.answered, .handle]) && counts.answered == 0 && counts.handleSeconds > 0)
        if let aht = counts.ahtSeconds {
            suspect("have a handle time under 5 seconds", aht < 5)
            suspect("have a handle time over 4 hours", aht > 14_400)
        }
    }
}
