import ContactCenter

/// Everything that the page of customers shows; any part may be absent and is then named with how to get it.
public struct CustomerReportContent: Sendable {
    /// Contacts of the log in figures.
    public struct Contacts: Sendable {
        /// All, and those of known customers.
        public var contacts: Int, ofKnown: Int
        /// Known customers.
        public var customers: Int
        /// Share of the known customers' contacts that the busiest 20 % made.
        public var top20Share: Double?
        /// Contacts in figures.
        public init(contacts: Int, ofKnown: Int, customers: Int, top20Share: Double?) {
            self.contacts = contacts
            self.ofKnown = ofKnown
            self.customers = customers
            self.top20Share = top20Share
        }
    }

    /// How resolution became staff.
    public struct StaffBasis: Sendable {
        /// Share of time on contacts, and share of paid time not available.
        public var occupancy: Double, shrinkage: Double
        /// Paid hours a week.
        public var hoursPerFTE: Double
        /// A basis.
        public init(occupancy: Double, shrinkage: Double, hoursPerFTE: Double) {
            self.occupancy = occupancy
            self.shrinkage = shrinkage
            self.hoursPerFTE = hoursPerFTE
        }
    }

    /// How much of the value few customers bring.
    public struct Concentration: Sendable {
        /// Share of value by share of customers, best first, in rising order.
        public var curve: [(customers: Double, value: Double)]
        /// Customers with value, and customers left out because they brought none.
        public var customers: Int, withoutValue: Int
        /// Share of value of the best 12 % and 20 %.
        public var top12: Double?, top20: Double?
        /// Share of customers that brings 57 % and 80 % of the value.
        public var for57: Double?, for80: Double?
        /// Gini coefficient.
        public var gini: Double?
        /// Days of the purchases.
        public var period: ClosedRange<CivilDate>
        /// A concentration.
        public init(
            curve: [(customers: Double, value: Double)], customers: Int, withoutValue: Int, top12: Double?,
            top20: Double?, for57: Double?, for80: Double?, gini: Double?, period: ClosedRange<CivilDate>
        ) {
            self.curve = curve
            self.customers = customers
            self.withoutValue = withoutValue
            self.top12 = top12
            self.top20 = top20
            self.for57 = for57
            self.for80 = for80
            self.gini = gini
            self.period = period
        }
    }

    /// What customers are worth, and whether they are still there.
    public struct Value: Sendable {
        /// One row a customer.
        public var customers: [CustomerValue]
        /// Name of the model of buying, and why it is not BG/NBD; `nil` = it is.
        public var model: String, fallback: String?
        /// Days looked ahead.
        public var horizonDays: Int
        /// Customers who may have left, most revenue at risk first.
        public var churn: [ChurnRisk]
        /// Predicted and actual purchases by repeats before, with their customers; empty = not tested.
        public var holdout: [(repeats: String, customers: Int, expected: Double, actual: Double)]
        /// Customers' value.
        public init(
            customers: [CustomerValue], model: String, fallback: String?, horizonDays: Int, churn: [ChurnRisk],
            holdout: [(repeats: String, customers: Int, expected: Double, actual: Double)]
        ) {
            self.customers = customers
            self.model = model
            self.fallback = fallback
            self.horizonDays = horizonDays
            self.churn = churn
            self.holdout = holdout
        }
    }

    /// Seconds of agent time of the offers: wanted, in quiet intervals, and what those had to spare.
    public struct Outbound: Sendable {
        /// Seconds of agent time.
        public var wantedSeconds: Double, placedSeconds: Double, spareSeconds: Double
        /// Seconds of agent time.
        public init(wantedSeconds: Double, placedSeconds: Double, spareSeconds: Double) {
            self.wantedSeconds = wantedSeconds
            self.placedSeconds = placedSeconds
            self.spareSeconds = spareSeconds
        }
    }

    /// Name of the centre; empty = not known.
    public var name: String
    /// Version of wfm.
    public var version: String
    /// Language of headings and sentences.
    public var language: ReportLanguage
    /// Clock of the centre.
    public var zone: ZoneRules
    /// Contacts in figures; `nil` = no log was read.
    public var contacts: Contacts?
    /// Resolution by window and part.
    public var repeats: [RepeatRate] = []
    /// Why customers get in touch, most handling first.
    public var drivers: [ContactDriver] = []
    /// What better resolution does.
    public var effects: [ResolutionEffect] = []
    /// How that became staff.
    public var staff: StaffBasis?
    /// Concentration of value.
    public var concentration: Concentration?
    /// What customers are worth.
    public var value: Value?
    /// Whom to offer what; `nil` = nothing was to be offered.
    public var candidates: [OfferCandidate]?
    /// Where the offers found room.
    public var outbound: Outbound?
    /// What was decided on the way, in words.
    public var notes: [String] = []

    /// A page without parts.
    public init(name: String, version: String, language: ReportLanguage, zone: ZoneRules) {
        self.name = name
        self.version = version
        self.language = language
        self.zone = zone
    }
}
