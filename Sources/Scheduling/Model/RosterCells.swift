import ContactCenter

/// A roster as cells of an instance, with what of it could not be expressed.
struct RosterCells: Sendable {
    /// What every agent does: `[agent * days + day]`. A shift that the instance's kinds do not know leaves a day off.
    private(set) var cells: [Cell]
    /// Agent-days whose shift is missing from ``cells``, or whose breaks are not as given.
    private(set) var misfits: Set<Int> = []
    /// Why, in words, with the agent and the day; also shifts of unknown agents and outside the horizon.
    private(set) var problems: [(place: Int?, message: String)] = []

    /// The cells of `roster` in `instance`.
    init(_ roster: Roster, in instance: CompiledInstance) {
        let days = instance.days
        cells = [Cell](repeating: .off, count: instance.source.agents.count * days)
        let agents = Dictionary(uniqueKeysWithValues: instance.source.agents.enumerated().map { ($1.id, $0) })
        let kinds = Dictionary(uniqueKeysWithValues: instance.source.shiftKinds.enumerated().map { ($1.name, $0) })
        var seen = Set<Int>()
        for shift in roster.shifts {
            let day = shift.start.date - instance.source.startDate
            guard let agent = agents[shift.agent] else {
                problems.append((nil, "shift of unknown agent '\(shift.agent)' at \(shift.start)"))
                continue
            }
            guard day >= 0, day < days else {
                problems.append((nil, "shift of agent '\(shift.agent)' at \(shift.start): outside the horizon"))
                continue
            }
            let place = agent * days + day
            let what = "shift of agent '\(shift.agent)' at \(shift.start)"
            guard seen.insert(place).inserted else {
                misfits.insert(place)
                problems.append((place, "\(what): the second one that day"))
                continue
            }
            let kind = kinds[shift.kind]
            let option = kind.flatMap { kind in
                instance.shifts.optionsOfKind[kind].first {
                    Int(instance.shifts.options[$0].startMinute) == shift.start.minuteOfDay
                }
            }
            guard let option else {
                misfits.insert(place)
                problems.append(
                    (place, kind == nil ? "\(what): unknown kind '\(shift.kind)'" : "\(what): no start of its kind"))
                continue
            }
            cells[place] = Cell(option: Int32(option), breaks: 0)
            if let breaks = RosterCells.breaks(of: shift, option: option, in: instance) {
                cells[place].breaks = breaks
            } else {
                misfits.insert(place)
                problems.append((place, "\(what): its breaks do not fit kind '\(shift.kind)'"))
            }
        }
    }

    /// The packed positions of the shift's breaks; `nil` when they do not fit the option's windows.
    private static func breaks(of shift: Shift, option: Int, in instance: CompiledInstance) -> UInt64? {
        let option = instance.shifts.options[option]
        let taken = shift.breaks.sorted { $0.offsetMinutes < $1.offsetMinutes }
        guard taken.count == Int(option.breakCount) else { return nil }
        var cell = Cell.off
        var soonest: Int32 = 0
        for (index, pause) in taken.enumerated() {
            let window = instance.shifts.windows[Int(option.windowStart) + index]
            let grid = instance.source.gridMinutes
            let offset = Int32(pause.offsetMinutes / grid)
            let position = offset - window.earliest
            guard pause.minutes == Int(window.minutes), pause.offsetMinutes % grid == 0, position >= 0,
                position < window.positions, offset >= soonest
            else { return nil }
            cell.setPosition(index, position)
            soonest = offset + window.step
        }
        return cell.breaks
    }
}
