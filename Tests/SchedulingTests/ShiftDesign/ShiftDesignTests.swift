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

    @Test func `the cost that a chain keeps equals the validator's`() {
        var instance = Self.planted(9)
        instance.weightDuties = 1000
        instance.dutiesPerWeek = 4.5...5
        var annealing = ShiftDesignAnnealing(instance, random: RandomStream(seed: 2))
        for temperature in [500.0, 100, 20] {
            for _ in 0..<3000 { annealing.step(temperature: temperature) }
            let score = ShiftDesignValidator.score(of: annealing.design(), in: instance)
            #expect(abs(score.cost - annealing.bestCost) < 1e-6)
        }
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

    @Test func `set 1 is met without shortage or surplus`() throws {
        let path = Self.folder.appendingPathComponent("RandomExample1.txt").path
        let instance = try ShiftDesignFile.read(InputBytes.read(path))
        let design = ShiftDesignSearch(instance, iterations: 600_000, threads: 2).run()
        let score = ShiftDesignValidator.score(of: design, in: instance)
        #expect(score.shortageMinutes == 0)
        #expect(score.surplusMinutes == 0)
        #expect(ShiftDesignValidator.violations(of: design, in: instance).isEmpty)
    }
}
