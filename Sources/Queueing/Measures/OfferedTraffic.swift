/// Contacts that arrive (Poisson) and the work each brings (exponential handle time): what every model is asked about.
///
/// The offered load is a = λ · AHT Erlang. It is kept to twice the precision of a `Double`, because near saturation
/// every measure depends on the difference agents − load, which would otherwise lose 1 / (1 − occupancy) of its digits.
///
///     let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
///     traffic.load   // 30 Erlang
public struct OfferedTraffic: Hashable, Sendable {
    /// Largest load, and largest number of agents, that is taken for a staffing question and not for a slip of units.
    public static let largestLoad = 1e9

    /// Arrival rate λ, in contacts per second.
    public let contactsPerSecond: Double
    /// Mean handle time 1/μ, in seconds.
    public let ahtSeconds: Double
    /// Offered load, in Erlang.
    public let load: Double
    /// What `load` lacks of the exact product.
    let loadRemainder: Double

    /// `contacts` that arrive over `seconds`, each handled in `ahtSeconds` on average.
    ///
    /// - Parameters:
    ///   - contacts: 0 or more, finite.
    ///   - seconds: Length of the span, above 0.
    ///   - ahtSeconds: 1e-9…1e9; with no contacts it may be 0.
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` outside these ranges, or when the load exceeds
    ///   ``largestLoad``.
    public init(contacts: Double, perSeconds seconds: Double, ahtSeconds: Double) throws(QueueingError) {
        try Domain.requireNonNegative(contacts, "the volume", hint: "a volume is a finite number of 0 or more contacts")
        try Domain.requirePositive(seconds, "the length of the interval in seconds", hint: "give a length above 0")
        if contacts > 0 || ahtSeconds != 0 { try OfferedTraffic.requireHandleTime(ahtSeconds) }
        let product = contacts * ahtSeconds
        let productRemainder = (-product).addingProduct(contacts, ahtSeconds)
        let load = product / seconds
        guard load <= OfferedTraffic.largestLoad else {
            throw .invalidValue(
                what: "the offered load in Erlang", value: "\(load)", place: nil,
                hint: "check the units: volume is per interval, the handle time is in seconds")
        }
        self.ahtSeconds = ahtSeconds
        self.load = load
        contactsPerSecond = contacts / seconds
        loadRemainder = (product.addingProduct(-load, seconds) + productRemainder) / seconds
    }

    /// `callsPerHour` contacts an hour, each handled in `ahtSeconds` on average.
    public init(callsPerHour: Double, ahtSeconds: Double) throws(QueueingError) {
        try self.init(contacts: callsPerHour, perSeconds: 3600, ahtSeconds: ahtSeconds)
    }

    /// A load in Erlang, with `ahtSeconds` to give times their scale.
    public init(load: Double, ahtSeconds: Double = 1) throws(QueueingError) {
        try Domain.requireNonNegative(
            load, "the offered load in Erlang", hint: "a load is a finite number of 0 or more")
        try Domain.requirePositive(
            ahtSeconds, "the average handle time in seconds", hint: "give a time above 0 seconds")
        guard load <= OfferedTraffic.largestLoad else {
            throw .invalidValue(
                what: "the offered load in Erlang", value: "\(load)", place: nil, hint: "loads up to 1e9 are taken")
        }
        self.ahtSeconds = ahtSeconds
        self.load = load
        contactsPerSecond = load / ahtSeconds
        loadRemainder = 0
    }

    @inline(__always)
    private static func requireHandleTime(_ seconds: Double) throws(QueueingError) {
        guard seconds >= 1e-9, seconds <= 1e9 else {
            throw .invalidValue(
                what: "the average handle time in seconds", value: "\(seconds)", place: nil,
                hint: "contacts need a handle time above 0 seconds")
        }
    }

    /// Agents beyond the load, n − a, rounded once.
    func slack(agents: Double) -> Double { (agents - load) - loadRemainder }

    /// Fewest whole agents above the load: the least staff of a stable queue in which nobody gives up.
    @inline(__always)
    var fewestStableAgents: Int {
        var agents = Int(load) + 1
        while slack(agents: Double(agents)) <= 0 { agents += 1 }
        while agents > 1, slack(agents: Double(agents - 1)) > 0 { agents -= 1 }
        return agents
    }

    /// Whether load / agents ≤ `cap`, decided on the exact product cap · agents.
    func isOccupancy(ofAgents agents: Double, atMost cap: Double) -> Bool {
        let product = cap * agents
        let remainder = (-product).addingProduct(cap, agents)
        return (load - product) + (loadRemainder - remainder) <= 0
    }
}
