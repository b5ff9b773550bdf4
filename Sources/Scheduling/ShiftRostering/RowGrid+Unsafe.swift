import ContactCenter

/// The grid that ``RowProgram`` sweeps.
///
/// Unsafe: the inner loop is a shifted minimum over contiguous costs; with bounds checks it does not vectorise, and a
/// sweep of 28 days took about four times as long.
struct RowGrid {
    /// Shift types that behave alike: same followers, same predecessors, same minutes. The cheapest of a kind stands
    /// for it each day.
    struct Kind {
        var members: [Int]
        var group: Int
        var predecessors: Int
        var minutes: Int
        var limited: Int?
    }

    private let problem: CompiledShiftRostering
    private let employee: Int
    private let window: RowProgram.Window
    private let limited: [Int]
    private let unit: Int
    private(set) var kinds: [Kind] = []
    /// Groups: kinds with the same followers share the state of a run.
    private var groupCount = 0
    /// Group of the shift just before the window; `nil` = off or the first day.
    private let groupBefore: Int?
    /// Groups whose shifts the shift just behind the window may follow.
    private let mayPrecedeAfter: [Bool]
    /// Distinct sets of groups that may stand before a kind.
    private var predecessorSets: [[Int]] = []
    private let maximumRun: Int
    private let minimumRun: Int
    private let minimumOff: Int
    private let states: Int
    /// Weekends × counts of limited types.
    private let outer: Int
    private let outerShape: [Int]
    private let slots: Int
    private let least: Int
    private let most: Int
    private let days: Int

    init(
        problem: CompiledShiftRostering, employee: Int, window: RowProgram.Window, limited: [Int], unit: Int
    ) {
        self.problem = problem
        self.employee = employee
        self.window = window
        self.limited = limited
        self.unit = unit
        let contract = problem.source.employees[employee]
        maximumRun = min(contract.maximumConsecutiveShifts, problem.days)
        minimumRun = contract.minimumConsecutiveShifts
        minimumOff = max(1, min(contract.minimumConsecutiveDaysOff, problem.days))
        days = window.end - window.first
        least = (window.minutes.lowerBound + unit - 1) / unit
        most = window.minutes.upperBound / unit
        slots = max(0, most) + 1
        let width = problem.types + 1
        // Types that this employee may work inside the window, grouped by what may follow them there and just behind
        // it; and the type that stands just before it, which may be none of them.
        let usable = (0..<problem.types).filter { type in contract.maximumShifts[type] > 0 && window.shifts[type] > 0 }
        let first = window.before.flatMap { $0.cell > 0 ? Int($0.cell) - 1 : nil }
        let behind = window.after.flatMap { $0.cell > 0 ? Int($0.cell) - 1 : nil }
        var followerSets: [[Bool]] = []
        var groupOf = [Int](repeating: 0, count: problem.types)
        for type in usable + (first.map { usable.contains($0) ? [] : [$0] } ?? []) {
            let followers = (usable + (behind.map { [$0] } ?? [])).map {
                problem.mayFollow[(type + 1) * width + $0 + 1]
            }
            if let known = followerSets.firstIndex(of: followers) {
                groupOf[type] = known
            } else {
                groupOf[type] = followerSets.count
                followerSets.append(followers)
            }
        }
        groupBefore = first.map { groupOf[$0] }
        mayPrecedeAfter = followerSets.map { behind == nil || $0[usable.count] }
        groupCount = followerSets.count
        for (position, type) in usable.enumerated() {
            let before = (0..<groupCount).filter { followerSets[$0][position] }
            let set: Int
            if let known = predecessorSets.firstIndex(of: before) {
                set = known
            } else {
                set = predecessorSets.count
                predecessorSets.append(before)
            }
            let minutes = problem.minutes[type + 1] / unit
            let count = limited.firstIndex(of: type)
            let like = kinds.firstIndex {
                $0.group == groupOf[type] && $0.predecessors == set && $0.minutes == minutes && $0.limited == nil
                    && count == nil
            }
            if let like {
                kinds[like].members.append(type)
            } else {
                kinds.append(
                    Kind(members: [type], group: groupOf[type], predecessors: set, minutes: minutes, limited: count))
            }
        }
        states = minimumOff + groupCount * maximumRun
        outerShape = [window.weekendPrice == nil ? max(0, window.weekends) + 1 : 1] + limited.map { window.shifts[$0] + 1 }
        outer = outerShape.reduce(1, *)
    }

    var isPossible: Bool {
        window.weekends >= 0 && window.shifts.allSatisfy { $0 >= 0 } && least <= most && days > 0
    }

    /// Cells of all days together.
    var cellCount: Int { layer * days }

    private var layer: Int { states * outer * slots }
    private func work(_ group: Int, _ run: Int) -> Int { minimumOff + group * maximumRun + run - 1 }

    /// The most shifts that fit into `count` days, whatever comes before.
    private func mostShifts(_ count: Int) -> Int {
        let cycle = maximumRun + minimumOff
        return count / cycle * maximumRun + min(count % cycle, maximumRun)
    }

    /// Where a step of `kind` from outer index `from` leads; -1 when a limit is passed.
    private func outerStep(_ from: Int, weekend: Bool, limited: Int?) -> Int {
        var rest = from
        var stride = 1
        var result = from
        for (axis, size) in outerShape.enumerated() {
            let value = rest % size
            rest /= size
            if (axis == 0 && weekend && window.weekendPrice == nil) || (axis > 0 && limited == axis - 1) {
                if value + 1 >= size { return -1 }
                result += stride
            }
            stride *= size
        }
        return result
    }

    /// Whether work on `day` begins a weekend's work, given whether the day before was worked.
    private func countsWeekend(_ day: Int, workedBefore: Bool) -> Bool {
        day % 7 == 5 || (day % 7 == 6 && !workedBefore)
    }

    /// The cheapest member of `kind` on `day`; `nil` when none is allowed.
    private func cheapestMember(_ kind: Kind, day: Int, prices: [Int32]) -> (type: Int, price: Int32)? {
        let width = problem.types + 1
        let base = (employee * problem.days + day) * width
        var best: (type: Int, price: Int32)?
        for type in kind.members where problem.isAllowed[base + type + 1] {
            let price = prices[day * width + type + 1]
            if price < best?.price ?? RowGrid.forbidden { best = (type, price) }
        }
        return best
    }

    /// From this price on a cell is forbidden.
    private static let forbidden = RowProgram.never / 2

    /// What a weekend costs when it is paid for.
    private func weekendCost(_ weekend: Bool) -> Int32 { weekend ? window.weekendPrice ?? 0 : 0 }

    /// The run state in which the window begins; `nil` when nothing can follow.
    private func entry() -> Int? {
        // Outside the horizon every shortest run is met and every longest one begins anew.
        guard let before = window.before else { return minimumOff - 1 }
        guard let groupBefore else { return (before.isOpen ? minimumOff : min(before.length, minimumOff)) - 1 }
        return before.length <= maximumRun ? work(groupBefore, before.length) : nil
    }

    /// Whether a run of `run` days that ends on `day` and began inside or before the window is long enough.
    private func isLongEnough(_ run: Int, endingOn day: Int) -> Bool { run >= minimumRun || run == day + 1 }

    /// Minutes that a row which can still end lawfully may have worked after `position` days.
    private func reach(_ position: Int) -> (low: Int, high: Int) {
        guard position >= 0 else { return (0, 0) }
        let longest = kinds.map(\.minutes).max() ?? 0
        var low = max(0, least - mostShifts(days - position - 1) * longest)
        var high = min(most, (position + 1) * longest)
        if let straying = window.strayingMinutes, position < days - 1 {
            low = max(low, least * (position + 1) / days - straying / unit)
            high = min(high, most * (position + 1) / days + straying / unit)
        }
        return (low, high)
    }

    /// Sweeps forward; layer d holds the states after day `first + d`.
    func fill(prices: [Int32], costs: inout [Int32], pool: inout [Int32]) {
        let size = layer
        let width = problem.types + 1
        if costs.count < size * days {
            costs = [Int32](repeating: RowProgram.never, count: size * days)
        }
        let span = outer * slots
        let setCount = predecessorSets.count
        if pool.count < span + size {
            pool = [Int32](repeating: RowProgram.never, count: span + size)
        }
        let start = entry()
        costs.withUnsafeMutableBufferPointer { buffer in
            pool.withUnsafeMutableBufferPointer { scratch in
                guard let layers = buffer.baseAddress, let spare = scratch.baseAddress else { return }
                let initial = spare + span
                initial.update(repeating: RowProgram.never, count: size)
                if let start { initial[start * span] = 0 }
                for position in 0..<days {
                    let day = window.first + position
                    let now = layers + position * size
                    let before =
                        position == 0 ? UnsafeMutablePointer(initial) : layers + (position - 1) * size
                    let reached = reach(position - 1)
                    let (low, high) = reach(position)
                    guard low <= high else {
                        // Nothing can be reached; the last layer must say so, whatever stood there before.
                        (layers + (days - 1) * size).update(repeating: RowProgram.never, count: size)
                        return
                    }
                    // Only minutes between low and high are ever read.
                    for line in 0..<states * outer {
                        (now + line * slots + low).update(repeating: RowProgram.never, count: high - low + 1)
                    }
                    // Days off keep the minutes.
                    let kept = (low: max(low, reached.low), high: min(high, reached.high))
                    let offPrice = prices[day * width]
                    if offPrice < RowGrid.forbidden {
                        // Off after off; the last off state stays.
                        for state in 0..<minimumOff {
                            let target = min(state + 1, minimumOff - 1)
                            relax(now + target * span, before + state * span, price: offPrice, kept)
                        }
                        // Off after a run that is long enough.
                        for group in 0..<groupCount {
                            for run in 1...maximumRun where isLongEnough(run, endingOn: day - 1) {
                                relax(now, before + work(group, run) * span, price: offPrice, kept)
                            }
                        }
                    }
                    let choices = kinds.map { cheapestMember($0, day: day, prices: prices) }
                    let sources = (low: reached.low, high: reached.high, lowest: low, highest: high)
                    // A run begins after enough days off.
                    let fresh = before + (minimumOff - 1) * span
                    for (kind, choice) in zip(kinds, choices) {
                        guard let choice else { continue }
                        let weekend = countsWeekend(day, workedBefore: false)
                        step(
                            now + work(kind.group, 1) * span, fresh, kind: kind,
                            price: choice.price &+ weekendCost(weekend), weekend: weekend, sources)
                    }
                    guard maximumRun >= 2 else { continue }
                    let weekend = countsWeekend(day, workedBefore: true)
                    for set in 0..<setCount
                    where zip(kinds, choices).contains(where: { $0.predecessors == set && $1 != nil }) {
                        for run in 2...maximumRun {
                            for line in 0..<outer {
                                (spare + line * slots + reached.low).update(
                                    repeating: RowProgram.never, count: max(0, reached.high - reached.low + 1))
                            }
                            for group in predecessorSets[set] {
                                relax(spare, before + work(group, run - 1) * span, price: 0, reached)
                            }
                            for (kind, choice) in zip(kinds, choices) where kind.predecessors == set {
                                guard let choice else { continue }
                                step(
                                    now + work(kind.group, run) * span, spare, kind: kind,
                                    price: choice.price &+ weekendCost(weekend), weekend: weekend, sources)
                            }
                        }
                    }
                }
            }
        }
    }

    private func relax(
        _ target: UnsafeMutablePointer<Int32>, _ source: UnsafeMutablePointer<Int32>, price: Int32,
        _ minutes: (low: Int, high: Int)
    ) {
        guard minutes.low <= minutes.high else { return }
        for line in 0..<outer {
            let into = target + line * slots
            let out = source + line * slots
            for index in minutes.low...minutes.high { into[index] = min(into[index], out[index] &+ price) }
        }
    }

    /// Works a shift of `kind`; `minutes` are those that the sources and the targets may have.
    private func step(
        _ target: UnsafeMutablePointer<Int32>, _ source: UnsafeMutablePointer<Int32>, kind: Kind, price: Int32,
        weekend: Bool, _ minutes: (low: Int, high: Int, lowest: Int, highest: Int)
    ) {
        let first = max(minutes.low, minutes.lowest - kind.minutes)
        let last = min(minutes.high, minutes.highest - kind.minutes)
        guard first <= last else { return }
        for from in 0..<outer {
            let to = outerStep(from, weekend: weekend, limited: kind.limited)
            guard to >= 0 else { continue }
            let into = target + to * slots + kind.minutes
            let out = source + from * slots
            for index in first...last { into[index] = min(into[index], out[index] &+ price) }
        }
    }

    /// Whether the run state may end the window.
    private func mayEnd(_ state: Int) -> Bool {
        let lastDay = window.end - 1
        guard let after = window.after else { return true }
        if state < minimumOff {
            let off = state + 1
            if after.cell == 0 { return after.isOpen || off + after.length >= minimumOff }
            // The run behind stands alone now, wherever it began before.
            return off >= minimumOff && (after.isOpen || after.length >= minimumRun)
        }
        let group = (state - minimumOff) / maximumRun
        let run = (state - minimumOff) % maximumRun + 1
        if after.cell == 0 {
            return isLongEnough(run, endingOn: lastDay) && (after.isOpen || after.length >= minimumOff)
        }
        guard run + after.length <= maximumRun else { return false }
        let open = after.isOpen || run == lastDay + 1
        guard open || run + after.length >= minimumRun else { return false }
        return mayPrecedeAfter[group]
    }

    /// The cheapest end and the way to it; `nil` when no row is lawful.
    func cheapest(prices: [Int32], costs: [Int32]) -> (cost: Int, cells: [UInt8])? {
        let span = outer * slots
        let last = (days - 1) * layer
        var best: (cost: Int32, state: Int, outer: Int, minutes: Int)?
        let reached = reach(days - 1)
        guard least <= most, reached.low <= reached.high else { return nil }
        for state in 0..<states where mayEnd(state) {
            for index in 0..<outer {
                for minutes in reached.low...reached.high {
                    let cost = costs[last + state * span + index * slots + minutes]
                    if cost < RowProgram.never / 2, cost < best?.cost ?? .max { best = (cost, state, index, minutes) }
                }
            }
        }
        guard let best else { return nil }
        return walkBack(from: best, prices: prices, costs: costs).map { (Int(best.cost), $0) }
    }

    /// Finds, day by day backwards, a predecessor that explains the cost.
    private func walkBack(
        from end: (cost: Int32, state: Int, outer: Int, minutes: Int), prices: [Int32], costs: [Int32]
    ) -> [UInt8]? {
        let span = outer * slots
        let width = problem.types + 1
        var cells = [UInt8](repeating: 0, count: days)
        var (cost, state, outerIndex, minutes) = end
        var positions = Array(0..<days)
        while let position = positions.popLast() {
            let day = window.first + position
            if position == 0 {
                // The first day leads straight from the entry state.
                guard let start = entry(),
                    let cell = firstCell(
                        start: start, state: state, outer: outerIndex, minutes: minutes, cost: cost, prices: prices)
                else { return nil }
                cells[0] = cell
                return cells
            }
            let base = (position - 1) * layer
            let reached = reach(position - 1)
            func value(_ state: Int, _ outer: Int, _ minutes: Int) -> Int32 {
                guard minutes >= reached.low, minutes <= reached.high else { return RowProgram.never }
                return costs[base + state * span + outer * slots + minutes]
            }
            var found = false
            if state < minimumOff {
                let price = prices[day * width]
                for before in 0..<states where offFollows(before, day: day) == state {
                    if value(before, outerIndex, minutes) &+ price == cost {
                        (cost, state) = (cost &- price, before)
                        found = true
                        break
                    }
                }
            } else {
                let group = (state - minimumOff) / maximumRun
                let run = (state - minimumOff) % maximumRun + 1
                search: for kind in kinds where kind.group == group && minutes >= kind.minutes {
                    guard let choice = cheapestMember(kind, day: day, prices: prices) else { continue }
                    let weekend = countsWeekend(day, workedBefore: run > 1)
                    let price = choice.price &+ weekendCost(weekend)
                    let sources =
                        run == 1 ? [minimumOff - 1] : predecessorSets[kind.predecessors].map { work($0, run - 1) }
                    for from in 0..<outer where outerStep(from, weekend: weekend, limited: kind.limited) == outerIndex {
                        for before in sources where value(before, from, minutes - kind.minutes) &+ price == cost
                        {
                            cells[position] = UInt8(choice.type + 1)
                            (cost, state, outerIndex, minutes) = (
                                cost &- price, before, from, minutes - kind.minutes
                            )
                            found = true
                            break search
                        }
                    }
                }
            }
            if !found { return nil }
        }
        return cells
    }

    /// The off state that follows run state `before` on `day`; -1 when the run is too short to end.
    private func offFollows(_ before: Int, day: Int) -> Int {
        if before < minimumOff { return min(before + 1, minimumOff - 1) }
        return isLongEnough((before - minimumOff) % maximumRun + 1, endingOn: day - 1) ? 0 : -1
    }

    private func firstCell(
        start: Int, state: Int, outer: Int, minutes: Int, cost: Int32, prices: [Int32]
    ) -> UInt8? {
        let width = problem.types + 1
        let day = window.first
        if state < minimumOff {
            let target = offFollows(start, day: day)
            return target == state && outer == 0 && minutes == 0 && prices[day * width] == cost ? 0 : nil
        }
        let group = (state - minimumOff) / maximumRun
        let run = (state - minimumOff) % maximumRun + 1
        for kind in kinds where kind.group == group && minutes == kind.minutes {
            let weekend = countsWeekend(day, workedBefore: run > 1)
            guard let choice = cheapestMember(kind, day: day, prices: prices),
                choice.price &+ weekendCost(weekend) == cost
            else { continue }
            let isFresh = run == 1 && start == minimumOff - 1
            let continues = run > 1 && predecessorSets[kind.predecessors].contains { work($0, run - 1) == start }
            guard isFresh || continues else { continue }
            if outerStep(0, weekend: weekend, limited: kind.limited) == outer { return UInt8(choice.type + 1) }
        }
        return nil
    }
}
