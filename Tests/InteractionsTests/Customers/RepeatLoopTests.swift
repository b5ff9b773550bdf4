import ContactCenter
import Foundation
import Testing

@testable import Interactions

@Suite("First-contact resolution → volume → staff")
struct RepeatLoopTests {
    private static func stream(_ name: String) -> QueueChannel { QueueChannel(queue: name, channel: .voice) }

    @Test("One stream: demands are p / (1 − R), and staff follows the hours")
    func closedForm() throws {
        // 1000 demands a week, all answered, 25 % come back: 750 would come anyway.
        let loop = RepeatLoop(
            streams: [Self.stream("a")], demandsPerWeek: [1000], answeredShare: [1], hoursPerDemand: [0.1],
            followingAnswered: [[0.25]], followingUnserved: [[0]])
        #expect(abs(loop.primaryPerWeek[0] - 750) < 1e-9)
        let after = try #require(loop.demandsPerWeek(raisedBy: 0.05))
        #expect(abs(after[0] - 750 / 0.8) < 1e-6)
        let staff = WorkloadToStaff(occupancy: 0.8, shrinkage: 0.25, hoursPerFTE: 40)
        let effect = try #require(loop.effect(of: 0.05, staff: staff)?.first)
        #expect(abs(effect.now.fte - 100 / (0.8 * 0.75 * 40)) < 1e-6)
        #expect(abs(effect.savedFTE - (100 - 93.75) / 24) < 1e-6)
        #expect(abs(effect.volumeFactor - 0.9375) < 1e-9)
        #expect(abs(effect.after.resolution - 0.8) < 1e-9)
    }

    @Test("Better resolution never brings more work, full resolution leaves the primary demands")
    func monotone() throws {
        let loop = Self.twoStreams
        var before = try #require(loop.demandsPerWeek(raisedBy: 0))
        #expect(zip(before, loop.demandsPerWeek).allSatisfy { abs($0 - $1) < 1e-6 * $1 })
        for points in [0.02, 0.1, 0.3] {
            let now = try #require(loop.demandsPerWeek(raisedBy: points))
            #expect(zip(now, before).allSatisfy { $0 <= $1 + 1e-9 })
            before = now
        }
        let never = RepeatLoop(
            streams: [Self.stream("a")], demandsPerWeek: [10], answeredShare: [1], hoursPerDemand: [1],
            followingAnswered: [[1]], followingUnserved: [[0]])
        // Everybody comes back for ever: there are no primary demands to start from.
        #expect(never.primaryPerWeek == [0])
    }

    private static let twoStreams = RepeatLoop(
        streams: [stream("a"), stream("b")], demandsPerWeek: [900, 400], answeredShare: [0.9, 0.8],
        hoursPerDemand: [0.1, 0.2], followingAnswered: [[0.2, 0.1], [0.05, 0.3]],
        followingUnserved: [[0.4, 0.1], [0.2, 0.2]])

    @Test("The fixed point is what a simulation of customers who come back brings, before and after")
    func simulation() throws {
        let loop = Self.twoStreams
        for points in [0.0, 0.15] {
            let expected = try #require(loop.demandsPerWeek(raisedBy: points))
            var random = TestRandom(77)
            let weeks = 400
            var counted = [0.0, 0]
            for stream in 0..<2 {
                let primary = Int((loop.primaryPerWeek[stream] * Double(weeks)).rounded())
                for _ in 0..<primary {
                    var here: Int? = stream
                    while let i = here {
                        counted[i] += 1
                        let isAnswered = random.uniform() < loop.answeredShare[i]
                        var scale = 1.0
                        if isAnswered {
                            let fail = 1 - loop.resolution(i)
                            scale = max(0, fail - points) / fail
                        }
                        let row = isAnswered ? loop.followingAnswered[i] : loop.followingUnserved[i]
                        let u = random.uniform()
                        here = u < row[0] * scale ? 0 : u < (row[0] + row[1]) * scale ? 1 : nil
                    }
                }
            }
            for (found, value) in zip(counted, expected) {
                #expect(
                    abs(found / Double(weeks) - value) < 0.01 * value, "\(points): \(found / Double(weeks)) \(value)")
            }
        }
    }

    @Test("Rates measured on a log are those it was made with")
    func measured() throws {
        var random = TestRandom(4)
        var contacts: [Interaction] = []
        var number = 0
        for customer in 0..<20_000 {
            var at = random.below(300 * day)
            repeat {
                number += 1
                contacts.append(contact("\(number)", "c\(customer)", at: at, handle: 360))
                at += day + random.below(5 * day)
            } while random.uniform() < 0.3
        }
        let repeats = try #require(RepeatContacts(contacts, rule: ChainingRule()))
        let loop = try #require(RepeatLoop(repeats, contacts, windowSeconds: 7 * day))
        #expect(abs(loop.resolution(0) - 0.7) < 0.01)
        #expect(abs(loop.hoursPerDemand[0] - 0.1) < 1e-9)
        let after = try #require(loop.demandsPerWeek(raisedBy: 0.1))
        #expect(abs(after[0] / loop.demandsPerWeek[0] - 0.7 / 0.8) < 0.01)
    }
}
