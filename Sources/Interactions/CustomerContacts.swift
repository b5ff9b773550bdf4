/// How contacts spread over customers.
public struct CustomerContacts: Hashable, Sendable {
    /// Contacts per identified customer, most first.
    public let contacts: [Int]

    /// The contacts of identified customers among `interactions`.
    public init(_ interactions: [Interaction]) {
        var counts: [String: Int] = [:]
        for contact in interactions {
            if let customer = contact.customerID { counts[customer, default: 0] += 1 }
        }
        contacts = counts.values.sorted(by: >)
    }

    /// Identified customers.
    public var customers: Int { contacts.count }
    /// Their contacts.
    public var total: Int { contacts.reduce(0, +) }

    /// Share of the contacts made by the busiest `share` (0…1) of customers, rounded up to whole customers; `nil`
    /// without customers.
    public func shareOfContacts(byTop share: Double) -> Double? {
        guard !contacts.isEmpty else { return nil }
        let count = min(contacts.count, max(0, Int((share * Double(contacts.count)).rounded(.up))))
        return Double(contacts.prefix(count).reduce(0, +)) / Double(total)
    }
}
