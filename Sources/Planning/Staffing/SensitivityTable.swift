import ContactCenter
import FileFormats
import Queueing

/// What moves the requirement, and by how much: `wfm staff --sensitivity`.
///
/// *Elasticities*: percent of paid hours (and so of FTE) for one percent of volume, handle time or patience, one point of
/// shrinkage or of the service level; by central differences of half a percent, or half a point, on either side, on
/// requirements of real-valued servers without caps, which have no steps. *Scenarios*: ±5, 10 and 20 % of volume, handle
/// time and patience, ±1, 2 and 5 points of shrinkage and of the service level, staffed as the plan is.
public struct SensitivityTable: Sendable {
    /// One row.
    public struct Row: Sendable {
        /// `elasticity` or `scenario`.
        public var kind: String
        /// The stream; `nil` = all.
        public var stream: QueueChannel?
        /// What is changed.
        public var parameter: WhatIfChange.Parameter
        /// By how much, as a what-if writes it.
        public var change: String
        /// Paid hours of the change in percent of the plan's; of an elasticity for one unit of change. `nil` without
        /// hours.
        public var paidHoursPercent: Double?
        /// Paid hours after the change; `nil` for an elasticity.
        public var paidHours: Double?
        /// FTE after the change.
        public var fte: Double?
        /// Service level of the plan's staff after the change.
        public var serviceLevelSameStaff: Double?
    }

    /// Elasticities by parameter and stream, then scenarios.
    public let rows: [Row]

    /// Half the width of a central difference: half a percent, or half a point.
    static let step = 0.005

    /// The table of some streams.
    ///
    /// - Throws: `QueueingError` when the plan cannot be staffed; a change that nobody can meet is left out.
    public init(_ cases: StaffingCases, zone: ZoneRules, check: () throws -> Void = {}) throws {
        var rows: [Row] = []
        // Small changes show only where agents are real numbers: interval by interval.
        var cases = cases
        cases.staffing.dayGoal = .interval
        var free = cases
        free.staffing.staffCap = nil
        for index in free.cases.indices { free.cases[index].target.maximumAgents = nil }
        let smooth = try SensitivityTable.paidHours(free)
        for parameter in SensitivityTable.parameters {
            try check()
            let step = SensitivityTable.step(of: parameter, cases)
            guard step > 0, let more = try SensitivityTable.paidHours(free, parameter, step) else { continue }
            // Next to the end of the domain there is one side only.
            let below = try SensitivityTable.paidHours(free, parameter, -step)
            let less = below ?? smooth
            let width = below == nil ? step : 2 * step
            for stream in cases.cases.map(\.stream) as [QueueChannel?] + [nil] {
                guard SensitivityTable.concerns(parameter, stream, cases) else { continue }
                func hours(_ table: [QueueChannel: Double]) -> Double {
                    (stream.map { [$0] } ?? cases.cases.map(\.stream)).reduce(0) { $0 + (table[$1] ?? 0) }
                }
                let base = hours(smooth)
                rows.append(
                    Row(
                        kind: "elasticity", stream: stream, parameter: parameter,
                        change: parameter.isRelative ? "+1%" : "+1pt",
                        paidHoursPercent: base > 0 ? (hours(more) - hours(less)) / base / width : nil))
            }
        }
        let requirement = try cases.requirements()
        let weeks = StaffingCases.weeks(of: requirement, zone: zone)
        for parameter in SensitivityTable.parameters {
            for change in parameter.isRelative ? [-20.0, -10, -5, 5, 10, 20] : [-5.0, -2, -1, 1, 2, 5] {
                try check()
                guard let changed = try? cases.applying([SensitivityTable.change(parameter, change / 100)]) else {
                    continue
                }
                let comparison = try WhatIfComparison(
                    base: cases, requirement: requirement, changed: changed, zone: zone)
                for row in comparison.rows where SensitivityTable.concerns(parameter, row.stream, cases) {
                    let base = row.base.paidHours
                    rows.append(
                        Row(
                            kind: "scenario", stream: row.stream, parameter: parameter,
                            change: (change > 0 ? "+" : "") + "\(Int(change))" + (parameter.isRelative ? "%" : "pt"),
                            paidHoursPercent: base > 0 ? (row.changed.paidHours - base) / base * 100 : nil,
                            paidHours: row.changed.paidHours,
                            fte: row.changed.fte(hoursPerWeek: cases.staffing.fteHoursPerWeek, weeks: weeks),
                            serviceLevelSameStaff: row.sameStaff.serviceLevel))
                }
            }
        }
        self.rows = rows
    }

    private static let parameters: [WhatIfChange.Parameter] = [.volume, .aht, .patience, .shrinkage, .target]

    private static func change(_ parameter: WhatIfChange.Parameter, _ amount: Double) -> WhatIfChange {
        WhatIfChange(parameter, parameter.isRelative ? .factor(1 + amount) : .added(amount))
    }

    /// A step that stays inside the domain of every stream.
    private static func step(of parameter: WhatIfChange.Parameter, _ cases: StaffingCases) -> Double {
        guard parameter == .target else { return step }
        let room = cases.cases.map { min($0.target.serviceLevel, 1 - $0.target.serviceLevel) / 2 }.min() ?? 0
        return min(step, room)
    }

    /// Whether a parameter can matter to a stream, or to any.
    private static func concerns(
        _ parameter: WhatIfChange.Parameter, _ stream: QueueChannel?, _ cases: StaffingCases
    ) -> Bool {
        cases.cases.contains { one in
            guard stream == nil || one.stream == stream else { return false }
            return switch parameter {
            case .patience: one.patienceSeconds != nil && one.stream.channel.service != .deferrable
            case .target: one.stream.channel.service != .deferrable
            default: true
            }
        }
    }

    /// Paid hours of real-valued servers by stream.
    private static func paidHours(_ cases: StaffingCases) throws -> [QueueChannel: Double] {
        var hours: [QueueChannel: Double] = [:]
        for row in try cases.requirements(servers: .real) { hours[row.stream, default: 0] += row.paidHours }
        return hours
    }

    /// The same after a change; `nil` when the change cannot be made.
    private static func paidHours(
        _ cases: StaffingCases, _ parameter: WhatIfChange.Parameter, _ amount: Double
    ) throws -> [QueueChannel: Double]? {
        guard let changed = try? cases.applying([change(parameter, amount)]) else { return nil }
        return try paidHours(changed)
    }

    /// Columns of the table.
    public static let columns = [
        "kind", "scope", "queue", "channel", "parameter", "change", "paid_hours_percent", "paid_hours", "fte",
        "service_level_same_staff",
    ]

    /// The table as it is written.
    public var table: ResultTable {
        ResultTable(
            columns: SensitivityTable.columns,
            rows: rows.map { row in
                [
                    .text(row.kind), .text((row.stream == nil ? StaffingRollUp.Scope.centre : .stream).rawValue),
                    .text(row.stream?.queue ?? ""), .text(row.stream?.channel.name ?? ""),
                    .text(row.parameter.rawValue), .text(row.change), .number(row.paidHoursPercent, decimals: 6),
                    .number(row.paidHours, decimals: 4), .number(row.fte, decimals: 6),
                    .number(row.serviceLevelSameStaff, decimals: 6),
                ]
            })
    }
}

extension WhatIfChange.Parameter {
    /// Whether its sensitivity is asked for in percent of itself, not in points.
    fileprivate var isRelative: Bool { self != .target && self != .shrinkage }
}
