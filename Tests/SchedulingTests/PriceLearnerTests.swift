import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Prices the search sees")
struct PriceLearnerTests {
    /// A small instance that asks for many heads: prices are learnt.
    static func crowded(seed: UInt64, skills: Int) -> RosteringInstance {
        var instance = Instances.random(seed: seed, skills: skills)
        instance.requirements = instance.requirements.map { $0.map { $0 * 20 } }
        return instance
    }

    /// A roster in the middle of its search, and its instance.
    static func state(seed: UInt64) throws -> (RosterState, CompiledInstance) {
        let compiled = try CompiledInstance(crowded(seed: seed, skills: 3))
        var construction = RosterConstruction(compiled, random: RandomStream(seed: seed))
        return (construction.build().state, compiled)
    }

    static func schedule(_ instance: CompiledInstance, isRevision: Bool = false) -> AnnealingSchedule {
        AnnealingSchedule(instance, options: RosterSearchOptions(), isRevision: isRevision)
    }

    @Test(arguments: UInt64(0)..<6)
    func `heads charged what they usually cost are seen to cost the same again`(seed: UInt64) throws {
        var coverage = try Self.state(seed: seed).0.coverage
        var usual = [Double](repeating: 0, count: coverage.added.count)
        coverage.show(PriceGuide(width: 0.5, shortage: 5000, tilt: 0))
        coverage.average(into: &usual, weight: 1)
        var again = usual
        coverage.show(PriceGuide(width: 0.5, shortage: 5000, tilt: 4), slotPrices: usual)
        coverage.average(into: &again, weight: 1)
        #expect(zip(usual, again).allSatisfy { abs($0 - $1) <= 0.5 })
        #expect(Set(usual).count > 1)
    }

    @Test(arguments: UInt64(0)..<6)
    func `however prices are shown, the true ones come back and the cost never moves`(seed: UInt64) throws {
        var coverage = try Self.state(seed: seed).0.coverage
        let before = coverage
        coverage.show(
            PriceGuide(width: 3, shortage: 100, tilt: 2), slotPrices: before.added.map { Double($0) })
        #expect(coverage.cost == before.cost)
        #expect(coverage.added != before.added)
        coverage.show(.trueCost)
        #expect(coverage.added == before.added)
        #expect(coverage.removed == before.removed)
    }

    @Test func `a shortage gets dearer while there are too many and cheaper when there are few`() throws {
        var instance = Self.crowded(seed: 5, skills: 1)
        let nobody = try CompiledInstance(instance)
        let schedule = Self.schedule(nobody)
        var short = PriceLearner(Coverage(nobody), schedule: schedule, instance: nobody)
        #expect(short.guide().shortage == schedule.easiestShortage)
        var prices: [Double] = []
        for step in 1...30 {
            short.look(at: Coverage(nobody), share: Double(step) / 100)
            prices.append(short.guide().shortage)
        }
        #expect(prices == prices.sorted())
        #expect(try #require(prices.last) == schedule.dearestShortage)

        instance.requirements = instance.requirements.map { $0.map { _ in 0 } }
        let enough = try CompiledInstance(instance)
        for step in 31...60 { short.look(at: Coverage(enough), share: Double(step) / 100) }
        #expect(short.guide().shortage == schedule.easiestShortage)
    }

    @Test func `before descent every shortage has climbed to its true price, and descent knows nothing else`() throws {
        let (state, instance) = try Self.state(seed: 2)
        let schedule = Self.schedule(instance)
        var learner = PriceLearner(state.coverage, schedule: schedule, instance: instance)
        var last = 0.0
        for step in 80..<97 {
            learner.look(at: state.coverage, share: Double(step) / 100)
            #expect(learner.guide().shortage >= last)
            last = learner.guide().shortage
        }
        let end = schedule.shortage(at: 0.9699, easy: schedule.easiestShortage)
        #expect(abs(end / schedule.dearestShortage - 1) < 0.01)
        learner.look(at: state.coverage, share: 0.97)
        #expect(learner.guide() == .trueCost)
    }

    @Test(arguments: [0.0, 0.3, 0.6, 0.9, 1])
    func `a given roster is searched at the true price of shortages, nothing learnt`(share: Double) throws {
        let (state, instance) = try Self.state(seed: 3)
        var learner = PriceLearner(
            state.coverage, schedule: Self.schedule(instance, isRevision: true), instance: instance)
        learner.look(at: state.coverage, share: share)
        #expect(learner.guide().shortage == .infinity)
        #expect(learner.guide().tilt == 0)
        #expect(learner.slotPrices.allSatisfy { $0 == 0 })
    }

    @Test func `where a handful of heads is needed nothing is learnt and the search is hotter`() throws {
        let few = try CompiledInstance(Instances.random(seed: 5, skills: 1))
        let many = try CompiledInstance(Self.crowded(seed: 5, skills: 1))
        #expect(!Self.schedule(few).learns)
        #expect(Self.schedule(many).learns)
        #expect(Self.schedule(few).tilt(at: 0.7) == 0)
        #expect(Self.schedule(few).shortage(at: 0.5, easy: 1) == .infinity)
        #expect(Self.schedule(few).hottest > Self.schedule(many).hottest)
    }
}
