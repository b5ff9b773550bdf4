import NumericalMethods

/// A division of agents and of days among lanes, so that no two lanes share an agent or a slot.
struct LanePartition: Sendable {
    /// Agents of each lane.
    let agents: [[Int32]]
    /// Days of each lane, ascending.
    let days: [[Int32]]

    /// Most lanes that are of use for `agents` agents over `days` days.
    static func lanes(atMost wanted: Int, agents: Int, days: Int) -> Int {
        max(1, min(wanted, agents / 4, days / 3))
    }

    /// Everything to the first of `lanes` lanes.
    init(allTo lanes: Int, agents all: [Int32], dayCount: Int) {
        agents = [all] + [[Int32]](repeating: [], count: lanes - 1)
        days = [(0..<dayCount).map(Int32.init)] + [[Int32]](repeating: [], count: lanes - 1)
    }

    /// A random division: agents at random, days in one run for each lane (around the end of the horizon), or week
    /// by week, or day by day. Runs keep shifts across midnight movable, the others bring distant days together.
    init(agents all: [Int32], dayCount: Int, lanes: Int, random: inout RandomStream) {
        guard lanes > 1 else {
            agents = [all]
            days = [(0..<dayCount).map(Int32.init)]
            return
        }
        var shuffled = all
        shuffled.shuffle(using: &random)
        agents = (0..<lanes).map { lane in
            Array(shuffled[shuffled.count * lane / lanes..<shuffled.count * (lane + 1) / lanes])
        }
        var order = (0..<dayCount).map(Int32.init)
        if random.index(below: 2) == 0 {
            let turn = random.index(below: dayCount)
            order = Array(order[turn...] + order[..<turn])
        } else if dayCount >= 14 * lanes {
            var weeks = Array(0..<(dayCount + 6) / 7)
            weeks.shuffle(using: &random)
            order = weeks.flatMap { week in (week * 7..<min(dayCount, week * 7 + 7)).map(Int32.init) }
        } else {
            order.shuffle(using: &random)
        }
        let shift = random.index(below: lanes)
        days = (0..<lanes).map { lane in
            let place = (lane + shift) % lanes
            return order[dayCount * place / lanes..<dayCount * (place + 1) / lanes].sorted()
        }
    }
}
