import ContactCenter
import Interactions
import Testing

@Suite("Intervals on the wall clock")
struct IntervalGridTests {
    static func grid(_ zone: ZoneRules, _ seconds: Int, _ date: String, days: Int = 1) throws -> IntervalGrid {
        let from = try #require(CivilDate(date))
        return IntervalGrid(zone: zone, intervalSeconds: seconds, from: from, to: from + (days - 1))
    }

    @Test(
        "A day has 92, 96 or 100 quarter-hours and 23, 24 or 25 hours",
        arguments: [("2025-03-29", 96), ("2025-03-30", 92), ("2025-10-25", 96), ("2025-10-26", 100)])
    func dayLengths(_ date: String, _ quarters: Int) throws {
        #expect(try Self.grid(.berlin2025, 900, date).starts.count == quarters)
        #expect(try Self.grid(.berlin2025, 3600, date).starts.count == quarters / 4)
        let day = try Self.grid(.berlin2025, 86_400, date)
        #expect(day.starts.count == 1)
        #expect(day.seconds(of: 0) == quarters * 900)
    }

    @Test("Where the clock changes by half an hour an interval of an hour is one, shorter or longer")
    func halfHourChange() throws {
        // 2025-04-06: 02:00 becomes 01:30; 2025-10-05: 02:00 becomes 02:30.
        let autumn = try Self.grid(.lordHowe2025, 3600, "2025-04-06")
        #expect(autumn.starts.count == 24)
        #expect(autumn.starts.indices.map(autumn.seconds).filter { $0 != 3600 } == [5400])
        let spring = try Self.grid(.lordHowe2025, 3600, "2025-10-05")
        #expect(spring.starts.count == 24)
        #expect(spring.starts.indices.map(spring.seconds).filter { $0 != 3600 } == [1800])
        #expect(try Self.grid(.lordHowe2025, 1800, "2025-04-06").starts.count == 49)
    }

    @Test(
        "Intervals follow each other without gap and every second of a week falls into the one that holds it",
        arguments: [(ZoneRules.utc, 900), (.berlin2025, 300), (.berlin2025, 7200), (.lordHowe2025, 3600)])
    func partition(_ zone: ZoneRules, _ seconds: Int) throws {
        for date in ["2025-03-28", "2025-10-24", "2025-04-04", "2025-10-03"] {
            let grid = try Self.grid(zone, seconds, date, days: 4)
            for (a, b) in zip(grid.starts, grid.starts.dropFirst()) { #expect(a < b) }
            let first = try #require(grid.starts.first)
            #expect(grid.index(of: first + -1) == nil && grid.index(of: grid.end) == nil)
            for second in stride(from: first.seconds, to: grid.end.seconds, by: 97) {
                let instant = Instant(seconds: second)
                let index = try #require(grid.index(of: instant))
                let start = grid.starts[index]
                #expect(start <= instant && instant - start < grid.seconds(of: index))
                // Without a change of the clock in between, the clock shows a multiple of the length at the start.
                if zone.offsetSeconds(at: start) == zone.offsetSeconds(at: instant),
                    !zone.transitions.contains(where: { $0.at == start })
                {
                    #expect((start.seconds + zone.offsetSeconds(at: start)) % seconds == 0)
                }
            }
        }
    }
}
