import ContactCenter
import Tabular

/// `agents.csv`: agents in figures, each against its own mix of contacts.
public enum AgentFile {
    /// Columns in the order written.
    public static let columns: [String] =
        ["agent_id", "contacts"] + measureColumns("resolution") + measureColumns("aht_s") + [
            "handle_s", "busy_s", "span_s", "scheduled_s", "paid_s", "busy_on_roster_s", "occupancy_of_span",
            "occupancy_of_scheduled", "utilisation_of_paid",
        ]

    private static func measureColumns(_ name: String) -> [String] {
        [
            "\(name)_n", name, "\(name)_expected", "\(name)_adjusted", "\(name)_shrunken", "\(name)-lo-95",
            "\(name)-hi-95", "\(name)-lo-998", "\(name)-hi-998", "\(name)_signal",
        ]
    }

    /// Writes agents in the order given.
    public static func write(_ agents: [AgentFigures]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for agent in agents {
            writer.addGuarded(agent.agent)
            writer.add(agent.contacts)
            add(agent.resolution, decimals: Decimals.share, to: &writer)
            add(agent.handleTime, decimals: Decimals.seconds, to: &writer)
            let time = agent.time
            writer.add(time.handleSeconds, decimals: Decimals.seconds)
            for seconds in [
                time.busySeconds, time.spanSeconds, time.scheduledSeconds, time.paidSeconds, time.busyOnRosterSeconds,
            ] { writer.add(seconds, decimals: Decimals.seconds) }
            for share in [time.occupancyOfSpan, time.occupancyOfScheduled, time.utilisationOfPaid] {
                writer.add(share, decimals: Decimals.share)
            }
            writer.endRow()
        }
        return writer.bytes
    }

    private static func add(_ measure: FunnelMeasure?, decimals: Int, to writer: inout CSVWriter) {
        writer.add(measure?.count)
        for value in [
            measure?.raw, measure?.expected, measure?.adjusted, measure?.shrunken, measure?.limits95.lowerBound,
            measure?.limits95.upperBound, measure?.limits998.lowerBound, measure?.limits998.upperBound,
        ] { writer.add(value, decimals: decimals) }
        writer.add(measure?.signal.rawValue ?? "")
    }
}

/// `queues.csv`: queues in figures.
public enum QueueFiguresFile {
    /// Columns in the order written.
    public static let columns = [
        "queue", "channel", "offered", "answered", "abandoned", "answered_within", "service_level", "asa_s", "aht_s",
        "agents", "judged", "repeated", "resolution", "resolution-lo-95", "resolution-hi-95",
    ]

    /// Writes queues in the order given.
    public static func write(_ queues: [QueueFigures]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for queue in queues {
            writer.addGuarded(queue.stream.queue)
            writer.add(queue.stream.channel.name)
            for count in [queue.offered, queue.answered, queue.abandoned, queue.answeredWithin] { writer.add(count) }
            writer.add(queue.serviceLevel, decimals: Decimals.share)
            writer.add(queue.asaSeconds, decimals: Decimals.seconds)
            writer.add(queue.ahtSeconds, decimals: Decimals.seconds)
            writer.add(queue.agents)
            writer.add(queue.resolution?.judged ?? 0)
            writer.add(queue.resolution?.repeated ?? 0)
            writer.add(queue.resolution?.resolution, decimals: Decimals.share)
            writer.add(queue.resolution?.resolution95?.lowerBound, decimals: Decimals.share)
            writer.add(queue.resolution?.resolution95?.upperBound, decimals: Decimals.share)
            writer.endRow()
        }
        return writer.bytes
    }
}

/// `quality-sample.csv` and `sample-precision.csv`: contacts drawn for quality checks, and what they can tell.
public enum QualitySampleFile {
    /// Columns of the draws, in the order written.
    public static let columns = [
        "agent_id", "interaction_id", "created_at", "queue", "channel", "reason", "stratum", "weight",
    ]

    /// Writes draws in the order given, times with the zone's offset.
    public static func write(_ draws: [QualityDraw], zone: ZoneRules) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for draw in draws {
            writer.addGuarded(draw.agent)
            writer.addGuarded(draw.interaction)
            writer.add(zone.iso8601(draw.createdAt))
            writer.addGuarded(draw.stream.queue)
            writer.add(draw.stream.channel.name)
            writer.addGuarded(draw.reason)
            writer.add(draw.isRisky ? "risk" : "ordinary")
            writer.add(draw.weight, decimals: Decimals.share)
            writer.endRow()
        }
        return writer.bytes
    }

    /// Writes what samples can tell; the first row, without an agent, is all together.
    public static func write(_ precision: [SamplePrecision]) -> [UInt8] {
        var writer = CSVWriter(header: ["agent_id", "contacts", "drawn", "half_width_95"])
        for row in precision {
            writer.addGuarded(row.agent)
            writer.add(row.contacts)
            writer.add(row.drawn)
            writer.add(row.halfWidth, decimals: Decimals.share)
            writer.endRow()
        }
        return writer.bytes
    }
}

/// `benchmarks.csv`: published figures beside the centre's own.
public enum BenchmarkFile {
    /// Columns in the order written.
    public static let columns = [
        "metric", "own", "published_low", "published_high", "verdict", "not_compared_because", "definition", "source",
        "year",
    ]

    /// Writes comparisons in the order given.
    public static func write(_ rows: [BenchmarkComparison]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.add(row.benchmark.metric.rawValue)
            writer.add(row.own, decimals: Decimals.share)
            writer.add(row.benchmark.low, decimals: Decimals.share)
            writer.add(row.benchmark.high, decimals: Decimals.share)
            writer.add(row.verdict)
            writer.add(row.refusal)
            writer.add(row.benchmark.definition)
            writer.add(row.benchmark.source)
            writer.add(row.benchmark.year)
            writer.endRow()
        }
        return writer.bytes
    }
}
