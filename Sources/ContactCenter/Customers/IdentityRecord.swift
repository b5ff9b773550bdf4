/// Keys that a customer system knows to belong to one customer; one row of `identities.csv`.
public struct IdentityRecord: Hashable, Sendable {
    /// A key as written.
    public struct Key: Hashable, Sendable {
        /// What kind of key it is.
        public var kind: ContactKey.Kind
        /// The key as written.
        public var text: String

        /// A key as written.
        public init(kind: ContactKey.Kind, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// Where it stands, for the audit trail: `file:line`.
    public var source: String
    /// The keys as written.
    public var keys: [Key]

    /// A record of `keys` found at `source`.
    public init(source: String, keys: [Key]) {
        self.source = source
        self.keys = keys
    }
}

/// What became of one key of one record: a line of the audit trail of identities.
public struct IdentityLink: Hashable, Sendable {
    /// What a key did.
    public enum Decision: String, Hashable, Sendable, CaseIterable {
        /// It was the first time the key was seen.
        case new
        /// It joined its record to an earlier one of the same customer.
        case confirmed
        /// It joined two customers that were apart until then.
        case linked
        /// Too many customers carry it: it joins nobody.
        case shared
        /// It cannot be a key of its kind: it joins nobody.
        case invalid
    }

    /// The customer that the record belongs to in the end.
    public var customer: String
    /// What kind of key it is.
    public var kind: ContactKey.Kind
    /// The key as written.
    public var text: String
    /// Its normal form; empty when invalid.
    public var value: String
    /// What it did.
    public var decision: Decision
    /// Where it stands.
    public var source: String
    /// Where the record stands that it joined; empty when it joined none.
    public var joined: String

    /// A line of the audit trail.
    public init(
        customer: String, kind: ContactKey.Kind, text: String, value: String, decision: Decision, source: String,
        joined: String
    ) {
        self.customer = customer
        self.kind = kind
        self.text = text
        self.value = value
        self.decision = decision
        self.source = source
        self.joined = joined
    }
}
