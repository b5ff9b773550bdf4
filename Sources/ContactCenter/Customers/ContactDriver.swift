/// Why customers get in touch, and what that costs; one row of `drivers.csv`.
public struct ContactDriver: Hashable, Sendable {
    /// Reason; empty = not known.
    public var reason: String
    /// Inbound contacts.
    public var contacts: Int
    /// Demands: contacts with transfers, callbacks and redials chained.
    public var demands: Int
    /// Known customers among them.
    public var customers: Int
    /// Inbound contacts for every 1,000 customers of the base.
    public var contactsPerThousandCustomers: Double?
    /// Share of all inbound contacts, 0…1.
    public var shareOfContacts: Double
    /// Hours of handling, all legs.
    public var handleHours: Double
    /// Share of all handling, 0…1.
    public var shareOfHandling: Double?
    /// Mean handle time of an answered contact, in seconds; `nil` when not known.
    public var ahtSeconds: Double?
    /// First-contact resolution within seven days.
    public var resolution: RepeatRate
    /// Hours of handling spent on demands that repeat an earlier one within seven days.
    public var repeatHours: Double
    /// Revenue of its contacts; `nil` when none is known.
    public var revenue: Double?

    /// A driver of which nothing is counted yet.
    public init(reason: String) {
        self.reason = reason
        contacts = 0
        demands = 0
        customers = 0
        shareOfContacts = 0
        handleHours = 0
        resolution = RepeatRate(unit: .demand, windowDays: 7, reason: reason)
        repeatHours = 0
    }
}
