/// Something a customer paid for; one row of a file of transactions, or a contact that brought revenue.
public struct Purchase: Hashable, Sendable {
    /// Key of the customer.
    public var customer: String
    /// Day of the purchase on the centre's clock.
    public var day: CivilDate
    /// What was paid, in the currency of the file; negative for a refund.
    public var amount: Double

    /// `customer` paid `amount` on `day`.
    public init(customer: String, day: CivilDate, amount: Double) {
        self.customer = customer
        self.day = day
        self.amount = amount
    }
}
