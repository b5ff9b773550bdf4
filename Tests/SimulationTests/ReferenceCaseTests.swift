import ContactCenter
import Simulation
import Testing

/// The multi-skill cases, whose figures come from a simulator written independently in C (8000 days each).
@Suite(.enabled(if: Reference.isPresent, Comment(rawValue: Reference.missing)))
struct ReferenceCaseTests {
    static let days = 80.0
    static let referenceDays = 8000.0

    /// Standard error of a difference. That of our few days is taken from the reference's many: a sample that has missed
    /// the rare bad days does not know how uncertain it is.
    static func error(referenceHalfWidth: Double) -> Double {
        referenceHalfWidth * (1 + referenceDays / days).squareRoot() / 1.96
    }

    @Test(arguments: ["three_skills_four_groups", "gold_standard_callback"])
    func measuresAgreeWithinFourStandardErrors(name: String) throws {
        let simulator = try Simulator(Reference.simulationCase(name))
        let result = simulator.run(replications: Int(ReferenceCaseTests.days), seed: 20_260_302, threads: 2)
        var compared = 0
        for row in try Reference.rows("reference_results.csv") where row[0] == name {
            let reference = try #require(Double(row[3]))
            let referenceHalf = try #require(Double(row[4]))
            let estimate = try #require(ours(result, row[1], row[2]), "\(row[1]) \(row[2])")
            let half = try #require(estimate.halfWidth95)
            // A standard deviation's reference half width is that of a normal sample, which these days are not.
            let error =
                row[2] == "day_sl_sd"
                ? 2 * half / 1.96 : ReferenceCaseTests.error(referenceHalfWidth: referenceHalf)
            #expect(
                abs(estimate.value - reference) <= 4 * error,
                "\(row[1]) \(row[2]): \(estimate.value) ± \(half), reference \(reference) ± \(referenceHalf)")
            compared += 1
        }
        #expect(compared == 40)
        try compareIntervals(result, name: name)
    }

    private func compareIntervals(_ result: SimulationResult, name: String) throws {
        var distances: [Double] = []
        for row in try Reference.rows("reference_intervals.csv") where row[0] == name {
            let values = try row[2...].map { try #require(Double($0)) }
            let queue = try #require(result.queues.first { $0.name == row[1] })
            let measures = queue.intervals[Int(values[0])].measures
            let pairs = [
                (measures.serviceLevel, values[2], values[3]), (measures.abandonment, values[4], values[5]),
                (measures.waiting, values[6], values[7]), (measures.meanWaitSeconds, values[8], values[9]),
            ]
            for (estimate, reference, referenceHalf) in pairs {
                let ours = try #require(estimate)
                let error = ReferenceCaseTests.error(referenceHalfWidth: referenceHalf)
                distances.append(error > 0 ? abs(ours.value - reference) / error : 0)
            }
        }
        #expect(distances.count > 300)
        #expect(distances.allSatisfy { $0 <= 5 }, "\(distances.filter { $0 > 5 })")
        let share = Double(distances.count { $0 <= 2 }) / Double(distances.count)
        #expect(share >= 0.93, "\(share) within two standard errors")
    }

    private func ours(_ result: SimulationResult, _ owner: String, _ measure: String) -> Estimate? {
        if owner.hasPrefix("group:") {
            return result.groups.first { "group:\($0.name)" == owner }?.occupancyWhileOpen
        }
        let queue = result.queues.first { $0.name == owner }
        guard let total = owner == "all" ? result.total : queue?.total else { return nil }
        guard let days = owner == "all" ? result.dayServiceLevels : queue?.dayServiceLevels else { return nil }
        switch measure {
        case "offered_per_day": return total.offered
        case "sl_offered": return total.serviceLevel
        case "prob_abandon": return total.abandonment
        case "prob_wait": return total.waiting
        case "mean_wait_all_s": return total.meanWaitSeconds
        case "asa_answered_s": return total.asaSeconds
        case "day_sl_mean": return days.mean
        case "day_sl_sd": return days.standardDeviation
        case "prob_day_sl_at_least_80": return days.share(atLeast: 0.8)
        default: return nil
        }
    }
}
