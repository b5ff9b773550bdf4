import ContactCenter
import FileFormats

/// Days that were staffed as a whole, each with its intervals: what they achieve, what an agent is worth in each interval
/// and what one more point of service level costs: `wfm staff --days`.
///
/// A row whose `interval_start` is empty is the day; the rows after it are its intervals.
public struct DayGoalTable: Sendable {
    /// The days in order of stream and time.
    public let table: ResultTable

    /// Names of the columns.
    public static let columns = [
        "queue", "channel", "date", "interval_start", "goal", "target", "target_s", "volume", "agent_hours", "agents",
        "service_level", "is_met", "prob_meets_target", "points_gained", "points_lost", "hours_per_point",
        "cost_per_point",
    ]

    /// The table of a requirement that was made with a goal for the day; streams with a deadline have no rows.
    ///
    /// `hours_per_point` are hours of an agent on contacts for one point (0.01) of the *day's* service level, by one agent
    /// more in the interval; for the day by the interval where it is cheapest. `cost_per_point` are the paid hours behind
    /// them, shrinkage included, at the plan's price.
    public init(_ rows: [RequirementInterval], cases: StaffingCases, zone: ZoneRules) {
        let targets = Dictionary(
            cases.cases.map { ($0.stream, $0.target) }, uniquingKeysWith: { first, _ in first })
        let staffing = cases.staffing
        var cells: [[ResultTable.Cell]] = []
        let byStream = Dictionary(grouping: rows, by: \.stream)
        for stream in byStream.keys.sorted() where stream.channel.service != .deferrable {
            guard let target = targets[stream] else { continue }
            let days = Dictionary(grouping: byStream[stream] ?? []) { zone.localTime(at: $0.start).date }
            for date in days.keys.sorted() {
                let day = (days[date] ?? []).filter { $0.agentsStaffed > 0 || $0.volume > 0 }
                guard !day.isEmpty else { continue }
                let figures = Figures(day, target: target, staffing: staffing)
                let head: [ResultTable.Cell] = [
                    .text(stream.queue), .text(stream.channel.name), .text(date.description),
                ]
                let goal: [ResultTable.Cell] = [
                    .text(staffing.dayGoal.word), .number(target.serviceLevel, decimals: 6),
                    .number(target.withinSeconds, decimals: 3),
                ]
                cells.append(head + [.text("")] + goal + figures.day)
                for row in day {
                    cells.append(
                        head + [.text(zone.iso8601(row.start))] + goal + figures.interval(row))
                }
            }
        }
        table = ResultTable(columns: DayGoalTable.columns, rows: cells)
    }

    /// The figures of one day.
    private struct Figures {
        private let rows: [RequirementInterval]
        private let target: ServiceTarget
        private let staffing: StaffingPlan

        init(_ rows: [RequirementInterval], target: ServiceTarget, staffing: StaffingPlan) {
            self.rows = rows
            self.target = target
            self.staffing = staffing
        }

        private func meets(_ level: Double?) -> Bool? { level.map { $0 >= target.serviceLevel - 1e-9 } }

        /// Hours on contacts for a point, and the price of the paid hours behind them.
        private func price(_ row: RequirementInterval) -> (hours: Double, cost: Double?)? {
            guard let points = row.pointsGained, points > 1e-9 else { return nil }
            let hours = row.hours / points
            let paid = row.agentsStaffed > 0 ? row.agentsScheduled / row.agentsStaffed : 1
            return (hours, staffing.paidHourCost.map { $0 * hours * paid })
        }

        var day: [ResultTable.Cell] {
            let measured = rows.filter { $0.serviceLevel != nil }
            let volume = measured.reduce(0) { $0 + $1.volume }
            let level =
                volume > 0 ? measured.reduce(0) { $0 + $1.volume * ($1.serviceLevel ?? 0) } / volume : nil
            let probability = rows.compactMap(\.probabilityMeetsTarget).first
            let isMet: Bool?
            switch staffing.dayGoal {
            case .interval, .everyInterval: isMet = measured.allSatisfy { meets($0.serviceLevel) ?? true }
            case .day: isMet = meets(level)
            case .dayWithProbability(let wanted): isMet = probability.map { $0 >= wanted - 1e-9 }
            }
            let cheapest = rows.compactMap(price).min { $0.hours < $1.hours }
            return [
                .number(rows.reduce(0) { $0 + $1.volume }, decimals: 4),
                .number(rows.reduce(0) { $0 + $1.agentsStaffed * $1.hours }, decimals: 4), .text(""),
                .number(level, decimals: 6), .text(word(isMet)), .number(probability, decimals: 6), .text(""),
                .text(""), .number(cheapest?.hours, decimals: 4), .number(cheapest?.cost, decimals: 2),
            ]
        }

        func interval(_ row: RequirementInterval) -> [ResultTable.Cell] {
            let price = price(row)
            return [
                .number(row.volume, decimals: 4), .number(row.agentsStaffed * row.hours, decimals: 4),
                .number(row.agentsStaffed, decimals: 4), .number(row.serviceLevel, decimals: 6),
                .text(word(meets(row.serviceLevel))), .text(""), .number(row.pointsGained, decimals: 6),
                .number(row.pointsLost, decimals: 6), .number(price?.hours, decimals: 4),
                .number(price?.cost, decimals: 2),
            ]
        }

        private func word(_ isMet: Bool?) -> String { isMet.map { $0 ? "yes" : "no" } ?? "" }
    }
}
