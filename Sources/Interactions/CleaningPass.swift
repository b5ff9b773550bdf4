import ContactCenter

/// Cleaning of one stream; see ``HistoryCleaner`` for the rules.
struct CleaningPass {
    private(set) var rows: [IntervalCounts]
    private(set) var changes: [CleaningChange] = []
    private let times: [LocalTime]
    private let calendar: CentreCalendar
    private let queue: String
    /// Rows by weekday × time of day, in order of time.
    private var slots: [Int: [Int]] = [:]
    /// Rows by date.
    private var days: [(date: CivilDate, rows: [Int])] = []

    init(rows: [IntervalCounts], zone: ZoneRules, calendar: CentreCalendar, queue: String) {
        self.rows = rows
        self.calendar = calendar
        self.queue = queue
        times = rows.map { zone.localTime(at: $0.start) }
        for (index, time) in times.enumerated() {
            slots[slotKey(time), default: []].append(index)
            if days.last?.date == time.date {
                days[days.count - 1].rows.append(index)
            } else {
                days.append((time.date, [index]))
            }
        }
    }

    // MARK: Rules

    mutating func markAnnouncedOutages() {
        let affected = rows.indices.filter { rows[$0].status == .open && calendar.isOutage(at: times[$0]) }
        for run in runs(affected) {
            let names = (calendar.specialDays[times[run[0]].date] ?? []).filter { day in
                if case .outage = day.kind { day.concerns(queue) } else { false }
            }.map(\.name)
            mark(run, kind: .announcedOutage, usual: nil, reason: "announced outage: \(names.joined(separator: ", "))")
        }
    }

    mutating func markSilence() {
        let silent = rows.indices.filter { rows[$0].status == .open && rows[$0].offered == 0 }
        // Nights and weekends may be closed between the open intervals of one silence.
        for run in runs(silent, across: { rows[$0].status == .closed }) {
            var usual = 0.0
            for index in run {
                if let reference = usualVolume(at: index) { usual += reference.median }
            }
            guard usual >= HistoryCleaner.silenceContacts else { continue }
            mark(
                run, kind: .silence, usual: usual,
                reason: "no contact at all where about \(Int(usual.rounded())) are usual")
        }
    }

    mutating func markOutlierDays() {
        var totals: [CivilDate: Double] = [:]
        for day in days where isOrdinary(day.date) {
            let open = day.rows.filter { rows[$0].status != .closed }
            guard !open.isEmpty, open.allSatisfy({ rows[$0].status == .open }) else { continue }
            totals[day.date] = Double(open.reduce(0) { $0 + rows[$1].offered })
        }
        var found: [(rows: [Int], median: Double, total: Double)] = []
        for day in days {
            guard let total = totals[day.date] else { continue }
            let neighbours = weeks.compactMap { totals[day.date + 7 * $0] }
            guard let reference = RobustReference(neighbours, leastShare: 0.05) else { continue }
            let distance = abs(total - reference.median)
            guard distance > HistoryCleaner.dayLimit * reference.deviation,
                distance > HistoryCleaner.dayShare * reference.median
            else { continue }
            found.append((day.rows.filter { rows[$0].status == .open }, reference.median, total))
        }
        // Judged by the history as it came: the order of days does not matter.
        for day in found {
            mark(
                day.rows, kind: .outlierDay, usual: day.median,
                reason: "the day's \(Int(day.total)) contacts are far from the usual \(Int(day.median.rounded()))")
        }
    }

    mutating func markOutlierIntervals() {
        var found: [(row: Int, median: Double)] = []
        for index in rows.indices where rows[index].status == .open && isOrdinary(times[index].date) {
            guard let reference = usualVolume(at: index) else { continue }
            let volume = Double(rows[index].offered)
            guard abs(volume - reference.median) > HistoryCleaner.intervalLimit * reference.deviation,
                volume > 2 * reference.median || volume < reference.median / 2
            else { continue }
            found.append((index, reference.median))
        }
        for (index, median) in found {
            mark(
                [index], kind: .outlierInterval, usual: median,
                reason: "far from the usual \(Int(median.rounded()))")
        }
    }

    // MARK: What is usual

    private var weeks: [Int] {
        let reach = HistoryCleaner.neighbouringWeeks
        return (-reach...reach).filter { $0 != 0 }
    }

    /// Median and deviation of the same weekday and time on the neighbouring weeks.
    private func usualVolume(at index: Int) -> RobustReference? {
        let reach = HistoryCleaner.neighbouringWeeks * 7 * 1440
        let volumes = (slots[slotKey(times[index])] ?? []).filter { other in
            other != index && abs(times[other] - times[index]) <= reach && times[other] != times[index]
                && rows[other].status == .open && isOrdinary(times[other].date)
        }.map { Double(rows[$0].offered) }
        return RobustReference(volumes, leastShare: 0)
    }

    /// Whether a date has nothing in the calendar that explains a difference.
    private func isOrdinary(_ date: CivilDate) -> Bool {
        !(calendar.specialDays[date] ?? []).contains { $0.concerns(queue) }
    }

    private func slotKey(_ time: LocalTime) -> Int { time.date.weekday * 1440 + time.minuteOfDay }

    // MARK: Marking

    /// Maximal runs of neighbouring rows among `indices`; rows for which `across` holds do not part a run.
    private func runs(_ indices: [Int], across: (Int) -> Bool = { _ in false }) -> [[Int]] {
        var runs: [[Int]] = []
        for index in indices {
            if let last = runs.last?.last, ((last + 1)..<index).allSatisfy(across) {
                runs[runs.count - 1].append(index)
            } else {
                runs.append([index])
            }
        }
        return runs
    }

    private mutating func mark(_ indices: [Int], kind: CleaningChange.Kind, usual: Double?, reason: String) {
        guard let first = indices.first, let last = indices.last else { return }
        changes.append(
            CleaningChange(
                stream: rows[first].stream, start: rows[first].start,
                end: rows[last].start + rows[last].intervalSeconds, kind: kind,
                offered: indices.reduce(0) { $0 + rows[$1].offered }, usual: usual, reason: reason,
                originals: indices.map { rows[$0] }, localStart: times[first]))
        for index in indices { rows[index].status = .outage }
    }
}

/// Median and robust deviation of comparable volumes.
struct RobustReference {
    let median: Double
    /// 1.4826 × median absolute deviation (the standard deviation of a normal distribution), at least √median (that of
    /// chance) and `leastShare` of the median.
    let deviation: Double

    /// `nil` with fewer than ``HistoryCleaner/leastWeeks`` volumes.
    init?(_ volumes: [Double], leastShare: Double) {
        guard volumes.count >= HistoryCleaner.leastWeeks else { return nil }
        let median = RobustReference.median(volumes)
        self.median = median
        let spread = 1.4826 * RobustReference.median(volumes.map { abs($0 - median) })
        deviation = max(spread, max(median, 1).squareRoot(), leastShare * median)
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
