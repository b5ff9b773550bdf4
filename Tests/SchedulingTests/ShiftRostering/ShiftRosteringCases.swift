import ContactCenter
import Foundation
import NumericalMethods

@testable import Scheduling

/// Small instances of whole-shift rosters, random but the same every time.
enum ShiftRosteringCases {
    /// A random instance with two or three shift types, whose rules are tight enough to matter.
    static func random(_ seed: UInt64, days: Int = 7, employees: Int = 1) -> ShiftRosteringInstance {
        var random = RandomStream(seed: seed)
        func draw(_ range: ClosedRange<Int>) -> Int {
            range.lowerBound + Int(random.next() % UInt64(range.count))
        }
        let types = draw(2...3)
        let shifts = (0..<types).map { type in
            ShiftRosteringInstance.ShiftType(
                id: "S\(type)", minutes: [480, 480, 600, 720][draw(0...3)],
                forbiddenNext: Set((0..<types).filter { _ in draw(0...3) == 0 }))
        }
        let staff = (0..<employees).map { index in
            let minimumRun = draw(1...2)
            return ShiftRosteringInstance.Employee(
                id: "E\(index)", maximumShifts: (0..<types).map { _ in draw(0...4) },
                maximumMinutes: draw(3...5) * 600, minimumMinutes: draw(1...3) * 480,
                maximumConsecutiveShifts: draw(minimumRun...4), minimumConsecutiveShifts: minimumRun,
                minimumConsecutiveDaysOff: draw(1...3), maximumWeekends: draw(0...1),
                daysOff: Set((0..<days).filter { _ in draw(0...6) == 0 }))
        }
        var requests: [ShiftRosteringInstance.Request] = []
        for employee in 0..<employees {
            for day in 0..<days where draw(0...2) == 0 {
                requests.append(
                    .init(
                        employee: employee, day: day, shift: draw(0...types - 1), weight: draw(1...9),
                        isWanted: draw(0...1) == 0))
            }
        }
        var cover: [ShiftRosteringInstance.Cover] = []
        for day in 0..<days {
            for shift in 0..<types {
                cover.append(
                    .init(
                        day: day, shift: shift, required: draw(0...2), weightUnder: draw(5...20),
                        weightOver: draw(0...3)))
            }
        }
        return ShiftRosteringInstance(
            days: days, shiftTypes: shifts, employees: staff, requests: requests, cover: cover)
    }

    /// Every row of `days` cells over `types` shift types.
    static func rows(days: Int, types: Int) -> [[UInt8]] {
        (0..<days).reduce([[]]) { rows, _ in
            rows.flatMap { row in (0...types).map { row + [UInt8($0)] } }
        }
    }

    /// The rows of `employee` that the validator calls lawful.
    static func lawful(_ employee: Int, of instance: ShiftRosteringInstance) -> [[UInt8]] {
        var alone = instance
        alone.employees = [instance.employees[employee]]
        alone.requests = []
        return rows(days: instance.days, types: instance.shiftTypes.count).filter {
            ShiftRosterValidator.violations(of: ShiftAssignment(days: instance.days, cells: $0), in: alone).isEmpty
        }
    }
}

extension Reference {
    /// Whether the Curtois-Qu instances are there.
    static let hasShiftRostering = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent("data/scheduling/nrp/Instance1.txt").path)
    /// Whether the shift design instances are there.
    static let hasShiftDesign = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent("data/scheduling/shift-design/RandomExample1.txt").path)
}
