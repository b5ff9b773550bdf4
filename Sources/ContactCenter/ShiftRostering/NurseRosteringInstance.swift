/// A nurse rostering problem of the Second International Nurse Rostering Competition: a scenario, the history before the
/// first week, and weeks of requirements.
///
/// Source: Ceschia, Dang, De Causmaecker, Haspeslagh & Schaerf, "Second International Nurse Rostering Competition
/// (INRC-II): problem description and rules", arXiv:1501.04177, 2015.
public struct NurseRosteringInstance: Hashable, Sendable {
    /// A shift type; a run of the same type has a length that is wanted.
    public struct ShiftType: Hashable, Sendable {
        /// Name in the file.
        public var id: String
        /// Lengths wanted of a run of this type.
        public var consecutive: ClosedRange<Int>
        /// Indices of the shift types that may not stand on the next day (hard).
        public var forbiddenNext: Set<Int> = []

        /// A shift type.
        public init(id: String, consecutive: ClosedRange<Int>, forbiddenNext: Set<Int> = []) {
            self.id = id
            self.consecutive = consecutive
            self.forbiddenNext = forbiddenNext
        }
    }

    /// What a contract wants; all of it is soft.
    public struct Contract: Hashable, Sendable {
        /// Name in the file.
        public var id: String
        /// Days worked over all weeks of the scenario.
        public var assignments: ClosedRange<Int>
        /// Length of a run of days worked.
        public var consecutiveWork: ClosedRange<Int>
        /// Length of a run of days off.
        public var consecutiveOff: ClosedRange<Int>
        /// Most weekends worked over all weeks of the scenario.
        public var maximumWeekends: Int
        /// Whether a weekend is to be worked on both days or on none.
        public var wantsCompleteWeekends: Bool

        /// A contract.
        public init(
            id: String, assignments: ClosedRange<Int>, consecutiveWork: ClosedRange<Int>,
            consecutiveOff: ClosedRange<Int>, maximumWeekends: Int, wantsCompleteWeekends: Bool
        ) {
            self.id = id
            self.assignments = assignments
            self.consecutiveWork = consecutiveWork
            self.consecutiveOff = consecutiveOff
            self.maximumWeekends = maximumWeekends
            self.wantsCompleteWeekends = wantsCompleteWeekends
        }
    }

    /// A nurse.
    public struct Nurse: Hashable, Sendable {
        /// Name in the file.
        public var id: String
        /// Index of the contract.
        public var contract: Int
        /// Indices of the skills held (hard).
        public var skills: Set<Int>
        /// What came before the first week.
        public var history = History()

        /// A nurse.
        public init(id: String, contract: Int, skills: Set<Int>, history: History = History()) {
            self.id = id
            self.contract = contract
            self.skills = skills
            self.history = history
        }
    }

    /// What came before the first day for one nurse.
    public struct History: Hashable, Sendable {
        /// Days worked so far.
        public var assignments = 0
        /// Weekends worked so far.
        public var weekends = 0
        /// Shift type of the last day; `nil` = off.
        public var lastShift: Int?
        /// Days of the same shift type up to the last day.
        public var consecutiveShift = 0
        /// Days worked in a row up to the last day.
        public var consecutiveWork = 0
        /// Days off in a row up to the last day.
        public var consecutiveOff = 0

        /// Nothing yet.
        public init() {}
    }

    /// Heads wanted of a skill in a shift on a day.
    public struct Requirement: Hashable, Sendable {
        /// Heads that must be there (hard).
        public var minimum: Int
        /// Heads that should be there.
        public var optimal: Int

        /// A requirement.
        public init(minimum: Int, optimal: Int) {
            self.minimum = minimum
            self.optimal = optimal
        }
    }

    /// A wish to be off.
    public struct Request: Hashable, Sendable {
        /// Index of the nurse.
        public var nurse: Int
        /// Day of the week, 0 = Monday.
        public var day: Int
        /// Shift type not wanted; `nil` = any.
        public var shift: Int?

        /// A wish.
        public init(nurse: Int, day: Int, shift: Int?) {
            self.nurse = nurse
            self.day = day
            self.shift = shift
        }
    }

    /// One week.
    public struct Week: Hashable, Sendable {
        /// Requirements, index (day · shift types + shift) · skills + skill.
        public var requirements: [Requirement]
        /// Wishes.
        public var requests: [Request]

        /// A week.
        public init(requirements: [Requirement], requests: [Request]) {
            self.requirements = requirements
            self.requests = requests
        }
    }

    /// Name of the scenario.
    public var name: String
    /// Weeks that the contracts' totals are about.
    public var scenarioWeeks: Int
    /// Weeks that lie before the first one here.
    public var weeksBefore: Int
    /// Names of the skills.
    public var skills: [String]
    /// Shift types.
    public var shiftTypes: [ShiftType]
    /// Contracts.
    public var contracts: [Contract]
    /// Nurses.
    public var nurses: [Nurse]
    /// The weeks to roster, in order.
    public var weeks: [Week]

    /// An instance.
    public init(
        name: String, scenarioWeeks: Int, weeksBefore: Int = 0, skills: [String], shiftTypes: [ShiftType],
        contracts: [Contract], nurses: [Nurse], weeks: [Week] = []
    ) {
        self.name = name
        self.scenarioWeeks = scenarioWeeks
        self.weeksBefore = weeksBefore
        self.skills = skills
        self.shiftTypes = shiftTypes
        self.contracts = contracts
        self.nurses = nurses
        self.weeks = weeks
    }

    /// Days to roster.
    public var days: Int { weeks.count * 7 }

    /// Whether the last week here is the last of the scenario, so that the totals count.
    public var endsScenario: Bool { weeksBefore + weeks.count >= scenarioWeeks }

    /// A cell of a roster: 0 = off, else shift and skill.
    public func cell(shift: Int, skill: Int) -> UInt8 { UInt8(1 + shift * skills.count + skill) }
    /// Shift type of a cell; `nil` = off.
    public func shift(of cell: UInt8) -> Int? { cell == 0 ? nil : (Int(cell) - 1) / skills.count }
    /// Skill of a cell; `nil` = off.
    public func skill(of cell: UInt8) -> Int? { cell == 0 ? nil : (Int(cell) - 1) % skills.count }
}
