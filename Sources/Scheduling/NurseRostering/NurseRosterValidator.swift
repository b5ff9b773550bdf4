import ContactCenter

/// Judges a roster of the INRC-II rule by rule, straight from the instance. It shares nothing with the search.
///
/// Weights and rules: Ceschia et al., arXiv:1501.04177, 2015, section 2.5: S1 missing to the optimum 30; S2 runs of the
/// same shift 15 and of work 30 a day; S3 runs of days off 30 a day; S4 wishes 10; S5 complete weekends 30; S6 days
/// worked 20 a day outside the limits; S7 weekends 30. S6 and S7 count only when the scenario ends.
public enum NurseRosterValidator {
    /// A broken hard rule.
    public struct Violation: Hashable, Sendable, CustomStringConvertible {
        /// Day, from 0.
        public let day: Int
        /// The rule, who and what.
        public let message: String
        /// One line for people.
        public var description: String { "day \(day): \(message)" }
    }

    /// The objective, rule by rule.
    public struct Score: Hashable, Sendable {
        /// S1.
        public var optimalCoverage = 0
        /// S2.
        public var consecutiveWork = 0
        /// S3.
        public var consecutiveOff = 0
        /// S4.
        public var preferences = 0
        /// S5.
        public var completeWeekends = 0
        /// S6.
        public var totalAssignments = 0
        /// S7.
        public var totalWeekends = 0
        /// The sum.
        public var total: Int {
            optimalCoverage + consecutiveWork + consecutiveOff + preferences + completeWeekends + totalAssignments
                + totalWeekends
        }

        /// No cost.
        public init() {}
    }

    /// Every broken hard rule: minimum cover (H2), successions (H3), skills (H4). One assignment a day (H1) holds by
    /// the shape of a roster.
    public static func violations(of roster: ShiftAssignment, in instance: NurseRosteringInstance) -> [Violation] {
        var found: [Violation] = []
        for (index, nurse) in instance.nurses.enumerated() {
            var before = nurse.history.lastShift
            for day in 0..<instance.days {
                let cell = roster.cells[index * instance.days + day]
                let shift = instance.shift(of: cell)
                if let shift, let before, instance.shiftTypes[before].forbiddenNext.contains(shift) {
                    found.append(
                        Violation(
                            day: day,
                            message: "nurse '\(nurse.id)': '\(instance.shiftTypes[shift].id)' may not follow "
                                + "'\(instance.shiftTypes[before].id)'"))
                }
                if let skill = instance.skill(of: cell), !nurse.skills.contains(skill) {
                    found.append(
                        Violation(day: day, message: "nurse '\(nurse.id)' has no skill '\(instance.skills[skill])'"))
                }
                before = shift
            }
        }
        forEachRequirement(roster, instance) { day, shift, skill, requirement, heads in
            if heads < requirement.minimum {
                found.append(
                    Violation(
                        day: day,
                        message: "\(heads) of \(requirement.minimum) '\(instance.skills[skill])' in "
                            + "'\(instance.shiftTypes[shift].id)'"))
            }
        }
        return found
    }

    /// The objective of `roster`.
    public static func score(of roster: ShiftAssignment, in instance: NurseRosteringInstance) -> Score {
        var score = Score()
        forEachRequirement(roster, instance) { _, _, _, requirement, heads in
            score.optimalCoverage += 30 * max(0, requirement.optimal - heads)
        }
        for (week, data) in instance.weeks.enumerated() {
            for request in data.requests {
                let cell = roster.cells[request.nurse * instance.days + week * 7 + request.day]
                guard let shift = instance.shift(of: cell) else { continue }
                if request.shift == nil || request.shift == shift { score.preferences += 10 }
            }
        }
        for (index, nurse) in instance.nurses.enumerated() {
            let contract = instance.contracts[nurse.contract]
            let row = (0..<instance.days).map { instance.shift(of: roster.cells[index * instance.days + $0]) }
            let works = row.map { $0 != nil }
            score.consecutiveWork +=
                30
                * distance(
                    works, of: true, before: nurse.history.consecutiveWork, within: contract.consecutiveWork)
            score.consecutiveOff +=
                30
                * distance(works, of: false, before: nurse.history.consecutiveOff, within: contract.consecutiveOff)
            for (shift, type) in instance.shiftTypes.enumerated() {
                let before = nurse.history.lastShift == shift ? nurse.history.consecutiveShift : 0
                score.consecutiveWork += 15 * distance(row, of: shift, before: before, within: type.consecutive)
            }
            var weekends = nurse.history.weekends
            for week in instance.weeks.indices {
                let (saturday, sunday) = (works[week * 7 + 5], works[week * 7 + 6])
                if saturday || sunday { weekends += 1 }
                if saturday != sunday, contract.wantsCompleteWeekends { score.completeWeekends += 30 }
            }
            guard instance.endsScenario else { continue }
            let total = nurse.history.assignments + works.count { $0 }
            score.totalAssignments +=
                20 * (max(0, total - contract.assignments.upperBound) + max(0, contract.assignments.lowerBound - total))
            score.totalWeekends += 30 * max(0, weekends - contract.maximumWeekends)
        }
        return score
    }

    /// Days by which the runs of `value` miss `limits`, `before` days of it standing before the first day.
    ///
    /// Days too many count once each, where they stand; days missing count when the run ends. A run that is still
    /// going on at the end may yet grow.
    private static func distance<Value: Equatable>(
        _ row: [Value], of value: Value, before: Int, within limits: ClosedRange<Int>
    ) -> Int {
        var length = before
        var distance = 0
        for day in row {
            if day == value {
                length += 1
                if length > limits.upperBound { distance += 1 }
            } else {
                if length > 0 { distance += max(0, limits.lowerBound - length) }
                length = 0
            }
        }
        return distance
    }

    private static func forEachRequirement(
        _ roster: ShiftAssignment, _ instance: NurseRosteringInstance,
        _ body: (Int, Int, Int, NurseRosteringInstance.Requirement, Int) -> Void
    ) {
        let (shifts, skills) = (instance.shiftTypes.count, instance.skills.count)
        for (week, data) in instance.weeks.enumerated() {
            for day in 0..<7 {
                for shift in 0..<shifts {
                    for skill in 0..<skills {
                        let cell = instance.cell(shift: shift, skill: skill)
                        let heads = instance.nurses.indices.count {
                            roster.cells[$0 * instance.days + week * 7 + day] == cell
                        }
                        body(
                            week * 7 + day, shift, skill, data.requirements[(day * shifts + shift) * skills + skill],
                            heads)
                    }
                }
            }
        }
    }
}

extension NurseRosteringInstance {
    /// The history of every nurse after `roster`'s weeks, with no week left to roster.
    public func after(_ roster: ShiftAssignment) -> NurseRosteringInstance {
        var next = self
        next.weeksBefore += weeks.count
        next.weeks = []
        for index in nurses.indices {
            var history = nurses[index].history
            for day in 0..<days {
                let shift = self.shift(of: roster.cells[index * days + day])
                if let shift {
                    history.consecutiveShift = history.lastShift == shift ? history.consecutiveShift + 1 : 1
                    history.consecutiveWork += 1
                    history.consecutiveOff = 0
                    history.assignments += 1
                } else {
                    history.consecutiveShift = 0
                    history.consecutiveWork = 0
                    history.consecutiveOff += 1
                }
                if day % 7 == 6 {
                    let saturday = self.shift(of: roster.cells[index * days + day - 1])
                    if shift != nil || saturday != nil { history.weekends += 1 }
                }
                history.lastShift = shift
            }
            next.nurses[index].history = history
        }
        return next
    }
}
