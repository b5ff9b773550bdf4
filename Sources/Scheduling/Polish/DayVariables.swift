/// The variables of one agent's day: which shift, and where its breaks begin.
///
/// Breaks are variables of the day and not of each shift: shifts with the same lengths of breaks share them, and a beginning
/// is allowed when the windows of the chosen shift have opened and not closed (Bechtold & Jacobs 1990, Management Science
/// 36; here for one head, where it is exact).
struct DayVariables: Sendable {
    typealias Literal = ConstraintModel.Literal
    typealias Term = ConstraintModel.Term

    /// Shifts whose breaks have the same lengths and distances.
    private struct BreakClass: Sendable {
        /// Places in ``options``.
        var members: [Int]
        /// Beginnings of each break: slot of the horizon, and whether it begins there.
        var starts: [[(slot: Int, literal: Literal)]] = []
        /// Slots of each break.
        var lengths: [Int]
    }

    let agent: Int
    let day: Int
    /// Options that may be worked.
    let options: [Int32]
    /// Whether each is worked.
    let chosen: [Literal]
    private var classes: [BreakClass] = []

    /// Variables for `options` on a day on which `cell` is worked now; without `mayBeOff` one of them is worked.
    init(
        agent: Int, day: Int, options: [Int32], now cell: Cell, mayBeOff: Bool, instance: CompiledInstance,
        model: inout HintedModel
    ) {
        self.agent = agent
        self.day = day
        self.options = options
        chosen = options.map { model.boolean(now: $0 == cell.option) }
        if mayBeOff {
            model.exactlyOne(chosen + [model.boolean(now: !cell.works)])
        } else {
            model.exactlyOne(chosen)
        }
        var classOf: [[Int32]: Int] = [:]
        for (index, number) in options.enumerated() {
            let windows = DayVariables.windows(number, instance)
            guard !windows.isEmpty else { continue }
            let key = windows.flatMap { [$0.slots, $0.step] }
            if let found = classOf[key] {
                classes[found].members.append(index)
            } else {
                classOf[key] = classes.count
                classes.append(BreakClass(members: [index], lengths: windows.map { Int($0.slots) }))
            }
        }
        for index in classes.indices { addBreaks(index, now: cell, instance, &model) }
    }

    private static func windows(_ option: Int32, _ instance: CompiledInstance) -> ArraySlice<BreakWindow> {
        let shift = instance.shifts.options[Int(option)]
        return instance.shifts.windows[Int(shift.windowStart)..<Int(shift.windowStart + shift.breakCount)]
    }

    private func firstSlot(_ option: Int32, _ instance: CompiledInstance) -> Int {
        day * instance.slotsPerDay + Int(instance.shifts.options[Int(option)].firstSlot)
    }

    private mutating func addBreaks(
        _ place: Int, now cell: Cell, _ instance: CompiledInstance, _ model: inout HintedModel
    ) {
        let members = classes[place].members
        let nowWindows =
            members.contains { options[$0] == cell.option } ? DayVariables.windows(cell.option, instance) : []
        for pause in classes[place].lengths.indices {
            let open = members.map { member -> ClosedRange<Int> in
                let windows = DayVariables.windows(options[member], instance)
                let window = windows[windows.startIndex + pause]
                let first = firstSlot(options[member], instance) + Int(window.earliest)
                return first...first + Int(window.positions) - 1
            }
            let nowStart =
                nowWindows.isEmpty
                ? nil
                : firstSlot(cell.option, instance) + Int(nowWindows[nowWindows.startIndex + pause].earliest)
                    + Int(cell.position(pause))
            let slots = Set(open.flatMap { Array($0) }).sorted()
            let starts = slots.map { slot in (slot: slot, literal: model.boolean(now: slot == nowStart)) }
            classes[place].starts.append(starts)
            let all = starts.map { ($0.literal, 1) }
            model.equal(all + members.map { (chosen[$0], -1) }, 0)
            // No beginning before the chosen window opens, none after it closes.
            for bound in Set(open.map(\.lowerBound)).sorted().dropFirst() {
                let opened = members.indices.filter { open[$0].lowerBound < bound }
                model.atMost(
                    starts.filter { $0.slot < bound }.map { ($0.literal, 1) }
                        + opened.map { (chosen[members[$0]], -1) }, 0)
            }
            for bound in Set(open.map(\.upperBound)).sorted().dropLast() {
                let later = members.indices.filter { open[$0].upperBound > bound }
                model.atMost(
                    starts.filter { $0.slot > bound }.map { ($0.literal, 1) } + later.map { (chosen[members[$0]], -1) },
                    0)
            }
            guard pause > 0, let first = members.first else { continue }
            let windows = DayVariables.windows(options[first], instance)
            addStep(Int(windows[windows.startIndex + pause - 1].step), place, pause, &model)
        }
    }

    /// Break `pause` begins at least `step` slots after the one before.
    private func addStep(_ step: Int, _ place: Int, _ pause: Int, _ model: inout HintedModel) {
        let before = classes[place].starts[pause - 1]
        let after = classes[place].starts[pause]
        guard let last = before.last, let first = after.first, first.slot < last.slot + step else { return }
        for slot in after.map(\.slot) where slot < last.slot + step {
            model.atMost(
                after.filter { $0.slot <= slot }.map { ($0.literal, 1) }
                    + before.filter { $0.slot <= slot - step }.map { ($0.literal, -1) }, 0)
        }
    }

    // MARK: What the rules and the cover see

    /// Shifts worked: 0 or 1.
    var works: [Term] { chosen.map { ($0, 1) } }

    /// Σ amount of the chosen shift.
    func sum(_ instance: CompiledInstance, _ amount: (ShiftOption) -> Int) -> [Term] {
        zip(options, chosen).compactMap { option, literal in
            let value = amount(instance.shifts.options[Int(option)])
            return value == 0 ? nil : (literal, value)
        }
    }

    /// Adds this head to `terms` in every slot that it is present in (breaks included) or on duty in.
    func addHeads(countsBreaks: Bool, to terms: inout [Int: [Term]], _ instance: CompiledInstance) {
        for (option, literal) in zip(options, chosen) {
            for slot in HeadCounts.presence(Cell(option: option, breaks: 0), day: day, instance) {
                terms[slot, default: []].append((literal, 1))
            }
        }
        guard !countsBreaks else { return }
        for item in classes {
            for (starts, length) in zip(item.starts, item.lengths) {
                for start in starts {
                    // Beyond the horizon nobody is counted.
                    for slot in start.slot..<start.slot + length where slot < instance.slotCount {
                        terms[slot, default: []].append((start.literal, -1))
                    }
                }
            }
        }
    }

    /// The day in a solution.
    func cell(in response: ConstraintSolverResponse, _ instance: CompiledInstance) -> Cell {
        guard let index = chosen.firstIndex(where: response.holds) else { return .off }
        var cell = Cell(option: options[index], breaks: 0)
        let first = firstSlot(options[index], instance)
        let windows = DayVariables.windows(options[index], instance)
        for item in classes where item.members.contains(index) {
            for (pause, starts) in item.starts.enumerated() {
                guard let start = starts.first(where: { response.holds($0.literal) }) else { continue }
                cell.setPosition(pause, Int32(start.slot - first) - windows[windows.startIndex + pause].earliest)
            }
        }
        return cell
    }
}
