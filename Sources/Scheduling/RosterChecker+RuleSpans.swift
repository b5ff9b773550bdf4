import ContactCenter

/// Sums over spans of days, runs of days and rests, with the days before the horizon.
extension RosterChecker {
    /// The horizon and the days before it that are known.
    struct PastDays {
        var known: Int
        var days: Int

        /// All days, those before the horizon below 0.
        var all: Range<Int> { -known..<days }

        /// First days of the blocks of `length` days. Where the horizon is shorter than a block and days before it are
        /// known, its only block ends with its last whole week.
        func blocks(of length: Int) -> StrideTo<Int> {
            let weeks = days / 7 * 7
            let first = known > 0 && weeks > 0 ? -max(0, length - weeks) : 0
            return stride(from: first, to: days, by: length)
        }
    }

    static func spans(
        _ amounts: [Int: Int], _ credits: [Int: Int], _ span: RuleSpan, _ least: Int?, _ most: Int?,
        _ instance: RosteringInstance, _ past: PastDays, _ words: (Int) -> String, bound: (Int) -> String
    ) -> [Finding] {
        /// `earlier` is what of the most was exceeded before this roster began.
        func finding(_ days: Range<Int>, isWhole: Bool, earlier: Int = 0) -> Finding {
            let sum = days.reduce(0) { $0 + (amounts[$1] ?? 0) + (credits[$1] ?? 0) }
            let place = "\(days.count) days from \(instance.startDate + days.lowerBound)"
            if let most, sum > most {
                return ("\(place): \(words(sum)), at most \(bound(most))", sum - most - earlier)
            }
            if isWhole, let least, sum < least {
                return ("\(place): \(words(sum)), at least \(bound(least))", least - sum)
            }
            return ("", 0)
        }
        switch span {
        case .weeks(let weeks):
            return past.blocks(of: weeks * 7).map { first in
                let block = first..<min(first + weeks * 7, past.days)
                var earlier = 0
                if first < 0, let most {
                    // Leave is a fact, as the past is.
                    let given = block.reduce(0) { $0 + ($1 < 0 ? amounts[$1] ?? 0 : 0) + (credits[$1] ?? 0) }
                    earlier = max(0, given - most)
                }
                return finding(
                    block, isWhole: first + weeks * 7 <= past.days && first >= -past.known, earlier: earlier)
            }
        case .rolling(let length):
            return (0..<past.days).map { last in
                finding(
                    max(-past.known, last - length + 1)..<last + 1, isWhole: last - length + 1 >= -past.known)
            }
        }
    }

    /// Runs of true days: those longer than `most`, and those shorter than `least` whose begin and end are known. `days`
    /// begin before the horizon; only what happens in it is told.
    static func runs(
        _ days: [Bool], _ least: Int?, _ most: Int?, _ past: PastDays, _ words: (_ first: Int, _ length: Int) -> String
    ) -> [Finding] {
        var findings: [Finding] = []
        var place = 0
        while place < days.count {
            guard days[place] else {
                place += 1
                continue
            }
            let first = place
            while place < days.count, days[place] { place += 1 }
            let length = place - first
            guard place >= past.known else { continue }
            if let most, length > most {
                let earlier = max(0, past.known - first - most)
                findings.append((words(first - past.known, length) + ", at most \(most)", length - most - earlier))
            }
            if let least, length < least, first > 0, place < days.count {
                findings.append((words(first - past.known, length) + ", at least \(least)", least - length))
            }
        }
        return findings
    }

    /// The longest rest that begins or lies in each week whose end is known to be followed by work in the horizon.
    static func weeklyRests(_ shifts: [RuleShift], _ past: PastDays) -> [(week: Int, rest: Int)] {
        let length = 10_080
        var gaps: [(from: Int, to: Int)] = []
        var end = -past.known * 1440
        for shift in shifts {
            gaps.append((end, shift.start))
            end = shift.end
        }
        // A week known in part may have had its rest before.
        let firstWeek = -(past.known / 7)
        guard firstWeek <= past.days / 7 else { return [] }
        return (firstWeek...past.days / 7).compactMap { week in
            let first = week * length
            // The shift that ends the week: one that reaches into the next, or the first one after it.
            let ending = shifts.first { shift in
                shift.start >= first + length || (shift.start >= first && shift.end >= first + length)
            }
            guard let ending, ending.day >= 0 else { return nil }
            let rests = gaps.map { gap in
                if gap.from >= first, gap.from < first + length { return gap.to - gap.from }
                if gap.from < first, gap.to >= first { return min(gap.to, first + length) - first }
                return 0
            }
            return (week, rests.max() ?? 0)
        }
    }
}
