import ContactCenter

/// Which series are sums of which: aggregates (a queue, a channel, the centre; a day) over bottom series (queue × channel;
/// intervals).
///
/// Nodes are numbered aggregates first, then bottom series. An aggregate that is empty, of a single bottom series, or of
/// the same series as an earlier one says nothing new and is left out.
public struct Hierarchy: Hashable, Sendable {
    /// Names of all nodes, aggregates first.
    public let names: [String]
    /// Bottom series of each aggregate, ascending.
    public let members: [[Int]]
    /// Number of bottom series.
    public let bottomCount: Int

    /// A hierarchy over `bottom` series; members out of range are ignored.
    public init(bottom: [String], aggregates: [(name: String, members: [Int])]) {
        var members: [[Int]] = []
        var names: [String] = []
        for aggregate in aggregates {
            let own = Set(aggregate.members.filter(bottom.indices.contains)).sorted()
            guard own.count > 1, !members.contains(own) else { continue }
            members.append(own)
            names.append(aggregate.name)
        }
        self.members = members
        self.names = names + bottom
        bottomCount = bottom.count
    }

    /// Queue × channel below queue and channel below the total.
    public init(streams: [QueueChannel]) {
        var aggregates = [(name: "total", members: Array(streams.indices))]
        for queue in Set(streams.map(\.queue)).sorted() {
            aggregates.append((queue, streams.indices.filter { streams[$0].queue == queue }))
        }
        for channel in Set(streams.map(\.channel)).sorted() {
            aggregates.append((channel.name, streams.indices.filter { streams[$0].channel == channel }))
        }
        self.init(bottom: streams.map(\.description), aggregates: aggregates)
    }

    /// The slots of a day below the day.
    public init(slotsOfDay count: Int) {
        self.init(bottom: (0..<count).map { "slot \($0)" }, aggregates: [("day", Array(0..<count))])
    }

    /// Number of aggregates.
    public var aggregateCount: Int { members.count }
    /// Number of nodes.
    public var nodeCount: Int { names.count }

    /// Values of all nodes from those of the bottom series: S b.
    public func summed(_ bottom: some RandomAccessCollection<Double>) -> [Double] {
        let values = Array(bottom)
        return members.map { $0.reduce(0) { $0 + values[$1] } } + values
    }
}
