import ContactCenter

/// Answers "why not?": what stands against a shift, and what a refused wish would cost.
public struct RosterQuestion: Sendable {
    /// What stands against one start of a shift.
    public struct WhyNot: Hashable, Sendable {
        /// The shift asked for.
        public var shift: Shift
        /// What the agent does on that day now.
        public var now: Shift?
        /// Hard rules that it would newly break.
        public var violations: [RosterViolation]
        /// Change of the roster's cost.
        public var costChange: Double
        /// Part of it that comes from cover: shortage and surplus.
        public var coverCostChange: Double
        /// The cheapest lawful way found: other days of the same agent that would change too, in words.
        public var way: String?
        /// Change of the roster's cost that way.
        public var wayCostChange: Double?
    }

    /// A wish the roster does not grant.
    public struct RefusedWish: Hashable, Sendable {
        /// The wish.
        public var wish: Availability
        /// The shifts that touch it.
        public var shifts: [Shift]
        /// What granting it would cost besides the wish's own weight; `nil` when no lawful change of the agent's own
        /// week does. The cheapest change found, so at most this.
        public var price: Double?
        /// That change, in words.
        public var way: String?
    }

    private var desk: RosterDesk

    /// Questions about `roster`.
    /// - Throws: ``SchedulingError`` of an instance that contradicts itself, or of a roster it cannot express.
    public init(_ instance: RosteringInstance, roster: Roster) throws(SchedulingError) {
        desk = try RosterDesk(instance, roster: roster)
        guard desk.problems.isEmpty else { throw .rosterUnusable(desk.problems) }
    }

    // MARK: Why not

    /// What stands against `agent` working a shift of `kind` on `date`: one answer for each start (or `start` alone).
    /// - Throws: ``SchedulingError`` for an unknown agent, kind, date or start.
    public mutating func whyNot(
        _ agent: String, kind: String, on date: CivilDate, start: Int? = nil
    ) throws(SchedulingError) -> [WhyNot] {
        let index = try desk.agent(agent)
        let day = try desk.day(date)
        let kinds = desk.instance.source.shiftKinds.map(\.name)
        guard let kindIndex = kinds.firstIndex(of: kind) else {
            throw .unknown(
                what: "shift kind", name: kind, nearest: SchedulingError.nearest(to: kind, among: kinds))
        }
        let options = desk.instance.shifts.optionsOfKind[kindIndex].filter {
            start == nil || Int(desk.instance.shifts.options[$0].startMinute) == start
        }
        guard !options.isEmpty else {
            throw .unknown(
                what: "start of kind '\(kind)'", name: start.map(LocalTime.clock) ?? "", nearest: nil)
        }
        return desk.alternatives(index, day, options.map(Int32.init)).compactMap { cell, coverPrice in
            guard let shift = desk.shift(cell, agent: index, day: day) else { return nil }
            let change = RosterDesk.Change(agent: index, day: day, cell: cell)
            let violations = desk.newViolations([change])
            var answer = WhyNot(
                shift: shift, now: desk.shift(desk.cell(index, day), agent: index, day: day), violations: violations,
                costChange: desk.cost(desk.price([change])),
                coverCostChange: desk.cost(coverPrice), way: nil, wayCostChange: nil)
            if !violations.isEmpty, let way = cheapestWay(to: change) {
                answer.way = words(way.changes.filter { $0 != change })
                answer.wayCostChange = desk.cost(way.price)
            }
            return answer
        }
    }

    /// The cheapest lawful changes that contain `change`: one other day of the agent's week off, or changed.
    private mutating func cheapestWay(
        to change: RosterDesk.Change
    ) -> (changes: [RosterDesk.Change], price: Int)? {
        let week = change.day / 7 * 7..<min(change.day / 7 * 7 + 7, desk.instance.days)
        var best: (changes: [RosterDesk.Change], price: Int)?
        for other in week where other != change.day {
            var cells: [Cell] = desk.cell(change.agent, other).works ? [.off] : []
            cells += desk.alternatives(change.agent, other, desk.options(change.agent, other)).map(\.cell)
            for cell in cells where cell != desk.cell(change.agent, other) {
                let changes = [change, RosterDesk.Change(agent: change.agent, day: other, cell: cell)]
                guard desk.isLawful(changes) else { continue }
                let price = desk.price(changes)
                if price < best?.price ?? .max { best = (changes, price) }
            }
        }
        return best
    }

    private func words(_ changes: [RosterDesk.Change]) -> String {
        changes.sorted { $0.day < $1.day }.map { change in
            let shift = desk.shift(change.cell, agent: change.agent, day: change.day)
            return "\(desk.instance.source.startDate + change.day) "
                + (shift.map { "\($0.kind) at \(LocalTime.clock($0.start.minuteOfDay))" } ?? "off")
        }.joined(separator: ", ")
    }

    // MARK: Wishes

    /// Every wish the roster does not grant, with its price, the cheapest first.
    public mutating func refusedWishes() -> [RefusedWish] {
        var refused: [RefusedWish] = []
        let source = desk.instance.source
        for record in source.availability where record.kind == .avoid {
            guard let agent = desk.agentIndex[record.agent] else { continue }
            let day = record.date - source.startDate
            let wish = Wish(
                start: Int32(day * 1440 + record.span.lowerBound), end: Int32(day * 1440 + record.span.upperBound),
                cost: record.weight * desk.instance.prices.avoidUnit)
            let row = desk.row(agent)
            let touching = row.indices.filter { index in
                var only = [Cell](repeating: .off, count: row.count)
                only[index] = row[index]
                return desk.touches(only, wish)
            }
            guard !touching.isEmpty else { continue }
            var answer = RefusedWish(
                wish: record,
                shifts: touching.compactMap { desk.shift(row[$0], agent: agent, day: $0) }, price: nil, way: nil)
            if let best = cheapestGrant(agent, touching: touching, wish) {
                answer.price = desk.cost(best.price + wish.cost)
                answer.way = words(best.changes)
            }
            refused.append(answer)
        }
        return refused.enumerated().sorted {
            ($0.element.price ?? .infinity, $0.offset) < ($1.element.price ?? .infinity, $1.offset)
        }.map(\.element)
    }

    /// The cheapest lawful change of the agent's own week after which no shift touches `wish`.
    private mutating func cheapestGrant(
        _ agent: Int, touching: [Int], _ wish: Wish
    ) -> (changes: [RosterDesk.Change], price: Int)? {
        let days = desk.instance.days
        func grants(_ changes: [RosterDesk.Change]) -> Bool {
            var row = desk.row(agent)
            for change in changes { row[change.day] = change.cell }
            return !desk.touches(row, wish)
        }
        var best: (changes: [RosterDesk.Change], price: Int)?
        func consider(_ changes: [RosterDesk.Change]) {
            guard grants(changes), desk.isLawful(changes) else { return }
            let price = desk.price(changes)
            if price < best?.price ?? .max { best = (changes, price) }
        }
        let off = touching.map { RosterDesk.Change(agent: agent, day: $0, cell: .off) }
        consider(off)
        if touching.count == 1, let day = touching.first {
            for (cell, _) in desk.alternatives(agent, day, desk.options(agent, day)) {
                consider([RosterDesk.Change(agent: agent, day: day, cell: cell)])
            }
            // The day off, and another day of the week worked instead.
            for other in day / 7 * 7..<min(day / 7 * 7 + 7, days) where other != day && !desk.cell(agent, other).works {
                for (cell, _) in desk.alternatives(agent, other, desk.options(agent, other)) {
                    consider(off + [RosterDesk.Change(agent: agent, day: other, cell: cell)])
                }
            }
        }
        return best
    }
}
