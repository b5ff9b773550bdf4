import ContactCenter
import Tabular

/// Reads the starts of the intervals of one table: forms, zones, and the hours on which clocks mislead.
struct IntervalTimes {
    private let columns: IntervalColumns
    private let header: [String]
    private let startForm: StampForm
    private let dateForm: StampForm
    private let zone: ZoneRules
    private let zoneName: String
    /// What was decided about the columns, in words.
    private(set) var decisions: [String] = []
    private var passOfStream: [String: (seconds: Int, isSecond: Bool)] = [:]
    private(set) var withoutOffset = 0
    private(set) var ambiguous = 0

    /// Looks at all records to settle how times are written.
    ///
    /// - Throws: `badData` for dates that can be read in two ways.
    init(
        _ records: [CSVRecord], file: String, header: [String], columns: IntervalColumns, layout: IntervalLayout,
        zone: ZoneRules
    ) throws(TabularError) {
        self.columns = columns
        self.header = header
        self.zone = layout.isUTC ? .utc : zone
        zoneName = layout.isUTC ? "UTC" : zone.identifier
        var decisions: [String] = []
        var refusal: String?
        func form(_ role: IntervalColumn.Role) -> StampForm {
            guard let column = columns.positions[role] else { return .yearFirst }
            var evidence = StampForm.Evidence()
            for record in records { evidence.add(IntervalLabel.parts(record[column]).start) }
            let (form, words) = evidence.settle(header[column])
            if let words { if form == nil { refusal = words } else { decisions.append(words) } }
            return form ?? .yearFirst
        }
        startForm = form(.start)
        dateForm = form(.date)
        self.decisions = decisions
        if let refusal {
            throw .badData(
                Place(file: file), message: refusal,
                hint: "export dates as YYYY-MM-DD, or a period that holds a day after the 12th")
        }
    }

    /// Start of a row's interval, and its seconds where the label says them.
    mutating func interval(_ record: CSVRecord, stream: String) throws(RowProblem) -> (start: Instant, seconds: Int?) {
        if let date = columns.positions[.date] {
            let text = IntervalCells.text(record, date)
            guard var label = columns.positions[.time].map({ IntervalLabel.parts(record[$0]) }) else {
                // A day is an interval too.
                guard let day = day(text) else { throw invalid(date, text) }
                return (try instant(wall: day * 86_400, date, text, stream), 86_400)
            }
            let column = columns.positions[.time] ?? date
            guard let day = day(text) else { throw invalid(date, text) }
            // Some exports write the date once more in the time.
            if let gap = label.start.lastIndex(of: " "), IntervalLabel.secondOfDay(label.start) == nil {
                label.start = String(label.start[label.start.index(after: gap)...])
            }
            guard let second = IntervalLabel.secondOfDay(label.start) else { throw invalid(column, record[column]) }
            let start = try instant(wall: day * 86_400 + second, column, record[column], stream)
            return (start, try length(from: second, label.end, column))
        }
        guard let column = columns.positions[.start] else {
            throw RowProblem(nil, "invalid_timestamp", "the row has no time")
        }
        let label = IntervalLabel.parts(IntervalCells.text(record, column))
        var text = label.start
        guard let stamp = text.withUTF8({ startForm.stamp(trimmed($0)) }) else {
            if let epoch = QueueLogEvent.epoch(text[...]) { return (Instant(seconds: epoch), nil) }
            guard let day = day(text) else { throw invalid(column, record[column]) }
            return (try instant(wall: day * 86_400, column, text, stream), nil)
        }
        switch stamp {
        case .instant(let instant, _):
            return (instant, try endSeconds(record, label.end, after: instant))
        case .wallClock(let seconds):
            let start = try instant(wall: seconds, column, record[column], stream)
            if let end = label.end, IntervalLabel.secondOfDay(end) != nil {
                return (start, try length(from: seconds % 86_400, end, column))
            }
            return (start, try endSeconds(record, label.end, after: start))
        }
    }

    private func day(_ text: String) -> Int? {
        var copy = text
        if let day = copy.withUTF8({ dateForm.day(trimmed($0)) }) { return day }
        switch Instant.parse(copy) {
        case .instant(let instant, let offset): return (instant.seconds + offset) / 86_400
        case .wallClock(let seconds): return seconds / 86_400
        case nil: return nil
        }
    }

    private func invalid(_ column: Int, _ text: String) -> RowProblem {
        RowProblem(
            header[column], "invalid_timestamp",
            text.isEmpty ? "expected a time, found nothing" : "expected a time, found '\(text)'")
    }

    private func length(from start: Int, _ end: String?, _ column: Int) throws(RowProblem) -> Int? {
        guard let end, var last = IntervalLabel.secondOfDay(end) else { return nil }
        if last <= start { last += 86_400 }
        return rounded(last - start)
    }

    /// `09:00-09:14` and `09:00:00-09:14:59` are quarter-hours too.
    private func rounded(_ seconds: Int) -> Int {
        for usual in [300, 600, 900, 1200, 1800, 3600, 7200, 86_400] where usual - seconds == 1 || usual - seconds == 60
        {
            return usual
        }
        return seconds
    }

    /// Seconds to the end that a column, or the second part of the label, states.
    private func endSeconds(_ record: CSVRecord, _ label: String?, after start: Instant) throws(RowProblem) -> Int? {
        var text = label ?? columns.positions[.end].map { IntervalCells.text(record, $0) } ?? ""
        guard !text.isEmpty else { return nil }
        let end: Instant
        switch text.withUTF8({ startForm.stamp(trimmed($0)) }) {
        case .instant(let instant, _): end = instant
        case .wallClock(let seconds):
            switch zone.resolve(wallClockSeconds: seconds) {
            case .unique(let instant): end = instant
            case .ambiguous(let earlier, let later): end = earlier > start ? earlier : later
            case .skipped: return nil
            }
        case nil: return nil
        }
        return end > start && end - start <= 86_400 + 3600 ? rounded(end - start) : nil
    }

    private mutating func instant(
        wall seconds: Int, _ column: Int, _ text: String, _ stream: String
    ) throws(RowProblem) -> Instant {
        withoutOffset += 1
        guard ResolvedColumns.believableSeconds.contains(seconds) else {
            throw RowProblem(header[column], "out_of_range", "outside the years 1970 to 2099")
        }
        switch zone.resolve(wallClockSeconds: seconds) {
        case .unique(let instant): return instant
        case .skipped:
            throw RowProblem(
                header[column], "nonexistent_local_time", "the clock was put forward over '\(text)'")
        case .ambiguous(let earlier, let later):
            ambiguous += 1
            // In order of appearance: the second pass begins where the label does not go on.
            var pass = (seconds: seconds, isSecond: false)
            if let before = passOfStream[stream], abs(before.seconds - seconds) < 43_200 {
                pass.isSecond = before.isSecond || seconds <= before.seconds
            }
            passOfStream[stream] = pass
            return pass.isSecond ? later : earlier
        }
    }

    /// What is known only after the last row, in words.
    var finalDecisions: [String] {
        var words: [String] = []
        if withoutOffset > 0 { words.append("times have no offset and are read on the clock of \(zoneName)") }
        if ambiguous > 0 {
            words.append("\(ambiguous) intervals lie in the hour that happens twice; taken in order of appearance")
        }
        return words
    }
}
