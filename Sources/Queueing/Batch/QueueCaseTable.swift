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
        /// Measures of given agents.
        case measures(CaseModel)
        /// Fewest whole agents where nobody gives up, with all their measures.
        case wholeAgents
        /// Real-valued agents where nobody gives up.
        case realAgents
        /// Fewest whole agents and the goal's value.
        case fewestAgents(CaseModel)
    }

    let kind: Kind

    /// The measures asked for, where ``outputs`` are measures.
    let columns: [CaseMeasure]

    /// Whether the table knows a staff cap and hears of the shortfall.
    let withShortfall: Bool

    /// The columns of the question, in the order in which ``evaluate(_:)`` takes their values.
    public let inputs: [Input]

    /// The columns of the answer, in the order of the values of ``evaluate(_:)``.
    public let outputs: [String]

    /// Names of the models per verb.
    public static func models(of verb: Verb) -> [String] { CaseModel.allCases.map(\.rawValue) }

    /// The table that `header` asks of `model`.
    ///
    /// `evaluate` needs `agents,target_s[,short_abandon_s]` and what describes the queue:
    /// - `erlang-c`: `calls_per_hour,aht_s`; or only `agents,load` for Erlang B and C (with logarithms unless the header
    ///   holds `erlang_b` and not `ln_erlang_b`).
    /// - `erlang-a`: `calls_per_hour,aht_s,patience_s`, where an empty patience is a customer who never gives up.
    /// - `erlang-a-general`: `calls_per_hour,aht_s,patience,patience_parameters`, see ``GeneralPatience``.
    /// - `finite-lines`: as `erlang-a`, and `lines`. `retrials`: `first_calls_per_hour,aht_s,patience_s,p_redial,
    ///   p_reconnect`. `blending`: as `erlang-a`, and `reserved_idle`.
    /// - `chat`: `chats_per_hour,aht_by_concurrency_s,patience_s`, the handle times with spaces between them.
    /// - `gamma-poisson`: `mean_calls_per_hour,cv_rate,aht_s,patience_s`, and the service level `goal`.
    /// - `general-service`: as `erlang-a`, and `service_cv`. `callbacks`: as `erlang-a`, and
    ///   `callback_after_s,p_callback`.
    ///
    /// Any of these answers further measures (`sl_excl_short_tau`, `wait_p90_s`, …) if the header names their columns.
    ///
    /// `agents` needs the same description, and `goal,target[,target_s][,short_abandon_s]`; further goals may stand in
    /// `max_occupancy`, `max_asa_s` and `max_abandon`, limits of the staff in `staff_minimum` and `staff_maximum` (with
    /// the latter the answer has a column `shortfall`). `erlang-c` with `service_level_target` gives real-valued agents,
    /// `gamma-poisson` with `probability` the agents with which an interval meets the goal with it.
    /// - Throws: ``QueueingError`` for an unknown model, or naming every missing column.
    public init(verb: Verb, model name: String, header: [String]) throws(QueueingError) {
        guard let model = CaseModel(rawValue: name) else {
            throw .invalidValue(
                what: "the model of 'queue \(verb.rawValue)'", value: "'\(name)'", place: nil,
                hint: "known models: \(QueueCaseTable.models(of: verb).joined(separator: ", "))")
        }
        let kind = QueueCaseTable.kind(verb, model, header)
        self.kind = kind
        inputs = QueueCaseTable.inputs(of: kind)
        var columns: [CaseMeasure] = []
        if case .measures = kind {
            columns = model.measures
            columns += header.compactMap(CaseMeasure.init).filter {
                CaseMeasure.askable.contains($0) && !model.measures.contains($0)
            }
        }
        self.columns = columns
        withShortfall = verb == .agents && kind != .realAgents && header.contains("staff_maximum")
        outputs = QueueCaseTable.outputs(of: kind, columns) + (withShortfall ? ["shortfall"] : [])
        let missing = inputs.filter { !$0.isOptional && !header.contains($0.name) }.map(\.name)
        guard missing.isEmpty else {
            throw .missingValue(
                what: "column '\(missing.joined(separator: "', '"))'", place: nil,
                hint: "the table has the columns \(header.joined(separator: ", "))")
        }
    }

    private static func kind(_ verb: Verb, _ model: CaseModel, _ header: [String]) -> Kind {
        switch (verb, model) {
        case (.evaluate, .erlangC) where !header.contains("calls_per_hour"):
            .blockingAndDelay(withLogarithms: header.contains("ln_erlang_b") || !header.contains("erlang_b"))
        case (.evaluate, _): .measures(model)
        case (.agents, .erlangC): header.contains("service_level_target") ? .realAgents : .wholeAgents
        case (.agents, _): .fewestAgents(model)
        }
    }

    private static func inputs(of kind: Kind) -> [Input] {
        let shortAbandon = Input("short_abandon_s", isOptional: true)
        let goals =
            [
                Input("goal", isText: true), Input("target"), Input("target_s", isOptional: true), shortAbandon,
            ]
            + ["max_occupancy", "max_asa_s", "max_abandon", "staff_minimum", "staff_maximum"].map {
                Input($0, isOptional: true)
            }
        return switch kind {
        case .blockingAndDelay: [Input("agents"), Input("load")]
        case .measures(let model):
            model.inputs + [Input("agents"), Input("target_s"), shortAbandon]
                + (model == .gammaPoisson ? [Input("goal")] : [])
        case .wholeAgents: CaseModel.erlangC.inputs + goals
        case .realAgents: CaseModel.erlangC.inputs + [Input("service_level_target"), Input("target_s")]
        case .fewestAgents(let model):
            model.inputs + goals + (model == .gammaPoisson ? [Input("probability", isOptional: true)] : [])
        }
    }

    private static func outputs(of kind: Kind, _ columns: [CaseMeasure]) -> [String] {
        switch kind {
        case .blockingAndDelay(withLogarithms: true): ["erlang_b", "ln_erlang_b", "erlang_c", "ln_erlang_c"]
        case .blockingAndDelay(withLogarithms: false): ["erlang_b", "erlang_c"]
        case .measures: columns.map(\.rawValue)
        case .wholeAgents: ["min_agents", "service_level", "asa_s", "occupancy", "goal_value_one_fewer"]
        case .realAgents: ["agents_real"]
        case .fewestAgents: ["min_agents", "goal_value", "goal_value_one_fewer"]
        }
    }
}
