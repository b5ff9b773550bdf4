/// A roster of whole shifts, a shift type an employee and day, as in the benchmark of Curtois & Qu.
///
/// Days count from 0, which is a Monday. Everything that limits one employee is hard; requests and cover are paid for.
///
/// Source: Curtois & Qu, "Computational results on new staff scheduling benchmark instances", technical report, 2014.
public struct ShiftRosteringInstance: Hashable, Sendable {
    /// A shift type.
    public struct ShiftType: Hashable, Sendable {
        /// Name in the file.
        public var id: String
        /// Paid minutes.
        public var minutes: Int
        /// Indices of the shift types that may not stand on the next day.
        public var forbiddenNext: Set<Int>

        /// A shift type of `minutes`.
        public init(id: String, minutes: Int, forbiddenNext: Set<Int> = []) {
            self.id = id
            self.minutes = minutes
            self.forbiddenNext = forbiddenNext
        }
    }

    /// An employee and the limits of the contract, all of them hard.
    public struct Employee: Hashable, Sendable {
        /// Name in the file.
        public var id: String
        /// Most shifts of each type over the horizon.
        public var maximumShifts: [Int]
        /// Most minutes over the horizon.
        public var maximumMinutes: Int
        /// Fewest minutes over the horizon.
        public var minimumMinutes: Int
        /// Longest run of days worked.
        public var maximumConsecutiveShifts: Int
        /// Shortest run of days worked; a run at an end of the horizon may be shorter.
        public var minimumConsecutiveShifts: Int
        /// Shortest run of days off; a run at an end of the horizon may be shorter.
        public var minimumConsecutiveDaysOff: Int
        /// Most weekends with a shift on Saturday or Sunday.
        public var maximumWeekends: Int
        /// Days that must be off.
        public var daysOff: Set<Int> = []

        /// An employee with the limits of a contract.
        public init(
            id: String, maximumShifts: [Int], maximumMinutes: Int, minimumMinutes: Int, maximumConsecutiveShifts: Int,
            minimumConsecutiveShifts: Int, minimumConsecutiveDaysOff: Int, maximumWeekends: Int,
            daysOff: Set<Int> = []
        ) {
            self.id = id
            self.maximumShifts = maximumShifts
            self.maximumMinutes = maximumMinutes
            self.minimumMinutes = minimumMinutes
            self.maximumConsecutiveShifts = maximumConsecutiveShifts
            self.minimumConsecutiveShifts = minimumConsecutiveShifts
            self.minimumConsecutiveDaysOff = minimumConsecutiveDaysOff
            self.maximumWeekends = maximumWeekends
            self.daysOff = daysOff
        }
    }

    /// A wish to work, or not to work, a shift type on a day.
    public struct Request: Hashable, Sendable {
        /// Index of the employee.
        public var employee: Int
        /// Day.
        public var day: Int
        /// Index of the shift type.
        public var shift: Int
        /// Paid when the wish is not met.
        public var weight: Int
        /// Whether the shift is wanted (true) or unwanted.
        public var isWanted: Bool

        /// A wish about one shift.
        public init(employee: Int, day: Int, shift: Int, weight: Int, isWanted: Bool) {
            self.employee = employee
            self.day = day
            self.shift = shift
            self.weight = weight
            self.isWanted = isWanted
        }
    }

    /// How many should work a shift type on a day.
    public struct Cover: Hashable, Sendable {
        /// Day.
        public var day: Int
        /// Index of the shift type.
        public var shift: Int
        /// Heads wanted.
        public var required: Int
        /// Paid for each head below.
        public var weightUnder: Int
        /// Paid for each head above.
        public var weightOver: Int

        /// A number of heads and its prices.
        public init(day: Int, shift: Int, required: Int, weightUnder: Int, weightOver: Int) {
            self.day = day
            self.shift = shift
            self.required = required
            self.weightUnder = weightUnder
            self.weightOver = weightOver
        }
    }

    /// Days of the horizon.
    public var days: Int
    /// Shift types.
    public var shiftTypes: [ShiftType]
    /// Employees.
    public var employees: [Employee]
    /// Wishes.
    public var requests: [Request]
    /// Heads wanted; a day and shift type may stand here once.
    public var cover: [Cover]

    /// An instance.
    public init(
        days: Int, shiftTypes: [ShiftType], employees: [Employee], requests: [Request] = [], cover: [Cover] = []
    ) {
        self.days = days
        self.shiftTypes = shiftTypes
        self.employees = employees
        self.requests = requests
        self.cover = cover
    }
}
