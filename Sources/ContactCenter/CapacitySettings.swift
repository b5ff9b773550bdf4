/// What a capacity plan is made from beside its forecast: people, how they come and go, and what everything costs.
/// The capacity file as a value.
public struct CapacitySettings: Hashable, Sendable {
    /// First week, by its Monday; `nil` = the first whole week of the forecast.
    public var start: CivilDate?
    /// Weeks to plan; `nil` = all of the forecast.
    public var weeks: Int?
    /// Paid hours a week of one full-time equivalent.
    public var hoursPerFTE: Double
    /// Paid hours a week of an average head.
    public var hoursPerHead: Double
    /// Highest share of working time spent on contacts, where only volumes of weeks (or days) are known.
    public var occupancy: Double
    /// Who is employed at the start of the first week.
    public var staff: [StaffGroup]
    /// Attrition by tenure, from the band that begins at week 0 on; empty = nobody leaves.
    public var attrition: [AttritionBand]
    /// How much more, and how much less, attrition the sensitivity looks at: 0.25 = a quarter.
    public var attritionSensitivity: Double
    /// Who is on leave when.
    public var leave: Leave
    /// How people are hired.
    public var hiring: Hiring
    /// Classes that are already decided.
    public var scheduledClasses: [ScheduledClass]
    /// Prices.
    public var costs: Costs
    /// Hours beyond the contract.
    public var overtime: Overtime
    /// Hours sent home unpaid.
    public var voluntaryTimeOff: VoluntaryTimeOff
    /// Hours bought from somebody else.
    public var outsourcing: Outsourcing
    /// Most that the whole plan may cost; `nil` = no limit.
    public var budget: Double?

    /// A centre of `staff` in which nobody leaves, nobody is on leave and nothing but hiring closes a gap.
    public init(
        hoursPerFTE: Double, staff: [StaffGroup], hiring: Hiring = Hiring(), costs: Costs
    ) {
        self.hoursPerFTE = hoursPerFTE
        hoursPerHead = hoursPerFTE
        self.staff = staff
        self.hiring = hiring
        self.costs = costs
        occupancy = 0.85
        attrition = []
        attritionSensitivity = 0.25
        leave = Leave()
        scheduledClasses = []
        overtime = Overtime()
        voluntaryTimeOff = VoluntaryTimeOff()
        outsourcing = Outsourcing()
    }

    /// Heads of one tenure.
    public struct StaffGroup: Hashable, Sendable {
        /// Heads, 0 or more.
        public var heads: Double
        /// Weeks since their first day, at the start of the first week.
        public var tenureWeeks: Int
        /// `heads` who started `tenureWeeks` ago.
        public init(heads: Double, tenureWeeks: Int) {
            self.heads = heads
            self.tenureWeeks = tenureWeeks
        }
    }

    /// The attrition of one span of tenure.
    public struct AttritionBand: Hashable, Sendable {
        /// First week of tenure.
        public var fromWeek: Int
        /// Share of such heads who would have left after a year (52 weeks) of it, 0 ≤ x < 1.
        public var annual: Double
        /// `annual` attrition from week `fromWeek` of tenure on.
        public init(fromWeek: Int = 0, annual: Double) {
            self.fromWeek = fromWeek
            self.annual = annual
        }
    }

    /// Share of the heads on leave, by ISO week.
    public struct Leave: Hashable, Sendable {
        /// In a week that is not named, 0 ≤ x < 1.
        public var usual: Double
        /// By ISO week number 1…53.
        public var byISOWeek: [Int: Double]
        /// `usual` but for the named weeks.
        public init(usual: Double = 0, byISOWeek: [Int: Double] = [:]) {
            self.usual = usual
            self.byISOWeek = byISOWeek
        }
    }

    /// How fast newcomers work once their training is over.
    public enum RampUp: Hashable, Sendable {
        /// Share of full productivity in each week after the training; 1 from then on.
        case shares([Double])
        /// From a share on the first day in a straight line to 1 after so many weeks.
        case linear(start: Double, weeks: Int)
    }

    /// How people are hired.
    public struct Hiring: Hashable, Sendable {
        /// Weeks from a decision to the first day of its class; no class starts earlier in the plan.
        public var leadWeeks: Int
        /// Weeks of training, in which nobody takes contacts.
        public var trainingWeeks: Int
        /// Share of a class that leaves before the training is over, 0 ≤ x < 1.
        public var trainingAttrition: Double
        /// Speed after the training.
        public var rampUp: RampUp
        /// Fewest heads in a class.
        public var minimumClass: Int
        /// Most heads in a class; 0 = nobody is hired.
        public var maximumClass: Int
        /// Most classes in training at once.
        public var classesAtOnce: Int

        /// Classes of one to twelve, ready at once, one at a time.
        public init(
            leadWeeks: Int = 0, trainingWeeks: Int = 0, trainingAttrition: Double = 0, rampUp: RampUp = .shares([]),
            minimumClass: Int = 1, maximumClass: Int = 12, classesAtOnce: Int = 1
        ) {
            self.leadWeeks = leadWeeks
            self.trainingWeeks = trainingWeeks
            self.trainingAttrition = trainingAttrition
            self.rampUp = rampUp
            self.minimumClass = minimumClass
            self.maximumClass = maximumClass
            self.classesAtOnce = classesAtOnce
        }
    }

    /// A class that is already decided.
    public struct ScheduledClass: Hashable, Sendable {
        /// Its first day, a Monday of the plan.
        public var start: CivilDate
        /// Heads.
        public var heads: Int
        /// `heads` from `start` on.
        public init(start: CivilDate, heads: Int) {
            self.start = start
            self.heads = heads
        }
    }

    /// Prices, all in one currency.
    public struct Costs: Hashable, Sendable {
        /// Of a paid hour of an employee.
        public var wagePerHour: Double
        /// Of finding one head.
        public var hire: Double
        /// Of training one head, wages apart.
        public var training: Double
        /// Of a class, whatever its size.
        public var perClass: Double
        /// What an hour that nobody covers is taken to cost; no money, but what hiring is weighed against.
        public var shortagePerHour: Double

        /// Prices; a missing hour counts four paid ones unless stated.
        public init(
            wagePerHour: Double, hire: Double = 0, training: Double = 0, perClass: Double = 0,
            shortagePerHour: Double? = nil
        ) {
            self.wagePerHour = wagePerHour
            self.hire = hire
            self.training = training
            self.perClass = perClass
            self.shortagePerHour = shortagePerHour ?? 4 * wagePerHour
        }
    }

    /// Hours beyond the contract.
    public struct Overtime: Hashable, Sendable {
        /// Price of an hour.
        public var pricePerHour: Double
        /// Most of it, as a share of the available hours of a week, 0…1.
        public var maximumShare: Double
        /// No overtime unless stated.
        public init(pricePerHour: Double = 0, maximumShare: Double = 0) {
            self.pricePerHour = pricePerHour
            self.maximumShare = maximumShare
        }
    }

    /// Hours sent home unpaid.
    public struct VoluntaryTimeOff: Hashable, Sendable {
        /// What an hour saves.
        public var savingPerHour: Double
        /// Most of it, as a share of the available hours of a week, 0…1.
        public var maximumShare: Double
        /// No time off unless stated.
        public init(savingPerHour: Double = 0, maximumShare: Double = 0) {
            self.savingPerHour = savingPerHour
            self.maximumShare = maximumShare
        }
    }

    /// Hours on contacts bought from somebody else.
    public struct Outsourcing: Hashable, Sendable {
        /// Price of an hour on contacts.
        public var pricePerHour: Double
        /// Fewest hours a week, by contract.
        public var minimumHours: Double
        /// Most hours a week.
        public var maximumHours: Double
        /// No outsourcing unless stated.
        public init(pricePerHour: Double = 0, minimumHours: Double = 0, maximumHours: Double = 0) {
            self.pricePerHour = pricePerHour
            self.minimumHours = minimumHours
            self.maximumHours = maximumHours
        }
    }
}
