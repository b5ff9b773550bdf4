import ContactCenter
import Tabular

/// `shortage_prices.csv` of a scheduling folder: what heads missing in an interval cost, `date,time,skill,missing,price`.
///
/// A row gives the price, for the whole interval, of the `missing`-th head missing: 1 is the first. Prices do not fall
/// from one head to the next, and the last one given holds for all further heads. Without the file shortage is priced by
/// agent-hours.
enum ShortagePriceFile {
    /// Name of the file.
    static let name = "shortage_prices.csv"
    private static let columns = ["date", "time", "skill", "missing", "price"]

    /// The prices, `[skill][interval][missing − 1]`; `nil` when there is no such file.
    static func read(
        _ path: String, _ parts: InstanceHead.Parts, _ heads: [[Int]], _ faults: inout FaultCollector
    ) -> [[[Double]]]? {
        let input: InputBytes
        do throws(TabularError) {
            input = try InputBytes.read(path)
        } catch {
            if case .noInput = error { return nil }
            faults.add(error)
            return nil
        }
        var prices = heads.map { $0.map { _ in [Double]() } }
        faults.forEachRow(of: input, required: columns) { row, table, faults in
            let day = faults.attempt { () throws(TabularError) in try parts.dayIndex(row, table.column("date")) }
            let minute = faults.attempt { () throws(TabularError) in try parts.minuteOfDay(row, table.column("time")) }
            let skill = faults.attempt { () throws(TabularError) in try parts.skillIndex(row, table.column("skill")) }
            let missing = faults.attempt { () throws(TabularError) in
                try row.int(table.column("missing"), in: 1...1_000_000)
            }
            let price = faults.attempt { () throws(TabularError) in
                try row.double(table.column("price"))
            }
            guard let day, let minute, let skill, let missing, let price, let length = parts.intervalMinutes,
                !prices.isEmpty
            else { return }
            let interval = (day * 1440 + minute) / length
            let known = prices[skill][interval]
            guard missing == known.count + 1 else {
                faults.add(
                    row.error(
                        table.column("missing"), "expected \(known.count + 1), found \(missing)",
                        hint: "list the heads of an interval and skill one after the other: 1, 2, 3, …"))
                return
            }
            if let last = known.last, price < last {
                faults.add(
                    row.error(
                        table.column("price"), "the price falls from \(last) to \(price)",
                        hint: "each further head missing costs at least as much as the one before"))
                return
            }
            prices[skill][interval].append(price)
        }
        for (skill, intervals) in heads.enumerated() {
            if let interval = intervals.indices.first(where: { intervals[$0] > 0 && prices[skill][$0].isEmpty }),
                let start = parts.startDate, let length = parts.intervalMinutes, let names = parts.skills
            {
                faults.add(
                    .badData(
                        Place(file: path),
                        message:
                            "no price for skill '\(names[skill])' at \(LocalTime(date: start) + interval * length), "
                            + "where \(intervals[interval]) are required",
                        hint: "give at least the price of the first head missing, or leave the file out"))
            }
        }
        return prices
    }

    /// The prices in order of time and skill.
    static func write(_ prices: [[[Double]]], _ instance: RosteringInstance) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for interval in 0..<instance.intervalCount {
            let time = LocalTime(date: instance.startDate) + interval * instance.intervalMinutes
            for (skill, name) in instance.skills.enumerated() {
                for (place, price) in prices[skill][interval].enumerated() {
                    writer.add(time.date.description)
                    writer.add(LocalTime.clock(time.minuteOfDay))
                    writer.add(name)
                    writer.add(place + 1)
                    writer.add(price, decimals: 6)
                    writer.endRow()
                }
            }
        }
        return writer.bytes
    }
}
