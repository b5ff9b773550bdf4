import ContactCenter
import Interactions

/// What `wfm customers` is asked for.
public struct CustomerRequest: Sendable {
    /// Interaction logs; none = purchases, tickets or campaigns alone.
    public var source: ContactSource
    /// Files of purchases.
    public var transactions: [String] = []
    /// Columns of the purchases; `nil` = found by name.
    public var transactionColumns: (customer: String?, date: String?, amount: String?) = (nil, nil, nil)
    /// A customer system's records; `nil` = none.
    public var identities: String?
    /// How keys are brought together.
    public var resolver = IdentityResolver()
    /// What chains contacts to one demand.
    public var rule = ChainingRule()
    /// Windows of the repeat rule, in days.
    public var windowsDays = [1, 7, 14, 30]
    /// Customers of the centre; `nil` = the known ones of the log.
    public var customerBase: Int?
    /// Last day of the observation of purchases; `nil` = the last of the file.
    public var calibrationEnd: CivilDate?
    /// Days looked ahead.
    public var horizonDays = 364
    /// How hours of handling become staff.
    public var staff = WorkloadToStaff(occupancy: 0.85, shrinkage: 0.3, hoursPerFTE: 40)
    /// Points of first-contact resolution asked about, of 1.
    public var resolutionPoints = [0.01, 0.03, 0.05]
    /// Ticket log; `nil` = none.
    public var tickets: String?
    /// The activity that closes a ticket.
    public var closing = "Closed"
    /// Offers; `nil` = none.
    public var offers: String?
    /// Requirements and roster whose quiet intervals the offers fill; `nil` = they are not placed.
    public var quiet: (requirements: String, roster: String)?
    /// Minutes of the day in which customers are called.
    public var callingMinutes = 9 * 60..<20 * 60
    /// Campaigns and the series they move; `nil` = none.
    public var campaigns: (campaigns: String, series: String)?

    /// A request over the contacts of `source`.
    public init(_ source: ContactSource) { self.source = source }

    /// Clock of the centre.
    public var zone: ZoneRules { source.zone }
}
