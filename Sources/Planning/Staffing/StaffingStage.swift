import ContactCenter
import Interactions
import Queueing
import Tabular

/// Forecast → requirement: the people every interval needs.
public struct StaffingStage: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
        /// Ordered by stream and time.
        public var requirements: [RequirementInterval]
        /// Where the staff cap leaves less than is required, in words.
        public var shortfalls: [String]
        /// What was found on the way, in words.
        public var notes: [String] = []
        /// Requirements of groups of queues that the same agents answer, under the groups' names.
        public var pooled: [(name: String, rows: [RequirementInterval])] = []
    }

    private let workspace: PlanWorkspace
    private let allowsGaps: Bool

    /// The staffing stage of a plan.
    ///
    /// - Parameter allowsGaps: Whether intervals may be missing in opening hours; they need nobody then.
    public init(_ workspace: PlanWorkspace, allowsGaps: Bool = false) {
        self.workspace = workspace
        self.allowsGaps = allowsGaps
    }

    /// Requirements of every interval of the forecast.
    ///
    /// - Parameters:
    ///   - lines: Line of every row of the forecast in `file`, for complaints; `nil` = not from a file.
    ///   - history: Interval history from which patience is estimated where the plan asks for it; where it holds too few
    ///     abandoned contacts to tell, customers are taken not to give up.
    /// - Throws: `TabularError.badData` for a row that cannot be, overlapping or missing intervals;
    ///   `PlanningError.missingPart` when patience is to be estimated and there is no history.
    public func run(
        forecast: [ForecastInterval], lines: [Int?]? = nil, file: String = "forecast", history: [IntervalCounts]?,
        context: StageContext
    ) throws -> Outcome {
        let (cases, notes) = try cases(forecast: forecast, lines: lines, file: file, history: history)
        var outcome = try run(cases, context: context)
        outcome.notes = notes + outcome.notes
        return outcome
    }

    /// Requirements of streams that were made ready, with their shortfalls.
    public func run(_ cases: StaffingCases, context: StageContext) throws -> Outcome {
        let requirements = try requirements(of: cases, context: context)
        var outcome = Outcome(
            requirements: requirements, shortfalls: StaffingShortfalls.words(requirements, zone: workspace.zone))
        if cases.staffing.pooling != .none {
            outcome.pooled = try StaffingPool(workspace).requirements(cases)
        }
        return outcome
    }

    /// The streams that the forecast holds, each with all that its staffing depends on; and what was noticed.
    ///
    /// - Throws: As ``run(forecast:lines:file:history:context:)``.
    public func cases(
        forecast: [ForecastInterval], lines: [Int?]? = nil, file: String = "forecast", history: [IntervalCounts]?
    ) throws -> (cases: StaffingCases, notes: [String]) {
        if history == nil, let stream = workspace.streams.first(where: \.needsPatienceEstimate) {
            throw PlanningError.missingPart(
                "the patience of \(stream.stream) is to be estimated, but there is no history",
                hint: "give --history history.csv, or state patience_seconds in the plan")
        }
        var rowsByStream: [QueueChannel: [ForecastCheck.Row]] = [:]
        for (index, interval) in forecast.enumerated() {
            rowsByStream[interval.stream, default: []].append(.init(interval: interval, line: lines?[index] ?? nil))
        }
        let historyByStream = Dictionary(grouping: history ?? [], by: \.stream)
        let check = ForecastCheck(file: file, zone: workspace.zone)
        let span = StaffingStage.span(of: forecast)
        var notes: [String] = []
        var cases: [StaffingCase] = []
        for stream in workspace.streams.sorted(by: { $0.stream < $1.stream }) {
            guard let rows = rowsByStream[stream.stream]?.sorted(by: { $0.interval.start < $1.interval.start }) else {
                notes.append(
                    "the forecast has no row of \(stream.stream)"
                        + (stream.isOutbound ? ": name its work with --outbound, or in the plan" : ""))
                continue
            }
            try check.requireSound(rows)
            // Outbound work is where it was placed, and nowhere else.
            let gaps = stream.isOutbound ? [] : check.gaps(rows, span: span, opening: stream.openingCalendar)
            if !gaps.isEmpty {
                let words = check.words(gaps, of: stream.stream)
                guard allowsGaps else {
                    throw TabularError.badData(
                        Place(file: file, line: gaps.first?.lineBefore), message: words,
                        hint: "give every interval of the opening hours, with a volume of 0 where nobody is expected; "
                            + "--allow-gaps staffs nobody in those that are missing")
                }
                notes.append(words + ": nobody is staffed for them")
            }
            let isOpen = rows.map {
                stream.openingCalendar.isOpen(at: workspace.zone.localTime(at: $0.interval.start))
            }
            let closed = zip(rows, isOpen).count { !$1 && $0.interval.volume > 0 }
            if stream.isOutbound, closed > 0 {
                notes.append(
                    "\(stream.stream): \(closed) intervals with outbound work lie outside its opening hours; nobody is"
                        + " staffed for them (see --calling-hours of wfm customers)")
            }
            cases.append(
                StaffingCase(
                    stream: stream.stream, skill: stream.skill, forecast: rows.map(\.interval),
                    isOpen: isOpen, target: stream.target,
                    patienceSeconds: StaffingStage.patienceSeconds(
                        of: stream, history: historyByStream[stream.stream] ?? []),
                    shrinkage: workspace.plan.shrinkage))
        }
        guard !cases.isEmpty else {
            throw PlanningError.missingRows(
                file: "forecast",
                what: "no row belongs to a queue × channel of the plan"
                    + " (\(workspace.streams.map(\.stream.description).joined(separator: ", ")))")
        }
        return (StaffingCases(cases: cases, staffing: workspace.plan.staffing), notes)
    }

    /// Requirements of the cases, with progress.
    func requirements(of cases: StaffingCases, context: StageContext) throws -> [RequirementInterval] {
        try context.checkInterruption()
        return try cases.requirements { share in
            try context.checkInterruption()
            context.report(PlanProgress(.staffing, share: share))
        }
    }

    /// From the first interval of any stream to the end of the last.
    private static func span(of forecast: [ForecastInterval]) -> Range<Instant> {
        let first = forecast.map(\.start).min() ?? Instant(seconds: 0)
        return first..<max(first, forecast.map { $0.start + $0.intervalSeconds }.max() ?? first)
    }

    /// Mean patience in seconds; `nil` = nobody gives up, or too few did to tell.
    static func patienceSeconds(of stream: PlannedStream, history: [IntervalCounts]) -> Double? {
        switch stream.patience {
        case .unlimited: return nil
        case .meanSeconds(let seconds): return seconds
        case .estimated:
            guard stream.needsPatienceEstimate else { return nil }
            return PatienceEstimate.meanSeconds(from: history)
        }
    }
}

/// Where staff caps leave less than is required, in words.
enum StaffingShortfalls {
    /// One sentence a stream, with the hours short, the worst interval and what the capped staff would give there.
    static func words(_ rows: [RequirementInterval], zone: ZoneRules) -> [String] {
        let short = Dictionary(grouping: rows.filter { $0.shortfall > 1e-9 }, by: \.stream)
        return short.keys.sorted().compactMap { stream in
            guard let rows = short[stream], let worst = rows.max(by: { $0.shortfall < $1.shortfall }) else {
                return nil
            }
            let hours = rows.reduce(0) { $0 + $1.shortfall * $1.hours }
            var text =
                "\(stream): the staff cap leaves \(tenths(hours)) agent-hours of the requirement unstaffed in "
                + "\(rows.count) interval\(rows.count == 1 ? "" : "s"), most at \(zone.iso8601(worst.start)) "
                + "(\(tenths(worst.agentsStaffed)) of \(tenths(worst.agentsRequired)) agents"
            if let level = worst.serviceLevel { text += ", service level \(tenths(level * 100)) %" }
            return text + ")"
        }
    }

    private static func tenths(_ value: Double) -> String {
        let rounded = Int((value * 10).rounded())
        return "\(rounded / 10).\(rounded % 10)"
    }
}
