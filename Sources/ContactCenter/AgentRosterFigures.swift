/// What a roster means for one agent.
public struct AgentRosterFigures: Hashable, Sendable {
    /// The agent.
    public var agent: String
    /// Its contract.
    public var contract: String
    /// Working days.
    public var days: Int
    /// Paid minutes of its shifts.
    public var paidMinutes: Int
    /// Minutes credited for leave.
    public var creditMinutes: Int
    /// Weekends with work.
    public var weekends: Int
    /// Night shifts (three hours or more between 23:00 and 06:00).
    public var nights: Int
    /// Minutes between the earliest and the latest start.
    public var startSpreadMinutes: Int
    /// Wishes, and those the roster grants.
    public var wishes: Int
    /// Wishes granted.
    public var wishesGranted: Int
    /// Weekends and nights carried over from before the horizon.
    public var carriedWeekends: Int
    /// Nights carried over.
    public var carriedNights: Int
    /// Paid minutes of overtime.
    public var overtimeMinutes: Int

    /// The figures of `agent`.
    public init(
        agent: String, contract: String, days: Int, paidMinutes: Int, creditMinutes: Int, weekends: Int, nights: Int,
        startSpreadMinutes: Int, wishes: Int, wishesGranted: Int, carriedWeekends: Int, carriedNights: Int,
        overtimeMinutes: Int = 0
    ) {
        self.agent = agent
        self.contract = contract
        self.days = days
        self.paidMinutes = paidMinutes
        self.creditMinutes = creditMinutes
        self.weekends = weekends
        self.nights = nights
        self.startSpreadMinutes = startSpreadMinutes
        self.wishes = wishes
        self.wishesGranted = wishesGranted
        self.carriedWeekends = carriedWeekends
        self.carriedNights = carriedNights
        self.overtimeMinutes = overtimeMinutes
    }
}
