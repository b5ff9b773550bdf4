import ContactCenter

/// A roster in which activities are placed and taken away, with what each place would cost.
struct ActivityDesk: Sendable {
    /// What may be disregarded, to find out why something has no place.
    struct Leniency: OptionSet, Sendable {
        let rawValue: Int
        static let hours = Leniency(rawValue: 1)
        static let dates = Leniency(rawValue: 2)
        static let otherActivities = Leniency(rawValue: 4)
        static let seats = Leniency(rawValue: 8)
        static let trainer = Leniency(rawValue: 16)
        static let minimums = Leniency(rawValue: 32)
    }

    /// The instance.
    let instance: CompiledInstance
    /// What is to be placed.
    let activities: [PlannedActivity]
    /// Whether breaks may move inside their windows.
    let movesBreaks: Bool
    /// Shifts that the instance's kinds can express.
    private(set) var duties: [ActivityDuty] = []
    /// Heads on duty.
    private(set) var cover: ActivityCover
    private var dutyOfDay: [Int32]
    /// Sessions of each activity under way in each slot.
    private var running: [[Int16]]
    private var fitting = BreakFitting()
    private var prefix: [Int] = []

    /// The shifts of `roster` on duty, activities that it brings along included.
    init(
        _ instance: CompiledInstance, roster: Roster, activities: [PlannedActivity], movesBreaks: Bool
    ) {
        self.instance = instance
        self.activities = activities
        self.movesBreaks = movesBreaks
        cover = ActivityCover(instance)
        dutyOfDay = [Int32](repeating: -1, count: instance.source.agents.count * instance.days)
        running = activities.map { _ in [Int16](repeating: 0, count: instance.slotCount) }
        let known = RosterCells(roster, in: instance)
        let agents = Dictionary(uniqueKeysWithValues: instance.source.agents.enumerated().map { ($1.id, $0) })
        let grid = instance.source.gridMinutes
        for (index, shift) in roster.shifts.enumerated() {
            let day = shift.start.date - instance.source.startDate
            guard let agent = agents[shift.agent], day >= 0, day < instance.days else { continue }
            let place = agent * instance.days + day
            let cell = known.cells[place]
            guard cell.works, !known.misfits.contains(place), dutyOfDay[place] < 0 else { continue }
            let option = instance.shifts.options[Int(cell.option)]
            let first = day * instance.slotsPerDay + Int(option.firstSlot)
            let windows = Int(option.windowStart)..<Int(option.windowStart + option.breakCount)
            let breaks = windows.enumerated().map { pause, window in
                instance.shifts.windows[window].earliest + cell.position(pause)
            }
            var duty = ActivityDuty(
                agent: agent, group: Int(instance.cover.groupOfAgent[agent]), day: day,
                slots: first..<first + Int(option.slotCount), windows: windows, shift: index, given: breaks,
                breaks: breaks)
            duty.blocks = shift.activities.map { activity in
                let from = first + activity.offsetMinutes / grid
                return ActivityDuty.Block(
                    slots: from..<from + (activity.minutes + grid - 1) / grid, activity: -1, name: activity.name,
                    isPaid: activity.isPaid)
            }
            dutyOfDay[place] = Int32(duties.count)
            duties.append(duty)
            cover.change(agent: agent, group: duty.group, slots: duty.slots, heads: 1)
            putOffDuty(duties.count - 1, heads: -1)
        }
    }

    // MARK: What is possible

    /// Slots of a session.
    func length(_ activity: Int) -> Int { activities[activity].minutes / instance.source.gridMinutes }

    /// Every slot at which a session may begin, in order.
    func starts(_ activity: Int, leniency: Leniency = []) -> [Int] {
        let planned = activities[activity]
        let grid = instance.source.gridMinutes
        if let fixed = planned.fixedStart, leniency.isDisjoint(with: [.hours, .dates]) {
            return [(fixed - LocalTime(date: instance.source.startDate)) / grid]
        }
        let first = planned.dates.lowerBound - instance.source.startDate
        let last = planned.dates.upperBound - instance.source.startDate
        let days = leniency.contains(.dates) ? 0...instance.days - 1 : first...last
        let hours = leniency.contains(.hours) ? 0..<1440 : planned.hours
        return days.flatMap { day in
            stride(
                from: (hours.lowerBound + grid - 1) / grid * grid, through: hours.upperBound - planned.minutes, by: grid
            ).map { day * instance.slotsPerDay + $0 / grid }
        }
    }

    /// The shift of `agent` that holds all of `slots`.
    func duty(of agent: Int, holding slots: Range<Int>) -> Int? {
        let day = slots.lowerBound / instance.slotsPerDay
        for candidate in [day, day - 1] where candidate >= 0 && candidate < instance.days {
            let index = Int(dutyOfDay[agent * instance.days + candidate])
            guard index >= 0 else { continue }
            let own = duties[index].slots
            if own.lowerBound <= slots.lowerBound, own.upperBound >= slots.upperBound { return index }
        }
        return nil
    }

    /// Shifts of `agent` in order of time.
    func duties(of agent: Int) -> [Int] {
        (0..<instance.days).compactMap { day in
            let index = dutyOfDay[agent * instance.days + day]
            return index < 0 ? nil : Int(index)
        }
    }

    /// The shift in which `agent` can spend `slots` on `activity`, its breaks aside.
    func place(
        of agent: Int, _ activity: Int, _ slots: Range<Int>, leniency: Leniency = [], leads: Bool = false
    ) -> Int? {
        guard slots.upperBound <= instance.slotCount, let index = duty(of: agent, holding: slots) else { return nil }
        for block in duties[index].blocks {
            if !leniency.contains(.otherActivities), block.slots.overlaps(slots) { return nil }
            if !leads, block.activity == activity { return nil }
        }
        return index
    }

    /// Whether a session one by one may run in `slots` besides those that run already.
    func hasSeat(_ activity: Int, _ slots: Range<Int>) -> Bool {
        guard activities[activity].form == .oneByOne, let seats = activities[activity].seats else { return true }
        return !slots.contains { Int(running[activity][$0]) >= seats }
    }

    // MARK: Prices

    /// Sums of the price of taking the agent of `duty` off duty; the duty must be whole (``lift(_:)``).
    private mutating func weigh(_ duty: ActivityDuty) {
        prefix.removeAll(keepingCapacity: true)
        prefix.append(0)
        var sum = 0
        for slot in duty.slots {
            sum += cover.weight(agent: duty.agent, group: duty.group, slot: slot)
            prefix.append(sum)
        }
    }

    /// The best beginnings of a duty's breaks around `taken`, and their cost by ``prefix``; `nil` where they do not fit.
    private mutating func fit(_ index: Int, taken: [Range<Int>]) -> (cost: Int, breaks: [Int32])? {
        let duty = duties[index]
        if !movesBreaks {
            var cost = 0
            for (pause, window) in zip(duty.given, duty.windows) {
                let touched = instance.shifts.windows[window].touchedSlots(instance.source.gridMinutes)
                guard !taken.contains(where: { $0.overlaps(Int(pause)..<Int(pause) + touched) }) else { return nil }
                cost += sum(Int(pause)..<Int(pause + instance.shifts.windows[window].slots))
            }
            return (cost, duty.given)
        }
        guard
            let cost = fitting.fit(
                windows: instance.shifts.windows[duty.windows], prefix: prefix, taken: taken, preferred: duty.given,
                gridMinutes: instance.source.gridMinutes)
        else { return nil }
        return (cost, fitting.starts)
    }

    /// The cheapest beginning of a session of one agent alone among `starts`, the earliest among equals: exact, with
    /// the breaks of the shift where they are best.
    mutating func cheapest(_ agent: Int, _ activity: Int, among starts: [Int]) -> (start: Int, price: Int)? {
        let length = length(activity)
        var best: (start: Int, price: Int)?
        var position = 0
        while position < starts.count {
            guard let index = place(of: agent, activity, starts[position]..<starts[position] + length),
                hasSeat(activity, starts[position]..<starts[position] + length)
            else {
                position += 1
                continue
            }
            // All beginnings in the same shift share its prices.
            let own = duties[index]
            let before = cover.value
            lift(index)
            weigh(own)
            let now = offDuty(own)
            var next = position
            while next < starts.count, starts[next] < own.slots.upperBound {
                let slots = starts[next]..<starts[next] + length
                next += 1
                guard place(of: agent, activity, slots) == index, hasSeat(activity, slots) else { continue }
                let relative =
                    slots.lowerBound - own.slots.lowerBound..<slots.upperBound - own.slots.lowerBound
                guard let found = fit(index, taken: own.taken + [relative]) else { continue }
                let price =
                    found.cost + own.taken.reduce(0) { $0 + sum($1) } + sum(relative) - now
                if price < ActivityCover.forbidden / 2, price < best?.price ?? .max {
                    best = (slots.lowerBound, price)
                }
            }
            lower(index)
            assert(cover.value == before)
            position = next
        }
        return best
    }

    private func sum(_ slots: Range<Int>) -> Int {
        prefix[min(slots.upperBound, prefix.count - 1)] - prefix[min(slots.lowerBound, prefix.count - 1)]
    }

    /// Price of a duty's breaks and activities as they lie, by ``prefix``.
    private func offDuty(_ duty: ActivityDuty) -> Int {
        var cost = duty.taken.reduce(0) { $0 + sum($1) }
        for (index, (pause, window)) in zip(duty.breaks, duty.windows).enumerated() {
            cost += sum(Int(pause)..<Int(pause + instance.shifts.windows[window].slots))
            if duty.given[index] != pause { cost += 1 }
        }
        return cost
    }

    /// A first guess of what `agent` costs in `slots`, its breaks left where they are.
    func guess(_ index: Int, _ slots: Range<Int>) -> Int {
        let duty = duties[index]
        var cost = slots.reduce(0) { $0 + cover.weight(agent: duty.agent, group: duty.group, slot: $1) }
        for (pause, window) in zip(duty.breaks, duty.windows) {
            let from = duty.slots.lowerBound + Int(pause)
            if slots.overlaps(
                from..<from + instance.shifts.windows[window].touchedSlots(instance.source.gridMinutes))
            {
                cost += ActivityCover.unit
            }
        }
        return cost
    }

    // MARK: Changing

    private mutating func putOffDuty(_ index: Int, heads: Int32) {
        let duty = duties[index]
        for (pause, window) in zip(duty.breaks, duty.windows) {
            let from = duty.slots.lowerBound + Int(pause)
            cover.change(
                agent: duty.agent, group: duty.group,
                slots: from..<from + Int(instance.shifts.windows[window].slots), heads: heads)
        }
        for block in duty.blocks {
            cover.change(agent: duty.agent, group: duty.group, slots: block.slots, heads: heads)
        }
    }

    /// Takes a duty's breaks and activities away for a moment.
    private mutating func lift(_ index: Int) { putOffDuty(index, heads: 1) }
    /// Puts them back.
    private mutating func lower(_ index: Int) { putOffDuty(index, heads: -1) }

    /// Puts a session of `people` at `slots`, breaks where they are best for one after the other; `false`, and nothing
    /// changed, where somebody's breaks do not fit or a hard minimum would be broken.
    mutating func put(_ activity: Int, _ slots: Range<Int>, people: [Int], leniency: Leniency = []) -> Bool {
        let before = cover.value
        var old: [(index: Int, duty: ActivityDuty)] = []
        var isPossible = true
        for agent in people {
            let leads = agent == trainer(activity)
            guard
                let index = place(of: agent, activity, slots, leniency: leniency, leads: leads)
            else {
                isPossible = false
                break
            }
            let duty = duties[index]
            lift(index)
            weigh(duty)
            let relative = slots.lowerBound - duty.slots.lowerBound..<slots.upperBound - duty.slots.lowerBound
            let taken = leniency.contains(.otherActivities) ? [] : duty.taken
            guard let found = fit(index, taken: taken + [relative]) else {
                lower(index)
                isPossible = false
                break
            }
            old.append((index, duty))
            duties[index].breaks = found.breaks
            duties[index].blocks.append(
                ActivityDuty.Block(
                    slots: slots, activity: activity, name: activities[activity].name,
                    isPaid: activities[activity].isPaid))
            duties[index].blocks.sort { $0.slots.lowerBound < $1.slots.lowerBound }
            lower(index)
        }
        if isPossible, !leniency.contains(.minimums), cover.value.belowMinimum > before.belowMinimum {
            isPossible = false
        }
        guard isPossible else {
            for (index, duty) in old.reversed() { restore(index, duty) }
            return false
        }
        for slot in slots { running[activity][slot] += 1 }
        return true
    }

    /// Takes a session away again; breaks go back to where they are best.
    mutating func remove(_ activity: Int, _ slots: Range<Int>, people: [Int]) {
        for agent in people {
            guard let index = duty(of: agent, holding: slots) else { continue }
            lift(index)
            duties[index].blocks.removeAll { $0.activity == activity && $0.slots == slots }
            if duties[index].blocks.contains(where: { $0.activity >= 0 }) {
                weigh(duties[index])
                if let found = fit(index, taken: duties[index].taken) { duties[index].breaks = found.breaks }
            } else {
                duties[index].breaks = duties[index].given
            }
            lower(index)
        }
        for slot in slots { running[activity][slot] -= 1 }
    }

    private mutating func restore(_ index: Int, _ duty: ActivityDuty) {
        lift(index)
        duties[index] = duty
        lower(index)
    }

    /// What a session of `people` at `slots` would cost; `nil` where it is not possible.
    mutating func price(_ activity: Int, _ slots: Range<Int>, people: [Int]) -> ActivityCover.Value? {
        let before = cover.value
        let old = people.compactMap { agent in duty(of: agent, holding: slots).map { ($0, duties[$0]) } }
        guard put(activity, slots, people: people) else { return nil }
        let after = cover.value
        for (index, duty) in old.reversed() { restore(index, duty) }
        for slot in slots { running[activity][slot] -= 1 }
        return after - before
    }

    /// Index of the trainer; `nil` without one.
    func trainer(_ activity: Int) -> Int? {
        guard let name = activities[activity].trainer else { return nil }
        return instance.source.agents.firstIndex { $0.id == name }
    }
}
