/// A capacity plan with everything that is said of it: the content of `capacity.csv`, `hiring.csv` and `capacity.json`.
public struct CapacityResult: Hashable, Sendable {
    /// How a hiring plan was found.
    public enum Method: String, Hashable, Sendable {
        /// A mixed-integer programme, with a proven bound.
        case integerProgram = "integer_program"
        /// Search by single changes, nothing proven.
        case search
    }

    /// Totals of one plan under one volume.
    public struct Totals: Hashable, Sendable {
        /// Money spent.
        public var cost: Double
        /// Σ FTE short, over the weeks.
        public var shortFTEWeeks: Double
        /// What the missing hours are taken to cost, no money.
        public var shortageCost: Double
        /// Weeks that are short.
        public var weeksShort: Int
        /// Heads hired, those of the classes already decided included.
        public var hires: Double
        /// Heads that left.
        public var leavers: Double
        /// Heads employed after the last week.
        public var headsAtEnd: Double

        /// Totals of nothing.
        public init() {
            cost = 0
            shortFTEWeeks = 0
            shortageCost = 0
            weeksShort = 0
            hires = 0
            leavers = 0
            headsAtEnd = 0
        }

        /// What the plan was chosen by: money and shortage together.
        public var objective: Double { cost + shortageCost }
    }

    /// The best plan for one volume.
    public struct Plan: Hashable, Sendable {
        /// The volume.
        public var scenario: CapacityScenario
        /// Week by week.
        public var weeks: [CapacityWeek]
        /// Its classes in order of time.
        public var classes: [HiringClass]
        /// Its totals.
        public var totals: Totals
        /// How it was found.
        public var method: Method
        /// No plan's money and shortage together are below this; `nil` = nothing is proven.
        public var lowerBound: Double?
        /// What the hiring plan of the expected volume would come to under this volume.
        public var withExpectedHiring: Totals

        /// The best plan for `scenario`.
        public init(
            scenario: CapacityScenario, weeks: [CapacityWeek], classes: [HiringClass], totals: Totals, method: Method,
            lowerBound: Double?, withExpectedHiring: Totals
        ) {
            self.scenario = scenario
            self.weeks = weeks
            self.classes = classes
            self.totals = totals
            self.method = method
            self.lowerBound = lowerBound
            self.withExpectedHiring = withExpectedHiring
        }

        /// How far, at most, the plan is from the best, as a share of its objective; `nil` = nothing is proven.
        public var provenGap: Double? {
            guard let lowerBound else { return nil }
            let objective = totals.objective
            return objective > 0 ? max(0, (objective - lowerBound) / objective) : 0
        }
    }

    /// The best plan for the expected volume when more, or fewer, people leave.
    public struct AttritionCase: Hashable, Sendable {
        /// Factor on the attrition: of the rate at which people leave, not of the annual share.
        public var factor: Double
        /// Totals of the plan that is best then.
        public var totals: Totals
        /// What the hiring plan of the expected attrition would come to.
        public var withExpectedHiring: Totals
        /// `totals` of the plan that is best with `factor` times the attrition.
        public init(factor: Double, totals: Totals, withExpectedHiring: Totals) {
            self.factor = factor
            self.totals = totals
            self.withExpectedHiring = withExpectedHiring
        }
    }

    /// What one more point (0.01) of service level takes in one week.
    public struct ServiceLevelPrice: Hashable, Sendable {
        /// Monday of the week.
        public var week: CivilDate
        /// Service level with the FTE required, 0…1.
        public var serviceLevel: Double
        /// FTE for one point more.
        public var extraFTE: Double
        /// Wages of them for the week.
        public var cost: Double
        /// `extraFTE` from `serviceLevel` to a point more.
        public init(week: CivilDate, serviceLevel: Double, extraFTE: Double, cost: Double) {
            self.week = week
            self.serviceLevel = serviceLevel
            self.extraFTE = extraFTE
            self.cost = cost
        }
    }

    /// One plan a scenario, in the order low, expected, high.
    public var plans: [Plan]
    /// The sensitivity to attrition, less first; empty when none was asked for or nobody leaves.
    public var attrition: [AttritionCase]
    /// Price of a point of service level, week by week; weeks in which it cannot be told are left out.
    public var serviceLevelPrices: [ServiceLevelPrice]
    /// What could not be met, in words.
    public var shortfalls: [String]
    /// What was decided on the way, in words.
    public var notes: [String]

    /// The plans of all scenarios.
    public init(
        plans: [Plan], attrition: [AttritionCase] = [], serviceLevelPrices: [ServiceLevelPrice] = [],
        shortfalls: [String] = [], notes: [String] = []
    ) {
        self.plans = plans
        self.attrition = attrition
        self.serviceLevelPrices = serviceLevelPrices
        self.shortfalls = shortfalls
        self.notes = notes
    }
}
