import ContactCenter

/// Activities of one agent's day: training, coaching, meetings that the roster on the desk brings along.
///
/// They stay with their agent at their time of the clock for as long as the agent's shift of that day holds them and none
/// of its breaks lies over them; a shift in which they have no place loses them.
struct DayActivities: Sendable, Equatable {
    /// One activity.
    struct Block: Sendable, Equatable {
        /// Slots of the horizon that it touches.
        var slots: Range<Int>
        /// Its start in minutes from midnight of the horizon's first day.
        var startMinute: Int
        /// As the shift had it.
        var activity: Shift.Activity
    }

    /// In order of time.
    private(set) var blocks: [Block]

    /// The activities of `shift`, which starts at `startMinute` of the horizon.
    init(of shift: Shift, startMinute: Int, gridMinutes: Int) {
        blocks = shift.activities.map { activity in
            let start = startMinute + activity.offsetMinutes
            return Block(
                slots: start / gridMinutes..<(start + activity.minutes + gridMinutes - 1) / gridMinutes,
                startMinute: start, activity: activity)
        }.sorted { $0.startMinute < $1.startMinute }
    }

    /// Those that `cell`, worked on `day`, holds.
    func kept(in cell: Cell, day: Int, _ instance: CompiledInstance) -> [Block] {
        guard cell.works else { return [] }
        let option = instance.shifts.options[Int(cell.option)]
        let grid = instance.source.gridMinutes
        let first = day * instance.slotsPerDay + Int(option.firstSlot)
        let span = first..<first + Int(option.slotCount)
        let pauses = DayActivities.pauses(of: cell, from: first, instance) { $0.touchedSlots(grid) }
        var end = 0
        return blocks.filter { block in
            guard span.lowerBound <= block.slots.lowerBound, block.slots.upperBound <= span.upperBound,
                block.slots.lowerBound >= end, !pauses.contains(where: { $0.overlaps(block.slots) })
            else { return false }
            end = block.slots.upperBound
            return true
        }
    }

    /// Begin and end of each stretch on duty of `cell`, breaks and kept activities taken out.
    func boundaries(of cell: Cell, day: Int, _ instance: CompiledInstance) -> [Int] {
        guard cell.works else { return [] }
        let option = instance.shifts.options[Int(cell.option)]
        let first = day * instance.slotsPerDay + Int(option.firstSlot)
        let pauses = DayActivities.pauses(of: cell, from: first, instance) { Int($0.slots) }
        let away = (pauses + kept(in: cell, day: day, instance).map(\.slots)).sorted {
            ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
        }
        let list = [first] + away.flatMap { [$0.lowerBound, $0.upperBound] } + [first + Int(option.slotCount)]
        return list.map { min($0, instance.slotCount) }
    }

    /// The breaks of `cell`, whose shift starts in slot `first`, each as long as `length` says.
    private static func pauses(
        of cell: Cell, from first: Int, _ instance: CompiledInstance, length: (BreakWindow) -> Int
    ) -> [Range<Int>] {
        let option = instance.shifts.options[Int(cell.option)]
        return (0..<Int(option.breakCount)).map { index in
            let window = instance.shifts.windows[Int(option.windowStart) + index]
            let start = first + Int(window.earliest + cell.position(index))
            return start..<start + length(window)
        }
    }
}

/// An activity that a roster has and another has not.
public struct LostActivity: Hashable, Sendable {
    /// The agent.
    public var agent: String
    /// Name of the activity.
    public var name: String
    /// Its start on the wall clock.
    public var start: LocalTime

    /// The activities of `before` that `after` does not have, in the order of `before`.
    public static func between(_ before: Roster, _ after: Roster) -> [LostActivity] {
        func all(_ roster: Roster) -> [LostActivity] {
            roster.shifts.flatMap { shift in
                shift.activities.map {
                    LostActivity(agent: shift.agent, name: $0.name, start: shift.start + $0.offsetMinutes)
                }
            }
        }
        let kept = Set(all(after))
        return all(before).filter { !kept.contains($0) }
    }

    /// `coaching of ann at 2026-03-04T10:00`.
    public var inWords: String { "\(name) of \(agent) at \(start)" }
}
