import Glibc

/// What the day's contacts may turn out to be: scenarios with weights, each a whole day's path.
public struct DayDemand: Hashable, Sendable {
    /// One way the day's volumes may go.
    public struct Scenario: Hashable, Sendable {
        /// Expected contacts by interval, 0 or more.
        public var contacts: [Double]
        /// Weight, above 0.
        public var weight: Double

        /// A path and how much it counts.
        public init(contacts: [Double], weight: Double = 1) {
            self.contacts = contacts
            self.weight = weight
        }
    }

    /// The scenarios; their weights sum to 1.
    public let scenarios: [Scenario]

    /// Scenarios of a day, e.g. sample paths of a forecast.
    ///
    /// - Throws: ``QueueingError`` with the scenario as place: none at all, paths of different lengths, a volume that is
    ///   negative or not finite, a weight not above 0.
    public init(_ scenarios: [Scenario]) throws(QueueingError) {
        guard let first = scenarios.first else {
            throw .missingValue(
                what: "the scenarios of the demand", place: nil, hint: "give at least one path of volumes")
        }
        var total = 0.0
        for (index, scenario) in scenarios.enumerated() {
            do throws(QueueingError) {
                try Domain.requirePositive(scenario.weight, "the weight", hint: "give a weight above 0")
                guard scenario.contacts.count == first.contacts.count else {
                    throw .invalidValue(
                        what: "the path of volumes",
                        value: "\(scenario.contacts.count) long beside \(first.contacts.count)", place: nil,
                        hint: "all scenarios have the same intervals")
                }
                for count in scenario.contacts {
                    try Domain.requireNonNegative(
                        count, "the volume", hint: "a volume is a finite number of 0 or more contacts")
                }
            } catch {
                throw error.placed(at: "scenario \(index)")
            }
            total += scenario.weight
        }
        self.scenarios = scenarios.map { Scenario(contacts: $0.contacts, weight: $0.weight / total) }
    }

    /// Sample paths that count alike.
    public init(paths: [[Double]]) throws(QueueingError) { try self.init(paths.map { Scenario(contacts: $0) }) }

    /// The day's volumes times one factor for the whole day, Gamma with mean 1 and a coefficient of variation: the
    /// usual over-dispersion of whole days. The factors are the medians of equally likely classes.
    ///
    /// - Parameters:
    ///   - variation: Coefficient of variation of the factor, 0…10; 0 = the volumes are certain.
    ///   - count: Number of scenarios.
    public static func gamma(
        _ day: DayCase, variation: Double, count: Int = 32
    ) throws(QueueingError) -> DayDemand {
        guard variation >= 0, variation <= 10 else {
            throw .invalidValue(
                what: "the coefficient of variation of the day's volume", value: "\(variation)", place: nil,
                hint: "give a number from 0 to 10: 10 % is 0.1")
        }
        guard count >= 1 else {
            throw .invalidValue(
                what: "the number of scenarios", value: "\(count)", place: nil, hint: "give at least 1")
        }
        let contacts = day.intervals.map(\.contacts)
        guard variation > 0 else { return try DayDemand(paths: [contacts]) }
        return try DayDemand(
            paths: (0..<count).map { index in
                let factor = GammaLaw(variation: variation).quantile((Double(index) + 0.5) / Double(count))
                return contacts.map { $0 * factor }
            })
    }
}

/// A Gamma law with mean 1.
struct GammaLaw {
    /// Shape = 1 / scale.
    let shape: Double

    init(variation: Double) { shape = 1 / (variation * variation) }

    /// P(X ≤ x): the regularised incomplete gamma function P(shape, shape · x).
    ///
    /// By its series below the mean and Legendre's continued fraction (Lentz's algorithm) above it.
    /// Source: Abramowitz & Stegun 6.5.29, 6.5.31.
    func cdf(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        let z = shape * x
        let front = exp(shape * log(z) - z - lgamma(shape + 1))
        if z < shape + 1 {
            var term = 1.0
            var sum = 1.0
            var divisor = shape
            while term > 1e-17 * sum {
                divisor += 1
                term *= z / divisor
                sum += term
            }
            return min(1, front * sum)
        }
        var b = z + 1 - shape
        var c = 1e300
        var d = 1 / b
        var fraction = d
        for k in 1..<10_000 {
            let a = -Double(k) * (Double(k) - shape)
            b += 2
            d = 1 / (a * d + b)
            c = b + a / c
            fraction *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return max(0, 1 - front * shape * fraction)
    }

    /// The x with P(X ≤ x) = `p`, for p from above 0 to below 1.
    func quantile(_ p: Double) -> Double {
        var high = 2.0
        while cdf(high) < p { high *= 2 }
        return MonotoneSearch.root(low: 0, high: high) { p - cdf($0) }
    }
}
