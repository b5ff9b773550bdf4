import ContactCenter

extension QueueCaseTable {
    /// The answer to one row.
    ///
    /// - Parameter row: One value per ``inputs``.
    /// - Returns: One value per ``outputs``; `nil` = undefined (an empty cell), `.infinity` = without bound.
    /// - Throws: ``QueueingError`` for a missing or wrong value, naming its column.
    public func evaluate(_ row: [Value]) throws(QueueingError) -> [Double?] {
        let cells = Cells(inputs: inputs, row: row)
        switch kind {
        case .blockingAndDelay(let withLogarithms):
            return try QueueCaseTable.blockingAndDelay(cells, withLogarithms: withLogarithms)
        case .delayMeasures: return try QueueCaseTable.delayMeasures(cells)
        case .abandonmentMeasures: return try QueueCaseTable.abandonmentMeasures(cells)
        case .wholeAgents: return try QueueCaseTable.wholeAgents(cells)
        case .realAgents: return try QueueCaseTable.realAgents(cells)
        case .wholeAgentsWithAbandonment: return try QueueCaseTable.wholeAgentsWithAbandonment(cells)
        }
    }

    /// ``evaluate(_:)`` of a row given by column names; columns it lacks are missing.
    public func evaluate(_ row: [String: Value]) throws(QueueingError) -> [(column: String, value: Double?)] {
        let values = try evaluate(inputs.map { row[$0.name] ?? .missing })
        return Array(zip(outputs, values)).map { (column: $0, value: $1) }
    }

    /// The values of a row by name.
    private struct Cells {
        let inputs: [Input]
        let row: [Value]

        private func value(_ name: String) -> Value {
            guard let index = inputs.firstIndex(where: { $0.name == name }), index < row.count else { return .missing }
            return row[index]
        }

        func optionalNumber(_ name: String) throws(QueueingError) -> Double? {
            switch value(name) {
            case .missing: return nil
            case .number(let number): return number
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
            guard case .text(let text) = value(name) else {
                throw .missingValue(what: name, place: nil, hint: "every row needs a word in this column")
            }
            return text
        }

        func traffic() throws(QueueingError) -> OfferedTraffic {
            try OfferedTraffic(callsPerHour: number("calls_per_hour"), ahtSeconds: number("aht_s"))
        }

        /// Erlang A, or Erlang C where the cell of the patience is empty.
        func model() throws(QueueingError) -> any QueueingModel {
            let traffic = try traffic()
            guard let patience = try optionalNumber("patience_s") else { return ErlangC(traffic) }
            return try ErlangA(traffic, patienceSeconds: patience)
        }

        func shortAbandon() throws(QueueingError) -> Double { try optionalNumber("short_abandon_s") ?? 5 }

        func goal() throws(QueueingError) -> StaffingGoal {
            let name = try text("goal")
            let target = try number("target")
            switch name {
            case "asa": return .asa(seconds: target)
            case "occupancy": return .occupancy(cap: target)
            case "abandon", "abandonment": return .abandonment(share: target)
            default:
                let formula: ServiceLevelFormula? =
                    switch name {
                    case "service_level": .offered
                    case "sl_excl_short": .excludingShortAbandoned
                    default: ServiceLevelFormula(rawValue: name)
                    }
                guard let formula else {
                    let names = ServiceLevelFormula.allCases.map(\.rawValue).joined(separator: ", ")
                    throw .invalidValue(
                        what: "goal", value: "'\(name)'", place: nil,
                        hint: "known goals: service_level, asa, abandon, occupancy, sl_excl_short, \(names)")
                }
                return .serviceLevel(
                    formula: formula, target: target, withinSeconds: try number("target_s"),
                    shortAbandonSeconds: try shortAbandon())
            }
        }
    }

    private static func blockingAndDelay(_ cells: Cells, withLogarithms: Bool) throws(QueueingError) -> [Double?] {
        let agents = try cells.number("agents")
        let traffic = try OfferedTraffic(load: cells.number("load"))
        let loss = try ErlangB(load: traffic.load)
        let delay = ErlangC(traffic)
        let (b, c) = (try loss.blocking(agents: agents), try delay.waitProbability(agents: agents))
        guard withLogarithms else { return [b, c] }
        return [b, try loss.logBlocking(agents: agents), c, try delay.logWaitProbability(agents: agents)]
    }

    private static func delayMeasures(_ cells: Cells) throws(QueueingError) -> [Double?] {
        let model = ErlangC(try cells.traffic())
        let agents = try cells.number("agents")
        let measures = try model.evaluate(agents: agents, withinSeconds: cells.number("target_s"))
        var values: [Double?] = [
            measures.load, measures.occupancy, measures.probabilityOfWait, measures.serviceLevel(.offered),
            measures.asaSeconds, try model.meanWaitOfDelayedSeconds(agents: agents), measures.meanQueue,
            try model.waitStandardDeviationSeconds(agents: agents),
        ]
        for share in [0.5, 0.8, 0.9, 0.95, 0.99] {
            values.append(try model.waitQuantileSeconds(share, agents: agents))
        }
        return values
    }

    private static func abandonmentMeasures(_ cells: Cells) throws(QueueingError) -> [Double?] {
        let measures = try cells.model().evaluate(
            agents: cells.number("agents"), withinSeconds: cells.number("target_s"),
            shortAbandonSeconds: cells.shortAbandon())
        return [
            measures.load, measures.probabilityOfWait, measures.abandonment, measures.occupancy, measures.meanQueue,
            measures.meanWaitSeconds, measures.asaSeconds, measures.meanWaitOfAbandonedSeconds,
            measures.abandonedWithin, measures.shortAbandoned, measures.serviceLevel(.offered),
            measures.serviceLevel(.answered), measures.serviceLevel(.excludingAbandonedWithin),
            measures.serviceLevel(.excludingShortAbandoned), measures.serviceLevel(.abandonedWithinCountAsGood),
            measures.serviceLevel(.virtualWait),
        ]
    }

    private static func wholeAgents(_ cells: Cells) throws(QueueingError) -> [Double?] {
        let model = ErlangC(try cells.traffic())
        let goal = try cells.goal()
        let within = try cells.optionalNumber("target_s")
        let agents = try model.minimumAgents(goals: [goal])
        let measures = try model.evaluate(agents: Double(agents), withinSeconds: within ?? 0)
        let fewer = try model.evaluate(agents: Double(max(0, agents - 1)), withinSeconds: within ?? 0)
        return [
            Double(agents), within == nil ? nil : measures.serviceLevel(.offered), measures.asaSeconds,
            measures.occupancy, goal.value(in: fewer),
        ]
    }

    private static func realAgents(_ cells: Cells) throws(QueueingError) -> [Double?] {
        let goal = StaffingGoal.serviceLevel(
            target: try cells.number("service_level_target"), withinSeconds: try cells.number("target_s"))
        return [try ErlangC(cells.traffic()).realAgents(goals: [goal])]
    }

    private static func wholeAgentsWithAbandonment(_ cells: Cells) throws(QueueingError) -> [Double?] {
        let model = try cells.model()
        let goal = try cells.goal()
        let agents = try model.minimumAgents(goals: [goal])
        func value(_ agents: Int) throws(QueueingError) -> Double? {
            goal.value(
                in: try model.evaluate(
                    agents: Double(agents), withinSeconds: goal.waits.within,
                    shortAbandonSeconds: goal.waits.shortAbandon))
        }
        return [Double(agents), try value(agents), agents > 1 ? try value(agents - 1) : nil]
    }
}
