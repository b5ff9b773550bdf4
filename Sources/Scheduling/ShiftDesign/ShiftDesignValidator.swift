import ContactCenter

/// Judges a shift design slot by slot, straight from the instance.
///
/// Source of the objective: Musliu, Schaerf & Slany, European Journal of Operational Research 153, 2004.
public enum ShiftDesignValidator {
    /// The objective, part by part.
    public struct Score: Hashable, Sendable {
        /// Head-minutes missing.
        public var shortageMinutes = 0
        /// Head-minutes too many.
        public var surplusMinutes = 0
        /// Distinct shifts used.
        public var shifts = 0
        /// Average duties a week of one employee: the average minutes over the average length of a duty.
        public var dutiesPerWeek = 0.0
        /// The weighted sum.
        public var cost = 0.0
    }

    /// What is wrong with a design: shifts that no family allows, negative heads, missing days.
    public static func violations(of design: ShiftDesign, in instance: ShiftDesignInstance) -> [String] {
        design.heads.sorted { $0.key < $1.key }.flatMap { shift, heads -> [String] in
            var found: [String] = []
            let isAllowed = instance.shiftTypes.contains {
                $0.starts.contains(shift.start) && $0.lengths.contains(shift.length)
            }
            if !isAllowed {
                found.append("no shift type has a start at slot \(shift.start) with \(shift.length) slots")
            }
            if heads.count != instance.days {
                found.append("\(heads.count) days of heads, \(instance.days) are wanted")
            }
            if heads.contains(where: { $0 < 0 }) { found.append("negative heads from slot \(shift.start)") }
            return found
        }
    }

    /// The objective of `design`.
    public static func score(of design: ShiftDesign, in instance: ShiftDesignInstance) -> Score {
        var present = [Int](repeating: 0, count: instance.demand.count)
        var score = Score()
        var duties = 0
        var minutes = 0
        for (shift, heads) in design.heads where heads.contains(where: { $0 > 0 }) {
            score.shifts += 1
            for (day, count) in heads.enumerated() {
                for offset in 0..<shift.length {
                    present[(day * instance.slotsPerDay + shift.start + offset) % present.count] += count
                }
                duties += count
                minutes += count * shift.length * instance.slotMinutes
            }
        }
        for (heads, demand) in zip(present, instance.demand) {
            score.shortageMinutes += max(0, demand - heads) * instance.slotMinutes
            score.surplusMinutes += max(0, heads - demand) * instance.slotMinutes
        }
        let limits = instance.dutiesPerWeek
        score.dutiesPerWeek = minutes == 0 ? 0 : instance.averageMinutesPerWeek * Double(duties) / Double(minutes)
        let outside =
            minutes == 0
            ? 0 : max(0, score.dutiesPerWeek - limits.upperBound) + max(0, limits.lowerBound - score.dutiesPerWeek)
        score.cost =
            Double(score.shortageMinutes * instance.weightUnder + score.surplusMinutes * instance.weightOver)
            + Double(score.shifts * instance.weightShift) + outside * Double(instance.weightDuties)
        return score
    }
}
