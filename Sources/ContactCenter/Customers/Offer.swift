/// Something that the centre may offer customers of its own accord; one row of `offers.csv`.
public struct Offer: Hashable, Sendable {
    /// To whom.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Customers who asked and have not bought yet.
        case lead
        /// Customers who bought before.
        case crossSell = "cross_sell"
    }

    /// Its name.
    public var name: String
    /// To whom.
    public var kind: Kind
    /// Only customers who got in touch for one of these reasons; empty = all.
    public var reasons: [String]
    /// Not those who got in touch for one of these.
    public var exceptReasons: [String]
    /// Share of reached customers who accept, 0…1; `nil` = the share of buyers among those with the reasons.
    public var acceptance: Double?
    /// What an acceptance brings, costs of the goods taken off; `nil` = what a purchase of the customer is expected to bring.
    public var value: Double?
    /// Most attempts at a customer.
    public var attempts: Int
    /// Probability that an attempt reaches the customer, 0…1.
    public var connectRate: Double
    /// Seconds of agent time of a conversation.
    public var talkSeconds: Double
    /// Seconds of agent time of an attempt that reaches nobody.
    public var missSeconds: Double
    /// Cost of an hour of agent time.
    public var costPerHour: Double

    /// An offer.
    public init(
        name: String, kind: Kind, reasons: [String], exceptReasons: [String], acceptance: Double?, value: Double?,
        attempts: Int, connectRate: Double, talkSeconds: Double, missSeconds: Double, costPerHour: Double
    ) {
        self.name = name
        self.kind = kind
        self.reasons = reasons
        self.exceptReasons = exceptReasons
        self.acceptance = acceptance
        self.value = value
        self.attempts = attempts
        self.connectRate = connectRate
        self.talkSeconds = talkSeconds
        self.missSeconds = missSeconds
        self.costPerHour = costPerHour
    }

    /// Probability of reaching a customer: 1 − (1 − c)^n.
    public var reach: Double {
        var missed = 1.0
        for _ in 0..<attempts { missed *= 1 - connectRate }
        return 1 - missed
    }

    /// Attempts expected at a customer: (1 − (1 − c)^n)/c; n when nobody is ever reached.
    public var expectedAttempts: Double { connectRate > 0 ? reach / connectRate : Double(attempts) }

    /// Seconds of agent time expected for a customer.
    public var workSeconds: Double { reach * talkSeconds + (expectedAttempts - reach) * missSeconds }
}

/// A customer to whom an offer is worth making; one row of `leads.csv` or `cross-sell.csv`.
public struct OfferCandidate: Hashable, Sendable {
    /// The customer.
    public var customer: String
    /// Name of the offer.
    public var offer: String
    /// To whom it goes.
    public var kind: Offer.Kind
    /// Probability that the customer is reached, 0…1.
    public var reach: Double
    /// Probability that the customer accepts when reached, 0…1.
    public var acceptance: Double
    /// Reach × acceptance × value.
    public var expectedValue: Double
    /// Cost of the agents' time.
    public var cost: Double
    /// Attempts expected.
    public var attempts: Double
    /// Seconds of agent time expected.
    public var workSeconds: Double

    /// A candidate.
    public init(
        customer: String, offer: String, kind: Offer.Kind, reach: Double, acceptance: Double, expectedValue: Double,
        cost: Double, attempts: Double, workSeconds: Double
    ) {
        self.customer = customer
        self.offer = offer
        self.kind = kind
        self.reach = reach
        self.acceptance = acceptance
        self.expectedValue = expectedValue
        self.cost = cost
        self.attempts = attempts
        self.workSeconds = workSeconds
    }

    /// Expected value less cost.
    public var netValue: Double { expectedValue - cost }
    /// Expected value less cost for an hour of agent time.
    public var netValuePerHour: Double { workSeconds > 0 ? netValue / (workSeconds / 3600) : 0 }
}
