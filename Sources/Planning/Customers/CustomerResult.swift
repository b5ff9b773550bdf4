import ContactCenter
import FileFormats
import Interactions
import Tabular

/// What `wfm customers` found; parts that the files say nothing of are empty.
public struct CustomerResult: Sendable {
    /// Clock of the centre.
    public let zone: ZoneRules
    /// Days looked ahead.
    public let horizonDays: Int
    /// Where the rows of the logs went.
    public var accounting: PlanSummary.Accounting?
    /// Refused rows of the logs.
    public var rejects: [Reject] = []
    /// What became of every key of the identity records.
    public var trail: [IdentityLink] = []
    /// Contacts in figures.
    public var contacts: ContactFigures?
    /// Resolution by window and part.
    public var repeats: [RepeatRate] = []
    /// Why customers get in touch.
    public var drivers: [ContactDriver] = []
    /// Customers of the logs.
    public var profiles: [CustomerProfile] = []
    /// Their contacts.
    public var timeline: [TimelineEntry] = []
    /// What better resolution does.
    public var effects: [ResolutionEffect] = []
    /// How hours became staff there.
    public var staff: WorkloadToStaff?
    /// What customers are worth.
    public var valuation: CustomerValuation?
    /// Concentration over all purchases of the files.
    public var spread: Spread?
    /// Predicted against actual purchases.
    public var holdout: HoldoutCheck?
    /// Customers who may have left.
    public var churn: [ChurnRisk] = []
    /// Tickets in figures.
    public var tickets: TicketDurations?
    /// Whom to offer what.
    public var candidates: [OfferCandidate]?
    /// The offers in quiet intervals.
    public var outbound: OutboundFill?
    /// Long-form series with the campaigns' columns.
    public var campaignDrivers: [UInt8]?
    /// What was decided on the way, in words.
    public var notes: [String] = []

    init(zone: ZoneRules, horizonDays: Int) {
        self.zone = zone
        self.horizonDays = horizonDays
    }

    /// Value of all purchases over customers, with its period.
    public struct Spread: Sendable {
        /// First and last day.
        public let period: ClosedRange<CivilDate>
        /// How it concentrates.
        public let concentration: ValueConcentration

        init(_ purchases: [Purchase]) {
            let first = purchases.map(\.day).min() ?? CivilDate(dayNumber: 0)
            let last = purchases.map(\.day).max() ?? first
            period = first...last
            concentration = ValueConcentration(PurchaseHistory.summarise(purchases, through: last).map(\.total))
        }
    }

    /// The files of the result: a table for each part that there is, and `customers.json`.
    public func files() -> [OutputFile] {
        var files: [OutputFile] = []
        func add(_ name: String, _ bytes: [UInt8]) { files.append(OutputFile(path: name, bytes: bytes)) }
        if !trail.isEmpty { add("identity-trail.csv", IdentityTrailFile.write(trail)) }
        if contacts != nil {
            add("customers.csv", CustomerProfileFile.write(profiles, zone: zone))
            add("timeline.csv", TimelineFile.write(timeline, zone: zone))
            add("repeats.csv", RepeatRateFile.write(repeats))
            add("drivers.csv", ContactDriverFile.write(drivers))
            add("resolution-effect.csv", ResolutionEffectFile.write(effects))
            add("rejects.csv", rejectsCSV(rejects))
        }
        if let valuation, let spread {
            add("value.csv", CustomerValueFile.write(valuation.customers))
            add("rfm.csv", ScoreCountFile.write(valuation.customers))
            add("churn.csv", ChurnFile.write(churn))
            add("concentration.csv", ConcentrationFile.write(spread.curve))
        }
        if let candidates {
            add("leads.csv", OfferListFile.write(candidates.filter { $0.kind == .lead }))
            add("cross-sell.csv", OfferListFile.write(candidates.filter { $0.kind == .crossSell }))
        }
        if let outbound { add("outbound.csv", ForecastFile.write(outbound.intervals, zone: zone)) }
        if let campaignDrivers { add("campaign-drivers.csv", campaignDrivers) }
        add("customers.json", CustomerSummary.json(self).serialised(.pretty))
        return files
    }
}

extension CustomerResult.Spread {
    /// Share of value by share of customers, a point for each per cent.
    public var curve: [(customers: Double, value: Double)] {
        (0...100).compactMap { percent in
            let share = Double(percent) / 100
            return concentration.shareOfValue(byTop: share).map { (share, $0) }
        }
    }
}

/// Contacts and customers of a log in figures.
public struct ContactFigures: Hashable, Sendable {
    /// Contacts.
    public var contacts: Int
    /// Contacts of known customers.
    public var contactsWithCustomer: Int
    /// Known customers.
    public var customers: Int
    /// Share of those contacts that the busiest 20 % of customers made.
    public var top20Share: Double?
    /// Share of those contacts that the busiest 1 % of customers made.
    public var top1Share: Double?
    /// Inbound contacts.
    public var inbound: Int
    /// Share of inbound contacts abandoned.
    public var abandonedShare: Double?
    /// Share of inbound contacts answered within 20 seconds.
    public var answered20sShare: Double?
    /// Mean seconds of talk of answered inbound contacts.
    public var meanTalkSeconds: Double?
    /// Runs of repeats within seven days: number of chains by length, ten standing for ten and more.
    public var chains: [Int: Int]

    init(_ interactions: [Interaction], customers: CustomerContacts) {
        contacts = interactions.count
        contactsWithCustomer = customers.total
        self.customers = customers.customers
        top20Share = customers.shareOfContacts(byTop: 0.2)
        top1Share = customers.shareOfContacts(byTop: 0.01)
        let incoming = interactions.filter { $0.direction == .inbound }
        inbound = incoming.count
        let answered = incoming.filter { $0.outcome == .answered }
        func share(_ count: Int) -> Double? { incoming.isEmpty ? nil : Double(count) / Double(incoming.count) }
        abandonedShare = share(incoming.count - answered.count)
        answered20sShare = share(answered.count { ($0.waitSeconds ?? .infinity) <= 20 })
        let talks = answered.compactMap(\.talkSeconds)
        meanTalkSeconds = talks.isEmpty ? nil : talks.reduce(0, +) / Double(talks.count)
        var chains: [Int: Int] = [:]
        for (length, count) in FirstContactResolution.chainLengths(interactions) {
            chains[min(length, 10), default: 0] += count
        }
        self.chains = chains
    }
}
