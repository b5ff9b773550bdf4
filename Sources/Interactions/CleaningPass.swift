import ContactCenter

/// Cleaning of one stream; see ``HistoryCleaner`` for the rules.
struct CleaningPass {
    private(set) var rows: [IntervalCounts]
    private(set) var changes: [CleaningChange] = []
    private let times: [LocalTime]
    private let calendar: CentreCalendar
    private let stream: QueueChannel
    /// Rows by weekday × time of day, in order of time.
    private var slots: [Int: [Int]] = [:]
    /// Mean volume of the open rows by weekday × time of day.
    private var meanBySlot: [Int: Double] = [:]
    /// Rows by date.
    private var days: [(date: CivilDate, rows: [Int])] = []

    init(rows: [IntervalCounts], zone: ZoneRules, calendar: CentreCalendar, stream: QueueChannel) {
        self.rows = rows
        self.calendar = calendar
        self.stream = stream
        times = rows.map { zone.localTime(at: $0.start) }
        for (index, time) in times.enumerated() {
            slots[slotKey(time), default: []].append(index)
            if days.last?.date == time.date {
                days[days.count - 1].rows.append(index)
            } else {
                days.append((time.date, [index]))
            }
        }
        for (slot, indices) in slots {
            let open = indices.filter { rows[$0].status == .open }
            let sum = open.reduce(0) { $0 + rows[$1].offered }
            meanBySlot[slot] = open.isEmpty ? 0 : Double(sum) / Double(open.count)
        }
    }

    // MARK: Rules

    mutating func markAnnouncedOutages() {
        let affected = rows.indices.filter { rows[$0].status == .open && !announcedOutages(at: times[$0]).isEmpty }
        for run in runs(affected) {
            let names = announcedOutages(at: times[run[0]]).joined(separator: ", ")
            mark(run, kind: .announcedOutage, usual: nil, reason: "announced outage: \(names)")
        }
    }

    /// Names of the calendar's outages of this stream at a time.
    private func announcedOutages(at time: LocalTime) -> [String] {
        (calendar.specialDays[time.date] ?? []).filter { day in
            guard day.concerns(stream), case .outage(let span) = day.kind else { return false }
            return span.contains(time.minuteOfDay)
        }.map(\.name)
    }

    mutating func markSilence() {
        let silent = rows.indices.filter { index in
            guard rows[index].status == .open else { return false }
            let offered = Double(rows[index].offered)
            if offered == 0 { return true }
            // What is usual is costly to know; it is hardly ever above twice the mean.
            guard offered <= 2 * HistoryCleaner.hardlyAnyShare * (meanBySlot[slotKey(times[index])] ?? 0) else {
                return false
            }
            return usualVolume(at: index).map { offered <= HistoryCleaner.hardlyAnyShare * $0.median } ?? false
        }
        // Nights and weekends may be closed between the open intervals of one silence.
        for run in runs(silent, across: { rows[$0].status == .closed }) {
            var usual = 0.0
            for index in run {
                if let reference = usualVolume(at: index) { usual += reference.median }
            }
            let offered = run.reduce(0) { $0 + rows[$1].offered }
            guard offered == 0 ? usual >= HistoryCleaner.silenceContacts : usual >= HistoryCleaner.hardlyAnyContacts
            else { continue }
            mark(
                run, kind: .silence, usual: usual,
                reason: (offered == 0 ? "no contact at all" : "hardly any contact")
                    + " where about \(Int(usual.rounded())) are usual")
        }
    }

    mutating func markOutlierDays() {
        var totals: [CivilDate: Double] = [:]
        for day in days where isOrdinary(day.date) {
            let open = day.rows.filter { rows[$0].status != .closed }
            guard !open.isEmpty, open.allSatisfy({ rows[$0].status == .open }) else { continue }
            totals[day.date] = Double(open.reduce(0) { $0 + rows[$1].offered })
        }
        var runs: [[OutlierDay]] = []
        var lastWasOutlier = false
        // Judged by the history as it came: the order of days does not matter.
        for day in days {
            guard let total = totals[day.date] else { continue }
            let reach = HistoryCleaner.neighbouringWeeks
            let usual = UsualVolume(
                before: (-reach...(-1)).compactMap { totals[day.date + 7 * $0] },
                after: (1...reach).compactMap { totals[day.date + 7 * $0] }, leastShare: 0.05)
            let isOutlier = usual?.isFar(total, deviations: HistoryCleaner.dayLimit) { median in
                abs(total - median) > HistoryCleaner.dayShare * median
            }
            // A flood of an hour makes the day's total absurd, but not the day's other hours.
            guard let usual, isOutlier == true, !isExplainedByIntervals(day.rows, total: total, usual: usual) else {
                lastWasOutlier = false
                continue
            }
            let found = OutlierDay(
                rows: day.rows.filter { rows[$0].status == .open }, median: usual.median, total: total,
                isOneSided: usual.isOneSided)
            if lastWasOutlier { runs[runs.count - 1].append(found) } else { runs.append([found]) }
            lastWasOutlier = true
        }
        for run in runs where run.count <= HistoryCleaner.longestEdgeRun || !run.contains(where: \.isOneSided) {
            for day in run {
                mark(
                    day.rows, kind: .outlierDay, usual: day.median,
                    reason: "the day's \(Int(day.total)) contacts are far from the usual \(Int(day.median.rounded()))")
            }
        }
    }

    private struct OutlierDay {
        var rows: [Int]
        var median: Double
        var total: Double
        var isOneSided: Bool
    }

    /// Whether a day is as usual once its few absurd intervals are.
    private func isExplainedByIntervals(_ dayRows: [Int], total: Double, usual: UsualVolume) -> Bool {
        let outliers = outlierIntervals(among: dayRows)
        guard !outliers.isEmpty else { return false }
        let corrected = outliers.reduce(total) { $0 + $1.median - Double(rows[$1.row].offered) }
        return !usual.isFar(corrected, deviations: HistoryCleaner.dayLimit) { median in
            abs(corrected - median) > HistoryCleaner.dayShare * median
        }
    }

    mutating func markOutlierIntervals() {
        for (index, median) in days.filter({ isOrdinary($0.date) }).flatMap({ outlierIntervals(among: $0.rows) }) {
            mark(
                [index], kind: .outlierInterval, usual: median,
                reason: "far from the usual \(Int(median.rounded()))")
        }
    }

    /// The outliers of a day; none where so many intervals differ that the day itself does (the rule for days has
    /// judged it).
    private func outlierIntervals(among dayRows: [Int]) -> [(row: Int, median: Double)] {
        let open = dayRows.filter { rows[$0].status == .open }
        let outliers = open.compactMap { index -> (row: Int, median: Double)? in
            guard let usual = usualVolume(at: index) else { return nil }
            let volume = Double(rows[index].offered)
            let isOutlier = usual.isFar(volume, deviations: HistoryCleaner.intervalLimit) { median in
                volume > 2 * median || volume < median / 2
            }
            return isOutlier ? (index, usual.median) : nil
        }
        return outliers.count <= 3 || outliers.count * 4 <= open.count ? outliers : []
    }

    /// Lasting changes of the level, among the days that are ordinary and sound.
    mutating func reportLevelShifts() {
        var totals: [CivilDate: Double] = [:]
        var firstRow: [CivilDate: Int] = [:]
        for day in days where isOrdinary(day.date) {
            let open = day.rows.filter { rows[$0].status != .closed }
            guard let first = open.first, open.allSatisfy({ rows[$0].status == .open }) else { continue }
            totals[day.date] = Double(open.reduce(0) { $0 + rows[$1].offered })
            firstRow[day.date] = first
        }
        for shift in LevelShifts.find(totals) {
            guard let row = firstRow[shift.date] else { continue }
            let factor = (shift.factor * 100).rounded() / 100
            changes.append(
                CleaningChange(
                    stream: rows[row].stream, start: rows[row].start, end: rows[row].start + rows[row].intervalSeconds,
                    kind: .levelShift, offered: Int(shift.after.rounded()), usual: shift.before,
                    reason:
                        "from this day on about \(factor) times the volume of the weeks before; nothing was changed",
                    originals: [], localStart: times[row]))
        }
    }

    /// Open intervals from the first day to the last of which there is no row.
    mutating func reportMissing(of calendar: CentreCalendar, zone: ZoneRules) {
        guard let first = rows.first, let from = days.first?.date, let last = days.last?.date else { return }
        let present = Set(rows.map(\.start))
        let minutes = max(1, first.intervalSeconds / 60)
        var run: (start: Instant, end: Instant, local: LocalTime, count: Int)?
        func report(_ run: (start: Instant, end: Instant, local: LocalTime, count: Int)?) {
            guard let run else { return }
            changes.append(
                CleaningChange(
                    stream: first.stream, start: run.start, end: run.end, kind: .missing, offered: 0, usual: nil,
                    reason:
                        "\(run.count) open \(run.count == 1 ? "interval has" : "intervals have") no row: unknown, not zero",
                    originals: [], localStart: run.local))
        }
        for day in 0...(last - from) {
            guard let span = calendar.openSpan(on: from + day) else { continue }
            // Intervals lie on the grid of the day, as importing lays them.
            for minute in stride(from: 0, to: 1440, by: minutes) where span.contains(minute) {
                let local = LocalTime(date: from + day, minuteOfDay: minute)
                for start in zone.instants(of: local) {
                    guard !present.contains(start) else {
                        report(run)
                        run = nil
                        continue
                    }
                    let end = start + first.intervalSeconds
                    run = run.map { ($0.start, end, $0.local, $0.count + 1) } ?? (start, end, local, 1)
                }
            }
        }
        report(run)
    }

    // MARK: What is usual

    /// What the same weekday and time brought on the neighbouring weeks.
    private func usualVolume(at index: Int) -> UsualVolume? {
        let reach = HistoryCleaner.neighbouringWeeks * 7 * 1440
        var before: [Double] = []
        var after: [Double] = []
        for other in slots[slotKey(times[index])] ?? [] {
            let distance = times[other] - times[index]
            guard distance != 0, abs(distance) <= reach, rows[other].status == .open, isOrdinary(times[other].date)
            else { continue }
            if distance < 0 {
                before.append(Double(rows[other].offered))
            } else {
                after.append(Double(rows[other].offered))
            }
        }
        return UsualVolume(before: before, after: after, leastShare: 0)
    }

    /// Whether a date has nothing in the calendar that explains a difference.
    private func isOrdinary(_ date: CivilDate) -> Bool {
        !(calendar.specialDays[date] ?? []).contains { $0.concerns(stream) }
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
