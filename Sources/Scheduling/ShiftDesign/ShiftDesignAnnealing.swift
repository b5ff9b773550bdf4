import ContactCenter
import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// One chain over the heads of each (shift, day).
///
/// Half of the moves keep the cover of every slot: two duties exchange their ends, or hand over at another time. They
/// are what takes a chain from one exact cover to another with fewer distinct shifts; moves of single duties would have
/// to climb over shortage and surplus in between.
struct ShiftDesignAnnealing: Sendable {
    /// Part of a distinct shift's price that its worked days carry on the way, so that a shift empties day by day.
    private static let shareOfDays = 0.5

    private var state: ShiftDesignState
    /// Cost of the best design so far.
    private(set) var best: ShiftDesignState.Cost
    private var bestHeads: [Int32]
    private var random: RandomStream
    private var cycle = 0
    private let dayPrice: Double
    private let deviationShare: Double
    /// Heads of each day that a move has changed.
    private var changed: [Int32]

    /// A chain that counts shortage and surplus dearer by `deviationShare` than they are, on its way.
    init(_ instance: ShiftDesignInstance, random: RandomStream, deviationShare: Double) {
        self.random = random
        self.deviationShare = deviationShare
        state = ShiftDesignState(instance)
        dayPrice = Double(instance.weightShift) * ShiftDesignAnnealing.shareOfDays / Double(max(1, instance.days))
        best = state.value
        bestHeads = state.heads
        changed = [Int32](repeating: 0, count: instance.days)
    }

    /// A new annealing goes on from the best so far.
    mutating func enter(cycle: Int) {
        guard cycle > self.cycle else { return }
        self.cycle = cycle
        state.become(bestHeads)
    }

    /// The best design.
    func design() -> ShiftDesign { state.design(bestHeads) }

    /// The objective as the chain sees it.
    private var walkingCost: Double {
        state.objective + dayPrice * Double(state.daysWorked) + deviationShare * Double(state.deviation)
    }

    private mutating func draw(_ count: Int) -> Int { random.index(below: count) }
    private mutating func anyShift() -> Int { draw(state.shifts.count) }
    private mutating func usedShift() -> Int {
        state.used.isEmpty ? anyShift() : Int(state.used[draw(state.used.count)])
    }
    private mutating func neighbour(of shift: Int) -> Int {
        let near = state.neighbours[shift]
        return near.isEmpty ? usedShift() : Int(near[draw(near.count)])
    }

    /// Tries one move.
    mutating func step(temperature: Double) {
        let limit = walkingCost - temperature * log(max(random.uniform(), 1e-300))
        switch draw(16) {
        case 0: change(usedShift(), limit)
        case 1: change(anyShift(), limit)
        case 2..<4: slide(from: usedShift(), to: usedShift(), limit)
        case 4..<8:
            let from = usedShift()
            slide(from: from, to: neighbour(of: from), limit)
        case 8:
            let from = usedShift()
            replace(from, by: draw(2) == 0 ? usedShift() : neighbour(of: from), limit)
        case 9..<14: if let exchange = exchangeOfEnds() { make(exchange, limit) }
        default: if let exchange = changeOfHandover() { make(exchange, limit) }
        }
        let now = state.value
        if now < best {
            best = now
            bestHeads = state.heads
        }
    }

    /// One head more or fewer on one day.
    private mutating func change(_ shift: Int, _ limit: Double) {
        let day = draw(state.days)
        let count: Int32 = draw(2) == 0 || state[shift, day] == 0 ? 1 : -1
        state.add(count, shift, day)
        if walkingCost > limit { state.add(-count, shift, day) }
    }

    /// Of the heads of a day: one, all, or any number.
    private mutating func some(of present: Int32) -> Int32 {
        guard present > 1, draw(2) == 0 else { return 1 }
        return draw(2) == 0 ? present : 1 + Int32(draw(Int(present)))
    }

    /// Heads of one day from one shift to another.
    private mutating func slide(from: Int, to: Int, _ limit: Double) {
        let day = draw(state.days)
        let present = state[from, day]
        guard from != to, present > 0 else { return }
        let count = some(of: present)
        state.move(count, from, to, day)
        if walkingCost > limit { state.move(count, to, from, day) }
    }

    /// A whole shift, all days, by another.
    private mutating func replace(_ from: Int, by to: Int, _ limit: Double) {
        guard from != to else { return }
        for day in 0..<state.days {
            changed[day] = state[from, day]
            if changed[day] > 0 { state.move(changed[day], from, to, day) }
        }
        guard walkingCost > limit else { return }
        for day in 0..<state.days where changed[day] > 0 { state.move(changed[day], to, from, day) }
    }

    /// Makes `exchange` for some heads of one day, or for all heads of every day.
    private mutating func make(_ exchange: ShiftDesignState.Exchange, _ limit: Double) {
        let only = draw(4) == 0 ? nil : draw(state.days)
        for day in 0..<state.days {
            changed[day] = only == nil || only == day ? state.most(exchange, day) : 0
            if only != nil, changed[day] > 0 { changed[day] = some(of: changed[day]) }
            if changed[day] > 0 { state.apply(exchange, changed[day], day) }
        }
        guard walkingCost > limit else { return }
        // Backwards, since a later day may have taken heads that an earlier one gave.
        for day in (0..<state.days).reversed() where changed[day] > 0 { state.apply(exchange, -changed[day], day) }
    }

    /// Duties a…x and b…y become a…y and b…x. Where a…y is in use already, as mostly here, it grows.
    private mutating func exchangeOfEnds() -> ShiftDesignState.Exchange? {
        let one = usedShift()
        let start = state.shifts[one].start
        let same = state.sameStart[one]
        let third =
            draw(4) > 0
            ? usedShift { $0 != one && $1.shifts[$0].start == start } : Int(same[draw(same.count)])
        guard let third, third != one else { return nil }
        let (end, perDay) = (state.end(third), state.perDay)
        guard let two = usedShift({ $0 != third && ($1.end($0) - end) % perDay == 0 }), two != one else { return nil }
        let offset = (end - state.end(two)) / perDay
        let begin = offset * perDay + state.shifts[two].start
        guard let fourth = state.index(start: state.shifts[two].start, length: state.end(one) - begin), fourth != two
        else { return nil }
        return .init(taken: (one, two, offset), given: (third, fourth, offset))
    }

    /// Where one duty ends and another begins: a…x and x…y become a…z and z…y.
    private mutating func changeOfHandover() -> ShiftDesignState.Exchange? {
        let one = usedShift()
        let perDay = state.perDay
        let handover = state.end(one)
        guard let next = usedShift({ $1.shifts[$0].start == handover % perDay }) else { return nil }
        let same = state.sameStart[one]
        let third = Int(same[draw(same.count)])
        guard third != one else { return nil }
        let moved = state.end(third)
        let end = handover / perDay * perDay + state.end(next)
        guard let fourth = state.index(start: moved % perDay, length: end - moved) else { return nil }
        return .init(taken: (one, next, handover / perDay), given: (third, fourth, moved / perDay))
    }

    /// A random used shift that `fits`.
    private mutating func usedShift(_ fits: (Int, borrowing ShiftDesignState) -> Bool) -> Int? {
        let count = state.used.count
        guard count > 0 else { return nil }
        var place = draw(count)
        for _ in 0..<count {
            let shift = Int(state.used[place])
            if fits(shift, state) { return shift }
            place += 1
            if place == count { place = 0 }
        }
        return nil
    }
}
