import ContactCenter

/// The activities of one roster taken over into another of the same agents and days.
public struct CarriedActivities: Sendable {
    /// The other roster, activities included; breaks moved where that makes room for them.
    public let roster: Roster
    /// Activities that have no place in it.
    public let lost: [LostActivity]

    /// Puts the activities of `given` into the shifts of `roster`, at their times.
    ///
    /// A shift that holds an activity of its agent's day keeps it; where a break lies over it, the shift's breaks are placed
    /// anew. Shifts and days stay.
    /// - Throws: ``SchedulingError`` of an instance that contradicts itself.
    public init(of given: Roster, in roster: Roster, instance: RosteringInstance) throws(SchedulingError) {
        guard given.shifts.contains(where: { !$0.activities.isEmpty }) else {
            self.roster = roster
            lost = []
            return
        }
        var desk = try RosterDesk(instance, roster: roster, activitiesOf: given)
        // What the instance cannot express would be missing on the desk.
        guard desk.problems.isEmpty else {
            self.roster = roster
            lost = LostActivity.between(given, roster)
            return
        }
        desk.makeRoomForActivities()
        let carried = desk.roster
        self.roster = carried
        lost = LostActivity.between(given, carried)
    }
}
