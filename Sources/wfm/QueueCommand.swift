import ArgumentParser
import Queueing

/// `wfm queue`: queueing mathematics in batches.
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Exact queueing mathematics for tables of cases.",
        discussion: """
            EXAMPLES
              printf 'calls_per_hour,aht_s,agents,target_s\\n360,180,21,20\\n' | wfm queue evaluate --model erlang-c --input -
              printf 'calls_per_hour,aht_s,patience_s,goal,target,target_s\\n360,180,120,sl_offered,0.8,20\\n' | wfm queue agents --model erlang-a --input -
            """,
        subcommands: [QueueEvaluateCommand.self, QueueAgentsCommand.self, QueueDayCommand.self])
}

/// `wfm queue evaluate`: measures of given agents.
struct QueueEvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measures of given agents: waits, service levels, abandonment, occupancy.",
        discussion: """
            erlang-c: calls_per_hour,aht_s,agents,target_s, or agents,load for Erlang B and C alone.
            erlang-a: calls_per_hour,aht_s,patience_s,agents,target_s[,short_abandon_s].
            erlang-a-general: patience,patience_parameters in place of patience_s, e.g. weibull and '0.7 150'.
            finite-lines: and lines; blending: and reserved_idle; general-service: and service_cv.
            retrials: first_calls_per_hour,aht_s,patience_s,agents,target_s,p_redial,p_reconnect.
            chat: chats_per_hour,aht_by_concurrency_s,patience_s,agents,target_s, e.g. '300 400 480'.
            gamma-poisson: mean_calls_per_hour,cv_rate,aht_s,patience_s,agents,target_s,goal.
            callbacks: and callback_after_s,p_callback.
            Output: the input columns and the answers, in input order. Other columns are ignored.

            EXAMPLE
              printf 'agents,load\\n10,8\\n' | wfm queue evaluate --model erlang-c --input -
            """)

    @OptionGroup var batch: QueueBatch

    func run() async throws { try await batch.run(.evaluate) }
}

/// `wfm queue agents`: fewest agents for a goal.
struct QueueAgentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agents",
        abstract: "Fewest agents that meet a goal: service level, ASA, abandonment or occupancy.",
        discussion: """
            erlang-c: calls_per_hour,aht_s,goal,target,target_s (or service_level_target,target_s for real agents).
            erlang-a: calls_per_hour,aht_s,patience_s,goal,target,target_s[,short_abandon_s].
            The other models: as for 'evaluate', with the goal in place of the agents.
            Goals: service_level, sl_offered, sl_answered, …, asa, abandon, occupancy, wait_quantile, blocking; more goals in
            max_occupancy, max_asa_s, max_abandon; limits of the staff in staff_minimum and staff_maximum.

            EXAMPLE
              printf 'calls_per_hour,aht_s,goal,target,target_s\\n360,180,service_level,0.8,20\\n' | wfm queue agents --model erlang-c --input -
            """)

    @OptionGroup var batch: QueueBatch

    func run() async throws { try await batch.run(.agents) }
}
