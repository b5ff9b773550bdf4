import Glibc

/// Erlang's loss formula (M/M/s/s): contacts that find all agents busy are lost.
///
///     B(s, a) = (aˢ/s!) / Σ_{k=0…s} aᵏ/k!,     1/B(s, a) = a⁻ˢ eᵃ Γ(s+1, a) for real s
///
///     let line = try ErlangB(load: 30)
///     try line.blocking(agents: 34)   // 0.0663
///
/// Source: Erlang (1917); real-valued agents: Jagerman, BSTJ 53 (1974) 525–551.
public struct ErlangB: Hashable, Sendable {
    /// Offered load, in Erlang.
    public let load: Double

    /// The formula at a load of 0 to 1e9 Erlang.
    public init(load: Double) throws(QueueingError) {
        self.load = try OfferedTraffic(load: load).load
    }

    /// Share of contacts lost, 0…1.
    ///
    /// - Parameter agents: 0…1e9, whole or not. With 0 agents everything is lost; below 1e-308 the result is 0 while
    ///   ``logBlocking(agents:)`` stays exact.
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` for agents outside the domain.
    /// - Complexity: O(√agents).
    public func blocking(agents: Double) throws(QueueingError) -> Double {
        try Domain.requireAgents(agents)
        return BlockingOdds(agents: agents, load: load).blocking
    }

    /// Natural logarithm of ``blocking(agents:)``, exact also where that underflows; −∞ with no load.
    public func logBlocking(agents: Double) throws(QueueingError) -> Double {
        try Domain.requireAgents(agents)
        return BlockingOdds(agents: agents, load: load).logBlocking
    }

    /// Fewest whole agents (lines) that lose at most `blocking` of the contacts.
    ///
    /// - Parameter blocking: Above 0; 1 or more needs nobody.
    /// - Throws: ``QueueingError/unreachableGoal(goal:place:hint:)`` for 0,
    ///   ``QueueingError/invalidValue(what:value:place:hint:)`` below 0 or for a value that is no number.
    public func minimumAgents(blocking: Double) throws(QueueingError) -> Int {
        guard blocking >= 0 else {
            throw .invalidValue(
                what: "the blocking goal", value: "\(blocking)", place: nil, hint: "give a share above 0, e.g. 0.01")
        }
        if load == 0 || blocking >= 1 { return 0 }
        guard blocking > 0 else {
            throw .unreachableGoal(goal: "a blocking of 0", place: nil, hint: "give a share above 0, e.g. 0.01")
        }
        // B falls with the agents: carried load a(1 − B) ≤ s bounds the answer from below.
        return MonotoneSearch.smallest(from: max(0, Int((load * (1 - blocking)).rounded(.down))), atLeast: 0) {
            BlockingOdds(agents: Double($0), load: load).blocking <= blocking
        }
    }
}

/// B(s, a) with its complement and logarithm, each computed where it is well conditioned.
struct BlockingOdds {
    /// B.
    let blocking: Double
    /// 1 − B, to its own relative precision.
    let complement: Double
    /// 1/B − 1; +∞ where B underflows.
    let excess: Double
    /// ln B where it is known apart from B.
    private let knownLog: Double?

    /// ln B.
    var logBlocking: Double { knownLog ?? -log1p(excess) }

    /// Real agents s ≥ 0, load a ≥ 0.
    init(agents s: Double, load a: Double) {
        guard a > 0, s > 0 else {
            let isLost = s == 0
            self.init(
                blocking: isLost ? 1 : 0, complement: isLost ? 0 : 1, excess: isLost ? 0 : .infinity,
                logBlocking: isLost ? 0 : -.infinity)
            return
        }
        let isWhole = s == s.rounded(.down)
        if isWhole && s <= a + 1 {
            self.init(excess: BlockingOdds.excessSeries(agents: s, load: a))
        } else if isWhole && s - a <= BlockingOdds.mostSteps {
            // 1/B(n+1) = 1 + (n+1)/a · 1/B(n): positive terms, and cheaper than logarithms for a few steps.
            var n = a.rounded(.down)
            var excess = BlockingOdds.excessSeries(agents: n, load: a)
            let inverseLoad = 1 / a
            while n < s, excess < 1e300 {
                n += 1
                excess = n * inverseLoad * (1 + excess)
            }
            if excess < 1e300 { self.init(excess: excess) } else { self.init(lightLoad: a, agents: s) }
        } else if !isWhole && s <= a && a >= BlockingOdds.leastLoadOfFraction {
            self.init(excess: BlockingOdds.excessFraction(agents: s, load: a))
        } else {
            self.init(lightLoad: a, agents: s)
        }
    }

    /// Most steps of the recursion that cost less than a term of the Poisson law.
    private static let mostSteps = 40.0

    private init(blocking: Double, complement: Double, excess: Double, logBlocking: Double?) {
        self.blocking = blocking
        self.complement = complement
        self.excess = excess
        self.knownLog = logBlocking
    }

    private init(excess: Double) {
        let blocking = 1 / (1 + excess)
        self.init(blocking: blocking, complement: excess * blocking, excess: excess, logBlocking: nil)
    }

    /// s above the load: B = p / (1 − p r) with the Poisson term p and its upper ratio sum r; p r = P(N > s) stays
    /// below about one half.
    private init(lightLoad a: Double, agents s: Double) {
        let logTerm = PoissonTerm.logarithm(s, a)
        let term = exp(logTerm)
        let above = term * PoissonTerm.upperRatio(s, a)
        let blocking = term / (1 - above)
        self.init(
            blocking: blocking, complement: 1 - blocking, excess: blocking > 0 ? 1 / blocking - 1 : .infinity,
            logBlocking: logTerm - log1p(-above))
    }

    /// 1/B − 1 = Σ_{j≥1} s(s−1)…(s−j+1) / aʲ for whole s ≤ a + 1: positive terms that fall; about 6√s of them count.
    ///
    /// Eight terms at a time, in two lanes of four: within a block the products of factors do not wait for the last term
    /// (measured 3 times as fast as term by term). At s + 1 a factor is 0 and with it all that follows.
    ///
    /// - Parameter negligible: The share of the sum at which the series ends.
    static func excessSeries(agents s: Double, load a: Double, negligible: Double = PoissonTerm.negligible) -> Double {
        let inverseLoad = SIMD2(repeating: 1 / a)
        var factor = SIMD2(s, s - 4)
        var sum = 0.0
        var term = 1.0
        repeat {
            let f0 = factor * inverseLoad
            let f1 = (factor - 1) * inverseLoad
            let f2 = (factor - 2) * inverseLoad
            let f3 = (factor - 3) * inverseLoad
            let two = f0 * f1
            let four = two * (f2 * f3)
            let block = f0 + two + (two * f2 + four)
            let half = term * four[0]
            sum += term * block[0] + half * block[1]
            term = half * four[1]
            factor -= 8
        } while term > negligible * sum
        return sum
    }

    /// Below this load the continued fraction is slow and the light-load form is exact.
    private static let leastLoadOfFraction = 1.5

    /// 1/B − 1 = s a⁻ˢ eᵃ Γ(s, a) for real s ≤ a by Legendre's continued fraction (modified Lentz).
    ///
    /// Source: Abramowitz & Stegun 6.5.31; 1/B(s) = 1 + (s/a) / B(s−1).
    private static func excessFraction(agents s: Double, load a: Double) -> Double {
        var b = a + 1 - s
        var c = Double.greatestFiniteMagnitude
        var d = 1 / b
        var fraction = d
        var i = 1.0
        while true {
            let numerator = i * (s - i)
            b += 2
            d = 1 / (b + numerator * d)
            c = b + numerator / c
            let change = c * d
            fraction *= change
            if abs(change - 1) < 1e-16 || i > 1e6 { return s * fraction }
            i += 1
        }
    }
}
