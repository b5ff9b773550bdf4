/// A voice menu or bot in front of the agents: a share of the calls is done there, the rest is offered to the agents.
///
///     agents' calls = calls · (1 − containment)
///     AHT of the rest = (AHT − containment · AHT of the contained) / (1 − containment)
///
///     let line = IVRContainment(share: 0.25, containedAhtSeconds: 120)
///     try line.offered(OfferedTraffic(callsPerHour: 480, ahtSeconds: 300))   // 360 calls of 360 s: the easy ones are gone
///
/// A Poisson stream thinned by independent choices is Poisson, so that every model takes the rest as it is.
///
/// Source: thinning of Poisson processes (e.g. Kingman, "Poisson Processes", 1993, section 5.1).
public struct IVRContainment: Hashable, Sendable {
    /// Share of calls that need no agent, 0 to below 1.
    public let share: Double
    /// What an agent would have taken for a contained call, in seconds; `nil` = as long as for any other.
    public let containedAhtSeconds: Double?

    /// Containment of a share from 0 to below 1.
    public init(share: Double, containedAhtSeconds: Double? = nil) throws(QueueingError) {
        guard share >= 0, share < 1 else {
            throw .invalidValue(
                what: "the containment", value: "\(share)", place: nil, hint: "give a share from 0 to below 1")
        }
        if let containedAhtSeconds {
            try Domain.requireNonNegative(
                containedAhtSeconds, "the handle time of contained calls", hint: "give 0 or more seconds")
        }
        self.share = share
        self.containedAhtSeconds = containedAhtSeconds
    }

    /// What is left for the agents of `traffic`, whose handle time is that of all calls before containment.
    ///
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` where the contained calls alone would take longer
    ///   than all calls together.
    public func offered(_ traffic: OfferedTraffic) throws(QueueingError) -> OfferedTraffic {
        guard share > 0, traffic.load > 0 else { return traffic }
        let left = 1 - share
        let contained = containedAhtSeconds ?? traffic.ahtSeconds
        let aht = (traffic.ahtSeconds - share * contained) / left
        guard aht > 0 else {
            throw .invalidValue(
                what: "the handle time of contained calls", value: "\(contained)", place: nil,
                hint: "\(share) of the calls cannot take longer than all of them at \(traffic.ahtSeconds) seconds")
        }
        return try OfferedTraffic(contacts: traffic.contactsPerSecond * left, perSeconds: 1, ahtSeconds: aht)
    }
}
