/// A day whose contacts and agents change from interval to interval, as a file states it.
public struct TransientProfile: Hashable, Sendable {
    /// Name; results quote it.
    public var name: String
    /// Length of every interval, in seconds.
    public var intervalSeconds: [Double]
    /// Contacts expected in every interval.
    public var contacts: [Double]
    /// Mean handle time in every interval, in seconds.
    public var ahtSeconds: [Double]
    /// Agents scheduled in every interval.
    public var agents: [Int]
    /// Mean patience, in seconds; `nil` = nobody gives up.
    public var patienceSeconds: Double?
    /// Time T of the service level, in seconds.
    public var targetSeconds: Double
    /// Contacts in the system at the start.
    public var contactsAtStart: Int

    /// A profile; the lists have one value per interval.
    public init(
        name: String, intervalSeconds: [Double], contacts: [Double], ahtSeconds: [Double], agents: [Int],
        patienceSeconds: Double?, targetSeconds: Double, contactsAtStart: Int = 0
    ) {
        self.name = name
        self.intervalSeconds = intervalSeconds
        self.contacts = contacts
        self.ahtSeconds = ahtSeconds
        self.agents = agents
        self.patienceSeconds = patienceSeconds
        self.targetSeconds = targetSeconds
        self.contactsAtStart = contactsAtStart
    }
}
