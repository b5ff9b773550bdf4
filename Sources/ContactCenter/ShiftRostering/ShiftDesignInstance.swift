/// A minimum shift design problem: how many people work which shifts on each day so that demand is met with few distinct
/// shifts. The horizon is a cycle: work may run past midnight, and past the last day into the first.
///
/// Source: Musliu, Schaerf & Slany, "Local search for shift design", European Journal of Operational Research 153, 2004.
public struct ShiftDesignInstance: Hashable, Sendable {
    /// A family of shifts, in slots.
    public struct ShiftType: Hashable, Sendable {
        /// First slots of the day at which a shift may start.
        public var starts: ClosedRange<Int>
        /// Lengths a shift may have.
        public var lengths: ClosedRange<Int>

        /// A family.
        public init(starts: ClosedRange<Int>, lengths: ClosedRange<Int>) {
            self.starts = starts
            self.lengths = lengths
        }
    }

    /// A shift: when it starts and how long it lasts, in slots.
    public struct Shift: Hashable, Sendable, Comparable {
        /// First slot of the day.
        public var start: Int
        /// Slots worked.
        public var length: Int

        /// A shift.
        public init(start: Int, length: Int) {
            self.start = start
            self.length = length
        }

        /// Earlier first, then shorter.
        public static func < (a: Shift, b: Shift) -> Bool { (a.start, a.length) < (b.start, b.length) }
    }

    /// Minutes of a slot.
    public var slotMinutes: Int
    /// Days of the cycle.
    public var days: Int
    /// Heads wanted in each slot, day after day.
    public var demand: [Int]
    /// Families of shifts.
    public var shiftTypes: [ShiftType]
    /// Limits of the average number of duties a week of one employee.
    public var dutiesPerWeek: ClosedRange<Double>
    /// Minutes an employee works a week on average.
    public var averageMinutesPerWeek: Double
    /// Price of a head missing for a minute.
    public var weightUnder: Int
    /// Price of a head too many for a minute.
    public var weightOver: Int
    /// Price of a duty by which the average leaves its limits.
    public var weightDuties: Int
    /// Price of a distinct shift.
    public var weightShift: Int

    /// An instance.
    public init(
        slotMinutes: Int, days: Int, demand: [Int], shiftTypes: [ShiftType], dutiesPerWeek: ClosedRange<Double>,
        averageMinutesPerWeek: Double, weightUnder: Int, weightOver: Int, weightDuties: Int, weightShift: Int
    ) {
        self.slotMinutes = slotMinutes
        self.days = days
        self.demand = demand
        self.shiftTypes = shiftTypes
        self.dutiesPerWeek = dutiesPerWeek
        self.averageMinutesPerWeek = averageMinutesPerWeek
        self.weightUnder = weightUnder
        self.weightOver = weightOver
        self.weightDuties = weightDuties
        self.weightShift = weightShift
    }

    /// Slots of a day.
    public var slotsPerDay: Int { demand.count / max(1, days) }

    /// Every shift that some family allows, each once, in order.
    public var shifts: [Shift] {
        var all: Set<Shift> = []
        for type in shiftTypes {
            for start in type.starts { for length in type.lengths { all.insert(Shift(start: start, length: length)) } }
        }
        return all.sorted()
    }
}

/// How many people begin each shift on each day.
public struct ShiftDesign: Hashable, Sendable {
    /// Heads of each day, by shift; shifts without heads do not stand here.
    public var heads: [ShiftDesignInstance.Shift: [Int]]

    /// A design.
    public init(heads: [ShiftDesignInstance.Shift: [Int]] = [:]) { self.heads = heads }
}
