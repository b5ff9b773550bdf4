import ContactCenter
import Forecasting
import Interactions

/// Rows of interval reports → a history as complete as that of a log: every interval of the period, of the length asked
/// for.
public struct IntervalHistory: Sendable {
    /// Intervals by stream and time.
    public var intervals: [IntervalCounts] = []
    /// Their length in seconds.
    public var intervalSeconds: Int
    /// What was decided, in words.
    public var notes: [String] = []

    /// Longest interval that is spread over shorter ones: of a day the file does not know the shape.
    private static let longestSpread = 7200

    /// Completes `outcome`.
    ///
    /// Intervals that the files leave out had no contact: reports write only those that had some. Longer intervals are
    /// summed; hours are spread over quarter-hours unless hours are asked for, whole contacts along a smooth curve
    /// through their sums.
    ///
    /// - Parameter intervalSeconds: Length asked for; `nil` = that of the file, of hours a quarter.
    /// - Throws: `PlanningError.invalid` when the file's intervals cannot be brought to that length.
    public init(_ outcome: IntervalImport.Outcome, intervalSeconds: Int?, zone: ZoneRules) throws {
        let own = outcome.intervalSeconds
        let isCoarse = own >= 3600 && own <= IntervalHistory.longestSpread
        let asked = intervalSeconds ?? (isCoarse ? 900 : own)
        self.intervalSeconds = asked
        guard own > 0 else { return }
        guard asked % own == 0 || (own % asked == 0 && own <= IntervalHistory.longestSpread) else {
            throw PlanningError.invalid(
                "the file has intervals of \(own / 60) minutes, which make none of \(asked / 60) minutes",
                hint: own > IntervalHistory.longestSpread
                    ? "export a finer report: nobody knows the shape of a day from its sum"
                    : "ask with --interval for a multiple of \(own) seconds or a part of it")
        }
        let dates = outcome.rows.map { zone.localTime(at: $0.start).date }
        guard let first = dates.min(), let last = dates.max() else { return }
        let finer = min(own, asked)
        let parts = own / finer
        var rows = outcome.rows
        if parts > 1 {
            notes.append(
                "\(rows.count) intervals of \(own / 60) minutes are spread over \(finer / 60) minutes by a smooth curve"
                    + " through their sums: the file does not say how contacts lie within them")
        }
        let grid = IntervalGrid(zone: zone, intervalSeconds: asked, from: first, to: last)
        var missing = 0
        var offGrid = 0
        for (stream, own) in Dictionary(grouping: rows, by: \.stream).sorted(by: { $0.key < $1.key }) {
            let fine = parts > 1 ? IntervalHistory.spread(own, parts: parts) : own
            var complete = grid.starts.indices.map {
                IntervalCounts(stream: stream, start: grid.starts[$0], intervalSeconds: grid.seconds(of: $0))
            }
            var filled = [Bool](repeating: false, count: complete.count)
            for row in fine {
                guard let slot = grid.index(of: row.start) else { continue }
                if asked == finer, row.start != grid.starts[slot] { offGrid += 1 }
                if filled[slot] {
                    complete[slot].add(row)
                } else {
                    var row = row
                    row.start = complete[slot].start
                    row.intervalSeconds = complete[slot].intervalSeconds
                    complete[slot] = row
                    filled[slot] = true
                }
            }
            missing += filled.count { !$0 }
            intervals += complete
        }
        rows = []
        if missing > 0 {
            notes.append(
                "\(missing) intervals from \(first) to \(last) are not in the files and are taken as without a contact")
        }
        if offGrid > 0 {
            notes.append(
                "\(offGrid) rows do not begin where an interval begins; they are added to the one they begin in")
        }
        let unknown = intervals.reduce(into: IntervalCounts.Measures()) { $0.formUnion($1.unknown) }
        if unknown != [] {
            notes.append("the files do not say: \(unknown.names.joined(separator: ", ")); their columns are empty")
        }
    }

    /// Long intervals of one stream, in parts: whole contacts, the sums of an interval kept.
    static func spread(_ rows: [IntervalCounts], parts: Int) -> [IntervalCounts] {
        var result: [IntervalCounts] = []
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[end].start == rows[end - 1].start + rows[end - 1].intervalSeconds { end += 1 }
            let run = Array(rows[start..<end])
            let volumes = Disaggregation.split(
                run.map { Double($0.offered) }, parts: parts,
                isOpen: run.map { $0.status == .open && $0.offered > 0 })
            for (index, row) in run.enumerated() {
                result += IntervalHistory.parts(of: row, volumes: Array(volumes[index * parts..<(index + 1) * parts]))
            }
            start = end
        }
        return result
    }

    private static func parts(of row: IntervalCounts, volumes: [Double]) -> [IntervalCounts] {
        let total = volumes.reduce(0, +)
        let count = volumes.count
        // Kinds of contacts that together make the interval, each rounded so that its parts add up to it.
        let within = min(row.answeredWithin, row.answered)
        let short = min(row.shortAbandoned, row.abandoned)
        let abandonedWithin = max(short, min(row.abandonedWithin, row.abandoned))
        let rest = max(0, row.offered - row.answered - row.abandoned)
        let kinds = [
            within, row.answered - within, short, abandonedWithin - short, row.abandoned - abandonedWithin, rest,
        ]
        var shares = [Double](repeating: 0, count: count + 1)
        for part in 0..<count {
            shares[part + 1] = total > 0 ? shares[part] + volumes[part] / total : Double(part + 1) / Double(count)
        }
        shares[count] = 1
        return (0..<count).map { part in
            let numbers = kinds.map { kind in
                Int((Double(kind) * shares[part + 1]).rounded()) - Int((Double(kind) * shares[part]).rounded())
            }
            let seconds = row.intervalSeconds / count
            var piece = IntervalCounts(
                stream: row.stream, start: row.start + part * seconds, intervalSeconds: seconds, status: row.status)
            piece.answeredWithin = numbers[0]
            piece.answered = numbers[0] + numbers[1]
            piece.shortAbandoned = numbers[2]
            piece.abandonedWithin = numbers[2] + numbers[3]
            piece.abandoned = numbers[2] + numbers[3] + numbers[4]
            piece.offered = piece.answered + piece.abandoned + numbers[5]
            // The mean handle time and the mean waits of the interval hold for its parts.
            let ofAnswered = row.answered > 0 ? Double(piece.answered) / Double(row.answered) : 1 / Double(count)
            let ofAbandoned = row.abandoned > 0 ? Double(piece.abandoned) / Double(row.abandoned) : 1 / Double(count)
            piece.talkSeconds = row.talkSeconds * ofAnswered
            piece.holdSeconds = row.holdSeconds * ofAnswered
            piece.wrapSeconds = row.wrapSeconds * ofAnswered
            piece.handleSeconds = row.handleSeconds * ofAnswered
            piece.waitAnsweredSeconds = row.waitAnsweredSeconds * ofAnswered
            piece.waitAbandonedSeconds = row.waitAbandonedSeconds * ofAbandoned
            piece.unknown = row.unknown.union([.longestWait, .customers])
            return piece
        }
    }
}

extension IntervalImport.Outcome {
    /// Refuses what cannot be used.
    ///
    /// - Throws: `PlanningError` when every row was refused; ``TooManyRejects`` when more were than `mostRejects`.
    public func check(mostRejects: Int?) throws {
        if accounting.accepted == 0, let first = rejects.first {
            throw PlanningError.everythingRejected(first, count: rejects.count)
        }
        if let error = TooManyRejects(rejects, most: mostRejects) { throw error }
    }
}
