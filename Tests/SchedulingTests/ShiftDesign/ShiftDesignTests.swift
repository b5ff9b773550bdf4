import ContactCenter
import FileFormats
import Foundation
import NumericalMethods
import Tabular
import Testing

@testable import Scheduling

@Suite("Minimum shift design")
struct ShiftDesignTests {
    /// Two days of eight slots; demand made of a hidden design, so that zero deviation exists.
    static func planted(_ seed: UInt64) -> ShiftDesignInstance {
        var random = RandomStream(seed: seed)
        var instance = ShiftDesignInstance(
            slotMinutes: 180, days: 2, demand: [Int](repeating: 0, count: 16),
            shiftTypes: [.init(starts: 0...1, lengths: 2...3), .init(starts: 5...6, lengths: 3...3)],
            dutiesPerWeek: 0...100, averageMinutesPerWeek: 2280, weightUnder: 1, weightOver: 1, weightDuties: 0,
            weightShift: 60)
        for _ in 0..<2 {
            let shift = instance.shifts[Int(random.next() % UInt64(instance.shifts.count))]
            for day in 0..<2 {
                let heads = 1 + Int(random.next() % 2)
                for offset in 0..<shift.length { instance.demand[(day * 8 + shift.start + offset) % 16] += heads }
            }
        }
        return instance
    }

    /// The least cost over all designs with at most `most` heads a shift and day.
    private static func optimum(_ instance: ShiftDesignInstance, most: Int) -> Double {
        let shifts = instance.shifts
        var best = Double.infinity
        func fill(_ index: Int, _ design: ShiftDesign) {
            if index == shifts.count {
                best = min(best, ShiftDesignValidator.score(of: design, in: instance).cost)
                return
            }
            for one in 0...most {
                for two in 0...most {
                    var next = design
                    if one + two > 0 { next.heads[shifts[index]] = [one, two] }
                    fill(index + 1, next)
                }
            }
        }
        fill(0, ShiftDesign())
        return best
    }

    @Test(arguments: [1, 2, 3])
    func `finds the optimum of tiny instances`(seed: Int) {
        var instance = Self.planted(UInt64(seed))
        // Four shifts with up to two heads: 9⁴ designs.
        instance.shiftTypes = [.init(starts: 0...1, lengths: 3...3), .init(starts: 5...6, lengths: 3...3)]
        let design = ShiftDesignSearch(instance, iterations: 20_000).run()
        let cost = ShiftDesignValidator.score(of: design, in: instance).cost
        #expect(cost <= Self.optimum(instance, most: 2))
        #expect(ShiftDesignValidator.violations(of: design, in: instance).isEmpty)
    }

    /// A week in the style of the public set 1: early, day, evening and night shifts of seven to nine hours, and demand
    /// made of `count` hidden shifts, mostly alike from Monday to Friday.
    static func week(_ seed: UInt64, slotMinutes: Int, count: Int) -> ShiftDesignInstance {
        var random = RandomStream(seed: seed, unit: 5)
        let hour = 60 / slotMinutes
        var instance = ShiftDesignInstance(
            slotMinutes: slotMinutes, days: 7, demand: [Int](repeating: 0, count: 7 * 24 * hour),
            shiftTypes: [5...8, 9...11, 13...15, 21...23].map {
                .init(starts: $0.lowerBound * hour...$0.upperBound * hour, lengths: 7 * hour...9 * hour)
            },
            dutiesPerWeek: 3...5, averageMinutesPerWeek: 2310, weightUnder: 1, weightOver: 1, weightDuties: 0,
            weightShift: slotMinutes)
        let shifts = instance.shifts
        var chosen: Set<Int> = []
        while chosen.count < count { chosen.insert(random.index(below: shifts.count)) }
        for shift in chosen.sorted().map({ shifts[$0] }) {
            let (weekday, weekend) = (1 + random.index(below: 5), random.index(below: 5))
            for day in 0..<7 {
                let heads = (day < 5 ? weekday : weekend) + (random.index(below: 4) == 0 ? random.index(below: 4) : 0)
                for offset in 0..<shift.length {
                    instance.demand[(day * 24 * hour + shift.start + offset) % instance.demand.count] += heads
                }
            }
        }
        return instance
    }

    @Test(arguments: [(1, 60, 4), (2, 60, 6), (3, 30, 5)])
    func `finds planted designs without shortage or surplus, and no dearer`(seed: Int, slotMinutes: Int, count: Int) {
        let instance = Self.week(UInt64(seed), slotMinutes: slotMinutes, count: count)
        let design = ShiftDesignSearch(instance, iterations: 60_000, threads: 2).run()
        let score = ShiftDesignValidator.score(of: design, in: instance)
        #expect(score.shortageMinutes == 0)
        #expect(score.surplusMinutes == 0)
        #expect(score.shifts <= count)
        #expect(ShiftDesignValidator.violations(of: design, in: instance).isEmpty)
    }

    @Test func `the cost that a chain keeps equals the validator's`() {
        for var instance in [Self.planted(9), Self.week(3, slotMinutes: 60, count: 8)] {
            instance.weightDuties = 1000
            instance.dutiesPerWeek = 4.5...5
            var annealing = ShiftDesignAnnealing(instance, random: RandomStream(seed: 2), deviationShare: 0.1)
            for temperature in [500.0, 100, 20] {
                for _ in 0..<3000 { annealing.step(temperature: temperature) }
                let score = ShiftDesignValidator.score(of: annealing.design(), in: instance)
                #expect(abs(score.cost - annealing.best.objective) < 1e-6)
                #expect(score.shortageMinutes + score.surplusMinutes == annealing.best.deviation)
            }
        }
    }

    @Test func `an exchange of two duties covers the same slots, round the end of the cycle too`() throws {
        let instance = Self.week(1, slotMinutes: 60, count: 2)
        var state = ShiftDesignState(instance)
        func shift(_ start: Int, _ length: Int) throws -> Int {
            try #require(state.index(start: start, length: length))
        }
        // A night that ends at six on Monday, and an early shift that begins there: handed over an hour later.
        let exchange = try ShiftDesignState.Exchange(
            taken: (shift(22, 8), shift(6, 9), 1), given: (shift(22, 9), shift(7, 8), 1))
        state.add(2, exchange.taken.first, 6)
        state.add(2, exchange.taken.second, 0)
        let before = ShiftDesignValidator.score(of: state.design(state.heads), in: instance)
        #expect(state.most(exchange, 6) == 2)
        state.apply(exchange, 1, 6)
        let design = state.design(state.heads)
        #expect(design.heads[.init(start: 7, length: 8)] == [1, 0, 0, 0, 0, 0, 0])
        let after = ShiftDesignValidator.score(of: design, in: instance)
        #expect(after.shortageMinutes == before.shortageMinutes)
        #expect(after.surplusMinutes == before.surplusMinutes)
        #expect(after.shifts == 4)
        #expect(state.objective == after.cost)
    }

    @Test func `a problem without shifts has the empty design`() {
        var instance = Self.planted(1)
        instance.shiftTypes = []
        #expect(ShiftDesignSearch(instance, iterations: 100).run() == ShiftDesign())
    }

    @Test func `at the same cost the design without deviations is taken`() {
        typealias Cost = ShiftDesignState.Cost
        #expect(Cost(objective: 300, deviation: 0) < Cost(objective: 300 + 1e-12, deviation: 60))
        #expect(Cost(objective: 240, deviation: 60) < Cost(objective: 300, deviation: 0))
    }

    @Test func `work past midnight and past the last day counts where it is done`() {
        let instance = Self.planted(1)
        let night = ShiftDesign(heads: [.init(start: 6, length: 3): [0, 1]])
        var bare = instance
        bare.demand = [Int](repeating: 0, count: 16)
        bare.demand[0] = 1
        // The shift of the second day covers its slots 14, 15 and, past the end, slot 0.
        let score = ShiftDesignValidator.score(of: night, in: bare)
        #expect(score.shortageMinutes == 0)
        #expect(score.surplusMinutes == 2 * 180)
        #expect(score.cost == 360 + 60)
    }

    @Test func `a shift of no family is a violation`() {
        let odd = ShiftDesign(heads: [.init(start: 3, length: 2): [1, 0]])
        #expect(ShiftDesignValidator.violations(of: odd, in: Self.planted(1)).count == 1)
    }

    @Test func `the same seed and moves give the same design at any number of threads`() {
        let designs = [1, 2, 4].map { ShiftDesignSearch(Self.planted(4), iterations: 5000, threads: $0).run() }
        #expect(designs[0] == designs[1])
        #expect(designs[0] == designs[2])
    }
}

/// Data of the public benchmark, skipped when it is not there.
@Suite("Minimum shift design: reference instances", .enabled(if: Reference.hasShiftDesign))
struct ShiftDesignReferenceTests {
    static let folder = Reference.folder.appendingPathComponent("data/scheduling/shift-design")

    /// Least costs: branch and bound of the integer program (HiGHS 1.16, run once outside the project).
    @Test(arguments: [(1, 480), (5, 480)])
    func `set 1 is met without shortage or surplus, at the proven least cost`(number: Int, optimum: Int) throws {
        let path = Self.folder.appendingPathComponent("RandomExample\(number).txt").path
        let instance = try ShiftDesignFile.read(InputBytes.read(path))
        let design = ShiftDesignSearch(instance, iterations: 250_000, threads: 2).run()
        let score = ShiftDesignValidator.score(of: design, in: instance)
        #expect(score.shortageMinutes == 0)
        #expect(score.surplusMinutes == 0)
        #expect(score.cost == Double(optimum))
        #expect(ShiftDesignValidator.violations(of: design, in: instance).isEmpty)
    }
}
