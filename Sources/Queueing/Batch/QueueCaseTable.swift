/// A table of staffing questions, one a row, as `wfm queue evaluate` and `wfm queue agents` read it: which columns it
/// needs, which it gives back, and the pure function between the two.
///
///     let table = try QueueCaseTable(verb: .agents, model: "erlang-c", header: header)
///     let answers = try table.evaluate(row)   // row: one value per table.inputs, answers: one per table.outputs
public struct QueueCaseTable: Hashable, Sendable {
    /// What is asked.
    public enum Verb: String, Sendable, CaseIterable {
        /// Measures of given agents.
        case evaluate
        /// Fewest agents for a goal.
        case agents
    }

    /// One cell of a question.
    public enum Value: Hashable, Sendable {
        /// A number as read.
        case number(Double)
        /// A word, e.g. the name of a goal.
        case text(String)
        /// An empty cell, or a column the table does not have.
        case missing
    }

    /// A column of the question.
    public struct Input: Hashable, Sendable {
        /// Name of the column.
        public let name: String
        /// Whether it holds a word and not a number.
        public let isText: Bool
        /// Whether column or cell may be missing.
        public let isOptional: Bool

        init(_ name: String, isText: Bool = false, isOptional: Bool = false) {
            self.name = name
            self.isText = isText
            self.isOptional = isOptional
        }
    }

    /// The questions that are understood.
    enum Kind: Hashable, Sendable {
        /// Erlang B and C with or without logarithms.
        case blockingAndDelay(withLogarithms: Bool)
        case delayMeasures
        case abandonmentMeasures
        case wholeAgents
        case realAgents
        case wholeAgentsWithAbandonment
    }

    let kind: Kind

    /// The columns of the question, in the order in which ``evaluate(_:)`` takes their values.
    public let inputs: [Input]

    /// The columns of the answer, in the order of the values of ``evaluate(_:)``.
    public let outputs: [String]

    /// Names of the models per verb.
    public static func models(of verb: Verb) -> [String] { ["erlang-c", "erlang-a"] }

    /// The table that `header` asks of `model`.
    ///
    /// - `evaluate erlang-c`: `agents,load` (Erlang B and C; with logarithms unless the header holds `erlang_b` and not
    ///   `ln_erlang_b`), or `calls_per_hour,aht_s,agents,target_s` (all measures of M/M/s).
    /// - `evaluate erlang-a`: `calls_per_hour,aht_s,patience_s,agents,target_s[,short_abandon_s]`.
    /// - `agents erlang-c`: `calls_per_hour,aht_s,goal,target,target_s`, or
    ///   `calls_per_hour,aht_s,service_level_target,target_s` (a real number of agents).
    /// - `agents erlang-a`: `calls_per_hour,aht_s,patience_s,goal,target,target_s[,short_abandon_s]`.
    /// - Throws: ``QueueingError`` for an unknown model, or naming every missing column.
    public init(verb: Verb, model: String, header: [String]) throws(QueueingError) {
        let kind: Kind
        switch (verb, model) {
        case (.evaluate, "erlang-c"):
            if header.contains("calls_per_hour") {
                kind = .delayMeasures
            } else {
                kind = .blockingAndDelay(
                    withLogarithms: header.contains("ln_erlang_b") || !header.contains("erlang_b"))
            }
        case (.evaluate, "erlang-a"): kind = .abandonmentMeasures
        case (.agents, "erlang-c"): kind = header.contains("service_level_target") ? .realAgents : .wholeAgents
        case (.agents, "erlang-a"): kind = .wholeAgentsWithAbandonment
        default:
            throw .invalidValue(
                what: "the model of 'queue \(verb.rawValue)'", value: "'\(model)'", place: nil,
                hint: "known models: \(QueueCaseTable.models(of: verb).joined(separator: ", "))")
        }
        self.kind = kind
        inputs = QueueCaseTable.inputs(of: kind)
        outputs = QueueCaseTable.outputs(of: kind)
        let missing = inputs.filter { !$0.isOptional && !header.contains($0.name) }.map(\.name)
        guard missing.isEmpty else {
            throw .missingValue(
                what: "column '\(missing.joined(separator: "', '"))'", place: nil,
                hint: "the table has the columns \(header.joined(separator: ", "))")
        }
    }

    private static func inputs(of kind: Kind) -> [Input] {
        let traffic = [Input("calls_per_hour"), Input("aht_s")]
        let patience = Input("patience_s", isOptional: true)
        let shortAbandon = Input("short_abandon_s", isOptional: true)
        let goal = [Input("goal", isText: true), Input("target"), Input("target_s", isOptional: true)]
        return switch kind {
        case .blockingAndDelay: [Input("agents"), Input("load")]
        case .delayMeasures: traffic + [Input("agents"), Input("target_s")]
        case .abandonmentMeasures: traffic + [patience, Input("agents"), Input("target_s"), shortAbandon]
        case .wholeAgents: traffic + goal
        case .realAgents: traffic + [Input("service_level_target"), Input("target_s")]
        case .wholeAgentsWithAbandonment: traffic + [patience] + goal + [shortAbandon]
        }
    }

    private static func outputs(of kind: Kind) -> [String] {
        switch kind {
        case .blockingAndDelay(withLogarithms: true): ["erlang_b", "ln_erlang_b", "erlang_c", "ln_erlang_c"]
        case .blockingAndDelay(withLogarithms: false): ["erlang_b", "erlang_c"]
        case .delayMeasures:
            [
                "load", "occupancy", "prob_wait", "service_level", "asa_s", "mean_wait_delayed_s", "mean_queue",
                "wait_sd_s", "wait_p50_s", "wait_p80_s", "wait_p90_s", "wait_p95_s", "wait_p99_s",
            ]
        case .abandonmentMeasures:
            [
                "load", "prob_wait", "prob_abandon", "occupancy", "mean_queue", "mean_wait_all_s", "asa_answered_s",
                "mean_wait_abandoned_s", "prob_abandon_within_T", "prob_abandon_within_tau", "sl_offered",
                "sl_answered", "sl_excl_short_T", "sl_excl_short_tau", "sl_abandon_ok", "sl_virtual",
            ]
        case .wholeAgents: ["min_agents", "service_level", "asa_s", "occupancy", "goal_value_one_fewer"]
        case .realAgents: ["agents_real"]
        case .wholeAgentsWithAbandonment: ["min_agents", "goal_value", "goal_value_one_fewer"]
        }
    }
}
