import ContactCenter
import Interactions
import Tabular
import Testing

@testable import Planning

@Suite("Histories of interval reports")
struct IntervalHistoryTests {
    private func report(_ rows: [String]) throws -> IntervalImport.Outcome {
        let text = "interval,queue,offered,answered,abandoned,answered_within,handle_s\n" + rows.joined(separator: "\n")
        return try IntervalImport(zone: .utc).run([
            (RandomAccessInput(InputBytes(name: "r.csv", bytes: Array(text.utf8))), .intervals)
        ])
    }

    @Test("Hours spread over quarter-hours keep every sum, in whole contacts", arguments: 1...8)
    func spread(seed: UInt64) throws {
        var state = seed
        func random(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        let hours = (8..<20).map { hour in
            let (within, late, abandoned, lost) = (random(60), random(9), random(12), random(3))
            let answered = within + late
            return
                "2025-03-10T\(hour < 10 ? "0" : "")\(hour):00:00Z,q,\(answered + abandoned + lost),\(answered),\(abandoned),\(within),\(answered * 200)"
        }
        let outcome = try report(hours)
        #expect(outcome.intervalSeconds == 3600)
        let history = try IntervalHistory(outcome, intervalSeconds: nil, zone: .utc)
        #expect(history.intervalSeconds == 900 && history.intervals.count == 96)
        #expect(history.notes.contains { $0.hasPrefix("12 intervals of 60 minutes are spread over 15 minutes") })
        for (index, hour) in outcome.rows.enumerated() {
            let quarters = history.intervals[(8 + index) * 4..<(9 + index) * 4]
            func sum(_ value: (IntervalCounts) -> Int) -> Int { quarters.reduce(0) { $0 + value($1) } }
            #expect(sum(\.offered) == hour.offered && sum(\.answered) == hour.answered)
            #expect(sum(\.abandoned) == hour.abandoned && sum(\.answeredWithin) == hour.answeredWithin)
            #expect(abs(quarters.reduce(0) { $0 + $1.handleSeconds } - hour.handleSeconds) < 1e-6)
            for quarter in quarters {
                #expect(quarter.answered + quarter.abandoned <= quarter.offered)
                #expect(quarter.answeredWithin <= quarter.answered && quarter.answeredWithin >= 0)
            }
        }
    }

    @Test("Quarter-hours are summed to half-hours; missing ones had no contact; what is unknown stays so")
    func sums() throws {
        let outcome = try report([
            "2025-03-10T09:00:00Z,q,9,6,3,4,1700", "2025-03-10T09:15:00Z,q,3,2,1,1,660",
            "2025-03-10T09:45:00Z,q,5,5,0,5,900",
        ])
        let history = try IntervalHistory(outcome, intervalSeconds: 1800, zone: .utc)
        #expect(history.intervals.count == 48)
        #expect(history.intervals[18].offered == 12 && history.intervals[18].handleSeconds == 2360)
        #expect(history.intervals[19].offered == 5 && history.intervals[20].unknown == [])
        #expect(history.intervals[18].unknown.contains(.waitAnswered))
        #expect(history.notes.contains { $0.hasPrefix("46 intervals from 2025-03-10") })
    }

    @Test("Days are not spread, and quarter-hours make no 20 minutes")
    func refused() throws {
        let quarters = try report(["2025-03-10T09:00:00Z,q,9,6,3,4,1700", "2025-03-10T09:15:00Z,q,3,2,1,1,660"])
        #expect(throws: PlanningError.self) { try IntervalHistory(quarters, intervalSeconds: 1200, zone: .utc) }
        let days = try report(["2025-03-10T00:00:00Z,q,9,6,3,4,1700", "2025-03-11T00:00:00Z,q,3,2,1,1,660"])
        #expect(throws: PlanningError.self) { try IntervalHistory(days, intervalSeconds: 900, zone: .utc) }
        #expect(try IntervalHistory(days, intervalSeconds: nil, zone: .utc).intervals.count == 2)
    }

    @Test("Words of --format")
    func formats() throws {
        if case .stated(.calabrio) = try FormatChoice.word("calabrio") {} else { Issue.record("a format") }
        if case .mapping("x.yaml") = try FormatChoice.word("x.yaml") {} else { Issue.record("a file") }
        let error = #expect(throws: UnknownFormat.self) { try FormatChoice.word("asterix") }
        #expect(error?.hint == "did you mean 'asterisk'?")
    }
}
