import ContactCenter
import NumericalMethods

/// A forecast in whole ISO weeks on the centre's clock: volumes with bands, and the intervals where they are known.
struct CapacityDemand: Sendable {
    /// Mondays of the weeks, without gaps.
    var weeks: [CivilDate]
    /// One row a week and stream.
    var volumes: [WeeklyVolume]
    /// The intervals of these weeks; `nil` when only volumes of days or weeks are known.
    var intervals: [ForecastInterval]?
    /// What was left out, in words.
    var notes: [String] = []

    /// Two-sided 80 % of the normal distribution: its 90 % quantile.
    private static let normal80 = NormalDistribution.quantile(0.9)

    init(
        _ forecast: CapacityForecast, settings: CapacitySettings, workspace: PlanWorkspace
    ) throws(PlanningError) {
        let known = Dictionary(uniqueKeysWithValues: workspace.streams.map { ($0.stream, $0) })
        switch forecast {
        case .weeks(let rows):
            weeks = []
            volumes = rows
        case .intervals(let rows):
            weeks = []
            volumes = try Self.weekly(rows, workspace: workspace, known: known, notes: &notes)
            let longest = rows.map(\.intervalSeconds).max() ?? 0
            // An hour still has one load; a day has not.
            if longest <= max(3600, workspace.plan.intervalMinutes * 60) { intervals = rows }
        }
        for row in volumes where known[row.stream] == nil {
            throw .unknownName(
                what: "queue and channel", name: row.stream.description, place: "the forecast",
                known: known.keys.sorted().map(\.description))
        }
        let missing = known.keys.filter { stream in !volumes.contains { $0.stream == stream } }.sorted()
        if !missing.isEmpty {
            notes.append(
                "the forecast has no row of \(missing.map(\.description).joined(separator: ", ")): they need nobody")
        }
        weeks = try Self.span(volumes, settings: settings)
        let kept = Set(weeks)
        volumes = volumes.filter { kept.contains($0.week) }.sorted { ($0.week, $0.stream) < ($1.week, $1.stream) }
        let zone = workspace.zone
        intervals = intervals?.filter { kept.contains(zone.localTime(at: $0.start).date.monday) }
        try Self.checkGaps(volumes, weeks: weeks, known: known)
    }

    /// From the first week, or the one that is asked for, to the last, or as many as are asked for.
    private static func span(
        _ volumes: [WeeklyVolume], settings: CapacitySettings
    ) throws(PlanningError) -> [CivilDate] {
        guard let first = volumes.map(\.week).min(), let last = volumes.map(\.week).max() else {
            throw .missingRows(file: "the forecast", what: "no whole week (Monday to Sunday)")
        }
        let start = settings.start ?? first
        let count = settings.weeks ?? max(0, (last - start) / 7 + 1)
        guard start >= first, count > 0, start + 7 * (count - 1) <= last else {
            throw .missingRows(
                file: "the forecast",
                what: "it has whole weeks from \(first) to \(last), but the plan is to have"
                    + " \(settings.weeks.map { "\($0) weeks" } ?? "the weeks") from \(start) on")
        }
        return (0..<count).map { start + 7 * $0 }
    }

    /// A stream that is forecast is so in every week in which it is open.
    private static func checkGaps(
        _ volumes: [WeeklyVolume], weeks: [CivilDate], known: [QueueChannel: PlannedStream]
    ) throws(PlanningError) {
        let given = Dictionary(grouping: volumes, by: \.stream).mapValues { Set($0.map(\.week)) }
        for (stream, have) in given.sorted(by: { $0.key < $1.key }) {
            for week in weeks where !have.contains(week) {
                let isOpen = (0..<7).contains { known[stream]?.arrivalCalendar.openSpan(on: week + $0) != nil }
                if isOpen {
                    throw .missingRows(file: "the forecast", what: "no row of \(stream) in the week of \(week)")
                }
            }
        }
    }

    /// Intervals summed up to weeks; weeks that the forecast does not hold whole are left out.
    private static func weekly(
        _ rows: [ForecastInterval], workspace: PlanWorkspace, known: [QueueChannel: PlannedStream],
        notes: inout [String]
    ) throws(PlanningError) -> [WeeklyVolume] {
        let zone = workspace.zone
        var result: [WeeklyVolume] = []
        var cut: Set<CivilDate> = []
        for (stream, rows) in Dictionary(grouping: rows, by: \.stream).sorted(by: { $0.key < $1.key }) {
            var days: Set<CivilDate> = []
            for row in rows {
                let first = zone.localTime(at: row.start).date
                let last = zone.localTime(at: row.start + (row.intervalSeconds - 1)).date
                guard first.monday == last.monday else {
                    throw .missingRows(
                        file: "the forecast",
                        what: "the row of \(stream) that begins on \(first) reaches into the next week;"
                            + " longer intervals begin on Monday")
                }
                for day in 0...(last - first) { days.insert(first + day) }
            }
            guard let first = days.min(), let last = days.max() else { continue }
            if let row = rows.first(where: { $0.volume > 0 && ($0.ahtSeconds ?? 0) <= 0 }) {
                throw .missingRows(
                    file: "the forecast",
                    what: "the contacts of \(stream) on \(zone.localTime(at: row.start)) have no handle time (aht_s)")
            }
            for (week, rows) in Dictionary(grouping: rows, by: { zone.localTime(at: $0.start).date.monday })
                .sorted(by: { $0.key < $1.key })
            {
                let missing = (0..<7).map { week + $0 }.filter { day in
                    !days.contains(day) && known[stream]?.arrivalCalendar.openSpan(on: day) != nil
                }
                if let day = missing.first(where: { $0 > first && $0 < last }) {
                    throw .missingRows(file: "the forecast", what: "no row of \(stream) on \(day)")
                }
                if missing.isEmpty {
                    result.append(summed(rows, stream: stream, week: week))
                } else {
                    cut.insert(week)
                }
            }
        }
        if !cut.isEmpty {
            notes.append(
                "weeks that the forecast does not hold whole are left out:"
                    + " \(cut.sorted().map(\.description).joined(separator: ", "))")
        }
        return result.filter { !cut.contains($0.week) }
    }

    /// One week of one stream.
    ///
    /// Of each interval's half-width h the part that a Poisson count explains, z √volume, is its own; the rest is taken
    /// to be shared by the whole week: H² = (Σ √(h² − z² v))² + z² Σ v, each side by itself.
    private static func summed(_ rows: [ForecastInterval], stream: QueueChannel, week: CivilDate) -> WeeklyVolume {
        let volume = rows.reduce(0) { $0 + $1.volume }
        let work = rows.reduce(0) { $0 + $1.volume * ($1.ahtSeconds ?? 0) }
        func half(_ width: (ForecastInterval) -> Double) -> Double {
            var shared = 0.0
            var own = 0.0
            for row in rows {
                let h = max(0, width(row))
                let poisson = min(h * h, normal80 * normal80 * row.volume)
                own += poisson
                shared += (h * h - poisson).squareRoot()
            }
            return (shared * shared + own).squareRoot()
        }
        return WeeklyVolume(
            week: week, stream: stream, volume: volume,
            volume80: .init(
                lower: max(0, volume - half { $0.volume - $0.volume80.lower }),
                upper: volume + half { $0.volume80.upper - $0.volume }),
            ahtSeconds: volume > 0 ? work / volume : nil)
    }
}
