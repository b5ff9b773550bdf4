import ContactCenter
import Foundation
import Testing

@testable import Interactions

@Suite("Demands and repeat contacts")
struct RepeatContactsTests {
    /// The twelve calls of the metrics page: second, wait, outcome, talk, wrap, agent, caller.
    static let golden: [Interaction] = {
        let rows: [(Int, Double, Double?, Double, String)] = [
            (15, 4, 180, 30, "C1"), (70, 12, 240, 20, "C2"), (140, 3, nil, 0, "C3"), (200, 35, 300, 45, "C4"),
            (290, 12, nil, 0, "C5"), (380, 8, 150, 15, "C3"), (520, 41, nil, 0, "C6"), (640, 18, 420, 60, "C7"),
            (860, 27, 210, 30, "C8"), (1010, 66, nil, 0, "C9"), (1300, 55, 260, 40, "C9"), (1690, 9, 330, 30, "C10"),
        ]
        return rows.enumerated().map { number, row in
            var one = contact(
                "c\(100 + number)", row.4, at: row.0, row.2 == nil ? .abandoned : .answered, handle: row.2 ?? 0,
                wait: row.1)
            if row.2 != nil { one.wrapSeconds = row.3 }
            return one
        }
    }()

    @Test("Of twelve calls by ten callers two abandoners redialled: ten demands, two of them lost")
    func golden() throws {
        let demands = ChainingRule().demands(in: Self.golden)
        #expect(demands.count == 10)
        #expect(demands.count { !$0.isAnswered } == 2)
        #expect(demands.filter { $0.legs.count > 1 }.map(\.customer) == ["C3", "C9"])
        #expect(demands.flatMap { $0.legs.dropFirst().map(\.role) } == [.redial, .redial])
        #expect(ChainingRule.none.demands(in: Self.golden).count == 12)
    }

    @Test("Transfers and callbacks belong to the contact they continue; other outbound contacts are no demand")
    func chaining() {
        let contacts = [
            contact("1", "A", at: 0, transferred: true),
            contact("2", "A", at: 400, queue: "billing", reason: "invoice"),
            contact("3", "B", at: 0, .abandoned), contact("4", "B", at: 7200, direction: .outbound),
            contact("5", "C", at: 0, resolved: true), contact("6", "C", at: 3600, direction: .outbound),
            contact("7", "D", at: 0, resolved: false), contact("8", "D", at: 2 * day, direction: .outbound),
            contact("9", "E", at: 0, transferred: true), contact("10", "E", at: 5000),
        ]
        let demands = ChainingRule().demands(in: contacts)
        func roles(_ customer: String) -> [[CustomerDemand.Role]] {
            demands.filter { $0.customer == customer }.map { $0.legs.map(\.role) }
        }
        #expect(roles("A") == [[.first, .transfer]])
        #expect(roles("B") == [[.first, .callback]])
        #expect(demands.first { $0.customer == "B" }?.isAnswered == true)
        #expect(roles("C") == [[.first]])
        #expect(roles("D") == [[.first]])
        #expect(roles("E") == [[.first], [.first]])
    }

    @Test("A repeat lies within the window, its end included, with the same reason, in any queue")
    func windows() throws {
        let contacts = [
            contact("1", "A", at: 0), contact("2", "A", at: 7 * day, queue: "billing"),
            contact("3", "B", at: 0), contact("4", "B", at: 7 * day + 1),
            contact("5", "C", at: 0), contact("6", "C", at: day, reason: "invoice"),
            contact("7", nil, at: 0), contact("8", "D", at: 0, .abandoned), contact("9", "Z", at: 60 * day),
        ]
        let repeats = try #require(RepeatContacts(contacts, rule: ChainingRule()))
        let week = try #require(repeats.rates(windowDays: 7, by: .all).first)
        // Judged: A twice, B twice, C twice; not judged: the unknown, the unserved and the last one, still young.
        #expect(week.judged == 6 && week.repeated == 1 && week.immature == 1 && week.excluded == 2)
        #expect(repeats.rates(windowDays: 14, by: .all).first?.repeated == 2)
        #expect(repeats.rates(windowDays: 7, by: .queue).map(\.queue) == ["billing", "sales"])
        #expect(repeats.rates(windowDays: 7, by: .reason).map(\.repeated) == [0, 1])
    }

    @Test("Immature cohorts are missing, neither 0 nor 100 %")
    func cohorts() throws {
        // A contact a day over four weeks from a Monday, no repeats.
        let contacts = (0..<28).map { contact("\($0)", "c\($0)", at: 4 * day + $0 * day) }
        let repeats = try #require(RepeatContacts(contacts, rule: ChainingRule()))
        let weeks = repeats.rates(windowDays: 7, by: .cohort(.utc))
        #expect(weeks.map(\.judged) == [7, 7, 7, 0])
        #expect(weeks.map(\.resolution) == [1, 1, 1, nil])
        let month = repeats.rates(windowDays: 30, by: .all)
        #expect(month.first?.judged == 0 && month.first?.resolution == nil && month.first?.resolution95 == nil)
        let some = repeats.rates(windowDays: 24, by: .cohort(.utc))
        #expect(some[0].judged == 4 && some[0].immature == 3 && some[0].resolution == nil)
    }

    @Test("Without chaining the rates are those of the plain rule, on random logs")
    func plainRule() throws {
        var random = TestRandom(11)
        let contacts = (0..<3000).map { number in
            contact(
                "\(number)", random.below(10) == 0 ? nil : "c\(random.below(200))", at: random.below(40 * day),
                random.below(5) == 0 ? .abandoned : .answered, queue: "q\(random.below(3))",
                reason: random.below(4) == 0 ? nil : "r\(random.below(4))", transferred: random.below(6) == 0)
        }
        let repeats = try #require(RepeatContacts(contacts, rule: .none))
        for days in [1, 7, 14] {
            let found = repeats.rates(windowDays: days, by: .queue)
            let plain = FirstContactResolution.byQueue(contacts, windowSeconds: days * day)
            #expect(found.map(\.judged) == plain.map(\.eligible))
            #expect(found.map { $0.judged - $0.repeated } == plain.map(\.firstContact))
        }
    }

    @Test("A customer with a hundred thousand contacts is read in one pass")
    func manyContacts() throws {
        let contacts = (0..<100_000).map {
            contact("\($0)", "A", at: $0 * 60, $0 % 3 == 0 ? .abandoned : .answered, reason: nil)
        }
        let repeats = try #require(RepeatContacts(contacts, rule: ChainingRule()))
        #expect(repeats.demands.reduce(0) { $0 + $1.legs.count } == 100_000)
        #expect(repeats.rates(windowDays: 7, by: .all).first?.resolution == 0)
    }

    @Test("The interval of a rate is Wilson's: 81 of 263, a published example, and never outside 0…1")
    func wilson() throws {
        // R. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I: 81/263 → 0.2553 to 0.3662; 0/20 → 0 to 0.1611.
        var rate = RepeatRate(unit: .demand, windowDays: 7)
        rate.judged = 263
        rate.repeated = 263 - 81
        let interval = try #require(rate.resolution95)
        #expect(abs(interval.lowerBound - 0.2553) < 5e-5 && abs(interval.upperBound - 0.3662) < 5e-5)
        rate.judged = 20
        rate.repeated = 20
        #expect(rate.resolution95?.lowerBound == 0)
        #expect(abs(try #require(rate.resolution95?.upperBound) - 0.1611) < 5e-5)
    }
}

@Suite("Drivers and timelines")
struct ContactDriverTests {
    @Test("Contacts per 1,000 customers, shares, work and repeats by reason")
    func drivers() throws {
        let contacts = [
            contact("1", "A", at: 0, reason: "order", handle: 100),
            contact("2", "A", at: day, reason: "order", handle: 300),
            contact("3", "B", at: 0, reason: "order", handle: 200),
            contact("4", "B", at: 0, reason: "bill", handle: 3000),
            contact("5", "C", at: 30 * day, .abandoned, reason: "bill"),
        ]
        let repeats = try #require(RepeatContacts(contacts, rule: ChainingRule()))
        let drivers = ContactDrivers.drivers(contacts, repeats)
        #expect(drivers.map(\.reason) == ["bill", "order"])
        let order = drivers[1]
        #expect(order.contacts == 3 && order.customers == 2 && order.contactsPerThousandCustomers == 1000)
        #expect(order.ahtSeconds == 200 && order.resolution.judged == 3 && order.resolution.repeated == 1)
        #expect(abs(order.repeatHours - 300.0 / 3600) < 1e-12)
        #expect(abs(try #require(drivers[0].shareOfHandling) - 3000.0 / 3600) < 1e-12)
        #expect(ContactDrivers.drivers(contacts, repeats, customerBase: 6000)[1].contactsPerThousandCustomers == 0.5)
    }

    @Test("Profiles and timelines tell demands, roles and outcomes in order")
    func timeline() throws {
        let contacts = [
            contact("2", "A", at: 3600), contact("1", "A", at: 0, .abandoned),
            contact("3", "A", at: 2 * day, resolved: false),
            contact("9", "Z", at: 40 * day),
        ]
        let repeats = try #require(RepeatContacts(contacts, rule: ChainingRule()))
        let timeline = CustomerTimeline(contacts, repeats)
        let own = timeline.entries.filter { $0.customer == "A" }
        #expect(own.map(\.interaction) == ["1", "2", "3"])
        #expect(own.map(\.role) == ["first", "redial", "first"])
        #expect(own.map(\.isRepeat) == [false, false, true])
        #expect(own.map(\.isFirstContactResolution) == [false, false, true])
        let profile = try #require(timeline.profiles.first)
        #expect(profile.contacts == 3 && profile.abandoned == 1 && profile.demands == 2 && profile.repeats == 1)
        #expect(profile.isLastResolved == false && profile.handleSeconds == 600)
    }
}
