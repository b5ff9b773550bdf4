import ContactCenter
import Tabular

/// `capacity.json`: a capacity plan in totals, how well it is proven, and what service costs.
public enum CapacitySummaryFile {
    /// The summary as JSON, two blanks a level. Unknown figures are absent.
    public static func write(_ result: CapacityResult) -> [UInt8] {
        let plans = result.plans.map { plan in
            var members: [JSONValue.Member] = [
                .init("scenario", .string(plan.scenario.rawValue)), .init("weeks", .integer(plan.weeks.count)),
                .init("method", .string(plan.method.rawValue)), .init("is_proven", .bool(plan.lowerBound != nil)),
            ]
            if let bound = plan.lowerBound { members.append(.init("lower_bound", rounded(bound, 2))) }
            if let gap = plan.provenGap { members.append(.init("proven_gap", rounded(gap, 8))) }
            members += totals(plan.totals)
            members.append(.init("with_expected_hiring", .object(totals(plan.withExpectedHiring))))
            return JSONValue.object(members)
        }
        let attrition = result.attrition.map { row in
            JSONValue.object(
                [.init("attrition_factor", rounded(row.factor, 6))] + totals(row.totals)
                    + [.init("with_expected_hiring", .object(totals(row.withExpectedHiring)))])
        }
        let prices = result.serviceLevelPrices.map { price in
            JSONValue.object([
                .init("week", .string(price.week.description)), .init("service_level", rounded(price.serviceLevel, 6)),
                .init("extra_fte", rounded(price.extraFTE, 4)), .init("cost", rounded(price.cost, 2)),
            ])
        }
        return JSONValue.object([
            .init("scenarios", .array(plans)), .init("attrition_sensitivity", .array(attrition)),
            .init("service_level_point", .array(prices)),
            .init("shortfalls", .array(result.shortfalls.map(JSONValue.string))),
            .init("notes", .array(result.notes.map(JSONValue.string))),
        ]).serialised(.pretty)
    }

    private static func totals(_ totals: CapacityResult.Totals) -> [JSONValue.Member] {
        [
            .init("cost", rounded(totals.cost, 2)), .init("shortage_cost", rounded(totals.shortageCost, 2)),
            .init("short_fte_weeks", rounded(totals.shortFTEWeeks, 4)),
            .init("weeks_short", .integer(totals.weeksShort)), .init("hires", rounded(totals.hires, 4)),
            .init("leavers", rounded(totals.leavers, 4)), .init("heads_at_end", rounded(totals.headsAtEnd, 4)),
        ]
    }

    /// Finer than any decision, and without the noise of a sum.
    private static func rounded(_ value: Double, _ decimals: Int) -> JSONValue {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (value * scale).rounded()
        return .number(scaled.magnitude < 1e15 ? scaled / scale + 0 : value)
    }
}
