import ContactCenter

/// The types of rules a rule file knows, under their names.
enum RuleType: String, CaseIterable {
    case dailyHours = "daily_hours"
    case weeklyHours = "weekly_hours"
    case periodHours = "period_hours"
    case rollingHours = "rolling_hours"
    case averageWeeklyHours = "average_weekly_hours"
    case weeklyDays = "weekly_days"
    case periodDays = "period_days"
    case rollingDays = "rolling_days"
    case weekends
    case consecutiveDays = "consecutive_days"
    case consecutiveDaysOff = "consecutive_days_off"
    case rest
    case weeklyRest = "weekly_rest"
    case nightShifts = "night_shifts"
    case consecutiveNights = "consecutive_nights"
    case restAfterNight = "rest_after_night"
    case sequence
    case rotation
    case availability
    case shiftKinds = "shift_kinds"
    case startTimes = "start_times"
    case startSpread = "start_spread"
    case lock
    case preference
    case overtime
    case overtimePay = "overtime_pay"
    case nightShiftHours = "night_shift_hours"
    case nightWorkerHours = "night_worker_hours"
    case longestStretch = "longest_stretch"
    case breakTime = "break_time"
    case seats
    case minimumCover = "minimum_cover"
    case pairing
    case fairness
    case change
    case skillPriority = "skill_priority"

    /// Whether the type is a matter of price only.
    var isSoftOnly: Bool { self == .preference || self == .fairness || self == .change || self == .overtimePay }

    /// Whether the type has no price: it says how heads are counted on, and nothing can exceed it.
    var isHardOnly: Bool { self == .skillPriority }

    /// The term of the parameters; `nil`, with faults, when they are wrong.
    func term(_ from: inout RuleParameters) -> RuleTerm? {
        switch self {
        case .dailyHours: return from.requiredDuration("max").map { .dailyHours(most: $0) }
        case .weeklyHours: return hours(&from, .weeks(1))
        case .periodHours:
            return from.required(from.count("weeks", in: 1...64), "weeks").flatMap { hours(&from, .weeks($0)) }
        case .rollingHours:
            return from.required(from.count("days", in: 2...64), "days").flatMap { hours(&from, .rolling(days: $0)) }
        case .averageWeeklyHours:
            // Where horizon and days before are shorter than the reference period, they must keep the average by themselves.
            let known = (from.instance.days + from.instance.priorDays) / 7
            let weeks = min(from.count("weeks", in: 1...64) ?? 17, max(1, known))
            return from.requiredDuration("max").map {
                .hours(.weeks(weeks), least: nil, most: $0 * weeks, withCredits: false)
            }
        case .weeklyDays: return days(&from, .weeks(1))
        case .periodDays:
            return from.required(from.count("weeks", in: 1...64), "weeks").flatMap { days(&from, .weeks($0)) }
        case .rollingDays:
            return from.required(from.count("days", in: 2...64), "days").flatMap { days(&from, .rolling(days: $0)) }
        case .weekends:
            let weeks = from.count("weeks", in: 1...64) ?? 4
            return from.required(from.count("max"), "max").map { .weekends(weeks: weeks, most: $0) }
        case .consecutiveDays: return bounds(&from).map { .daysInRow(least: $0.0, most: $0.1) }
        case .consecutiveDaysOff: return bounds(&from).map { .daysOffInRow(least: $0.0, most: $0.1) }
        case .rest: return from.requiredDuration("min").map { .rest(least: $0) }
        case .weeklyRest: return from.requiredDuration("min").map { .weeklyRest(least: $0) }
        case .nightShifts:
            let night = from.night()
            let weeks = from.count("weeks", in: 1...64)
            let days = from.count("days", in: 2...64)
            if weeks != nil, days != nil { from.fail("both 'weeks' and 'days' are given") }
            let span = days.map { RuleSpan.rolling(days: $0) } ?? .weeks(weeks ?? 1)
            return from.required(from.count("max"), "max").map { .nights(night, span, most: $0) }
        case .consecutiveNights:
            let night = from.night()
            return from.required(from.count("max"), "max").map { .nightsInRow(night, most: $0) }
        case .restAfterNight:
            let night = from.night()
            return from.requiredDuration("min").map { .restAfterNight(night, least: $0) }
        case .sequence:
            let after = from.kinds("after")
            let never = from.kinds("never")
            guard !after.isEmpty, !never.isEmpty else {
                if !from.has("after") || !from.has("never") { from.fail("parameters 'after' and 'never' are needed") }
                return nil
            }
            return .sequence(after: after, never: never)
        case .rotation:
            let start = from.date("from") ?? from.instance.startDate
            return from.required(from.pattern("pattern"), "pattern").map { .rotation($0, from: start) }
        case .availability: return availability(&from)
        case .shiftKinds: return kinds(&from)
        case .startTimes:
            let weekdays = from.weekdays()
            let first = from.required(from.clock("from"), "from")
            let last = from.required(from.clock("to"), "to")
            guard let first, let last else { return nil }
            guard first <= last else {
                from.fail("'to' is before 'from'")
                return nil
            }
            return .day(DayRequest(weekdays: weekdays, starts: first...last))
        case .startSpread: return from.requiredDuration("max").map { .startSpread(most: $0) }
        case .lock, .preference: return request(&from)
        case .overtime:
            let beyond = from.duration("beyond") ?? 2400
            let weeks = from.count("weeks", in: 1...64) ?? 1
            return .overtime(beyond: beyond, weeks: weeks, most: from.duration("max") ?? 0)
        case .overtimePay: return overtimePay(&from)
        case .nightShiftHours:
            let night = from.night()
            return from.requiredDuration("max").map { .nightShiftHours(night, most: $0) }
        case .nightWorkerHours:
            let night = from.night()
            let known = (from.instance.days + from.instance.priorDays) / 7
            let weeks = min(from.count("weeks", in: 1...64) ?? 17, max(1, known))
            let least = from.count("min_nights", in: 1...400) ?? 1
            // Six days of a week count; the seventh is the weekly rest.
            return from.requiredDuration("max").map {
                .nightWorkerHours(night, leastNights: least, weeks: weeks, most: $0 * 6 * weeks)
            }
        case .longestStretch: return from.requiredDuration("max").map { .longestStretch(most: $0) }
        case .breakTime:
            let over = from.duration("shifts_over") ?? 0
            let count = from.count("count", in: 1...8) ?? 1
            let latest = from.duration("latest_start")
            let isPaid = from.flag("paid")
            return from.requiredDuration("min").map {
                .breakTime(shiftsOver: over, count: count, minutes: $0, latestStart: latest, isPaid: isPaid)
            }
        case .seats: return from.required(from.count("max", in: 0...10_000_000), "max").map { .seats(most: $0) }
        case .minimumCover:
            let skill = from.name("skill", among: from.instance.skills, "skill")
            let weekdays = from.weekdays()
            let first = from.clock("from") ?? from.instance.open
            let last = from.clock("to") ?? from.instance.close
            let heads = from.required(from.count("heads"), "heads")
            guard first < last else {
                from.fail("'to' is not after 'from'")
                return nil
            }
            return heads.map { .minimumCover(skill: skill, heads: $0, weekdays: weekdays, span: first..<last) }
        case .pairing:
            let agents = from.names("agents", among: from.instance.agents.map(\.id), "agent")
            let mode = from.word("mode", ["together", "apart"]) ?? "together"
            guard agents.count >= 2 else {
                from.fail("a pairing needs at least two 'agents'")
                return nil
            }
            return .pairing(agents: agents, together: mode == "together")
        case .fairness:
            let measure = from.required(from.word("measure", ["weekends", "nights", "weekdays"]), "measure")
            let weekdays = from.weekdays()
            switch measure {
            case "weekends": return .fairness(.weekends)
            case "nights": return .fairness(.nights(from.night()))
            case "weekdays":
                guard !weekdays.isEmpty else {
                    from.fail("parameter 'weekdays' is missing")
                    return nil
                }
                return .fairness(.weekdays(weekdays))
            default: return nil
            }
        case .change: return .change
        case .skillPriority:
            let skills = from.names("skills", among: from.instance.skills, "skill")
            if Set(skills).count < skills.count { from.fail("a skill is named twice") }
            return from.required(skills.isEmpty ? nil : skills, "skills").map { .skillPriority($0) }
        }
    }

    private func overtimePay(_ from: inout RuleParameters) -> RuleTerm? {
        var rates = OvertimePay()
        func tier(_ name: String, _ from: inout RuleParameters) -> OvertimePay.Tier? {
            let beyond = from.duration("\(name)_beyond")
            let percent = from.count("\(name)_percent", in: 100...1000)
            guard let beyond, let percent else {
                if beyond != nil || percent != nil {
                    from.fail("'\(name)_beyond_hours' and '\(name)_percent' go together")
                }
                return nil
            }
            return OvertimePay.Tier(beyond: beyond, percent: percent)
        }
        rates.daily = [tier("daily", &from), tier("daily_double", &from)].compactMap(\.self)
        rates.weekly = tier("weekly", &from)
        rates.restDayAfter = from.count("rest_day_after", in: 0...6)
        if let percent = from.count("rest_day_percent", in: 100...1000) {
            rates.restDay = [OvertimePay.Tier(beyond: 0, percent: percent)]
        }
        if let double = tier("rest_day_double", &from) { rates.restDay.append(double) }
        rates.holidays = Set(from.dateList("holidays"))
        rates.holidayPercent = from.count("holiday_percent", in: 100...1000) ?? rates.holidayPercent
        for tiers in [rates.daily, rates.restDay]
        where zip(tiers, tiers.dropFirst()).contains(where: { $0.beyond >= $1.beyond }) {
            from.fail("the double rate begins before the first one")
            return nil
        }
        if (rates.restDayAfter == nil) != rates.restDay.isEmpty {
            from.fail("'rest_day_after' and 'rest_day_percent' go together")
            return nil
        }
        guard !rates.daily.isEmpty || rates.weekly != nil || !rates.restDay.isEmpty || !rates.holidays.isEmpty else {
            if from.faults.problems.isEmpty { from.fail("no overtime is named: daily, weekly, rest_day or holidays") }
            return nil
        }
        return .overtimePay(rates)
    }

    private func hours(_ from: inout RuleParameters, _ span: RuleSpan) -> RuleTerm? {
        let least = from.duration("min")
        let most = from.duration("max")
        let withCredits = from.flag("with_credits") ?? false
        guard ordered(least, most, &from) else { return nil }
        return .hours(span, least: least, most: most, withCredits: withCredits)
    }

    private func days(_ from: inout RuleParameters, _ span: RuleSpan) -> RuleTerm? {
        bounds(&from).map { .workingDays(span, least: $0.0, most: $0.1) }
    }

    private func bounds(_ from: inout RuleParameters) -> (Int?, Int?)? {
        let least = from.count("min")
        let most = from.count("max")
        return ordered(least, most, &from) ? (least, most) : nil
    }

    private func ordered(_ least: Int?, _ most: Int?, _ from: inout RuleParameters) -> Bool {
        if least == nil, most == nil {
            if from.faults.problems.isEmpty { from.fail("neither a minimum nor a maximum is given") }
            return false
        }
        if let least, let most, least > most {
            from.fail("the minimum \(least) is above the maximum \(most)")
            return false
        }
        return true
    }

    private func availability(_ from: inout RuleParameters) -> RuleTerm? {
        let weekdays = from.weekdays()
        let dates = from.dates()
        let isOff = from.flag("off") ?? false
        let first = from.clock("from")
        let last = from.clock("to")
        if isOff { return .day(DayRequest(weekdays: weekdays, dates: dates, mustBeOff: true)) }
        guard first != nil || last != nil else {
            from.fail("neither 'from' and 'to' nor 'off' is given")
            return nil
        }
        let low = first ?? 0
        // A span that ends before it begins passes midnight.
        let high = last.map { $0 > low ? $0 : $0 + 1440 } ?? 2880
        return .day(DayRequest(weekdays: weekdays, dates: dates, within: low..<high))
    }

    private func kinds(_ from: inout RuleParameters) -> RuleTerm? {
        let weekdays = from.weekdays()
        let allowed = from.kinds("allowed")
        let forbidden = from.kinds("forbidden")
        guard !allowed.isEmpty || !forbidden.isEmpty else {
            if !from.has("allowed"), !from.has("forbidden") { from.fail("neither 'allowed' nor 'forbidden' is given") }
            return nil
        }
        let base = allowed.isEmpty ? Set(from.instance.shiftKinds.map(\.name)) : allowed
        let left = base.subtracting(forbidden)
        guard !left.isEmpty else { return .day(DayRequest(weekdays: weekdays, mustBeOff: true)) }
        return .day(DayRequest(weekdays: weekdays, kinds: left))
    }

    private func request(_ from: inout RuleParameters) -> RuleTerm? {
        let weekdays = from.weekdays()
        let dates = from.dates()
        let want = from.word("want", ["off", "work", "shift"])
        let kinds = from.kinds("kinds")
        let first = from.clock("from")
        let last = from.clock("to")
        var request = DayRequest(weekdays: weekdays, dates: dates, kinds: kinds)
        if let first, let last {
            guard first <= last else {
                from.fail("'to' is before 'from'")
                return nil
            }
            request.starts = first...last
        } else if let start = first ?? last {
            request.starts = first == nil ? 0...start : start...1439
        }
        request.mustBeOff = want == "off"
        request.mustWork = want == "work" || (self == .lock && want != "off")
        guard request.mustBeOff || request.mustWork || !kinds.isEmpty || request.starts != nil else {
            from.fail("nothing is asked: give 'want', 'kinds', or 'from' and 'to'")
            return nil
        }
        return .day(request)
    }
}
