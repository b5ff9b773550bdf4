/// The offered load through the day: the mean number of agents that would be busy if there were always enough.
///
///     m(t) = E ∫_{t−S}^{t} λ(u) du = Σ_j λ_j (E min(S, t − a_j) − E min(S, t − b_j))
///
/// over the intervals [a_j, b_j) before t. It lags behind the load λ(t) · E S of the moment by about a handle time, and
/// is flatter; staffing by it ("modified offered load") meets targets where staffing by the moment's load is too late.
/// Before the first interval the rate is that of the first.
///
///     let curve = try OfferedLoadCurve(contacts: [50, 110, 200], intervalSeconds: 1800, ahtSeconds: 300)
///     curve.load(atSeconds: 1800)   // 8.33 Erlang: not yet a call of the second half hour
///
/// Source: Jennings, Mandelbaum, Massey & Whitt, Mgmt Sci 42 (1996) 1383–1394; Eick, Massey & Whitt, Mgmt Sci 39 (1993)
/// 241–252.
public struct OfferedLoadCurve: Hashable, Sendable {
    /// Ends of the intervals, in seconds from the start; the first starts at 0.
    private let ends: [Double]
    /// Contacts per second of the intervals.
    private let rates: [Double]
    /// Mean handle time, in seconds.
    public let ahtSeconds: Double
    /// How handle times vary.
    public let law: HandleTimeLaw

    /// The curve of intervals of one length.
    ///
    /// - Parameters:
    ///   - contacts: Expected contacts by interval, 0 or more; at least one interval.
    ///   - intervalSeconds: Length of an interval, above 0.
    ///   - ahtSeconds: Mean handle time, above 0.
    ///   - law: How handle times vary.
    /// - Throws: ``QueueingError`` outside these ranges.
    public init(
        contacts: [Double], intervalSeconds: Double, ahtSeconds: Double, law: HandleTimeLaw = .exponential
    ) throws(QueueingError) {
        try self.init(
            contacts: contacts, lengthSeconds: contacts.map { _ in intervalSeconds }, ahtSeconds: ahtSeconds, law: law)
    }

    /// The curve of intervals of lengths of their own.
    ///
    /// - Throws: As the other initialiser, and where the lists differ in length.
    public init(
        contacts: [Double], lengthSeconds: [Double], ahtSeconds: Double, law: HandleTimeLaw = .exponential
    ) throws(QueueingError) {
        guard !contacts.isEmpty else {
            throw .missingValue(what: "the volume", place: nil, hint: "a day has at least one interval")
        }
        guard contacts.count == lengthSeconds.count else {
            throw .invalidValue(
                what: "the list of lengths", value: "\(lengthSeconds.count) long for \(contacts.count) intervals",
                place: nil, hint: "give one length per interval")
        }
        try Domain.requirePositive(
            ahtSeconds, "the average handle time in seconds", hint: "give a time above 0 seconds")
        try law.validate()
        var end = 0.0
        var ends: [Double] = []
        for (index, (count, length)) in zip(contacts, lengthSeconds).enumerated() {
            do throws(QueueingError) {
                try Domain.requireNonNegative(
                    count, "the volume", hint: "a volume is a finite number of 0 or more contacts")
                try Domain.requirePositive(
                    length, "the length of the interval in seconds", hint: "give a length above 0")
            } catch {
                throw error.placed(at: "interval \(index)")
            }
            end += length
            ends.append(end)
        }
        self.ends = ends
        rates = zip(contacts, lengthSeconds).map { $0 / $1 }
        self.ahtSeconds = ahtSeconds
        self.law = law
    }

    /// The offered load `seconds` after the start of the first interval, in Erlang. After the last interval nobody
    /// arrives; before the start it is the load of the first interval.
    ///
    /// - Complexity: O(number of intervals before).
    public func load(atSeconds seconds: Double) -> Double {
        guard seconds > 0 else { return rates[0] * ahtSeconds }
        // What lies before the start, and then each interval's part of a handle time that ends now.
        var load = rates[0] * (ahtSeconds - law.meanBefore(seconds, mean: ahtSeconds))
        var start = 0.0
        for (end, rate) in zip(ends, rates) {
            guard start < seconds else { break }
            let older = law.meanBefore(seconds - start, mean: ahtSeconds)
            load += rate * (older - law.meanBefore(seconds - min(end, seconds), mean: ahtSeconds))
            start = end
        }
        return load
    }

    /// The load λ · E S of the moment, which pointwise stationary models use, in Erlang; 0 after the last interval.
    public func pointwiseLoad(atSeconds seconds: Double) -> Double {
        guard let index = ends.firstIndex(where: { seconds <= $0 }) else { return 0 }
        return rates[index] * ahtSeconds
    }

    /// The largest offered load of an interval: looked for at its start and its end and at `pieces` points between.
    public func peakLoad(ofInterval index: Int, pieces: Int = 7) -> Double {
        let start = index == 0 ? 0 : ends[index - 1]
        let step = (ends[index] - start) / Double(pieces + 1)
        return (0...(pieces + 1)).reduce(0) { max($0, load(atSeconds: start + Double($1) * step)) }
    }
}
