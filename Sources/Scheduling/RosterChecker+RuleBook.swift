import ContactCenter

extension RosterChecker {
    /// What a rule finds wrong: where, in words, and by how much (minutes for rules of time, else a count).
    typealias Finding = (message: String, amount: Int)

    /// By how much `roster` exceeds the rules of the instance's rule book, hard and soft, in the order of the rules,
    /// then of the agents. Written from the meaning of the rules (docs/formats.md), apart from the search.
    public static func ruleExcesses(of roster: Roster, in instance: RosteringInstance) -> [RuleExcess] {
        guard !instance.ruleBook.isEmpty else { return [] }
        let shifts = ruleShifts(of: roster, in: instance)
        let before = shiftsBefore(instance)
        var found: [RuleExcess] = []
        for rule in instance.ruleBook {
            let isTime = isTime(rule.term)
            func add(_ agent: String, _ findings: [Finding]) {
                let amount = findings.reduce(0) { $0 + $1.amount }
                guard amount > 0 else { return }
                var units = Double(amount) / (isTime ? 60 : 1)
                if case .overtimePay = rule.term { units = Double(amount) / 6000 }
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
                    add(
                        agent.id,
                        findings(
                            rule.term, agent: agent, shifts: shifts[agent.id] ?? [],
                            before: before[agent.id] ?? [], instance: instance))
                }
            }
        }
        return found
    }

    /// Whether a term's excess is minutes rather than a count.
    static func isTime(_ term: RuleTerm) -> Bool {
        switch term {
        case .dailyHours, .hours, .rest, .weeklyRest, .restAfterNight, .startSpread, .overtime, .longestStretch, .seats,
            .minimumCover, .nightShiftHours, .nightWorkerHours:
            true
        default: false
        }
    }

    // MARK: Rules of one agent

    private static func findings(
        _ term: RuleTerm, agent: Agent, shifts: [RuleShift], before: [RuleShift], instance: RosteringInstance
    ) -> [Finding] {
        let days = instance.days
        func date(_ day: Int) -> CivilDate { instance.startDate + day }
        func hours(_ minutes: Int) -> String { inHours(minutes) }
        var byDay = [RuleShift?](repeating: nil, count: days)
        for shift in shifts { byDay[shift.day] = shift }
        // All days that are known, those before the horizon first.
        let known = instance.priorDays
        let all = before + shifts
        let worked = Set(all.map(\.day))
        func worksWeekend(of monday: Int) -> Bool { worked.contains(monday + 5) || worked.contains(monday + 6) }
        func pairs() -> some Sequence<(RuleShift, RuleShift)> {
            zip(all, all.dropFirst()).filter { $0.1.day >= 0 }
        }
        let history = PastDays(known: known, days: days)
        func amounts(_ amount: (RuleShift) -> Int) -> [Int: Int] {
            var sums: [Int: Int] = [:]
            for shift in all { sums[shift.day, default: 0] += amount(shift) }
            return sums
        }

        switch term {
        case .dailyHours(let most):
            return shifts.map {
                ("\(date($0.day)): \(hours($0.paid)) paid, at most \(hours(most))", max(0, $0.paid - most))
            }
        case .hours(let span, let least, let most, let withCredits):
            var credits: [Int: Int] = [:]
            if withCredits {
                for record in instance.availability where record.agent == agent.id && record.kind != .avoid {
                    let day = record.date - instance.startDate
                    if day >= 0, day < days / 7 * 7 { credits[day, default: 0] += record.creditMinutes }
                }
            }
            return spans(amounts(\.paid), credits, span, least, most, instance, history) {
                "\(hours($0)) paid"
            } bound: {
                hours($0)
            }
        case .workingDays(let span, let least, let most):
            return spans(amounts { _ in 1 }, [:], span, least, most, instance, history) {
                "\($0) working days"
            } bound: {
                "\($0)"
            }
        case .nights(let window, let span, let most):
            return spans(amounts { window.holds($0.span) ? 1 : 0 }, [:], span, nil, most, instance, history) {
                "\($0) night shifts"
            } bound: {
                "\($0)"
            }
        case .weekends(let weeks, let most):
            return history.blocks(of: weeks * 7).map { first in
                let mondays = stride(from: first, to: min(first + weeks * 7, days), by: 7)
                let count = mondays.count(where: worksWeekend)
                // What is past already exceeds is not this roster's.
                let earlier = max(0, mondays.count { $0 < 0 && worksWeekend(of: $0) } - most)
                return (
                    "\(weeks) weeks from \(date(first)): \(count) weekends, at most \(most)",
                    max(0, count - most) - earlier
                )
            }
        case .daysInRow(let least, let most):
            return runs(history.all.map(worked.contains), least, most, history) { first, length in
                "\(length) working days in a row from \(date(first))"
            }
        case .daysOffInRow(let least, let most):
            return runs(history.all.map { !worked.contains($0) }, least, most, history) { first, length in
                "\(length) days off in a row from \(date(first))"
            }
        case .rest(let least):
            return pairs().map { one, next in
                (
                    "\(hours(next.start - one.end)) rest before \(date(next.day)), at least \(hours(least))",
                    max(0, least - (next.start - one.end))
                )
            }
        case .restAfterNight(let window, let least):
            return pairs().filter { window.holds($0.span) && !window.holds($1.span) }.map {
                one, next in
                (
                    "\(hours(next.start - one.end)) rest after the night before \(date(next.day)), at least \(hours(least))",
                    max(0, least - (next.start - one.end))
                )
            }
        case .weeklyRest(let least):
            return weeklyRests(all, history).map { week, rest in
                (
                    "week of \(date(week * 7)): longest rest \(hours(rest)), at least \(hours(least))",
                    max(0, least - rest)
                )
            }
        case .nightsInRow(let window, let most):
            let nights = Set(all.filter { window.holds($0.span) }.map(\.day))
            return runs(history.all.map(nights.contains), nil, most, history) { first, length in
                "\(length) nights in a row from \(date(first))"
            }
        case .sequence(let after, let never):
            return pairs().filter { one, next in
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
            return history.blocks(of: weeks * 7).map { first in
                func overtime(_ mondays: some Sequence<Int>) -> Int {
                    mondays.reduce(0) { sum, monday in
                        let paid = all.filter { $0.day >= monday && $0.day < monday + 7 }.reduce(0) { $0 + $1.paid }
                        return sum + max(0, paid - beyond)
                    }
                }
                let mondays = stride(from: first, to: min(first + weeks * 7, days), by: 7)
                let over = overtime(mondays)
                let earlier = max(0, overtime(mondays.filter { $0 < 0 }) - most)
                return (
                    "\(weeks == 1 ? "week" : "\(weeks) weeks") from \(date(first)): \(hours(over)) overtime, at most "
                        + hours(most), max(0, over - most) - earlier
                )
            }
        case .overtimePay(let rates):
            let firstMonday = -(known + 6) / 7 * 7
            return stride(from: firstMonday, to: days, by: 7).flatMap { monday -> [Finding] in
                var ordinary = 0
                return all.filter { $0.day >= monday && $0.day < monday + 7 }.enumerated().map { place, shift in
                    var pay = 0
                    var kind = "holiday"
                    if rates.holidays.contains(date(shift.day)), shift.day >= 0 {
                        pay = shift.paid * rates.holidayPercent
                    } else {
                        let isRestDay = rates.restDayAfter.map { place >= $0 } ?? false
                        let tiers = isRestDay ? rates.restDay : rates.daily
                        kind = isRestDay ? "rest day" : "overtime"
                        // Minute by minute: what the last mark passed says, else ordinary, then the week's mark.
                        for minute in 0..<shift.paid {
                            if let tier = tiers.last(where: { minute >= $0.beyond }) {
                                pay += tier.percent
                            } else {
                                if let weekly = rates.weekly, ordinary >= weekly.beyond { pay += weekly.percent }
                                ordinary += 1
                            }
                        }
                    }
                    return ("\(date(shift.day)): \(hours(shift.paid)) paid, \(kind)", shift.day >= 0 ? pay : 0)
                }
            }
        case .nightShiftHours(let window, let most):
            return shifts.filter { window.holds($0.span) }.map {
                ("\(date($0.day)): night shift of \(hours($0.paid)), at most \(hours(most))", max(0, $0.paid - most))
            }
        case .nightWorkerHours(let window, let least, let weeks, let most):
            return history.blocks(of: weeks * 7).map { first in
                func excess(_ shifts: [RuleShift]) -> Int {
                    let own = shifts.filter { $0.day >= first && $0.day < first + weeks * 7 }
                    guard own.count(where: { window.holds($0.span) }) >= least else { return 0 }
                    return max(0, own.reduce(0) { $0 + $1.paid } - most)
                }
                let amount = excess(all) - excess(before)
                return (
                    "\(weeks) weeks from \(date(first)): night worker \(hours(amount)) above \(hours(most))", amount
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
            let carried = carriedOver(measure, of: agent.id, before, instance)
            let now = carried + count(measure, shifts, mondays: stride(from: 0, to: days, by: 7), instance)
            return [("\(now) \(measure.name), \(carried) of them carried over", now * now - carried * carried)]
        case .seats, .minimumCover, .pairing, .change, .skillPriority: return []
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
}
