import ContactCenter
import Testing

@testable import Interactions

@Suite("Identity of customers over channels")
struct IdentityTests {
    private let german = ContactKeyNormalizer(countryCode: "49")

    @Test(
        "One telephone number in many spellings has one form",
        arguments: [
            "+49 30 1234567", "0049 (0)30 123-4567", "030/1234567", "（030）1234567", "＋４９３０１２３４５６７",
            "tel:+49301234567", "sip:+49301234567@example.org", "+49\u{00A0}30\u{2011}1234567",
        ])
    func phone(text: String) {
        #expect(german.key(.phone, text.replacing("（", with: "(").replacing("）", with: ")"))?.value == "+49301234567")
    }

    @Test("An extension is another line; words, too few digits and one repeated digit are no numbers")
    func oddPhones() {
        #expect(german.key(.phone, "030 1234567 ext. 12")?.value == "+49301234567;ext=12")
        for text in ["anonymous", "", "12", "0000000000", "+", "+49+30", "unknown 1234567", "1234567890123456"] {
            #expect(german.key(.phone, text) == nil, "\(text)")
        }
        let american = ContactKeyNormalizer(countryCode: "1")
        #expect(american.key(.phone, "(212) 555-0100") == american.key(.phone, "1-212-555-0100"))
        #expect(ContactKeyNormalizer().key(.phone, "030 1234567")?.value == "0301234567")
    }

    @Test("Addresses differ by neither case nor display name; half addresses are none")
    func email() {
        #expect(german.key(.email, "Ann Smith <Ann@Example.ORG>")?.value == "ann@example.org")
        #expect(german.key(.email, " mailto:ann@example.org ")?.value == "ann@example.org")
        for text in ["ann", "@example.org", "ann@", "ann@example", "a@b@c.de", "ann @example.org", "ann@example..org"] {
            #expect(german.key(.email, text) == nil, "\(text)")
        }
    }

    private func record(_ line: Int, _ keys: [(ContactKey.Kind, String)]) -> IdentityRecord {
        IdentityRecord(source: "crm.csv:\(line)", keys: keys.map { .init(kind: $0.0, text: $0.1) })
    }

    @Test("Records that share keys, also in a chain, are one customer, and each link says which record it joined")
    func links() throws {
        let records = [
            record(2, [(.customer, "C2"), (.phone, "030 1234567")]),
            record(3, [(.customer, "C1"), (.email, "ann@example.org")]),
            record(4, [(.email, "ANN@example.org"), (.phone, "+49 30 1234567")]),
            record(5, [(.customer, "C9"), (.email, "bob@example.org")]),
        ]
        let result = IdentityResolver(normalizer: german).resolve(records)
        #expect(result.customers == 2)
        #expect(["C1", "C2", "+49301234567", "ann@example.org"].allSatisfy { result.customer(of: $0) == "C1" })
        #expect(result.customer(of: "C9") == "C9" && result.customer(of: "never seen") == "never seen")
        #expect(result.trail.count == 8)
        let linked = result.trail.filter { $0.decision == .linked }
        #expect(linked.map(\.joined) == ["crm.csv:3", "crm.csv:2"])
        #expect(linked.allSatisfy { $0.source == "crm.csv:4" && $0.customer == "C1" })
        // The customers do not depend on the order of the records.
        let back = IdentityResolver(normalizer: german).resolve(records.reversed())
        #expect(back.customers == 2 && back.customer(of: "C2") == "C1")
    }

    @Test("A switchboard joins nobody: found by its number of customers, or named")
    func shared() {
        func records(_ count: Int) -> [IdentityRecord] {
            (1...count).map { record($0, [(.customer, "C\($0)"), (.phone, "030 5550000")]) }
        }
        let few = IdentityResolver(normalizer: german, sharedLimit: 3).resolve(records(3))
        #expect(few.customers == 1)
        let many = IdentityResolver(normalizer: german, sharedLimit: 3).resolve(records(4))
        #expect(many.customers == 4)
        #expect(many.trail.count { $0.decision == .shared } == 4)
        // A contact under the shared number belongs to nobody that we know.
        #expect(many.customer(of: "+49305550000") == nil)
        let named = IdentityResolver(normalizer: german, sharedLimit: 3, excluded: ["+49 30 5550000"]).resolve(
            records(2))
        #expect(named.customers == 2)
    }

    @Test("Sets agree with a plain search through the links, on random records")
    func plainSearch() {
        var random = TestRandom(3)
        let records = (0..<300).map { line in
            record(line, (0..<2).map { _ in (ContactKey.Kind.account, "A\(random.below(350))") })
        }
        let result = IdentityResolver().resolve(records)
        var customer = Array(records.indices)
        var changed = true
        while changed {
            changed = false
            for a in records.indices {
                for b in records.indices where !Set(records[a].keys).isDisjoint(with: records[b].keys) {
                    let least = min(customer[a], customer[b])
                    if customer[a] != least || customer[b] != least { changed = true }
                    customer[a] = least
                    customer[b] = least
                }
            }
        }
        #expect(result.customers == Set(customer).count)
    }
}
