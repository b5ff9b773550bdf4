/// A way to recognise a customer, in the form in which equal ones are equal.
public struct ContactKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// What kind of key it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Key of the customer in a log or a customer system.
        case customer
        /// Number of an account or contract.
        case account
        /// E-mail address.
        case email
        /// Telephone number.
        case phone
    }

    /// What kind of key it is.
    public var kind: Kind
    /// The key in its normal form.
    public var value: String

    /// A key that already has its normal form.
    public init(kind: Kind, value: String) {
        self.kind = kind
        self.value = value
    }

    /// `kind:value`.
    public var description: String { "\(kind.rawValue):\(value)" }

    /// Customers first, then accounts, addresses and numbers: the order in which a customer is named.
    public static func < (a: ContactKey, b: ContactKey) -> Bool {
        a.kind == b.kind ? a.value < b.value : a.kind.rank < b.kind.rank
    }
}

extension ContactKey.Kind {
    fileprivate var rank: Int {
        switch self {
        case .customer: 0
        case .account: 1
        case .email: 2
        case .phone: 3
        }
    }
}
