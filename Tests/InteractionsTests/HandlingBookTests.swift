import ContactCenter
import Testing

@testable import Interactions

@Suite("Handle time by arrival, by end and true to interval")
struct HandlingBookTests {
    private static func contact(_ created: Int, wait: Double, handle: Double?, answered: Bool = true) -> Interaction {
        var contact = PatienceEstimateTests.contacts([(wait, !answered)])[0]
        contact.createdAt = Instant(seconds: created)
        contact.talkSeconds = handle
        contact.holdSeconds = handle.map { _ in 0 }
        contact.wrapSeconds = handle.map { _ in 0 }
        return contact
    }

    private static func book(_ contacts: [Interaction], seconds: Int = 900) -> [BookedHandling] {
        var book = HandlingBook(zone: .utc, intervalSeconds: seconds)
        for contact in contacts { book.add(contact) }
        return book.rows
    }

    @Test("A call over three intervals stands where it arrived, where it ended, and where it was worked")
    func byHand() {
        // Arrives at 800 s, is answered at 850 s, ends at 2150 s.
        let rows = Self.book([Self.contact(800, wait: 50, handle: 1300)])
        #expect(rows.map(\.start.seconds) == [0, 900, 1800])
        #expect(rows.map(\.handledByArrival) == [1, 0, 0] && rows.map(\.arrivalSeconds) == [1300, 0, 0])
        #expect(rows.map(\.handledByEnd) == [0, 0, 1] && rows.map(\.endSeconds) == [0, 0, 1300])
        #expect(rows.map(\.workedSeconds) == [50, 900, 350])
    }

    @Test("What was not handled, or for how long nobody knows, is not booked")
    func left() {
        #expect(
            Self.book([Self.contact(0, wait: 5, handle: nil), Self.contact(0, wait: 5, handle: 9, answered: false)])
                .isEmpty)
    }

    @Test("Whole seconds: every second counted one by one; sums of the three agree", arguments: UInt64(1)..<6)
    func everySecond(seed: UInt64) {
        var random = TestRandom(seed)
        let contacts = (0..<60).map { _ in
            Self.contact(
                random.below(20_000), wait: Double(random.below(300)), handle: Double(random.below(4000)))
        }
        let length = [300, 900, 1800][random.below(3)]
        var worked: [Int: Double] = [:]
        for contact in contacts {
            let from = contact.createdAt.seconds + Int(contact.waitSeconds ?? 0)
            for second in from..<from + Int(contact.handleSeconds ?? 0) {
                worked[second / length * length, default: 0] += 1
            }
        }
        let rows = Self.book(contacts, seconds: length)
        for row in rows { #expect(row.workedSeconds == worked[row.start.seconds] ?? 0) }
        let total = contacts.reduce(0) { $0 + ($1.handleSeconds ?? 0) }
        #expect(rows.reduce(0) { $0 + $1.workedSeconds } == total)
        #expect(rows.reduce(0) { $0 + $1.arrivalSeconds } == total && rows.reduce(0) { $0 + $1.endSeconds } == total)
        #expect(rows.reduce(0) { $0 + $1.handledByArrival } == 60 && rows.reduce(0) { $0 + $1.handledByEnd } == 60)
    }
}
