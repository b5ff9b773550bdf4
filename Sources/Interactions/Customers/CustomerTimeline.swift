import ContactCenter

/// The contacts of known customers in order, and each customer in figures.
public struct CustomerTimeline: Sendable {
    /// Customers, in alphabetical order.
    public let profiles: [CustomerProfile]
    /// Their contacts, by customer and time.
    public let entries: [TimelineEntry]

    /// The timeline of the demands of `repeats`.
    ///
    /// - Complexity: O(n log n)
    public init(_ interactions: [Interaction], _ repeats: RepeatContacts) {
        let window = FirstContactResolution.sevenDaySeconds
        var isRepeat = [Bool](repeating: false, count: repeats.demands.count)
        for index in repeats.demands.indices {
            if let next = repeats.next[index], repeats.isFollowed(index, windowSeconds: window) {
                isRepeat[next] = true
            }
        }
        var demandsOf: [String: [Int]] = [:]
        for (index, demand) in repeats.demands.enumerated() {
            if let customer = demand.customer { demandsOf[customer, default: []].append(index) }
        }
        var profiles: [CustomerProfile] = []
        var entries: [TimelineEntry] = []
        for (customer, demands) in demandsOf.sorted(by: { $0.key < $1.key }) {
            var profile = CustomerProfile(customer: customer, firstContact: repeats.demands[demands[0]].start)
            var channels: Set<String> = []
            var reasons: [String: Int] = [:]
            var own: [TimelineEntry] = []
            for (number, index) in demands.enumerated() {
                let demand = repeats.demands[index]
                profile.demands += 1
                if isRepeat[index] { profile.repeats += 1 }
                let resolved = repeats.isRepeated(index, windowSeconds: window).map { !$0 }
                for leg in demand.legs {
                    let contact = interactions[leg.index]
                    profile.add(contact)
                    channels.insert(contact.stream.channel.name)
                    if let reason = contact.reason { reasons[reason, default: 0] += 1 }
                    own.append(
                        TimelineEntry(contact, customer, number + 1, leg.role, isRepeat[index], resolved))
                }
            }
            if let last = demands.last { profile.isLastResolved = isResolved(repeats.demands[last], interactions) }
            profile.channels = channels.sorted()
            profile.mainReason = reasons.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
            own.sort { ($0.createdAt, $0.interaction) < ($1.createdAt, $1.interaction) }
            entries += own
            profiles.append(profile)
        }
        self.profiles = profiles
        self.entries = entries
    }
}

/// Whether a demand ended well by what its agent says; `nil` = nobody says.
private func isResolved(_ demand: CustomerDemand, _ interactions: [Interaction]) -> Bool? {
    demand.answeredIndex.map { interactions[$0].isResolved } ?? false
}

extension CustomerProfile {
    fileprivate mutating func add(_ contact: Interaction) {
        if contact.direction == .inbound {
            contacts += 1
            if contact.outcome == .abandoned { abandoned += 1 }
        }
        lastContact = max(lastContact, contact.createdAt)
        handleSeconds += contact.handleSeconds ?? 0
        if let cents = contact.revenueCents { revenue = (revenue ?? 0) + Double(cents) / 100 }
    }
}

extension TimelineEntry {
    fileprivate init(
        _ contact: Interaction, _ customer: String, _ demand: Int, _ role: CustomerDemand.Role, _ isRepeat: Bool,
        _ isFirstContactResolution: Bool?
    ) {
        self.init(
            customer: customer, demand: demand, role: role.rawValue, interaction: contact.id,
            createdAt: contact.createdAt, stream: contact.stream, direction: contact.direction.rawValue,
            outcome: contact.outcome.rawValue, reason: contact.reason ?? "", agent: contact.agentID ?? "",
            isResolved: contact.isResolved, isRepeat: isRepeat, isFirstContactResolution: isFirstContactResolution)
    }
}
