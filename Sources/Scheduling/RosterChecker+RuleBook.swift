import ContactCenter

extension RosterChecker {
    /// A shift of the rule book's checker.
    struct RuleShift {
        var day: Int
        var start: Int
        var end: Int
        var paid: Int
        var kind: String
        var breaks: [Shift.Break]
        var templates: [BreakTemplate]
        /// Minutes from midnight of the first day in which the agent is at an activity.
        var activities: [Range<Int>] = []
        /// Span in minutes after midnight of the shift's day.
        var span: Range<Int> { start - day * 1440..<end - day * 1440 }
    }

    /// What a rule finds wrong: where, in words, and by how much (minutes for rules of time, else a count).
    typealias Finding = (message: String, amount: Int)

    /// By how much `roster` exceeds the rules of the instance's rule book, hard and soft, in the order of the rules,
    /// then of the agents. Written from the meaning of the rules (docs/formats.md), apart from the search.
    public static func ruleExcesses(of roster: Roster, in instance: RosteringInstance) -> [RuleExcess] {
        guard !instance.ruleBook.isEmpty else { return [] }
        let shifts = ruleShifts(of: roster, in: instance)
        var found: [RuleExcess] = []
        for rule in instance.ruleBook {
            let isTime = isTime(rule.term)
            func add(_ agent: String, _ findings: [Finding]) {
                let amount = findings.reduce(0) { $0 + $1.amount }
                guard amount > 0 else { return }
                let units = Double(amount) / (isTime ? 60 : 1)
                let shown = findings.filter { $0.amount > 0 }
                var message = shown.prefix(3).map(\.message).joined(separator: "; ")
                if shown.count > 3 { message += "; … \(shown.count - 3) more" }
                found.append(
                    RuleExcess(
                        rule: rule.id, agent: agent, isHard: rule.level == .hard, amount: units,
                        cost: rule.level == .soft ? units * rule.weight : 0, message: message))
            }
            switch rule.term {
            case .seats, .minimumCover, .pairing:
                add("", togetherFindings(rule, shifts: shifts, instance: instance))
            default:
                for agent in instance.agents where rule.scope.binds(agent) {
                    add(agent.id, findings(rule.term, agent: agent, shifts: shifts[agent.id] ?? [], instance: instance))
                }
            }
        }
        return found
    }

    /// Shifts of known agents and kinds inside the horizon, by agent, in order of time.
    static func ruleShifts(of roster: Roster, in instance: RosteringInstance) -> [String: [RuleShift]] {
        let kinds = Dictionary(instance.shiftKinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let agents = Set(instance.agents.map(\.id))
        var shifts: [String: [RuleShift]] = [:]
        for shift in roster.shifts {
            let day = shift.start.date - instance.startDate
            guard agents.contains(shift.agent), let kind = kinds[shift.kind], day >= 0, day < instance.days else {
                continue
            }
            let start = day * 1440 + shift.start.minuteOfDay
            shifts[shift.agent, default: []].append(
                RuleShift(
                    day: day, start: start, end: start + kind.presenceMinutes, paid: kind.paidMinutes, kind: kind.name,
                    breaks: shift.breaks.sorted { $0.offsetMinutes < $1.offsetMinutes }, templates: kind.breaks,
                    activities: shift.activities.map {
                        start + $0.offsetMinutes..<start + $0.offsetMinutes + $0.minutes
                    }))
        }
        return shifts.mapValues { $0.sorted { $0.start < $1.start } }
    }

    /// Whether a term's excess is minutes rather than a count.
    static func isTime(_ term: RuleTerm) -> Bool {
        switch term {
        case .dailyHours, .hours, .rest, .weeklyRest, .restAfterNight, .startSpread, .overtime, .longestStretch, .seats,
            .minimumCover:
            true
        default: false
        }
    }

    // MARK: Rules of one agent

    private static func findings(
        _ term: RuleTerm, agent: Agent, shifts: [RuleShift], instance: RosteringInstance
    ) -> [Finding] {
        let days = instance.days
        func date(_ day: Int) -> CivilDate { instance.startDate + day }
        func hours(_ minutes: Int) -> String { inHours(minutes) }
        var byDay = [RuleShift?](repeating: nil, count: days)
        for shift in shifts { byDay[shift.day] = shift }
        func amounts(_ amount: (RuleShift) -> Int) -> [Int] {
            var sums = [Int](repeating: 0, count: days)
            for shift in shifts { sums[shift.day] += amount(shift) }
            return sums
        }

        switch term {
        case .dailyHours(let most):
            return shifts.map {
                ("\(date($0.day)): \(hours($0.paid)) paid, at most \(hours(most))", max(0, $0.paid - most))
            }
        case .hours(let span, let least, let most, let withCredits):
            var credits = [Int](repeating: 0, count: days)
            if withCredits {
                for record in instance.availability where record.agent == agent.id && record.kind != .avoid {
                    let day = record.date - instance.startDate
                    if day >= 0, day < days / 7 * 7 { credits[day] += record.creditMinutes }
                }
            }
            return spans(amounts(\.paid), credits, span, least, most, instance) {
                "\(hours($0)) paid"
            } bound: {
                hours($0)
            }
        case .workingDays(let span, let least, let most):
            return spans(amounts { _ in 1 }, [], span, least, most, instance) {
                "\($0) working days"
            } bound: {
                "\($0)"
            }
        case .nights(let window, let span, let most):
            return spans(amounts { window.holds($0.span) ? 1 : 0 }, [], span, nil, most, instance) {
                "\($0) night shifts"
            } bound: {
                "\($0)"
            }
        case .weekends(let weeks, let most):
            return stride(from: 0, to: days, by: weeks * 7).map { first in
                let worked = stride(from: first, to: min(first + weeks * 7, days), by: 7).count { monday in
                    (monday + 5..<monday + 7).contains { $0 < days && byDay[$0] != nil }
                }
                return (
                    "\(weeks) weeks from \(date(first)): \(worked) weekends, at most \(most)", max(0, worked - most)
                )
            }
        case .daysInRow(let least, let most):
            return runs(byDay.map { $0 != nil }, least, most) { first, length in
                "\(length) working days in a row from \(date(first))"
            }
        case .daysOffInRow(let least, let most):
            return runs(byDay.map { $0 == nil }, least, most) { first, length in
                "\(length) days off in a row from \(date(first))"
            }
        case .rest(let least):
            return zip(shifts, shifts.dropFirst()).map { one, next in
                (
                    "\(hours(next.start - one.end)) rest before \(date(next.day)), at least \(hours(least))",
                    max(0, least - (next.start - one.end))
                )
            }
        case .restAfterNight(let window, let least):
            return zip(shifts, shifts.dropFirst()).filter { window.holds($0.span) && !window.holds($1.span) }.map {
                one, next in
                (
                    "\(hours(next.start - one.end)) rest after the night before \(date(next.day)), at least \(hours(least))",
                    max(0, least - (next.start - one.end))
                )
            }
        case .weeklyRest(let least):
            return weeklyRests(shifts, days: days).map { week, rest in
                (
                    "week of \(date(week * 7)): longest rest \(hours(rest)), at least \(hours(least))",
                    max(0, least - rest)
                )
            }
        case .nightsInRow(let window, let most):
            return runs(byDay.map { $0.map { window.holds($0.span) } ?? false }, nil, most) { first, length in
                "\(length) nights in a row from \(date(first))"
            }
        case .sequence(let after, let never):
            return zip(shifts, shifts.dropFirst()).filter { one, next in
                next.day == one.day + 1 && after.contains(one.kind) && never.contains(next.kind)
            }.map { ("\($1.kind) on \(date($1.day)) after \($0.kind)", 1) }
        case .rotation(let pattern, let from):
            guard !pattern.isEmpty else { return [] }
            return shifts.map { shift in
                let offset = (date(shift.day) - from) % pattern.count
                let kinds = pattern[offset < 0 ? offset + pattern.count : offset]
                let fits = kinds.contains("*") || kinds.contains(shift.kind)
                return (
                    "\(date(shift.day)): \(shift.kind) where the rotation has "
                        + (kinds.isEmpty ? "a day off" : kinds.sorted().joined(separator: " or ")), fits ? 0 : 1
                )
            }
        case .day(let request):
            return (0..<days).filter { request.concerns(date($0)) }.map { day in
                (
                    "\(date(day)): \(byDay[day].map { "\($0.kind) at \(LocalTime.clock($0.span.lowerBound))" } ?? "off")",
                    fits(byDay[day], request) ? 0 : 1
                )
            }
        case .startSpread(let most):
            return stride(from: 0, to: days, by: 7).map { first in
                let starts = (first..<min(first + 7, days)).compactMap { byDay[$0]?.span.lowerBound }
                let spread = (starts.max() ?? 0) - (starts.min() ?? 0)
                return (
                    "week of \(date(first)): starts \(hours(spread)) apart, at most \(hours(most))",
                    max(0, spread - most)
                )
            }
        case .overtime(let beyond, let weeks, let most):
            return stride(from: 0, to: days, by: weeks * 7).map { first in
                let over = stride(from: first, to: min(first + weeks * 7, days), by: 7).reduce(0) { sum, monday in
                    let paid = shifts.filter { $0.day >= monday && $0.day < monday + 7 }.reduce(0) { $0 + $1.paid }
                    return sum + max(0, paid - beyond)
                }
                return (
                    "\(weeks == 1 ? "week" : "\(weeks) weeks") from \(date(first)): \(hours(over)) overtime, at most "
                        + hours(most), max(0, over - most)
                )
            }
        case .longestStretch(let most):
            return shifts.map { shift in
                var position = 0
                var longest = 0
                for pause in shift.breaks {
                    longest = max(longest, pause.offsetMinutes - position)
                    position = pause.offsetMinutes + pause.minutes
                }
                longest = max(longest, shift.end - shift.start - position)
                return (
                    "\(date(shift.day)): \(hours(longest)) without a break, at most \(hours(most))",
                    max(0, longest - most)
                )
            }
        case .breakTime(let over, let count, let minutes, let latest, let isPaid):
            return shifts.filter { $0.end - $0.start > over }.map { shift in
                let fitting = zip(shift.breaks, shift.templates).filter { pause, template in
                    pause.minutes >= minutes && (isPaid.map { $0 == template.isPaid } ?? true)
                }.map(\.0.offsetMinutes)
                if fitting.count < count {
                    return (
                        "\(date(shift.day)): \(fitting.count) of \(count) breaks of \(minutes) min",
                        count - fitting.count
                    )
                }
                let start = fitting[count - 1]
                return (
                    "\(date(shift.day)): break \(count) begins after \(hours(start))"
                        + (latest.map { ", by \(hours($0))" } ?? ""), latest.map { start > $0 ? 1 : 0 } ?? 0
                )
            }
        case .fairness(let measure):
            let before = instance.history.filter { $0.agent == agent.id && $0.measure == measure.name }
                .reduce(0) { $0 + $1.count }
            let count: Int
            switch measure {
            case .weekends:
                count = stride(from: 0, to: days, by: 7).count { monday in
                    (monday + 5..<monday + 7).contains { $0 < days && byDay[$0] != nil }
                }
            case .nights(let window): count = shifts.count { window.holds($0.span) }
            case .weekdays(let weekdays): count = shifts.count { weekdays.contains($0.day % 7) }
            }
            let now = before + count
            return [("\(now) \(measure.name), \(before) of them carried over", now * now - before * before)]
        case .seats, .minimumCover, .pairing, .change: return []
        }
    }

    static func inHours(_ minutes: Int) -> String {
        minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }

    /// Whether a day is what `request` asks.
    private static func fits(_ shift: RuleShift?, _ request: DayRequest) -> Bool {
        guard let shift else { return !request.mustWork }
        return !request.mustBeOff && (request.kinds.isEmpty || request.kinds.contains(shift.kind))
            && (request.starts?.contains(shift.span.lowerBound) ?? true)
            && (request.within.map { $0.lowerBound <= shift.span.lowerBound && $0.upperBound >= shift.span.upperBound }
                ?? true)
    }

    private static func spans(
        _ amounts: [Int], _ credits: [Int], _ span: RuleSpan, _ least: Int?, _ most: Int?,
        _ instance: RosteringInstance, _ words: (Int) -> String, bound: (Int) -> String
    ) -> [Finding] {
        func finding(_ days: Range<Int>, isWhole: Bool) -> Finding {
            let sum = days.reduce(0) { $0 + amounts[$1] + (credits.isEmpty ? 0 : credits[$1]) }
            let place = "\(days.count) days from \(instance.startDate + days.lowerBound)"
            if let most, sum > most { return ("\(place): \(words(sum)), at most \(bound(most))", sum - most) }
            if isWhole, let least, sum < least {
                return ("\(place): \(words(sum)), at least \(bound(least))", least - sum)
            }
            return ("", 0)
        }
        switch span {
        case .weeks(let weeks):
            return stride(from: 0, to: instance.days, by: weeks * 7).map { first in
                finding(first..<min(first + weeks * 7, instance.days), isWhole: first + weeks * 7 <= instance.days)
            }
        case .rolling(let length):
            return (0..<instance.days).map { last in
                finding(max(0, last - length + 1)..<last + 1, isWhole: last >= length - 1)
            }
        }
    }

    /// Runs of true days: those longer than `most`, and those shorter than `least` that begin and end inside the horizon.
    private static func runs(
        _ days: [Bool], _ least: Int?, _ most: Int?, _ words: (_ first: Int, _ length: Int) -> String
    ) -> [Finding] {
        var findings: [Finding] = []
        var day = 0
        while day < days.count {
            guard days[day] else {
                day += 1
                continue
            }
            let first = day
            while day < days.count, days[day] { day += 1 }
            let length = day - first
            if let most, length > most { findings.append((words(first, length) + ", at most \(most)", length - most)) }
            if let least, length < least, first > 0, day < days.count {
                findings.append((words(first, length) + ", at least \(least)", least - length))
            }
        }
        return findings
    }

    /// The longest rest that begins or lies in each week whose end is known to be followed by work.
    private static func weeklyRests(_ shifts: [RuleShift], days: Int) -> [(week: Int, rest: Int)] {
        guard let last = shifts.last else { return [] }
        let length = 10_080
        var gaps: [(from: Int, to: Int)] = []
        var end = 0
        for shift in shifts {
            gaps.append((end, shift.start))
            end = shift.end
        }
        return (0...days / 7).compactMap { week in
            let first = week * length
            let isFollowed =
                last.start >= first + length
                || shifts.contains { $0.start < first + length && $0.start >= first && $0.end >= first + length }
            guard isFollowed else { return nil }
            let rests = gaps.map { gap in
                if gap.from >= first, gap.from < first + length { return gap.to - gap.from }
                if gap.from < first, gap.to >= first { return min(gap.to, first + length) - first }
                return 0
            }
            return (week, rests.max() ?? 0)
        }
    }
}
