extension QueueCaseTable {
    /// The answer to one row.
    ///
    /// - Parameter row: One value per ``inputs``.
    /// - Returns: One value per ``outputs``; `nil` = undefined (an empty cell), `.infinity` = without bound.
    /// - Throws: ``QueueingError`` for a missing or wrong value, naming its column.
    public func evaluate(_ row: [Value]) throws(QueueingError) -> [Double?] {
        let cells = CaseCells(inputs: inputs, row: row)
        switch kind {
        case .blockingAndDelay(let withLogarithms):
            return try QueueCaseTable.blockingAndDelay(cells, withLogarithms: withLogarithms)
        case .measures(let model): return try measures(model, cells)
        case .wholeAgents: return try wholeAgents(cells)
        case .realAgents: return try QueueCaseTable.realAgents(cells)
        case .fewestAgents(let model): return try fewestAgents(model, cells)
        }
    }

    /// ``evaluate(_:)`` of a row given by column names; columns it lacks are missing.
    public func evaluate(_ row: [String: Value]) throws(QueueingError) -> [(column: String, value: Double?)] {
        let values = try evaluate(inputs.map { row[$0.name] ?? .missing })
        return Array(zip(outputs, values)).map { (column: $0, value: $1) }
    }

    private static func blockingAndDelay(
        _ cells: CaseCells, withLogarithms: Bool
    ) throws(QueueingError) -> [Double?] {
        let agents = try cells.agents()
        let traffic = try OfferedTraffic(
            load: cells.nonNegative("load", hint: "a load in Erlang is a finite number of 0 or more"))
        let loss = try ErlangB(load: traffic.load)
        let delay = ErlangC(traffic)
        let (b, c) = (try loss.blocking(agents: agents), try delay.waitProbability(agents: agents))
        guard withLogarithms else { return [b, c] }
        return [b, try loss.logBlocking(agents: agents), c, try delay.logWaitProbability(agents: agents)]
    }

    // MARK: Measures of given agents

    private func measures(_ name: CaseModel, _ cells: CaseCells) throws(QueueingError) -> [Double?] {
        let agents = try cells.agents()
        let within = try cells.targetSeconds()
        let short = try cells.shortAbandon()
        var special: (CaseMeasure) throws(QueueingError) -> Double? = { _ in nil }
        let model: any StaffingModel
        let measures: QueueMeasures
        switch name {
        case .retrials:
            let retrials = try name.retrials(cells)
            let total = try retrials.totalCallsPerSecond(agents: agents) * 3600
            special = { $0 == .totalCalls ? total : nil }
            (model, measures) = (
                retrials,
                try retrials.evaluate(agents: agents, withinSeconds: within, shortAbandonSeconds: short)
            )
        case .blending:
            let blending = try name.blending(cells)
            let both = try blending.blendedMeasures(
                agents: agents, withinSeconds: within, shortAbandonSeconds: short)
            special = { $0 == .outbound ? both.outboundPerSecond * 3600 : nil }
            (model, measures) = (blending, both.inbound)
        case .chat:
            let chat = try name.chat(cells)
            let hands = try chat.chatMeasures(agents: agents, withinSeconds: within, shortAbandonSeconds: short)
            special = {
                switch $0 {
                case .chatsInProgress: hands.chatsInProgress
                case .chatsPerAgent: hands.chatsPerAgent
                case .shareIdle: hands.idleShare
                case .chatDuration: hands.chatSeconds
                default: nil
                }
            }
            (model, measures) = (chat, hands.queue)
        case .gammaPoisson:
            let mixture = try name.gammaPoisson(cells)
            let goal = try cells.number("goal")
            special = { column throws(QueueingError) in
                switch column {
                case .slMeanOverRates:
                    return try mixture.meanServiceLevel(
                        agents: agents, withinSeconds: within, shortAbandonSeconds: short)
                case .probMeetsGoal:
                    return try mixture.probability(
                        of: .serviceLevel(target: goal, withinSeconds: within, shortAbandonSeconds: short),
                        agents: agents)
                default: return nil
                }
            }
            (model, measures) = (
                mixture, try mixture.evaluate(agents: agents, withinSeconds: within, shortAbandonSeconds: short)
            )
        case .callbacks:
            let offer = try name.callbacks(cells)
            let outcome = try offer.callbackMeasures(
                agents: agents, withinSeconds: within, shortAbandonSeconds: short)
            special = {
                switch $0 {
                case .probLost: outcome.lostShare
                case .probCallback: outcome.callbackShare
                case .callbacks: outcome.callbacksPerSecond * 3600
                case .callbackLoad: outcome.callbackWorkPerSecond
                default: nil
                }
            }
            (model, measures) = (offer, outcome.line)
        case .erlangC:
            let delay = ErlangC(try cells.traffic())
            special = { column throws(QueueingError) in
                switch column {
                case .meanWaitDelayed: return try delay.meanWaitOfDelayedSeconds(agents: agents)
                case .waitDeviation: return try delay.waitStandardDeviationSeconds(agents: agents)
                default: return nil
                }
            }
            (model, measures) = (delay, try delay.evaluate(agents: agents, withinSeconds: within))
        case .finiteLines:
            let lines = try cells.whole("lines")
            guard Double(lines) >= agents else {
                throw .invalidValue(
                    what: "lines", value: "\(lines), below the \(agents) agents", place: nil,
                    hint: "every agent needs a line: give at least as many lines as agents")
            }
            model = try name.model(cells)
            measures = try model.evaluate(agents: agents, withinSeconds: within, shortAbandonSeconds: short)
        case .erlangA, .erlangAGeneral, .generalService:
            model = try name.model(cells)
            measures = try model.evaluate(agents: agents, withinSeconds: within, shortAbandonSeconds: short)
        }
        var values: [Double?] = []
        values.reserveCapacity(columns.count)
        for column in columns {
            if let share = column.quantileShare {
                values.append(try model.waitQuantileSeconds(share, agents: agents))
            } else {
                values.append(column.value(in: measures) == nil ? try special(column) : column.value(in: measures))
            }
        }
        return values
    }

    // MARK: Fewest agents for given goals

    private func wholeAgents(_ cells: CaseCells) throws(QueueingError) -> [Double?] {
        let model = ErlangC(try cells.traffic())
        let goals = try cells.goals()
        let within = try cells.optionalNumber("target_s")
        let answer = try model.staff(goals: goals, limits: cells.limits())
        let measures = try model.evaluate(agents: Double(answer.agents), withinSeconds: within ?? 0)
        let fewer = try model.evaluate(agents: Double(max(0, answer.agents - 1)), withinSeconds: within ?? 0)
        let values: [Double?] = [
            Double(answer.agents), within == nil ? nil : measures.serviceLevel(.offered), measures.asaSeconds,
            answer.agents > 0 ? measures.occupancy : nil, goals[0].value(in: fewer),
        ]
        return withShortfall ? values + [Double(answer.shortfall)] : values
    }

    private static func realAgents(_ cells: CaseCells) throws(QueueingError) -> [Double?] {
        let goal = StaffingGoal.serviceLevel(
            target: try cells.number("service_level_target"), withinSeconds: try cells.targetSeconds())
        return [try ErlangC(cells.traffic()).realAgents(goals: [goal])]
    }

    private func fewestAgents(_ name: CaseModel, _ cells: CaseCells) throws(QueueingError) -> [Double?] {
        let model = try name.model(cells)
        let goals = try cells.goals()
        let goal = goals[0]
        let answer: StaffingAnswer
        if let mixture = model as? UncertainArrivals, let probability = try cells.optionalNumber("probability") {
            var required = 0
            for goal in goals {
                required = max(required, try mixture.minimumAgents(goal: goal, withProbability: probability))
            }
            answer = try cells.limits().answer(required: required)
        } else {
            let limits = try cells.limits()
            do throws(QueueingError) {
                answer = try model.staff(goals: goals, limits: limits)
            } catch {
                throw error.inColumn("target")
            }
        }
        func value(_ agents: Int) throws(QueueingError) -> Double? {
            goal.value(
                in: try model.evaluate(
                    agents: Double(agents), withinSeconds: goal.waits.within,
                    shortAbandonSeconds: goal.waits.shortAbandon))
        }
        // Without contacts, or with a cap below what the model seats, there is nothing to measure.
        let reached = answer.agents > 0 && answer.shortfall == 0 ? try value(answer.agents) : try? value(answer.agents)
        let fewer = answer.agents > 1 ? try? value(answer.agents - 1) : nil
        let values: [Double?] = [Double(answer.agents), reached, fewer]
        return withShortfall ? values + [Double(answer.shortfall)] : values
    }
}
