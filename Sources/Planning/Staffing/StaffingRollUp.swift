import ContactCenter
import FileFormats

/// The requirement by day, week and in total, for every stream and the whole centre: `wfm staff --summary`.
public struct StaffingRollUp: Sendable {
    /// A stretch of days.
    public enum Period: String, Sendable, CaseIterable {
        /// One day on the centre's clock.
        case day
        /// Monday to Sunday.
        case week
        /// All days of the forecast.
        case total
    }

    /// Whose requirement a row is.
    public enum Scope: String, Sendable {
        /// One queue × channel.
        case stream
        /// Queues that the same agents answer, staffed as one.
        case pooled
        /// All of them.
        case centre
    }

    /// One row.
    public struct Row: Hashable, Sendable {
        /// Whose.
        public var scope: Scope
        /// How long.
        public var period: Period
        /// First day.
        public var start: CivilDate
        /// Queue, or name of the group; empty = all.
        public var queue: String
        /// Channel; empty = all.
        public var channel: String
        /// The sums.
        public var figures: StaffingFigures
        /// Full-time equivalents; `nil` = contract hours not stated.
        public var fte: Double?
        /// Price of the paid hours; `nil` = not stated.
        public var cost: Double?
    }

    /// Rows by scope, period and start.
    public let rows: [Row]
    private let zone: ZoneRules

    /// The roll-up of a requirement.
    ///
    /// - Parameters:
    ///   - rows: By stream and time.
    ///   - pooled: Requirements of groups under their names, beside.
    public init(
        _ rows: [RequirementInterval], pooled: [(name: String, rows: [RequirementInterval])] = [],
        staffing: StaffingPlan, zone: ZoneRules
    ) {
        self.zone = zone
        var all: [Row] = []
        let dates = (rows + pooled.flatMap(\.rows)).map { zone.localTime(at: $0.start).date }
        let first = dates.min() ?? CivilDate(dayNumber: 0)
        let weeks = Double((dates.max() ?? first) - first + 1) / 7
        func add(_ scope: Scope, _ queue: String, _ channel: String, _ own: [RequirementInterval]) {
            for period in Period.allCases {
                let spans = Dictionary(grouping: own) { row -> CivilDate in
                    let date = zone.localTime(at: row.start).date
                    return switch period {
                    case .day: date
                    case .week: date.monday
                    case .total: first
                    }
                }
                for start in spans.keys.sorted() {
                    let figures = StaffingFigures(spans[start] ?? [])
                    all.append(
                        Row(
                            scope: scope, period: period, start: start, queue: queue, channel: channel,
                            figures: figures,
                            fte: figures.fte(
                                hoursPerWeek: staffing.fteHoursPerWeek, weeks: period == .total ? weeks : 1),
                            cost: staffing.paidHourCost.map { $0 * figures.paidHours }))
                }
            }
        }
        let byStream = Dictionary(grouping: rows, by: \.stream)
        for stream in byStream.keys.sorted() {
            add(.stream, stream.queue, stream.channel.name, byStream[stream] ?? [])
        }
        for group in pooled { add(.pooled, group.name, "", group.rows) }
        add(.centre, "", "", rows)
        self.rows = all
    }

    /// Columns of `staff-summary.csv`.
    public static let columns = [
        "scope", "period", "start", "queue", "channel", "volume", "workload_hours", "required_hours", "shortfall_hours",
        "in_office_hours", "scheduled_hours", "paid_hours", "fte", "cost", "service_level", "service_level_expected",
        "prob_meets_target", "occupancy", "peak_start", "peak_agents",
    ]

    /// The roll-up as a table.
    public var table: ResultTable {
        ResultTable(
            columns: StaffingRollUp.columns,
            rows: rows.map { row in
                let figures = row.figures
                return [
                    .text(row.scope.rawValue), .text(row.period.rawValue), .text(row.start.description),
                    .text(row.queue), .text(row.channel), .number(figures.volume, decimals: 4),
                    .number(figures.workloadHours, decimals: 4), .number(figures.requiredHours, decimals: 4),
                    .number(figures.shortfallHours, decimals: 4), .number(figures.inOfficeHours, decimals: 4),
                    .number(figures.paidHours, decimals: 4), .number(figures.paidHours, decimals: 4),
                    .number(row.fte, decimals: 6), .number(row.cost, decimals: 2),
                    .number(figures.serviceLevel, decimals: 6), .number(figures.serviceLevelExpected, decimals: 6),
                    .number(figures.probabilityMeetsTarget, decimals: 6), .number(figures.occupancy, decimals: 6),
                    .text(figures.peakStart.map(zone.iso8601) ?? ""), .number(figures.peakAgents, decimals: 4),
                ]
            })
    }
}
