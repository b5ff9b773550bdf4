import Foundation
import Testing

@testable import Queueing

@Suite("Through the day: reference tables") struct TransientOracleTests {
    @Test("Tables are there with all their rows")
    func tablesAreThere() throws {
        #expect(ReferenceProfile.all.count == 5)
        #expect(try OracleTable("time_varying_offered_load.csv").rows.count == 120)
        #expect(try OracleTable("transient_intervals.csv").rows.count == 101)
        #expect(try OracleTable("transient_days.csv").rows.count == 5)
        #expect(try OracleTable("transient_finish_call_intervals.csv").rows.count == 101)
    }

    @Test("The offered load through the day to 1e-10", arguments: ["bell", "long"])
    func offeredLoad(profile: String) throws {
        let rows = try OracleTable("time_varying_offered_load.csv").rows.filter { $0.cells["profile"] == profile }
        for service in Set(rows.compactMap { $0.cells["service"] }) {
            let rows = rows.filter { $0.cells["service"] == service }
            let length = try rows[0].number("interval_s")
            let aht = try rows[0].number("aht_s")
            // Two times an interval; the load of the moment gives the rates back.
            let contacts = try stride(from: 0, to: rows.count, by: 2).map {
                try rows[$0].number("pointwise_load") / aht * length
            }
            let law: HandleTimeLaw =
                switch service {
                case "exponential": .exponential
                case "deterministic": .deterministic
                default: .lognormal(coefficientOfVariation: try #require(Double(service.split(separator: " ")[1])))
                }
            let curve = try OfferedLoadCurve(contacts: contacts, intervalSeconds: length, ahtSeconds: aht, law: law)
            for row in rows {
                let time = try row.number("t_s")
                #expect(
                    isClose(curve.load(atSeconds: time), try row.number("offered_load"), relative: 1e-10),
                    "\(service) at \(time)")
                #expect(
                    isClose(curve.pointwiseLoad(atSeconds: time), try row.number("pointwise_load"), relative: 1e-10))
            }
        }
    }

    @Test("Pre-emptive days: every interval to 1e-7, counts to 1e-6", arguments: ReferenceProfile.all)
    func preemptiveIntervals(profile: ReferenceProfile) throws {
        let result = try TransientDay(profile.day(), convention: .preemptive).evaluate(waits: false)
        let rows = try profile.rows("transient_intervals.csv")
        #expect(rows.count == result.intervals.count)
        for (row, interval) in zip(rows, result.intervals) {
            let answers: [(String, Double?, Double)] = [
                ("sl_offered", interval.serviceLevel, 1e-7), ("prob_wait", interval.probabilityOfWait, 1e-7),
                ("expected_abandons", interval.abandoned, 1e-6), ("mean_queue", interval.meanQueue, 1e-6),
                ("mean_busy", interval.meanBusyAgents, 1e-6), ("queue_at_end", interval.queueAtEnd, 1e-6),
                ("busy_at_end", interval.busyAtEnd, 1e-6),
                ("prob_wait_at_end", interval.probabilityOfWaitAtEnd, 1e-7),
            ]
            for (name, value, tolerance) in answers {
                let value = try #require(value)
                #expect(
                    isClose(value, try row.number(name), relative: 0, absolute: tolerance),
                    "\(row.line) \(name) \(value)")
            }
        }
    }

    @Test("Pre-emptive days as a whole", arguments: ReferenceProfile.all)
    func preemptiveDays(profile: ReferenceProfile) throws {
        let result = try TransientDay(profile.day(), convention: .preemptive).evaluate(waits: false)
        let row = try #require(try profile.rows("transient_days.csv").first)
        #expect(isClose(result.contacts, try row.number("calls"), relative: 1e-12))
        #expect(isClose(try #require(result.serviceLevel), try row.number("sl_offered"), relative: 0, absolute: 1e-7))
        #expect(
            isClose(try #require(result.probabilityOfWait), try row.number("prob_wait"), relative: 0, absolute: 1e-7))
        #expect(isClose(result.abandoned, try row.number("expected_abandons"), relative: 0, absolute: 1e-6))
        #expect(isClose(result.meanQueue, try row.number("mean_queue"), relative: 0, absolute: 1e-6))
        #expect(result.lostProbability < 1e-9)
    }

    @Test("Agents who finish their call: the simulated days, within their confidence intervals")
    func finishCall() throws {
        var values = 0
        var beyond = 0
        for profile in ReferenceProfile.all {
            let result = try TransientDay(profile.day(), convention: .finishCall).evaluate()
            for (row, interval) in zip(try profile.rows("transient_finish_call_intervals.csv"), result.intervals) {
                let answers: [(String, String, Double?)] = [
                    ("sl_offered", "sl_ci95", interval.serviceLevel),
                    ("prob_wait", "prob_wait_ci95", interval.probabilityOfWait),
                    ("prob_abandon", "prob_abandon_ci95", interval.abandonment),
                    ("mean_wait_all_s", "mean_wait_ci95", interval.meanWaitSeconds),
                ]
                for (name, width, value) in answers {
                    let value = try #require(value)
                    let half = try row.number(width)
                    let difference = abs(value - (try row.number(name)))
                    // A probability of exactly 0 or 1 has no width.
                    guard half > 0 else {
                        #expect(difference < 1e-9, "\(row.line) \(name)")
                        continue
                    }
                    #expect(difference <= 4 * half, "line \(row.line): \(name) \(value)")
                    values += 1
                    if difference > half { beyond += 1 }
                }
            }
            try expectDay(result, profile)
        }
        #expect(values > 300)
        #expect(Double(beyond) <= 0.05 * Double(values), "\(beyond) of \(values)")
    }

    private func expectDay(_ result: TransientResult, _ profile: ReferenceProfile) throws {
        let answers = [
            ("sl_offered", result.serviceLevel), ("prob_wait", result.probabilityOfWait),
            ("prob_abandon", result.abandonment), ("mean_wait_all_s", result.meanWaitSeconds),
            ("occupancy_while_open", result.occupancy),
        ]
        let rows = try profile.rows("transient_finish_call_days.csv")
        for (name, value) in answers {
            let row = try #require(rows.first { $0.cells["measure"] == name })
            let value = try #require(value)
            let half = try row.number("ci95_half")
            #expect(abs(value - (try row.number("mean"))) <= max(4 * half, 1e-9), "\(profile.name) \(name) \(value)")
        }
    }

    @Test("The convention matters after a staff drop without abandonment: up to 0.01 of an interval here")
    func conventionsDiffer() throws {
        let profile = try #require(ReferenceProfile.all.first { $0.name == "shift_drop_no_abandon" })
        let finish = try TransientDay(profile.day()).evaluate(waits: false)
        let preempt = try TransientDay(profile.day(), convention: .preemptive).evaluate(waits: false)
        for index in 0..<5 {
            #expect(abs(finish.intervals[index].answeredWithin - preempt.intervals[index].answeredWithin) < 1e-7)
        }
        let after = try #require(finish.intervals[7].serviceLevel) - (try #require(preempt.intervals[7].serviceLevel))
        #expect(after > 0.002)
    }
}
