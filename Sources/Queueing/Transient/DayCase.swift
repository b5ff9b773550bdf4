/// A day whose contacts and agents change from interval to interval: the question of ``TransientDay``.
///
///     let day = try DayCase(
///         name: "late opening", contacts: [15, 25, 36, 36], agents: [0, 4, 8, 8], intervalSeconds: 900,
///         ahtSeconds: 180, patienceSeconds: 300, targetSeconds: 30)
public struct DayCase: Hashable, Sendable {
    /// A stretch of time with constant rates.
    public struct Interval: Hashable, Sendable {
        /// Length, above 0 seconds.
        public var seconds: Double
        /// Contacts expected to arrive (Poisson), 0 or more.
        public var contacts: Double
        /// Mean of the exponential handle time while the interval lasts, in seconds.
        public var ahtSeconds: Double
        /// Agents scheduled.
        public var agents: Int

        /// An interval of the day.
        public init(seconds: Double, contacts: Double, ahtSeconds: Double, agents: Int) {
            self.seconds = seconds
            self.contacts = contacts
            self.ahtSeconds = ahtSeconds
            self.agents = agents
        }

        /// Contacts per second.
        var contactsPerSecond: Double { contacts / seconds }
    }

    /// Most agents of an interval.
    public static let mostAgents = 1_000_000

    /// Name, as reports quote it.
    public var name: String
    /// The intervals in order, without gaps between them.
    public private(set) var intervals: [Interval]
    /// Mean of the exponential patience, in seconds; `nil` where nobody gives up.
    public let patienceSeconds: Double?
    /// Time T of the service level, in seconds.
    public let targetSeconds: Double
    /// Contacts in the system when the day starts, e.g. those already waiting at the door.
    public let contactsAtStart: Int

    /// A day of at least one interval.
    ///
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` with the interval as place: a length or a handle
    ///   time not above 0, a volume that is negative or not finite, agents outside 0…1,000,000, a patience not above 0, a
    ///   negative T.
    public init(
        name: String, intervals: [Interval], patienceSeconds: Double?, targetSeconds: Double, contactsAtStart: Int = 0
    ) throws(QueueingError) {
        guard !intervals.isEmpty else {
            throw .missingValue(what: "the intervals of the day", place: name, hint: "a day has at least one interval")
        }
        if let patienceSeconds { try Domain.requirePatience(patienceSeconds) }
        try Domain.requireNonNegative(
            targetSeconds, "the time of the service level in seconds", hint: "give the seconds of the target, 0 or more"
        )
        try Domain.requireNonNegative(
            Double(contactsAtStart), "the number of contacts at the start of the day", hint: "give 0 or more contacts")
        for (index, interval) in intervals.enumerated() {
            do throws(QueueingError) {
                try DayCase.check(interval)
            } catch {
                throw error.placed(at: "\(name), interval \(index)")
            }
        }
        self.name = name
        self.intervals = intervals
        self.patienceSeconds = patienceSeconds
        self.targetSeconds = targetSeconds
        self.contactsAtStart = contactsAtStart
    }

    /// A day of intervals of one length and one handle time.
    ///
    /// - Throws: As the other initialiser, and where the lists differ in length.
    public init(
        name: String, contacts: [Double], agents: [Int], intervalSeconds: Double, ahtSeconds: Double,
        patienceSeconds: Double?, targetSeconds: Double
    ) throws(QueueingError) {
        guard contacts.count == agents.count else {
            throw .invalidValue(
                what: "the list of agents", value: "\(agents.count) long for \(contacts.count) intervals", place: name,
                hint: "give one number of agents per interval")
        }
        try self.init(
            name: name,
            intervals: zip(contacts, agents).map {
                Interval(seconds: intervalSeconds, contacts: $0, ahtSeconds: ahtSeconds, agents: $1)
            },
            patienceSeconds: patienceSeconds, targetSeconds: targetSeconds)
    }

    /// The same day with other agents.
    ///
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` unless there is one number per interval, each in
    ///   0…1,000,000.
    public func staffed(_ agents: [Int]) throws(QueueingError) -> DayCase {
        guard agents.count == intervals.count else {
            throw .invalidValue(
                what: "the list of agents", value: "\(agents.count) long for \(intervals.count) intervals", place: name,
                hint: "give one number of agents per interval")
        }
        var day = self
        for (index, count) in agents.enumerated() {
            day.intervals[index].agents = count
            do throws(QueueingError) {
                try DayCase.check(day.intervals[index])
            } catch {
                throw error.placed(at: "\(name), interval \(index)")
            }
        }
        return day
    }

    /// Contacts of the whole day.
    public var contacts: Double { intervals.reduce(0) { $0 + $1.contacts } }

    /// Agents scheduled, by interval.
    public var agents: [Int] { intervals.map(\.agents) }

    /// Contacts given up per second and waiting contact.
    var abandonPerSecond: Double { patienceSeconds.map { 1 / $0 } ?? 0 }

    private static func check(_ interval: Interval) throws(QueueingError) {
        try Domain.requirePositive(
            interval.seconds, "the length of the interval in seconds", hint: "give a length above 0")
        try Domain.requireNonNegative(
            interval.contacts, "the volume", hint: "a volume is a finite number of 0 or more contacts")
        guard interval.ahtSeconds >= 1e-9, interval.ahtSeconds <= 1e9 else {
            throw .invalidValue(
                what: "the average handle time in seconds", value: "\(interval.ahtSeconds)", place: nil,
                hint: "give a time above 0 seconds")
        }
        guard interval.agents >= 0, interval.agents <= mostAgents else {
            throw .invalidValue(
                what: "the number of agents", value: "\(interval.agents)", place: nil,
                hint: "give a whole number from 0 to \(mostAgents)")
        }
    }

    /// The same day with other expected contacts, one number per interval, already checked.
    func with(contacts: [Double]) -> DayCase {
        var day = self
        for (index, count) in contacts.enumerated() { day.intervals[index].contacts = count }
        return day
    }

    /// The same day with other agents in one interval.
    mutating func setAgents(_ agents: Int, at index: Int) { intervals[index].agents = agents }
}
