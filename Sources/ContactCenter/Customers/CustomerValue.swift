/// What a customer is worth and whether he is still there; one row of `value.csv`.
public struct CustomerValue: Hashable, Sendable {
    /// The customer.
    public var customer: String
    /// Repeat purchases, `x`.
    public var repeats: Int
    /// Days from the first purchase to the last, `t_x`.
    public var recencyDays: Int
    /// Days from the first purchase to the end of the observation, `T`.
    public var observedDays: Int
    /// Mean amount of the repeat purchases; `nil` without any.
    public var meanRepeatValue: Double?
    /// Everything paid.
    public var total: Double
    /// Days since the last purchase, on the day after the observation.
    public var daysSinceLast: Int
    /// Scores 1…5 of recency, frequency and value.
    public var recencyScore: Int
    /// Score of the frequency.
    public var frequencyScore: Int
    /// Score of the value.
    public var monetaryScore: Int
    /// Probability that the customer is still there, 0…1; `nil` where no model could be fitted.
    public var probabilityAlive: Double?
    /// Purchases expected in the horizon.
    public var expectedPurchases: Double?
    /// The same if the customer is still there.
    public var expectedIfAlive: Double?
    /// What a purchase is expected to bring.
    public var expectedValue: Double?
    /// Purchases expected in the days after the observation that the file has, at most those of the horizon.
    public var expectedInHoldout: Double?
    /// Purchases made in the same days.
    public var actualPurchases: Int?

    /// A customer's purchases, not yet judged.
    public init(
        customer: String, repeats: Int, recencyDays: Int, observedDays: Int, meanRepeatValue: Double?, total: Double,
        daysSinceLast: Int, recencyScore: Int, frequencyScore: Int, monetaryScore: Int
    ) {
        self.customer = customer
        self.repeats = repeats
        self.recencyDays = recencyDays
        self.observedDays = observedDays
        self.meanRepeatValue = meanRepeatValue
        self.total = total
        self.daysSinceLast = daysSinceLast
        self.recencyScore = recencyScore
        self.frequencyScore = frequencyScore
        self.monetaryScore = monetaryScore
    }

    /// Scores as one number, 111…555.
    public var scores: Int { recencyScore * 100 + frequencyScore * 10 + monetaryScore }
    /// Revenue expected in the horizon.
    public var expectedRevenue: Double? {
        guard let expectedPurchases, let expectedValue else { return nil }
        return expectedPurchases * expectedValue
    }
    /// Revenue of the horizon that is lost if the customer has left: (1 − P(alive)) × purchases if alive × value.
    public var revenueAtRisk: Double? {
        guard let probabilityAlive, let expectedIfAlive, let expectedValue else { return nil }
        return (1 - probabilityAlive) * expectedIfAlive * expectedValue
    }
}

/// A customer who may have left; one row of `churn.csv`.
public struct ChurnRisk: Hashable, Sendable {
    /// The customer's purchases.
    public var value: CustomerValue
    /// Days that usually lie between two of the customer's purchases; `nil` with fewer than two repeats.
    public var usualGapDays: Double?
    /// Why the customer is listed, in words.
    public var reason: String

    /// A customer who may have left.
    public init(value: CustomerValue, usualGapDays: Double?, reason: String) {
        self.value = value
        self.usualGapDays = usualGapDays
        self.reason = reason
    }
}
