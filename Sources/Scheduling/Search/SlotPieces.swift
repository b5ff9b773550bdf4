/// The slots in which a proposal changes who is on duty: the symmetric difference of the old and the new shifts.
struct SlotPieces: Sendable {
    /// Number of pieces.
    private(set) var count = 0
    /// First slot of each piece.
    private(set) var low: [Int]
    /// Slot after the last of each piece.
    private(set) var high: [Int]
    /// +1 where the agent comes on duty, −1 where it leaves.
    private(set) var heads: [Int32]

    private var old: [Int]
    private var new: [Int]
    private var oldCount = 0
    private var newCount = 0
    private let slotsPerDay: Int
    private let slotCount: Int

    /// Room for proposals of up to `changes` days.
    init(_ instance: CompiledInstance, changes: Int) {
        let boundaries = changes * 2 * (InstanceValidation.maximumBreaks + 1)
        old = [Int](repeating: 0, count: boundaries)
        new = old
        low = [Int](repeating: 0, count: boundaries * 2)
        high = low
        heads = [Int32](repeating: 0, count: boundaries * 2)
        slotsPerDay = instance.slotsPerDay
        slotCount = instance.slotCount
    }

    /// Forgets all shifts.
    @inline(__always)
    mutating func clear() {
        oldCount = 0
        newCount = 0
        count = 0
    }

    /// Adds a shift of the old roster; shifts of one side must come in order of time.
    @inline(__always)
    mutating func addOld(_ cell: Cell, day: Int, shifts: ShiftOptions) {
        SlotPieces.boundaries(
            of: cell, day: day, shifts: shifts, slotsPerDay: slotsPerDay, slotCount: slotCount, into: &old, &oldCount)
    }

    /// Adds a shift of the new roster; shifts of one side must come in order of time.
    @inline(__always)
    mutating func addNew(_ cell: Cell, day: Int, shifts: ShiftOptions) {
        SlotPieces.boundaries(
            of: cell, day: day, shifts: shifts, slotsPerDay: slotsPerDay, slotCount: slotCount, into: &new, &newCount)
    }

    /// Adds begin and end of each stretch on duty, in order, of one day before and after; for shifts with activities,
    /// which take more than breaks out.
    mutating func add(old: [Int], new: [Int]) {
        for boundary in old {
            self.old[oldCount] = boundary
            oldCount &+= 1
        }
        for boundary in new {
            self.new[newCount] = boundary
            newCount &+= 1
        }
    }

    /// Appends begin and end of each stretch on duty, cut at the end of the horizon.
    @inline(__always)
    private static func boundaries(
        of cell: Cell, day: Int, shifts: ShiftOptions, slotsPerDay: Int, slotCount: Int, into list: inout [Int],
        _ count: inout Int
    ) {
        guard cell.works else { return }
        let option = shifts.options[Int(cell.option)]
        let first = day &* slotsPerDay &+ Int(option.firstSlot)
        let end = first &+ Int(option.slotCount)
        list[count] = min(first, slotCount)
        count &+= 1
        for index in 0..<Int(option.breakCount) {
            let window = shifts.windows[Int(option.windowStart) &+ index]
            let start = first &+ Int(window.earliest &+ cell.position(index))
            list[count] = min(start, slotCount)
            list[count &+ 1] = min(start &+ Int(window.slots), slotCount)
            count &+= 2
        }
        list[count] = min(end, slotCount)
        count &+= 1
    }

    /// Works out the pieces from the shifts added.
    @inline(__always)
    mutating func merge() {
        var i = 0
        var j = 0
        var position = 0
        count = 0
        while i < oldCount || j < newCount {
            let a = i < oldCount ? old[i] : Int.max
            let b = j < newCount ? new[j] : Int.max
            let next = min(a, b)
            if (i ^ j) & 1 != 0, next > position {
                low[count] = position
                high[count] = next
                heads[count] = j & 1 != 0 ? 1 : -1
                count &+= 1
            }
            position = next
            if a == next { i &+= 1 }
            if b == next { j &+= 1 }
        }
    }
}
