import ContactCenter

/// The loop of repeat contacts: demands that are not resolved bring further demands, those further ones.
///
/// With p the demands that would come anyway and R_ij the share of demands of stream i that is followed by one in
/// stream j,
///
///     λ_j = p_j + Σ_i λ_i R_ij,    that is    λ = (I − Rᵀ)⁻¹ p
///
/// For one stream λ = p/(1 − R): a geometric series. R_i splits into what follows answered demands and what follows
/// those that nobody served; raising first-contact resolution shrinks only the former.
/// Source: the branching-process mean, T. E. Harris, *The Theory of Branching Processes* (1963), section II.4 (own
/// application).
public struct RepeatLoop: Sendable {
    /// Streams in order.
    public let streams: [QueueChannel]
    /// Demands a week by stream, as observed.
    public let demandsPerWeek: [Double]
    /// Share of demands that an agent served, by stream.
    public let answeredShare: [Double]
    /// Hours of handling of a demand, all its contacts, by stream.
    public let hoursPerDemand: [Double]
    /// By stream, the share of answered demands followed by a demand in each stream.
    public let followingAnswered: [[Double]]
    /// By stream, the share of unserved demands followed by a demand in each stream.
    public let followingUnserved: [[Double]]
    /// Demands a week that would come without any repeat, by stream.
    public let primaryPerWeek: [Double]

    /// A loop of known rates.
    public init(
        streams: [QueueChannel], demandsPerWeek: [Double], answeredShare: [Double], hoursPerDemand: [Double],
        followingAnswered: [[Double]], followingUnserved: [[Double]]
    ) {
        self.streams = streams
        self.demandsPerWeek = demandsPerWeek
        self.answeredShare = answeredShare
        self.hoursPerDemand = hoursPerDemand
        self.followingAnswered = followingAnswered
        self.followingUnserved = followingUnserved
        let repeats = RepeatLoop.repeats(answeredShare, followingAnswered, followingUnserved, streams.map { _ in 1 })
        primaryPerWeek = streams.indices.map { j in
            // A stream that is fed by repeats alone may come out a hair below nothing.
            max(0, streams.indices.reduce(demandsPerWeek[j]) { $0 - demandsPerWeek[$1] * repeats[$1][j] })
        }
    }

    /// The loop that `repeats` shows; `nil` where no demand is old enough to be judged.
    ///
    /// Volumes are those of all demands over the weeks observed; the shares are those of known customers.
    public init?(_ repeats: RepeatContacts, _ interactions: [Interaction], windowSeconds: Int) {
        let demands = repeats.demands
        guard let first = demands.first?.start else { return nil }
        let weeks = max(Double(repeats.observedEnd - first), 86_400) / 604_800
        let streams = Set(demands.indices.map { repeats.stream(of: $0) }).sorted()
        let position = Dictionary(uniqueKeysWithValues: streams.enumerated().map { ($1, $0) })
        let n = streams.count
        var all = [Double](repeating: 0, count: n)
        var answered = all
        var hours = all
        var judged = [all, all]
        var following = [[[Double]]](repeating: [[Double]](repeating: all, count: n), count: 2)
        var isAnyJudged = false
        for index in demands.indices {
            let i = position[repeats.stream(of: index)] ?? 0
            all[i] += 1
            if demands[index].isAnswered { answered[i] += 1 }
            hours[i] += demands[index].legs.reduce(0) { $0 + (interactions[$1.index].handleSeconds ?? 0) } / 3600
            guard repeats.isMature(index, windowSeconds: windowSeconds) else { continue }
            isAnyJudged = true
            let kind = demands[index].isAnswered ? 0 : 1
            judged[kind][i] += 1
            if let next = repeats.next[index], repeats.isFollowed(index, windowSeconds: windowSeconds) {
                following[kind][i][position[repeats.stream(of: next)] ?? 0] += 1
            }
        }
        guard isAnyJudged else { return nil }
        func shares(_ kind: Int) -> [[Double]] {
            (0..<n).map { i in following[kind][i].map { judged[kind][i] > 0 ? $0 / judged[kind][i] : 0 } }
        }
        self.init(
            streams: streams, demandsPerWeek: all.map { $0 / weeks },
            answeredShare: zip(answered, all).map { $1 > 0 ? $0 / $1 : 0 },
            hoursPerDemand: zip(hours, all).map { $1 > 0 ? $0 / $1 : 0 }, followingAnswered: shares(0),
            followingUnserved: shares(1))
    }

    /// First-contact resolution of a stream's answered demands, 0…1.
    public func resolution(_ stream: Int) -> Double { max(0, 1 - followingAnswered[stream].reduce(0, +)) }

    /// Demands a week when the resolution of every stream is raised by `points` (of 1, at most to full resolution);
    /// `nil` when repeats never die out: nobody is ever resolved.
    ///
    /// The fixed point is found by repeated substitution, each pass adding the repeats of the repeats.
    public func demandsPerWeek(raisedBy points: Double) -> [Double]? {
        let scale = streams.indices.map { i in
            let now = 1 - resolution(i)
            return now > 0 ? max(0, min(1, now - points)) / now : 1
        }
        let repeats = RepeatLoop.repeats(answeredShare, followingAnswered, followingUnserved, scale)
        var demands = primaryPerWeek
        for _ in 0..<1_000_000 {
            let new = streams.indices.map { j in
                streams.indices.reduce(primaryPerWeek[j]) { $0 + demands[$1] * repeats[$1][j] }
            }
            let change = zip(new, demands).map { abs($0 - $1) }.max() ?? 0
            demands = new
            if change <= 1e-12 * (demands.max() ?? 0) { return demands }
        }
        return nil
    }

    private static func repeats(
        _ answered: [Double], _ following: [[Double]], _ unserved: [[Double]], _ scale: [Double]
    ) -> [[Double]] {
        answered.indices.map { i in
            answered.indices.map { j in answered[i] * following[i][j] * scale[i] + (1 - answered[i]) * unserved[i][j] }
        }
    }
}
