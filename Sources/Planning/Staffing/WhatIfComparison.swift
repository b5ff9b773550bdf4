import ContactCenter
import FileFormats
import Queueing

/// A plan's requirement beside that of a changed plan: `wfm staff --what-if`.
public struct WhatIfComparison: Sendable {
    /// One stream, or the whole centre.
    public struct Row: Sendable {
        /// The stream; `nil` = all.
        public var stream: QueueChannel?
        /// The plan as it is.
        public var base: StaffingFigures
        /// The changed plan.
        public var changed: StaffingFigures
        /// What the plan's staff would give after the change.
        public var sameStaff: StaffingFigures
    }

    /// By stream, then all.
    public let rows: [Row]
    private let staffing: StaffingPlan
    private let weeks: Double

    /// Compares `base` with `changed`, which has the same streams and intervals.
    ///
    /// - Throws: `QueueingError` for a changed plan that cannot be staffed.
    public init(base: StaffingCases, changed: StaffingCases, zone: ZoneRules) throws {
        try self.init(base: base, requirement: base.requirements(), changed: changed, zone: zone)
    }

    /// - Parameter requirement: Of `base`, by stream and time.
    init(base: StaffingCases, requirement: [RequirementInterval], changed: StaffingCases, zone: ZoneRules) throws {
        staffing = base.staffing
        weeks = StaffingCases.weeks(of: requirement, zone: zone)
        let before = Dictionary(grouping: requirement, by: \.stream)
        let after = Dictionary(grouping: try changed.requirements(), by: \.stream)
        var same: [QueueChannel: [RequirementInterval]] = [:]
        for one in changed.cases {
            let staff = (before[one.stream] ?? []).map { row in
                min(RequirementBuilder.wholeAgents(row.agentsStaffed), row.staffCap ?? .infinity)
            }
            same[one.stream] = try one.performance(staff: staff)
        }
        let streams = base.cases.map(\.stream)
        func row(_ stream: QueueChannel?, _ streams: [QueueChannel]) -> Row {
            func figures(_ rows: [QueueChannel: [RequirementInterval]]) -> StaffingFigures {
                StaffingFigures(streams.flatMap { rows[$0] ?? [] })
            }
            return Row(stream: stream, base: figures(before), changed: figures(after), sameStaff: figures(same))
        }
        rows = streams.map { row($0, [$0]) } + [row(nil, streams)]
    }

    /// Columns of the table.
    public static let columns =
        ["scope", "queue", "channel"]
        + ["volume", "required_hours", "paid_hours", "fte", "cost"].flatMap {
            ["\($0)_base", "\($0)_changed", "\($0)_difference"]
        } + ["service_level_base", "service_level_changed", "service_level_same_staff", "occupancy_same_staff"]

    /// The comparison as a table.
    public var table: ResultTable {
        ResultTable(
            columns: WhatIfComparison.columns,
            rows: rows.map { row in
                var cells: [ResultTable.Cell] = [
                    .text((row.stream == nil ? StaffingRollUp.Scope.centre : .stream).rawValue),
                    .text(row.stream?.queue ?? ""), .text(row.stream?.channel.name ?? ""),
                ]
                func add(_ decimals: Int, _ value: (StaffingFigures) -> Double?) {
                    let (before, after) = (value(row.base), value(row.changed))
                    let difference = before.flatMap { before in after.map { $0 - before } }
                    for number in [before, after, difference] { cells.append(.number(number, decimals: decimals)) }
                }
                add(4, \.volume)
                add(4, \.requiredHours)
                add(4, \.paidHours)
                add(6) { $0.fte(hoursPerWeek: staffing.fteHoursPerWeek, weeks: weeks) }
                add(2) { figures in staffing.paidHourCost.map { $0 * figures.paidHours } }
                for level in [
                    row.base.serviceLevel, row.changed.serviceLevel, row.sameStaff.serviceLevel,
                    row.sameStaff.occupancy,
                ] {
                    cells.append(.number(level, decimals: 6))
                }
                return cells
            })
    }
}

extension StaffingCases {
    /// Weeks that the days of a requirement make.
    static func weeks(of rows: [RequirementInterval], zone: ZoneRules) -> Double {
        guard let first = rows.map(\.start).min(), let last = rows.map(\.start).max() else { return 1 }
        return Double(zone.localTime(at: last).date - zone.localTime(at: first).date + 1) / 7
    }
}
