import ContactCenter

/// A rule of one agent as a small machine that reads the days of the horizon one after another and tells, day by day,
/// by how much the rule is newly exceeded.
///
/// What the machine must remember of the days before are a few whole numbers (``width``). The same machine judges a
/// whole row of days, prices it, and is a factor of the state space of ``AgentFeasibility``.
struct RuleAutomaton: Hashable, Sendable {
    /// The kinds of machines.
    enum Machine: Hashable, Sendable {
        /// Sum over blocks of `days`; `offsets` are added to the blocks' sums. A block cut off by the horizon's end
        /// is asked for its most only.
        case block(RuleQuantity, days: Int, least: Int32, most: Int32, offsets: [Int32])
        /// Sum over any `days` in a row.
        case rolling(RuleQuantity, days: Int, least: Int32, most: Int32)
        /// Weekends with work in blocks of `days`.
        case weekends(days: Int, most: Int32)
        /// Working days (or days off) in a row.
        case run(ofWork: Bool, least: Int32, most: Int32)
        /// Time between two shifts.
        case rest(least: Int32)
        /// Longest time off that begins or lies in each week.
        case weeklyRest(least: Int32)
        /// Night shifts on consecutive days.
        case nightRun(NightWindow, most: Int32)
        /// Time between a night shift and a next shift that is none.
        case restAfterNight(NightWindow, least: Int32)
        /// Kinds that may not follow kinds on the next day.
        case sequence(after: Set<Int32>, never: Set<Int32>)
        /// Spread of starts in a week.
        case startSpread(most: Int32)
        /// Paid minutes of weeks beyond a mark, summed over blocks of `days`.
        case overtime(beyond: Int32, days: Int, most: Int32)
        /// Percent-minutes of pay for overtime; on each day whether it is a holiday.
        case overtimePay(OvertimePay, isHoliday: [Bool])
        /// Paid minutes in blocks of `days` of those who have so many nights in them.
        case nightWorker(NightWindow, leastNights: Int32, days: Int, most: Int32)
        /// Most paid minutes of a night shift.
        case nightDaily(NightWindow, most: Int32)
        /// Growth of the square of a count that begins at `carried`; weekends when there is no quantity.
        case square(RuleQuantity?, carried: Int32)
        /// Most paid minutes of a day.
        case daily(most: Int32)
        /// What each day may be.
        case day([DayDemand])
    }

    /// What a day may be, in indices.
    struct DayDemand: Hashable, Sendable {
        var mustWork = false
        var mustBeOff = false
        var kinds: Set<Int32> = []
        var starts: ClosedRange<Int32>?
        var within: Range<Int32>?

        /// Whether `fact` is what is asked.
        func holds(_ fact: DayFact) -> Bool {
            guard fact.works else { return !mustWork }
            if mustBeOff || (!kinds.isEmpty && !kinds.contains(fact.kind)) { return false }
            if let starts, !starts.contains(fact.start) { return false }
            if let within, fact.start < within.lowerBound || fact.end > within.upperBound { return false }
            return true
        }
    }

    /// What the machine does.
    let machine: Machine
    /// Days it reads, from the first; those after them it does not ask about.
    let days: Int
    /// What it knows of the days before the horizon.
    var past = Past()

    /// The days before the horizon as a machine remembers them.
    struct Past: Hashable, Sendable {
        /// Days known.
        var known = 0
        /// Days of the first block that lie before the horizon.
        var phase = 0
        /// What the machine remembers of them; empty when nothing is known.
        var state: [Int32] = []
    }

    /// A machine that reads so many days.
    init(machine: Machine, days: Int) {
        self.machine = machine
        self.days = days
    }

    /// The machine with other bounds, coming from the same days before the horizon.
    func with(_ machine: Machine) -> RuleAutomaton {
        var other = RuleAutomaton(machine: machine, days: days)
        other.past = past
        return other
    }

    /// Far before the horizon.
    private static let longAgo: Int32 = -1_000_000

    /// Whole numbers the machine remembers.
    var width: Int {
        switch machine {
        case .block, .rest, .nightRun, .restAfterNight, .sequence: 1
        case .rolling(_, let days, _, _): days
        case .weekends, .run, .weeklyRest, .startSpread, .overtime, .square, .overtimePay, .nightWorker: 2
        case .daily, .day, .nightDaily: 0
        }
    }

    /// Whole numbers of excess in one unit of a rule's weight: an hour, an hour of pay, or one.
    var unit: Double {
        if case .overtimePay = machine { return 6000 }
        return isTime ? 60 : 1
    }

    /// Whether the excess is minutes rather than a count.
    var isTime: Bool {
        switch machine {
        case .rest, .weeklyRest, .restAfterNight, .startSpread, .overtime, .daily, .nightWorker, .nightDaily: true
        case .block(let quantity, _, _, _, _), .rolling(let quantity, _, _, _): quantity == .paid
        case .weekends, .run, .nightRun, .sequence, .square, .day, .overtimePay: false
        }
    }

    /// Whether a rule about single days allows the shift `fact` on a day; true for every other rule.
    func allows(_ fact: DayFact, day: Int) -> Bool {
        switch machine {
        case .daily(let most): fact.paid <= most
        case .day(let demands): demands[day].holds(fact)
        case .nightDaily(let window, let most):
            fact.paid <= most || !window.holds(Int(fact.start)..<Int(fact.end))
        default: true
        }
    }

    /// Reads the days before the horizon, the earliest first. `phase` days of the first block lie among them.
    mutating func lookBack(on facts: [DayFact], phase: Int) {
        guard !facts.isEmpty else { return }
        past = Past(known: facts.count, phase: phase)
        guard width > 0 else { return }
        var state = [Int32](repeating: 0, count: width)
        begin(&state, at: 0)
        switch machine {
        case .block(_, _, _, _, let offsets): state[0] -= offsets.first ?? 0
        case .weeklyRest:
            // Of a week that is known in part only the rest before may have been long enough.
            state[0] = Int32(-facts.count * 1440)
            state[1] = facts.count % 7 == 0 ? 0 : 1_000_000
        default: break
        }
        for (place, fact) in facts.enumerated() {
            let day = place - facts.count
            // Sums of blocks that end before the horizon are of no use in it.
            if case .block(_, let length, _, _, _) = machine, cycle(day + phase, length) == 0 { state[0] = 0 }
            _ = step(&state, at: 0, day: day, fact)
        }
        // At the end of a whole block the step has written what the next one begins with.
        if case .block(_, let length, _, _, _) = machine, cycle(phase, length) == 0 { state[0] = 0 }
        past.state = state
    }

    /// `day` in a cycle of `length` days, for days before the horizon too.
    @inline(__always)
    private func cycle(_ day: Int, _ length: Int) -> Int {
        let rest = day % length
        return rest < 0 ? rest + length : rest
    }

    /// Writes what the machine knows before the first day; without the days before the horizon if `isFresh`.
    func begin(_ state: inout [Int32], at base: Int, isFresh: Bool = false) {
        for index in base..<base + width { state[index] = 0 }
        switch machine {
        case .block(_, _, _, _, let offsets): state[base] = offsets.first ?? 0
        case .rest: state[base] = RuleAutomaton.longAgo
        case .restAfterNight: state[base] = RuleAutomaton.longAgo
        case .sequence: state[base] = -1
        case .startSpread: state[base] = -1
        case .square(_, let carried): state[base] = carried
        default: break
        }
        guard !isFresh, !past.state.isEmpty else { return }
        switch machine {
        case .block: state[base] += past.state[0]
        default: for index in past.state.indices { state[base + index] = past.state[index] }
        }
    }

    /// Reads the day with index `day` and returns the excess that it adds.
    func step(_ state: inout [Int32], at base: Int, day: Int, _ fact: DayFact) -> Int {
        guard day < days else { return 0 }
        switch machine {
        case .daily(let most): return fact.works ? Int(max(0, fact.paid - most)) : 0
        case .day(let demands): return demands[day].holds(fact) ? 0 : 1
        case .rest(let least):
            guard fact.works else { return 0 }
            let gap = Int32(day * 1440) + fact.start - state[base]
            state[base] = Int32(day * 1440) + fact.end
            return Int(max(0, least - gap))
        case .block(let quantity, let length, let least, let most, let offsets):
            let before = state[base]
            let sum = before + quantity.amount(fact, day: day)
            var excess = max(0, sum - most)
            // What the credits alone exceed is told on the block's first day.
            let place = cycle(day + past.phase, length)
            if place > 0 || day == 0 && past.phase > 0 { excess -= max(0, before - most) }
            state[base] = sum
            if place == length - 1 {
                // A least is not asked of a block of which a part is not known.
                if day + past.known + 1 >= length { excess += max(0, least - sum) }
                let next = (day + past.phase) / length + 1
                state[base] = offsets.indices.contains(next) ? offsets[next] : 0
            }
            return Int(excess)
        case .rolling(let quantity, let length, let least, let most):
            // The last length − 1 amounts stand in a ring.
            let amount = quantity.amount(fact, day: day)
            let ring = length - 1
            var sum = amount
            for index in 0..<ring { sum += state[base + index] }
            if ring > 0 { state[base + cycle(day, ring)] = amount }
            return Int(max(0, sum - most) + (day + past.known >= length - 1 ? max(0, least - sum) : 0))
        case .weekends(let length, let most):
            return weekend(&state, at: base, day: day, fact, blockDays: length) && state[base + 1] > most ? 1 : 0
        case .run(let ofWork, let least, let most):
            // state: length so far, and whether it began on the first known day (its true length is not known).
            if fact.works == ofWork {
                if state[base] == 0 { state[base + 1] = day == -past.known ? 1 : 0 }
                state[base] += 1
                return state[base] > most ? 1 : 0
            }
            let length = state[base]
            let isWhole = state[base + 1] == 0
            state[base] = 0
            state[base + 1] = 0
            return length > 0 && isWhole ? Int(max(0, least - length)) : 0
        case .weeklyRest(let least): return weeklyRest(&state, at: base, day: day, fact, least: least)
        case .nightRun(let window, let most):
            let isNight = fact.works && window.holds(Int(fact.start)..<Int(fact.end))
            state[base] = isNight ? state[base] + 1 : 0
            return state[base] > most ? 1 : 0
        case .restAfterNight(let window, let least):
            guard fact.works else { return 0 }
            let isNight = window.holds(Int(fact.start)..<Int(fact.end))
            let gap = Int32(day * 1440) + fact.start - state[base]
            state[base] = isNight ? Int32(day * 1440) + fact.end : RuleAutomaton.longAgo
            return isNight ? 0 : Int(max(0, least - gap))
        case .sequence(let after, let never):
            let isBroken = fact.works && state[base] >= 0 && never.contains(fact.kind)
            state[base] = fact.works && after.contains(fact.kind) ? fact.kind : -1
            return isBroken ? 1 : 0
        case .startSpread(let most):
            if cycle(day, 7) == 0 { state[base] = -1 }
            guard fact.works else { return 0 }
            guard state[base] >= 0 else {
                state[base] = fact.start
                state[base + 1] = fact.start
                return 0
            }
            let before = max(0, state[base + 1] - state[base] - most)
            state[base] = min(state[base], fact.start)
            state[base + 1] = max(state[base + 1], fact.start)
            return Int(max(0, state[base + 1] - state[base] - most) - before)
        case .overtime(let beyond, let length, let most):
            if cycle(day, 7) == 0 { state[base] = 0 }
            if cycle(day + past.phase, length) == 0 { state[base + 1] = 0 }
            let before = state[base]
            state[base] = before + fact.paid
            let more = max(0, state[base] - beyond) - max(0, before - beyond)
            let exceeded = max(0, state[base + 1] - most)
            state[base + 1] += more
            return Int(max(0, state[base + 1] - most) - exceeded)
        case .overtimePay(let rates, let isHoliday):
            // State: ordinary minutes and working days of the week.
            if cycle(day, 7) == 0 {
                state[base] = 0
                state[base + 1] = 0
            }
            guard fact.works else { return 0 }
            state[base + 1] += 1
            let paid = Int(fact.paid)
            if day >= 0, isHoliday[day] { return paid * rates.holidayPercent }
            let isRestDay = rates.restDayAfter.map { Int(state[base + 1]) > $0 } ?? false
            let (pay, ordinary) = OvertimePay.pay(paid, isRestDay ? rates.restDay : rates.daily)
            let before = Int(state[base])
            state[base] += Int32(ordinary)
            guard let weekly = rates.weekly else { return pay }
            let more = max(0, before + ordinary - weekly.beyond) - max(0, before - weekly.beyond)
            return pay + more * weekly.percent
        case .nightDaily(let window, let most):
            return fact.works && window.holds(Int(fact.start)..<Int(fact.end)) ? Int(max(0, fact.paid - most)) : 0
        case .nightWorker(let window, let least, let length, let most):
            if cycle(day + past.phase, length) == 0 {
                state[base] = 0
                state[base + 1] = 0
            }
            func excess() -> Int32 { state[base + 1] >= least ? max(0, state[base] - most) : 0 }
            let before = excess()
            state[base] += fact.paid
            if fact.works, window.holds(Int(fact.start)..<Int(fact.end)) { state[base + 1] += 1 }
            return Int(excess() - before)
        case .square(let quantity, _):
            let before = state[base]
            if let quantity {
                state[base] += quantity.amount(fact, day: day)
            } else if cycle(day, 7) == 6 {
                state[base] += fact.works || state[base + 1] != 0 ? 1 : 0
                state[base + 1] = 0
            } else if cycle(day, 7) == 5 {
                state[base + 1] = fact.works ? 1 : 0
                // A horizon that ends on a Saturday ends the weekend.
                if day == days - 1 { state[base] += state[base + 1] }
            }
            return Int(state[base] * state[base] - before * before)
        }
    }

    /// Counts weekends; true on the day on which a weekend counts first.
    private func weekend(
        _ state: inout [Int32], at base: Int, day: Int, _ fact: DayFact, blockDays: Int
    ) -> Bool {
        if cycle(day + past.phase, blockDays) == 0 { state[base + 1] = 0 }
        switch cycle(day, 7) {
        case 5:
            state[base] = fact.works ? 1 : 0
            if fact.works { state[base + 1] += 1 }
            return fact.works
        case 6:
            let isNew = fact.works && state[base] == 0
            if isNew { state[base + 1] += 1 }
            state[base] = 0
            return isNew
        default: return false
        }
    }

    /// The week of a minute, for those before the horizon too.
    private static func week(ofMinute minute: Int32) -> Int32 {
        minute >= 0 ? minute / 10_080 : (minute - 10_079) / 10_080
    }

    /// State: end of the last shift, longest rest so far that counts for its week.
    private func weeklyRest(
        _ state: inout [Int32], at base: Int, day: Int, _ fact: DayFact, least: Int32
    ) -> Int {
        guard fact.works else { return 0 }
        let start = Int32(day * 1440) + fact.start
        let weekOfLast = RuleAutomaton.week(ofMinute: state[base])
        let week = RuleAutomaton.week(ofMinute: start)
        let gap = start - state[base]
        state[base + 1] = max(state[base + 1], gap)
        var missing: Int32 = 0
        if week > weekOfLast {
            missing = max(0, least - state[base + 1])
            state[base + 1] = start - week * 10_080
        }
        let end = Int32(day * 1440) + fact.end
        // A shift over the week's end: what follows begins in the next week.
        if RuleAutomaton.week(ofMinute: end) > week {
            missing += max(0, least - state[base + 1])
            state[base + 1] = 0
        }
        state[base] = end
        return Int(missing)
    }
}
