import ContactCenter
import FileFormats

/// Versions of a forecast against what came: errors by distance ahead, and whether overrides helped.
public struct AccuracyStage: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
        /// Scores: by version, all streams together first, then stream by stream; machine beside final, and the
        /// intervals of each author, where there are overrides.
        public var rows: [VersionAccuracy] = []
        /// The scores in a few sentences.
        public var words: [String] = []
        /// What could not be scored, in words.
        public var notes: [String] = []
    }

    private let zone: ZoneRules

    /// Scores by the days of the clock `zone`.
    public init(zone: ZoneRules) { self.zone = zone }

    /// Scores `versions` against the open intervals of `history`.
    ///
    /// An interval without an open row of the history (not yet over, closed, outage) is not scored: unknown is not zero.
    /// Neither is one that was over before its version was made.
    /// - Throws: `PlanningError` when not a single interval can be scored.
    public func run(versions: [ForecastVersion], history: [IntervalCounts]) throws(PlanningError) -> Outcome {
        var actuals: [IntervalKey: IntervalCounts] = [:]
        for row in history where row.status == .open { actuals[IntervalKey(row)] = row }
        var outcome = Outcome()
        for version in versions {
            let scored = score(version, actuals: actuals, notes: &outcome.notes)
            guard !scored.isEmpty else { continue }
            let rows = rows(of: version.name, scored)
            outcome.rows += rows
            outcome.words += AccuracyWords.sentences(rows, version: version.name, days: daysOfAuthors(scored))
        }
        guard !outcome.rows.isEmpty else {
            throw .missingRows(
                file: versions.map(\.name).joined(separator: ", "),
                what:
                    "no interval of the forecast has an open row of the same queue, channel, start and length in the history"
            )
        }
        return outcome
    }

    private struct IntervalKey: Hashable {
        let stream: QueueChannel
        let start: Instant
        let seconds: Int

        init(_ row: IntervalCounts) { (stream, start, seconds) = (row.stream, row.start, row.intervalSeconds) }
        init(_ row: ForecastInterval) { (stream, start, seconds) = (row.stream, row.start, row.intervalSeconds) }
    }

    /// An interval with what came.
    fileprivate struct Scored {
        var forecast: ForecastInterval
        var actual: Double
        var date: CivilDate
        var daysAhead: Int
        var hasBands: Bool
    }

    private func score(
        _ version: ForecastVersion, actuals: [IntervalKey: IntervalCounts], notes: inout [String]
    ) -> [Scored] {
        guard let first = version.intervals.map(\.start).min() else { return [] }
        let made = version.createdAt.map { zone.localTime(at: $0).date } ?? zone.localTime(at: first).date + -1
        // A file without intervals around its volumes says nothing about coverage.
        let hasBands = version.intervals.contains { $0.volume95.upper > $0.volume95.lower }
        var unknown = 0
        var late = 0
        var scored: [Scored] = []
        for interval in version.intervals {
            guard let actual = actuals[IntervalKey(interval)] else {
                unknown += 1
                continue
            }
            let date = zone.localTime(at: interval.start).date
            guard date >= made, version.createdAt.map({ interval.start + interval.intervalSeconds > $0 }) ?? true else {
                late += 1
                continue
            }
            scored.append(
                Scored(
                    forecast: interval, actual: Double(actual.offered), date: date, daysAhead: date - made,
                    hasBands: hasBands))
        }
        if unknown > 0 {
            notes.append("\(version.name): \(unknown) intervals have no open row in the history and are not scored")
        }
        if late > 0 {
            notes.append("\(version.name): \(late) intervals were over when the version was made and are not scored")
        }
        return scored
    }

    private func rows(of version: String, _ scored: [Scored]) -> [VersionAccuracy] {
        let hasOverrides = scored.contains { $0.forecast.override != nil }
        let authors = Set(scored.flatMap { $0.forecast.override?.authors ?? [] }).sorted()
        let streams = Set(scored.map(\.forecast.stream)).sorted()
        var rows: [VersionAccuracy] = []
        for stream in [nil] + (streams.count > 1 ? streams.map(Optional.some) : []) {
            let own = scored.filter { stream == nil || $0.forecast.stream == stream }
            for author in [nil] + authors.map(Optional.some) {
                let meant = own.filter { scored in
                    author.map { scored.forecast.override?.authors.contains($0) ?? false } ?? true
                }
                for lead in VersionAccuracy.Lead.allCases {
                    let atLead = meant.filter { VersionAccuracy.Lead.of(daysAhead: $0.daysAhead).contains(lead) }
                    guard !atLead.isEmpty else { continue }
                    for source in hasOverrides ? VersionAccuracy.Source.allCases : [.final] {
                        var score = VersionScore()
                        for interval in atLead { score.add(interval, source: source) }
                        rows.append(
                            score.row(version: version, stream: stream, lead: lead, source: source, author: author))
                    }
                }
            }
        }
        return rows
    }

    /// On how many days each author's overrides came nearer to what came than the machine, and farther.
    private func daysOfAuthors(_ scored: [Scored]) -> [String: AccuracyWords.Days] {
        var errors: [String: [CivilDate: Double]] = [:]
        for interval in scored {
            guard let override = interval.forecast.override else { continue }
            let gain =
                abs(override.machineVolume - interval.actual) - abs(interval.forecast.volume - interval.actual)
            for author in override.authors { errors[author, default: [:]][interval.date, default: 0] += gain }
        }
        return errors.mapValues { gains in
            AccuracyWords.Days(better: gains.values.count { $0 > 0 }, worse: gains.values.count { $0 < 0 })
        }
    }
}

extension VersionScore {
    fileprivate mutating func add(_ scored: AccuracyStage.Scored, source: VersionAccuracy.Source) {
        let forecast = scored.forecast
        let machine = forecast.override?.machineVolume
        // The intervals stand around the final volume; around the machine's only where nobody changed it.
        let bands =
            scored.hasBands && (source == .final || machine == nil) ? (forecast.volume80, forecast.volume95) : nil
        add(
            actual: scored.actual, expected: source == .machine ? machine ?? forecast.volume : forecast.volume,
            date: scored.date, bands: bands)
    }
}
