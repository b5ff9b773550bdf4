import ContactCenter

/// Published figures beside the centre's own, refused where the definitions differ.
public enum BenchmarkTable {
    /// The comparisons of a log's voice queues.
    public static func compare(_ queues: [QueueFigures], withinSeconds: Double) -> [BenchmarkComparison] {
        let voice = queues.filter { $0.stream.channel.service == .immediate }
        let offered = Double(voice.reduce(0) { $0 + $1.offered })
        let answered = Double(voice.reduce(0) { $0 + $1.answered })
        let handled = Double(voice.reduce(0) { $0 + $1.handled })
        func ratio(_ part: Double, _ whole: Double) -> Double? { whole > 0 ? part / whole : nil }
        let own: [PublishedBenchmark.Metric: Double?] = [
            .serviceLevel: ratio(voice.reduce(0) { $0 + Double($1.answeredWithin) }, offered),
            .abandonment: ratio(offered - answered, offered),
            .speedOfAnswer: ratio(voice.reduce(0) { $0 + $1.waitAnsweredSeconds }, answered),
            .handleTime: ratio(voice.reduce(0) { $0 + $1.handleSeconds }, handled),
        ]
        return PublishedBenchmark.all.map { benchmark in
            let value = own[benchmark.metric] ?? nil
            return BenchmarkComparison(
                benchmark: benchmark, own: value,
                refusal: refusal(benchmark, value: value, withinSeconds: withinSeconds))
        }
    }

    private static func refusal(
        _ benchmark: PublishedBenchmark, value: Double?, withinSeconds: Double
    ) -> String {
        switch benchmark.metric {
        case .firstContactResolution: return "published by customer survey; ours is the repeat rule"
        case .occupancy: return "published of logged-in time; the log holds none (agents.csv names what it has)"
        case .serviceLevel where withinSeconds != 20: return "published within 20 s; ours is within \(withinSeconds) s"
        case .costPerCall, .attrition, .agentsPerLeader, .adherence, .conformance, .shrinkage:
            return "the log does not tell it"
        default: return value == nil ? "the log has no voice contacts" : ""
        }
    }
}
