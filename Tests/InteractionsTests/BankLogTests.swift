import ContactCenter
import Interactions
import Tabular
import Testing

@Suite(
    "A real bank's call log",
    .enabled(
        if: Reference.has("data/interactions/anonymous_bank_1999-02-01_21.csv"),
        "reference data absent: set WFM_REFERENCE to its folder"))
struct BankLogTests {
    static func imported() throws -> ImportResult {
        let mapping = try ColumnMapping.read(
            InputBytes.read("\(Reference.projectFolder)/docs/examples/anonymous-bank.mapping.yaml"))
        return try InteractionImporter(mapping: mapping, zone: .jerusalem1999).run([
            Reference.input("data/interactions/anonymous_bank_1999-02-01_21.csv")
        ])
    }

    @Test("Every row is accounted for: 221 phantoms are ignored aloud, nothing else is refused")
    func accounting() throws {
        let result = try Self.imported()
        #expect(result.accounting.read == 25_890)
        #expect(result.accounting.accepted == 25_669)
        #expect(result.accounting.rejected == 221)
        #expect(result.rejects.allSatisfy { $0.code == "ignored_by_mapping" && $0.column == "outcome" })
        #expect(result.accounting.identicalDuplicates == 0 && result.accounting.superseded == 0)
    }

    @Test("Half-hour counts equal the independent reference in every row")
    func intervals() throws {
        let contacts = try Self.imported().interactions
        let streams = Set(contacts.map(\.stream)).map {
            StreamSettings(stream: $0, target: ServiceTarget(withinSeconds: 20))
        }
        let aggregated = IntervalAggregator(intervalSeconds: 1800, zone: .jerusalem1999, streams: streams)
            .history(of: contacts)
        #expect(aggregated.history.count == streams.count * 21 * 48)
        #expect(aggregated.unplanned.isEmpty && aggregated.outbound == 0 && aggregated.outsidePeriod == 0)
        var found: [String: [Double]] = [:]
        for row in aggregated.history where row.offered > 0 {
            found["\(row.stream.queue) \(ZoneRules.jerusalem1999.localTime(at: row.start))"] = [
                Double(row.offered), Double(row.answered), Double(row.abandoned), Double(row.answeredWithin),
                row.handleSeconds, row.waitAnsweredSeconds + row.waitAbandonedSeconds, Double(row.customers),
            ]
        }
        var reader = try CSVReader(Reference.input("oracles/crm/bank_feb_1_21_intervals.csv"))
        _ = try reader.require([
            "type", "interval_start", "offered", "answered", "abandoned", "answered_20s", "handle_s", "wait_s",
            "customers",
        ])
        var expected: [String: [Double]] = [:]
        while let record = reader.next() {
            expected["\(record[0]) \(record[1])"] = (2...8).compactMap { record.double($0) }
        }
        #expect(expected.count > 2000)
        #expect(found == expected)
    }

    @Test("First-contact resolution within seven days equals the independent reference per queue")
    func firstContact() throws {
        let contacts = try Self.imported().interactions
        let found = FirstContactResolution.byQueue(contacts)
        var reader = try CSVReader(Reference.input("oracles/crm/bank_feb_1_21_fcr.csv"))
        let columns = try reader.require(["type", "eligible", "repeats", "first_contact"])
        var expected: [QueueResolution] = []
        while let record = reader.next() {
            let eligible = try #require(record.int(columns[1]))
            let first = try #require(record.int(columns[3]))
            #expect(record.int(columns[2]) == eligible - first)
            expected.append(QueueResolution(queue: record[columns[0]], eligible: eligible, firstContact: first))
        }
        #expect(found == expected)
    }

    @Test("Customers, shares, rates and chains equal the independent reference")
    func contacts() throws {
        let expected = try Reference.json("oracles/crm/bank_feb_1_21_contacts.json")
        let contacts = try Self.imported().interactions
        let customers = CustomerContacts(contacts)
        #expect(contacts.count == expected["calls"] as? Int)
        #expect(customers.total == expected["calls_with_customer"] as? Int)
        #expect(customers.customers == expected["customers"] as? Int)
        func isClose(_ value: Double?, _ key: String) throws -> Bool {
            abs(try #require(value) - (try #require(expected[key] as? Double))) < 1e-9
        }
        #expect(try isClose(customers.shareOfContacts(byTop: 0.2), "top_20pct_share_of_calls"))
        #expect(try isClose(customers.shareOfContacts(byTop: 0.01), "top_1pct_share_of_calls"))
        #expect(try isClose(FirstContactResolution.sevenDay(of: contacts), "fcr_7d"))
        let eligible = FirstContactResolution.byQueue(contacts).reduce(0) { $0 + $1.eligible }
        #expect(eligible == expected["eligible"] as? Int)
        let answered = contacts.filter { $0.outcome == .answered }
        #expect(try isClose(Double(contacts.count - answered.count) / Double(contacts.count), "abandoned_share"))
        let within = answered.filter { ($0.waitSeconds ?? .infinity) <= 20 }
        #expect(try isClose(Double(within.count) / Double(contacts.count), "answered_20s_of_offered"))
        let talk = answered.reduce(0) { $0 + ($1.talkSeconds ?? 0) }
        #expect(try isClose(talk / Double(answered.count), "mean_service_s"))
        let chains = FirstContactResolution.chainLengths(contacts)
        #expect(chains.values.reduce(0, +) == expected["chains"] as? Int)
        let lengths = try #require(expected["chain_length_counts"] as? [String: Int])
        // The reference counts ten and more as ten.
        var found: [String: Int] = [:]
        for (length, count) in chains { found["\(min(length, 10))", default: 0] += count }
        #expect(found == lengths)
    }

    @Test("Patience is the total wait per abandonment, from contacts and from intervals alike")
    func patience() throws {
        let contacts = try Self.imported().interactions
        let estimate = try #require(PatienceEstimate.estimate(from: contacts))
        let total = contacts.reduce(0) { $0 + ($1.waitSeconds ?? 0) }
        #expect(abs(estimate.meanSeconds - total / 4770) < 1e-9)
        let streams = Set(contacts.map(\.stream)).map { StreamSettings(stream: $0) }
        let history = IntervalAggregator(intervalSeconds: 1800, zone: .jerusalem1999, streams: streams)
            .history(of: contacts).history
        let fromIntervals = try #require(PatienceEstimate.meanSeconds(from: history))
        #expect(abs(fromIntervals - estimate.meanSeconds) < 1e-6)
    }
}
