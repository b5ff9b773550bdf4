/// One shift in which activities may lie.
struct ActivityDuty: Sendable {
    /// Slots taken by an activity.
    struct Block: Sendable, Equatable {
        /// Slots of the horizon.
        var slots: Range<Int>
        /// Index of the activity; −1 for one that the roster brought along and that stays.
        var activity: Int
        /// Name of the activity.
        var name: String
        /// Whether it is paid.
        var isPaid: Bool
    }

    /// The agent.
    let agent: Int
    /// Its skill group.
    let group: Int
    /// Day on which the shift starts.
    let day: Int
    /// Slots of the horizon from the shift's start to its end.
    let slots: Range<Int>
    /// Its break windows, as indices of the instance's windows.
    let windows: Range<Int>
    /// Index of the shift in the roster given.
    let shift: Int
    /// Beginnings of the breaks in the roster given, in slots after the shift's first.
    let given: [Int32]
    /// Beginnings of the breaks now.
    var breaks: [Int32]
    /// Activities in order of time.
    var blocks: [Block] = []

    /// Blocks as slots after the shift's first.
    var taken: [Range<Int>] {
        blocks.map { $0.slots.lowerBound - slots.lowerBound..<$0.slots.upperBound - slots.lowerBound }
    }
}
