import ContactCenter
import Foundation
import Testing

@testable import Capacity

/// Small capacity questions and the solver, where it was set up.
enum Fixtures {
    static let needsSolver: Comment = "needs HiGHS in WFM_SOLVER_DIR or third_party (make setup)"

    /// The solver library, where the set-up step put one.
    static let solver: IntegerSolver? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folders = [
            ProcessInfo.processInfo.environment["WFM_SOLVER_DIR"].map { URL(fileURLWithPath: $0) },
            root.appendingPathComponent("third_party"),
        ].compactMap(\.self)
        for folder in folders {
            for path in ["libhighs.so", "highs/libhighs.so"] {
                if let solver = try? IntegerSolver(path: folder.appendingPathComponent(path).path) { return solver }
            }
        }
        return nil
    }()

    /// Until the optimum is proven.
    static let exact = IntegerSolver.Limits(relativeGap: 0, nodes: 1_000_000, seconds: 60)

    static let firstWeek = CivilDate(year: 2026, month: 3, day: 2) ?? CivilDate(dayNumber: 4)

    /// 40 heads of long tenure, 40 hours an FTE, wage 10, a missing hour 40.
    static func settings(heads: Double = 40) -> CapacitySettings {
        CapacitySettings(
            hoursPerFTE: 40, staff: [.init(heads: heads, tenureWeeks: 200)], costs: .init(wagePerHour: 10))
    }

    static func requirements(_ fte: [Double], band: Double = 0) -> [WeeklyRequirement] {
        fte.enumerated().map { week, fte in
            WeeklyRequirement(
                week: firstWeek + 7 * week, hoursLow: fte * 40 * (1 - band), hours: fte * 40,
                hoursHigh: fte * 40 * (1 + band))
        }
    }

    static func planner(
        _ settings: CapacitySettings, fte: [Double], band: Double = 0, shrinkage: Shrinkage = Shrinkage()
    ) throws -> CapacityPlanner {
        try CapacityPlanner(
            settings: settings, requirements: requirements(fte, band: band), shrinkage: shrinkage)
    }

    /// Whole numbers 0 … below, from a fixed sequence that depends on the seed alone.
    struct Numbers {
        private var state: UInt64
        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
        mutating func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        mutating func share() -> Double { Double(next(1000)) / 1000 }
    }

    /// A small question with everything in it: lead time, training, attrition, leave, overtime, time off, outsourcing.
    static func randomSettings(seed: UInt64) -> (settings: CapacitySettings, fte: [Double]) {
        var numbers = Numbers(seed: seed)
        var settings = settings(heads: Double(4 + numbers.next(4)))
        settings.hoursPerHead = 36
        settings.attrition = [
            .init(fromWeek: 0, annual: 0.5 + numbers.share() / 3), .init(fromWeek: 3, annual: numbers.share() / 2),
        ]
        settings.leave = .init(usual: 0.1 * numbers.share(), byISOWeek: [11: 0.3])
        // At most four heads start in one week, so that every plan can be tried.
        let largest = 2 + numbers.next(3)
        settings.hiring = .init(
            leadWeeks: numbers.next(2), trainingWeeks: numbers.next(3), rampUp: .linear(start: 0.5, weeks: 2),
            minimumClass: 1 + numbers.next(2), maximumClass: largest, classesAtOnce: largest == 2 ? 2 : 1)
        settings.costs = .init(
            wagePerHour: 10, hire: Double(numbers.next(300)), training: Double(numbers.next(300)),
            perClass: Double(numbers.next(400)), shortagePerHour: 20 + Double(numbers.next(40)))
        settings.overtime = .init(pricePerHour: 15, maximumShare: 0.1 * numbers.share())
        settings.voluntaryTimeOff = .init(savingPerHour: 9, maximumShare: 0.1 * numbers.share())
        settings.outsourcing = .init(
            pricePerHour: 18, minimumHours: Double(numbers.next(10)), maximumHours: 10 + Double(numbers.next(30)))
        let fte = (0..<6).map { _ in 4 + 6 * numbers.share() }
        return (settings, fte)
    }
}
