import ContactCenter

/// The cells of a question by the names of their columns. What is wrong with one is said with its column's name.
struct CaseCells {
    let inputs: [QueueCaseTable.Input]
    let row: [QueueCaseTable.Value]

    private func value(_ name: String) -> QueueCaseTable.Value {
        guard let index = inputs.firstIndex(where: { $0.name == name }), index < row.count else { return .missing }
        return row[index]
    }

    func optionalNumber(_ name: String) throws(QueueingError) -> Double? {
        switch value(name) {
        case .missing: return nil
        case .number(let number):
            guard !number.isNaN else {
                throw .invalidValue(what: name, value: "nan", place: nil, hint: "give a number")
            }
            return number
        case .text(let text):
            throw .invalidValue(what: name, value: "'\(text)'", place: nil, hint: "give a number")
        }
    }

    func number(_ name: String) throws(QueueingError) -> Double {
        guard let number = try optionalNumber(name) else {
            throw .missingValue(what: name, place: nil, hint: "every row needs a number in this column")
        }
        return number
    }

    func text(_ name: String) throws(QueueingError) -> String {
        switch value(name) {
        case .text(let text): return text
        case .number(let number): return "\(number)"
        case .missing:
            throw .missingValue(what: name, place: nil, hint: "every row needs a word in this column")
        }
    }

    /// Numbers between spaces.
    func numbers(_ name: String) throws(QueueingError) -> [Double] {
        var numbers: [Double] = []
        for part in try text(name).split(separator: " ") {
            guard let number = Double(part), number.isFinite else {
                throw .invalidValue(
                    what: name, value: "'\(part)'", place: nil, hint: "give numbers with spaces between them")
            }
            numbers.append(number)
        }
        return numbers
    }

    /// A whole number that fits the models.
    func whole(_ name: String) throws(QueueingError) -> Int {
        let number = try number(name)
        guard number >= 0, number <= 1e9, number == number.rounded() else {
            throw .invalidValue(what: name, value: "\(number)", place: nil, hint: "give a whole number of 0 or more")
        }
        return Int(number)
    }

    /// A number of 0 or more.
    func nonNegative(_ name: String, hint: String) throws(QueueingError) -> Double {
        let number = try number(name)
        try Domain.requireNonNegative(number, name, hint: hint)
        return number
    }

    func agents() throws(QueueingError) -> Double {
        let agents = try number("agents")
        guard agents >= 0, agents <= OfferedTraffic.largestLoad else {
            throw .invalidValue(
                what: "agents", value: "\(agents)", place: nil,
                hint: "give a number from 0 to \(OfferedTraffic.largestLoad)")
        }
        return agents
    }

    /// Calls and their handle time, which calls alone need.
    func traffic(_ calls: String = "calls_per_hour") throws(QueueingError) -> OfferedTraffic {
        let volume = try nonNegative(calls, hint: "a volume is a finite number of 0 or more contacts an hour")
        return try OfferedTraffic(callsPerHour: volume, ahtSeconds: handleTime(ofVolume: volume))
    }

    func handleTime(ofVolume volume: Double) throws(QueueingError) -> Double {
        guard volume > 0 else { return 0 }
        let aht = try number("aht_s")
        guard aht >= 1e-9, aht <= 1e9 else {
            throw .invalidValue(
                what: "aht_s", value: "\(aht)", place: nil, hint: "contacts need a handle time above 0 seconds")
        }
        return aht
    }

    /// Mean patience; `nil` where the cell is empty: nobody gives up.
    func patience() throws(QueueingError) -> Double? {
        guard let patience = try optionalNumber("patience_s") else { return nil }
        guard patience >= 1e-15, patience <= 1e15 else {
            throw .invalidValue(
                what: "patience_s", value: "\(patience)", place: nil,
                hint: "give seconds above 0; leave the cell empty where customers never give up")
        }
        return patience
    }

    func targetSeconds() throws(QueueingError) -> Double {
        try nonNegative("target_s", hint: "give the seconds of the target, 0 or more")
    }

    func shortAbandon() throws(QueueingError) -> Double {
        guard let seconds = try optionalNumber("short_abandon_s") else { return 5 }
        try Domain.requireNonNegative(seconds, "short_abandon_s", hint: "give 0 or more seconds")
        return seconds
    }

    func share(_ name: String) throws(QueueingError) -> Double {
        let share = try number(name)
        guard share >= 0, share <= 1 else {
            throw .invalidValue(what: name, value: "\(share)", place: nil, hint: "give a share from 0 to 1")
        }
        return share
    }

    /// The goal of a row, and those of the columns `max_occupancy`, `max_asa_s` and `max_abandon`.
    func goals() throws(QueueingError) -> [StaffingGoal] {
        var goals = [try sound(goal(), "target")]
        if let cap = try optionalNumber("max_occupancy") {
            goals.append(try sound(.occupancy(cap: cap), "max_occupancy"))
        }
        if let seconds = try optionalNumber("max_asa_s") {
            goals.append(try sound(.asa(seconds: seconds), "max_asa_s"))
        }
        if let share = try optionalNumber("max_abandon") {
            goals.append(try sound(.abandonment(share: share), "max_abandon"))
        }
        return goals
    }

    /// The goal, or what is wrong with it by the column it stands in.
    private func sound(_ goal: StaffingGoal, _ column: String) throws(QueueingError) -> StaffingGoal {
        do throws(QueueingError) {
            try goal.validate(customersAbandon: false)
        } catch {
            throw error.inColumn(column)
        }
        return goal
    }

    private func goal() throws(QueueingError) -> StaffingGoal {
        let name = try text("goal")
        let target = try number("target")
        switch name {
        case "asa": return .asa(seconds: target)
        case "occupancy": return .occupancy(cap: target)
        case "abandon", "abandonment": return .abandonment(share: target)
        case "blocking": return .blocking(share: target)
        case "wait_quantile": return .waitQuantile(share: target, seconds: try targetSeconds())
        default:
            let formula: ServiceLevelFormula? =
                switch name {
                case "service_level", "sl_accepted": .offered
                case "sl_excl_short": .excludingShortAbandoned
                default: ServiceLevelFormula(rawValue: name)
                }
            guard let formula else {
                let names = ServiceLevelFormula.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalidValue(
                    what: "goal", value: "'\(name)'", place: nil,
                    hint: "known goals: service_level, asa, abandon, occupancy, wait_quantile, blocking, "
                        + "sl_excl_short, \(names)")
            }
            guard target >= 0, target <= 1 else {
                throw .invalidValue(
                    what: "target", value: "\(target)", place: nil,
                    hint: "a service level is a share from 0 to below 1: 80 % is 0.8")
            }
            return .serviceLevel(
                formula: formula, target: target, withinSeconds: try targetSeconds(),
                shortAbandonSeconds: try shortAbandon())
        }
    }

    func limits() throws(QueueingError) -> StaffingLimits {
        var limits = StaffingLimits()
        if try optionalNumber("staff_minimum") != nil { limits.minimumAgents = try whole("staff_minimum") }
        if try optionalNumber("staff_maximum") != nil { limits.maximumAgents = try whole("staff_maximum") }
        try limits.validate()
        return limits
    }
}

extension CaseModel {
    /// The model of a row; `agents` where they are given.
    func model(_ cells: CaseCells) throws(QueueingError) -> any SearchableQueue {
        switch self {
        case .erlangC: return ErlangC(try cells.traffic())
        case .erlangA:
            let traffic = try cells.traffic()
            guard let patience = try cells.patience() else { return ErlangC(traffic) }
            return try ErlangA(traffic, patienceSeconds: patience)
        case .erlangAGeneral:
            let law = try GeneralPatience(
                name: cells.text("patience"), parameters: cells.numbers("patience_parameters"))
            return try ErlangAGeneral(cells.traffic(), patience: law)
        case .finiteLines:
            return try FiniteLines(cells.traffic(), lines: cells.whole("lines"), patienceSeconds: cells.patience())
        case .retrials: return try retrials(cells)
        case .blending: return try blending(cells)
        case .chat: return try chat(cells)
        case .gammaPoisson: return try gammaPoisson(cells)
        case .generalService:
            return try GeneralServiceQueue(
                cells.traffic(),
                coefficientOfVariation: cells.nonNegative("service_cv", hint: "give standard deviation / mean"),
                patienceSeconds: cells.patience())
        case .callbacks: return try callbacks(cells)
        }
    }

    func retrials(_ cells: CaseCells) throws(QueueingError) -> Retrials {
        let reconnect = try cells.share("p_reconnect")
        guard reconnect < 1 else {
            throw .invalidValue(
                what: "p_reconnect", value: "\(reconnect)", place: nil,
                hint: "give a share below 1; if every answered call came back the calls would never end")
        }
        return try Retrials(
            firstCalls: cells.traffic("first_calls_per_hour"), patienceSeconds: cells.patience(),
            redialShare: cells.share("p_redial"), reconnectShare: reconnect)
    }

    func blending(_ cells: CaseCells) throws(QueueingError) -> OutboundBlending {
        try OutboundBlending(
            cells.traffic(), reservedIdle: cells.whole("reserved_idle"), patienceSeconds: cells.patience())
    }

    func chat(_ cells: CaseCells) throws(QueueingError) -> ChatConcurrency {
        let times = try cells.numbers("aht_by_concurrency_s")
        guard !times.isEmpty, times.allSatisfy({ $0 > 0 }) else {
            throw .invalidValue(
                what: "aht_by_concurrency_s", value: "'\(try cells.text("aht_by_concurrency_s"))'", place: nil,
                hint: "give a handle time above 0 seconds for 1, 2, … chats in hand: the concurrency is at least 1")
        }
        return try ChatConcurrency(
            chatsPerHour: cells.nonNegative("chats_per_hour", hint: "a volume is a finite number of 0 or more"),
            ahtSecondsByConcurrency: times, patienceSeconds: cells.patience())
    }

    func gammaPoisson(_ cells: CaseCells) throws(QueueingError) -> UncertainArrivals {
        let mean = try cells.nonNegative("mean_calls_per_hour", hint: "a volume is a finite number of 0 or more")
        return try UncertainArrivals(
            .gamma(
                meanCallsPerHour: mean,
                coefficientOfVariation: cells.nonNegative("cv_rate", hint: "give standard deviation / mean")),
            ahtSeconds: mean > 0 ? cells.handleTime(ofVolume: mean) : 1, patienceSeconds: cells.patience())
    }

    func callbacks(_ cells: CaseCells) throws(QueueingError) -> CallbackOffer {
        try CallbackOffer(
            cells.traffic(), thresholdSeconds: cells.nonNegative("callback_after_s", hint: "give 0 or more seconds"),
            acceptance: cells.share("p_callback"), patienceSeconds: cells.patience())
    }
}
