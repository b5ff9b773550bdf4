import ContactCenter

/// Judges a roster of whole shifts straight from the instance, rule by rule. It shares nothing with the search.
///
/// Source of the rules: Curtois & Qu, technical report, 2014.
public enum ShiftRosterValidator {
    /// A broken hard rule.
    public struct Violation: Hashable, Sendable, CustomStringConvertible {
        /// The employee.
        public let employee: String
        /// First day that shows it; `nil` when it is about the whole horizon.
        public let day: Int?
        /// The rule and the values.
        public let message: String

        /// One line for people.
        public var description: String { "\(employee)\(day.map { ", day \($0)" } ?? ""): \(message)" }
    }

    /// The objective, part by part.
    public struct Score: Hashable, Sendable {
        /// Wishes not met.
        public var requests = 0
        /// Heads below the cover wanted.
        public var under = 0
        /// Heads above it.
        public var over = 0
        /// The sum.
        public var total: Int { requests + under + over }
    }

    /// Every broken hard rule.
    public static func violations(of roster: ShiftAssignment, in instance: ShiftRosteringInstance) -> [Violation] {
        var found: [Violation] = []
        for (index, employee) in instance.employees.enumerated() {
            let row = (0..<instance.days).map { roster[index, $0] }
            func report(_ day: Int?, _ message: String) {
                found.append(Violation(employee: employee.id, day: day, message: message))
            }
            for day in row.indices {
                guard let shift = row[day] else { continue }
                if employee.daysOff.contains(day) { report(day, "works on a day off") }
                if day > 0, let before = row[day - 1], instance.shiftTypes[before].forbiddenNext.contains(shift) {
                    report(
                        day,
                        "shift '\(instance.shiftTypes[shift].id)' may not follow '\(instance.shiftTypes[before].id)'")
                }
            }
            for (shift, type) in instance.shiftTypes.enumerated() {
                let count = row.count { $0 == shift }
                if count > employee.maximumShifts[shift] {
                    report(nil, "\(count) shifts '\(type.id)', at most \(employee.maximumShifts[shift])")
                }
            }
            let minutes = row.compactMap(\.self).reduce(0) { $0 + instance.shiftTypes[$1].minutes }
            if minutes > employee.maximumMinutes {
                report(nil, "\(minutes) minutes, at most \(employee.maximumMinutes)")
            }
            if minutes < employee.minimumMinutes {
                report(nil, "\(minutes) minutes, at least \(employee.minimumMinutes)")
            }
            // Day 5 is the first Saturday; a horizon may end on one.
            let weekends = stride(from: 5, to: instance.days, by: 7).count {
                row[$0] != nil || ($0 + 1 < instance.days && row[$0 + 1] != nil)
            }
            if weekends > employee.maximumWeekends {
                report(nil, "\(weekends) weekends, at most \(employee.maximumWeekends)")
            }
            var day = 0
            while day < row.count {
                let works = row[day] != nil
                let end = row[day...].firstIndex { ($0 != nil) != works } ?? row.count
                let touchesEnd = day == 0 || end == row.count
                let length = end - day
                if works, length > employee.maximumConsecutiveShifts {
                    report(day, "\(length) shifts in a row, at most \(employee.maximumConsecutiveShifts)")
                }
                if works, !touchesEnd, length < employee.minimumConsecutiveShifts {
                    report(day, "\(length) shifts in a row, at least \(employee.minimumConsecutiveShifts)")
                }
                if !works, !touchesEnd, length < employee.minimumConsecutiveDaysOff {
                    report(day, "\(length) days off in a row, at least \(employee.minimumConsecutiveDaysOff)")
                }
                day = end
            }
        }
        return found
    }

    /// The objective of `roster`, whether it is lawful or not.
    public static func score(of roster: ShiftAssignment, in instance: ShiftRosteringInstance) -> Score {
        var score = Score()
        for request in instance.requests {
            let isWorked = roster[request.employee, request.day] == request.shift
            if isWorked != request.isWanted { score.requests += request.weight }
        }
        for cover in instance.cover {
            let heads = instance.employees.indices.count { roster[$0, cover.day] == cover.shift }
            score.under += max(0, cover.required - heads) * cover.weightUnder
            score.over += max(0, heads - cover.required) * cover.weightOver
        }
        return score
    }
}
