import ContactCenter

/// One customer over all channels: records that share a key are one customer.
///
/// A union–find over the keys of a customer system's records. A key that more customers carry than ``sharedLimit``
/// allows (a switchboard, an office's mailbox) joins nobody, nor does one that the centre names. Customers are counted
/// by their customer keys and account numbers; a record without either counts as one. Every key of every record leaves
/// a line in the audit trail.
///
/// Source: R. Tarjan, "Efficiency of a good but not linear set union algorithm", J. ACM 22 (1975) 215–225.
public struct IdentityResolver: Sendable {
    /// What the records say.
    public struct Result: Sendable {
        /// What became of every key, in the order of the records.
        public var trail: [IdentityLink]
        /// Customers in the end.
        public var customers: Int
        /// Customers by key.
        fileprivate var customerOfKey: [ContactKey: String]
        /// Keys that join nobody.
        public var shared: Set<ContactKey>
        fileprivate var normalizer: ContactKeyNormalizer

        /// The customer whom the `customer_id` of a log stands for; itself when no record knows it, `nil` when it is a
        /// shared key: many customers stand behind it.
        public func customer(of id: String) -> String? {
            guard let key = normalizer.customerKey(id) else { return nil }
            if shared.contains(key) { return nil }
            if let known = customerOfKey[key] { return known }
            if key.kind != .customer { return key.value }
            return customerOfKey[ContactKey(kind: .account, value: key.value)] ?? key.value
        }
    }

    /// Brings keys into their normal form.
    public var normalizer: ContactKeyNormalizer
    /// Most customers that may carry a telephone number or address for it to join them.
    public var sharedLimit: Int
    /// Keys that join nobody, as written: numbers of the centre's own switchboard.
    public var excluded: [String]

    /// A resolver.
    public init(
        normalizer: ContactKeyNormalizer = ContactKeyNormalizer(), sharedLimit: Int = 3, excluded: [String] = []
    ) {
        self.normalizer = normalizer
        self.sharedLimit = sharedLimit
        self.excluded = excluded
    }

    /// The rule for shared keys, in words.
    public var sharedRule: String {
        "a telephone number or e-mail address that more than \(sharedLimit) customers carry joins nobody"
            + (excluded.isEmpty ? "" : ", nor do the \(excluded.count) excluded ones")
    }

    /// Joins the records that share a key.
    ///
    /// The customer is named by the first of its keys: customer keys before accounts, addresses and numbers, each in
    /// the order of the alphabet. The result does not depend on the order of the records, but for the trail.
    ///
    /// - Complexity: O(keys · log keys)
    public func resolve(_ records: [IdentityRecord]) -> Result {
        let keys = records.map { record in record.keys.map { normalizer.key($0.kind, $0.text) } }
        let shared = sharedKeys(keys)
        var sets = DisjointSets(count: records.count)
        var firstRecord: [ContactKey: Int] = [:]
        var trail: [IdentityLink] = []
        for (number, record) in records.enumerated() {
            for (position, text) in record.keys.enumerated() {
                var link = IdentityLink(
                    customer: "", kind: text.kind, text: text.text, value: "", decision: .invalid,
                    source: record.source, joined: "")
                if let key = keys[number][position] {
                    link.value = key.value
                    if shared.contains(key) {
                        link.decision = .shared
                    } else if let earlier = firstRecord[key] {
                        link.decision = sets.union(earlier, number) ? .linked : .confirmed
                        if earlier == number { link.decision = .confirmed }
                        link.joined = records[earlier].source
                    } else {
                        firstRecord[key] = number
                        link.decision = .new
                    }
                }
                trail.append(link)
            }
        }
        let names = names(keys, shared: shared, &sets, records)
        var line = 0
        for number in records.indices {
            let name = names[sets.root(number)]
            for _ in keys[number] {
                trail[line].customer = name
                line += 1
            }
        }
        let customerOfKey = firstRecord.mapValues { names[sets.root($0)] }
        return Result(
            trail: trail, customers: Set(records.indices.map { sets.root($0) }).count, customerOfKey: customerOfKey,
            shared: shared, normalizer: normalizer)
    }

    /// By root of a set, the name of its customer.
    private func names(
        _ keys: [[ContactKey?]], shared: Set<ContactKey>, _ sets: inout DisjointSets, _ records: [IdentityRecord]
    ) -> [String] {
        var first: [ContactKey?] = Array(repeating: nil, count: keys.count)
        for (number, row) in keys.enumerated() {
            let root = sets.root(number)
            for key in row.compactMap({ $0 }) where !shared.contains(key) {
                first[root] = first[root].map { min($0, key) } ?? key
            }
        }
        return first.enumerated().map { $1?.value ?? records[$0].source }
    }

    /// Numbers and addresses that too many customers carry, and those that the centre names.
    private func sharedKeys(_ keys: [[ContactKey?]]) -> Set<ContactKey> {
        var carriers: [ContactKey: Set<ContactKey>] = [:]
        for (number, row) in keys.enumerated() {
            let known = row.compactMap { $0 }
            let owner =
                known.filter { $0.kind == .customer }.min() ?? known.filter { $0.kind == .account }.min()
                ?? ContactKey(kind: .customer, value: "\u{0}\(number)")
            for key in known where key.kind == .phone || key.kind == .email {
                // One more than the limit settles it: a set never grows with a busy number.
                if carriers[key, default: []].count <= sharedLimit { carriers[key, default: []].insert(owner) }
            }
        }
        var shared = Set(carriers.filter { $0.value.count > sharedLimit }.keys)
        for text in excluded {
            for kind in [ContactKey.Kind.phone, .email] {
                if let key = normalizer.key(kind, text) { shared.insert(key) }
            }
        }
        return shared
    }
}

/// Sets that only grow together: union by size, paths halved.
struct DisjointSets: Sendable {
    private var parent: [Int]
    private var size: [Int]

    init(count: Int) {
        parent = Array(0..<count)
        size = Array(repeating: 1, count: count)
    }

    mutating func root(_ element: Int) -> Int {
        var element = element
        while parent[element] != element {
            parent[element] = parent[parent[element]]
            element = parent[element]
        }
        return element
    }

    /// Joins two sets; `false` when they were one.
    mutating func union(_ a: Int, _ b: Int) -> Bool {
        let first = root(a)
        let second = root(b)
        guard first != second else { return false }
        let (large, small) = size[first] >= size[second] ? (first, second) : (second, first)
        parent[small] = large
        size[large] += size[small]
        return true
    }
}
