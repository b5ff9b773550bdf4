import ArgumentParser
import Queueing

/// `wfm queue`: queueing mathematics in batches.
struct QueueCommand: ParsableCommand {
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
struct QueueEvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measures of given agents: waits, service levels, abandonment, occupancy.",
        discussion: """
            erlang-c: calls_per_hour,aht_s,agents,target_s, or agents,load for Erlang B and C alone.
            erlang-a: calls_per_hour,aht_s,patience_s,agents,target_s[,short_abandon_s].
            Output: the input columns and the answers, in input order. Other columns are ignored.

            EXAMPLE
              printf 'agents,load\\n10,8\\n' | wfm queue evaluate --model erlang-c --input -
            """)

    @OptionGroup var batch: QueueBatch

    func run() throws { try batch.run(.evaluate) }
}

/// `wfm queue agents`: fewest agents for a goal.
struct QueueAgentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agents",
        abstract: "Fewest agents that meet a goal: service level, ASA, abandonment or occupancy.",
        discussion: """
            erlang-c: calls_per_hour,aht_s,goal,target,target_s (or service_level_target,target_s for real agents).
            erlang-a: calls_per_hour,aht_s,patience_s,goal,target,target_s[,short_abandon_s].

            EXAMPLE
              printf 'calls_per_hour,aht_s,goal,target,target_s\\n360,180,service_level,0.8,20\\n' | wfm queue agents --model erlang-c --input -
            """)

    @OptionGroup var batch: QueueBatch

    func run() throws { try batch.run(.agents) }
}
