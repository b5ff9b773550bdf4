import ContactCenter
import FileFormats
import Testing

@testable import Scheduling

@Suite("Agreement with the reference judge")
struct ReferenceJudgeTests {
    static func compare(_ roster: Roster, _ instance: RosteringInstance) throws -> Reference.Verdict {
        let verdict = try Reference.verdict(on: roster, of: instance)
        let score = RosterChecker.score(of: roster, in: instance)
        // The judge rounds to cents.
        #expect(abs(score.costTotal - verdict.costTotal) < 0.011)
        #expect(abs(score.costUnder - verdict.costUnder) < 0.011)
        #expect(abs(score.costOver - verdict.costOver) < 0.011)
        #expect(abs(score.costAvoid - verdict.costAvoid) < 0.011)
        #expect(abs(score.costWeekend - verdict.costWeekend) < 0.011)
        #expect(abs(score.paidHours - verdict.paidHours) < 0.051)
        #expect(RosterChecker.violations(of: roster, in: instance).count == verdict.violations)
        return verdict
    }

    @Test(
        .enabled(if: Reference.hasJudge, "needs WFM_REFERENCE with peers/scheduling/check_roster.py, and python3"),
        arguments: UInt64(200)..<224)
    func `checker and judge agree on searched rosters of random instances`(seed: UInt64) throws {
        let instance = Instances.random(seed: seed)
        let result = try RosterSearchTests.search(instance, iterations: 500, seed: seed)
        _ = try Self.compare(result.roster, instance)
    }

    @Test(
        .enabled(if: Reference.hasJudge, "needs WFM_REFERENCE with peers/scheduling/check_roster.py, and python3"),
        arguments: UInt64(300)..<312)
    func `checker and judge agree on rosters that break rules`(seed: UInt64) throws {
        var instance = Instances.random(seed: seed)
        let result = try RosterSearchTests.search(instance, iterations: 500, seed: seed)
        // Stricter rules than the roster was made for.
        instance.rules.minimumRestMinutes += 240
        instance.rules.maximumConsecutiveDays = 2
        instance.rules.minimumGapBetweenBreaksMinutes = 75
        instance.rules.minimumFreeWeekendsPerFourWeeks = 3
        for index in instance.contracts.indices { instance.contracts[index].maximumDaysPerWeek = 3 }
        _ = try Self.compare(result.roster, instance)
    }

    @Test(
        .enabled(if: Reference.hasInstances && Reference.hasJudge, "needs WFM_REFERENCE with data/scheduling"),
        arguments: ["cc100-8to22-30m", "cc500-8to22-30m"])
    func `the judge finds no violation in rosters of the benchmark instances`(name: String) throws {
        let instance = try RosteringFolder.read(Reference.instances.appendingPathComponent(name).path)
        let result = try RosterSearch(
            instance, options: RosterSearchOptions(iterations: 5000, lanes: 1)
        ).run()
        #expect(result.unrosterable.isEmpty)
        #expect(try Self.compare(result.roster, instance).violations == 0)
    }
}
