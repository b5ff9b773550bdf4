import ContactCenter
import Interactions
import Testing

@Suite("First-contact resolution")
struct FirstContactResolutionTests {
    static let day = 86_400

    static func contact(
        _ id: String, _ customer: String?, day: Double, queue: String = "q", reason: String? = "r",
        outcome: Interaction.Outcome = .answered
    ) -> Interaction {
        var contact = Interaction(
            id: id, stream: QueueChannel(queue: queue, channel: .voice), createdAt: Instant(seconds: Int(day * 86_400)),
            outcome: outcome)
        contact.customerID = customer
        contact.reason = reason
        return contact
    }

    @Test("Exactly seven days later is a repeat, a second more is none")
    func boundary() {
        let end = Self.contact("z", nil, day: 100)
        let exactly = [Self.contact("1", "A", day: 1), Self.contact("2", "A", day: 8), end]
        #expect(
            FirstContactResolution.byQueue(exactly) == [QueueResolution(queue: "q", eligible: 2, firstContact: 1)])
        var later = exactly
        later[1].createdAt = later[1].createdAt + 1
        #expect(FirstContactResolution.byQueue(later) == [QueueResolution(queue: "q", eligible: 2, firstContact: 2)])
    }

    @Test("Contacts too young to be judged, abandoned and unidentified ones are not judged")
    func eligibility() {
        let contacts = [
            Self.contact("1", "A", day: 1), Self.contact("2", nil, day: 1),
            Self.contact("3", "B", day: 1, outcome: .abandoned), Self.contact("4", "C", day: 3),
            Self.contact("5", "D", day: 3.5), Self.contact("6", "E", day: 10),
        ]
        #expect(
            FirstContactResolution.byQueue(contacts) == [QueueResolution(queue: "q", eligible: 2, firstContact: 2)])
        #expect(FirstContactResolution.sevenDay(of: []) == nil)
        #expect(FirstContactResolution.sevenDay(of: [Self.contact("1", "A", day: 1)]) == nil)
    }

    @Test("A repeat may come through another queue, and may be abandoned; another reason is no repeat")
    func repeats() {
        let end = Self.contact("z", nil, day: 100)
        let crossQueue = [
            Self.contact("1", "A", day: 1), Self.contact("2", "A", day: 2, queue: "p", outcome: .abandoned), end,
        ]
        #expect(FirstContactResolution.sevenDay(of: crossQueue) == 0)
        let otherReason = [Self.contact("1", "A", day: 1), Self.contact("2", "A", day: 2, reason: "s"), end]
        #expect(FirstContactResolution.sevenDay(of: otherReason) == 1)
    }

    @Test("Agrees with a search over all pairs on random logs")
    func bruteForce() {
        var random = TestRandom(5)
        for _ in 0..<20 {
            let contacts = (0..<200).map { index in
                Self.contact(
                    "\(1000 + index)", random.below(10) == 0 ? nil : "C\(random.below(15))",
                    day: Double(random.below(240)) / 8, queue: "q\(random.below(3))",
                    reason: ["a", "b", nil][random.below(3)],
                    outcome: random.below(4) == 0 ? .abandoned : .answered)
            }
            let last = contacts.map(\.createdAt.seconds).max() ?? 0
            var expected: [String: QueueResolution] = [:]
            for contact in contacts where contact.outcome == .answered && contact.customerID != nil {
                guard contact.createdAt.seconds <= last - 7 * Self.day else { continue }
                let isRepeated = contacts.contains { other in
                    other.customerID == contact.customerID && other.reason == contact.reason
                        && (other.createdAt, other.id) > (contact.createdAt, contact.id)
                        && other.createdAt - contact.createdAt <= 7 * Self.day
                }
                let queue = contact.stream.queue
                expected[queue, default: QueueResolution(queue: queue, eligible: 0, firstContact: 0)].eligible += 1
                if !isRepeated { expected[queue]?.firstContact += 1 }
            }
            #expect(FirstContactResolution.byQueue(contacts) == expected.values.sorted { $0.queue < $1.queue })
        }
    }

    @Test("Chains add up to the contacts of identified customers")
    func chains() {
        let contacts = [
            Self.contact("1", "A", day: 1), Self.contact("2", "A", day: 8), Self.contact("3", "A", day: 15.1),
            Self.contact("4", "B", day: 1), Self.contact("5", "B", day: 1, reason: "s"), Self.contact("6", nil, day: 1),
        ]
        #expect(FirstContactResolution.chainLengths(contacts) == [1: 3, 2: 1])
    }

    @Test("The table has one row a queue")
    func table() {
        let bytes = ReferenceIntervals.write([
            QueueResolution(queue: "b", eligible: 3, firstContact: 1),
            QueueResolution(queue: "a", eligible: 1, firstContact: 1),
        ])
        #expect(text(bytes) == "queue,eligible,first_contact\na,1,1\nb,3,1\n")
    }
}
