/// The models a table of questions can be put to, by the names of the command line.
enum CaseModel: String, CaseIterable, Hashable, Sendable {
    case erlangC = "erlang-c"
    case erlangA = "erlang-a"
    case erlangAGeneral = "erlang-a-general"
    case finiteLines = "finite-lines"
    case retrials
    case blending
    case chat
    case gammaPoisson = "gamma-poisson"
    case generalService = "general-service"
    case callbacks

    typealias Input = QueueCaseTable.Input

    /// The columns that describe the queue, agents and waits excepted.
    var inputs: [Input] {
        let traffic = [Input("calls_per_hour"), Input("aht_s")]
        let patience = Input("patience_s", isOptional: true)
        return switch self {
        case .erlangC: traffic
        case .erlangA: traffic + [patience]
        case .erlangAGeneral: traffic + [Input("patience", isText: true), Input("patience_parameters", isText: true)]
        case .finiteLines: traffic + [patience, Input("lines")]
        case .retrials:
            [
                Input("first_calls_per_hour"), Input("aht_s"), patience, Input("p_redial"),
                Input("p_reconnect"),
            ]
        case .blending: traffic + [patience, Input("reserved_idle")]
        case .chat: [Input("chats_per_hour"), Input("aht_by_concurrency_s", isText: true), patience]
        case .gammaPoisson:
            [Input("mean_calls_per_hour"), Input("cv_rate"), Input("aht_s"), patience]
        case .generalService: traffic + [patience, Input("service_cv")]
        case .callbacks: traffic + [patience, Input("callback_after_s"), Input("p_callback")]
        }
    }

    /// The measures that `evaluate` answers with, in the order of the reference tables.
    var measures: [CaseMeasure] {
        switch self {
        case .erlangC:
            [
                .load, .occupancy, .probWait, .serviceLevel, .asa, .meanWaitDelayed, .meanQueue, .waitDeviation,
                .waitP50, .waitP80, .waitP90, .waitP95, .waitP99,
            ]
        case .erlangA:
            [
                .load, .probWait, .probAbandon, .occupancy, .meanQueue, .meanWaitAll, .asaAnswered, .meanWaitAbandoned,
                .probAbandonWithinT, .probAbandonWithinTau, .slOffered, .slAnswered, .slExcludingT, .slExcludingTau,
                .slAbandonOK, .slVirtual,
            ]
        case .erlangAGeneral:
            [
                .load, .probWait, .probAbandon, .asaAnswered, .meanWaitAll, .slOffered, .slAnswered, .slVirtual,
                .occupancy,
            ]
        case .finiteLines:
            [
                .probBlock, .probWaitAccepted, .probAbandonAccepted, .occupancy, .meanQueue, .asaAnswered,
                .meanWaitAccepted, .slAccepted, .slOfferedInclBlocked, .slAnswered,
            ]
        case .retrials:
            [
                .totalCalls, .probWait, .probAbandonPerAttempt, .slOffered, .slVirtual, .asaAnswered, .occupancy,
            ]
        case .blending: [.probWait, .slOffered, .probAbandon, .meanQueue, .occupancy, .outbound]
        case .chat:
            [
                .probWait, .slOffered, .probAbandon, .meanQueue, .chatsInProgress, .chatsPerAgent, .shareIdle,
                .chatDuration,
            ]
        case .gammaPoisson:
            [.slMeanOverRates, .slCallWeighted, .probWaitCallWeighted, .probAbandonCallWeighted, .probMeetsGoal]
        case .generalService: [.probWait, .slOffered, .probAbandon, .meanWaitAll, .asaAnswered]
        case .callbacks:
            [
                .probWait, .slOffered, .probLost, .probCallback, .callbacks, .callbackLoad, .meanQueue, .asaAnswered,
                .occupancy,
            ]
        }
    }
}

/// The measures of the reference tables, by their columns.
enum CaseMeasure: String, CaseIterable, Hashable, Sendable {
    case load
    case occupancy
    case probWait = "prob_wait"
    case probAbandon = "prob_abandon"
    case serviceLevel = "service_level"
    case asa = "asa_s"
    case meanWaitDelayed = "mean_wait_delayed_s"
    case meanQueue = "mean_queue"
    case waitDeviation = "wait_sd_s"
    case waitP50 = "wait_p50_s"
    case waitP80 = "wait_p80_s"
    case waitP90 = "wait_p90_s"
    case waitP95 = "wait_p95_s"
    case waitP99 = "wait_p99_s"
    case meanWaitAll = "mean_wait_all_s"
    case asaAnswered = "asa_answered_s"
    case meanWaitAbandoned = "mean_wait_abandoned_s"
    case probAbandonWithinT = "prob_abandon_within_T"
    case probAbandonWithinTau = "prob_abandon_within_tau"
    case slOffered = "sl_offered"
    case slAnswered = "sl_answered"
    case slExcludingT = "sl_excl_short_T"
    case slExcludingTau = "sl_excl_short_tau"
    case slAbandonOK = "sl_abandon_ok"
    case slVirtual = "sl_virtual"
    case probBlock = "prob_block"
    case probWaitAccepted = "prob_wait_accepted"
    case probAbandonAccepted = "prob_abandon_accepted"
    case meanWaitAccepted = "mean_wait_accepted_s"
    case slAccepted = "sl_accepted"
    case slOfferedInclBlocked = "sl_offered_incl_blocked"
    case totalCalls = "total_calls_per_hour"
    case probAbandonPerAttempt = "prob_abandon_per_attempt"
    case outbound = "outbound_per_hour"
    case chatsInProgress = "mean_chats_in_progress"
    case chatsPerAgent = "mean_chats_per_agent"
    case shareIdle = "share_agents_idle"
    case chatDuration = "mean_chat_duration_s"
    case slMeanOverRates = "sl_mean_over_rates"
    case slCallWeighted = "sl_call_weighted"
    case probWaitCallWeighted = "prob_wait_call_weighted"
    case probAbandonCallWeighted = "prob_abandon_call_weighted"
    case probMeetsGoal = "prob_interval_meets_goal"
    case probLost = "prob_lost"
    case probCallback = "prob_callback"
    case callbacks = "callbacks_per_hour"
    case callbackLoad = "callback_load"

    /// Measures that any model of waiting answers when a table names their columns.
    static let askable: Set<CaseMeasure> = [
        .load, .occupancy, .probWait, .probAbandon, .meanQueue, .meanWaitAll, .asaAnswered, .meanWaitAbandoned,
        .probAbandonWithinT, .probAbandonWithinTau, .slOffered, .slAnswered, .slExcludingT, .slExcludingTau,
        .slAbandonOK, .slVirtual, .waitP50, .waitP80, .waitP90, .waitP95, .waitP99,
    ]

    /// The share of a wait quantile.
    var quantileShare: Double? {
        switch self {
        case .waitP50: 0.5
        case .waitP80: 0.8
        case .waitP90: 0.9
        case .waitP95: 0.95
        case .waitP99: 0.99
        default: nil
        }
    }

    /// The value for a queue in its steady state, as far as ``QueueMeasures`` knows it.
    func value(in measures: QueueMeasures) -> Double? {
        switch self {
        case .load: measures.load
        case .occupancy: measures.occupancy
        case .probWait, .probWaitAccepted, .probWaitCallWeighted: measures.probabilityOfWait
        case .probAbandon, .probAbandonAccepted, .probAbandonPerAttempt, .probAbandonCallWeighted:
            measures.abandonment
        case .meanQueue: measures.meanQueue
        case .meanWaitAll, .meanWaitAccepted: measures.meanWaitSeconds
        case .asa, .asaAnswered: measures.asaSeconds
        case .meanWaitAbandoned: measures.meanWaitOfAbandonedSeconds
        case .probAbandonWithinT: measures.abandonedWithin
        case .probAbandonWithinTau: measures.shortAbandoned
        case .serviceLevel, .slOffered, .slAccepted, .slCallWeighted: measures.serviceLevel(.offered)
        case .slAnswered: measures.serviceLevel(.answered)
        case .slExcludingT: measures.serviceLevel(.excludingAbandonedWithin)
        case .slExcludingTau: measures.serviceLevel(.excludingShortAbandoned)
        case .slAbandonOK: measures.serviceLevel(.abandonedWithinCountAsGood)
        case .slVirtual: measures.serviceLevel(.virtualWait)
        case .probBlock: measures.blocked
        case .slOfferedInclBlocked: measures.serviceLevel(.offered).map { $0 * (1 - measures.blocked) }
        default: nil
        }
    }
}
