import ContactCenter
import Tabular

extension PlanFile {
    /// The queues in file order.
    static func queues(_ node: YAMLNode, intervalMinutes: Int) throws(TabularError) -> [QueuePlan] {
        var queues: [QueuePlan] = []
        for entry in try node.entries() {
            queues.append(try queue(entry, intervalMinutes: intervalMinutes))
        }
        guard !queues.isEmpty else { throw node.error("expected at least one queue") }
        return queues
    }

    private static func queue(_ entry: YAMLNode.Entry, intervalMinutes: Int) throws(TabularError) -> QueuePlan {
        let node = entry.value
        try checkName(entry.key, node)
        try node.allowOnly(["skill", "opening_hours", "like", "channels"])
        var skill = entry.key
        if let skillNode = try node.optional("skill") {
            skill = try skillNode.text()
            try checkName(skill, skillNode)
        }
        let channelsNode = try node.required("channels")
        var channels: [ChannelPlan] = []
        for channelEntry in try channelsNode.entries() {
            let plan = try ChannelReader(channelEntry, intervalMinutes: intervalMinutes).plan()
            guard !channels.contains(where: { $0.channel == plan.channel }) else {
                throw channelEntry.value.error("channel '\(plan.channel)' is given twice")
            }
            channels.append(plan)
        }
        guard !channels.isEmpty else { throw channelsNode.error("expected at least one channel") }
        return QueuePlan(
            name: entry.key, skill: skill,
            openingHours: try OpeningHoursReader.read(node.required("opening_hours"), intervalMinutes: intervalMinutes),
            channels: channels, like: try node.optional("like")?.text())
    }

    private static func checkName(_ name: String, _ node: YAMLNode) throws(TabularError) {
        guard !name.isEmpty, !name.contains("|"), !name.contains(where: \.isNewline) else {
            throw node.error("'\(name)' cannot be a name", hint: "names are not empty and hold no '|' and no line end")
        }
    }
}

/// Reads one channel of a queue.
private struct ChannelReader {
    let node: YAMLNode
    let channel: Channel
    let intervalMinutes: Int

    init(_ entry: YAMLNode.Entry, intervalMinutes: Int) throws(TabularError) {
        self.intervalMinutes = intervalMinutes
        // A channel named without settings (`voice:`) takes every default.
        node =
            entry.value.isNull
            ? YAMLNode(
                file: entry.value.file, line: entry.line, column: entry.column, path: entry.value.path,
                content: .mapping([]))
            : entry.value
        try node.allowOnly([
            "service", "service_level", "within_seconds", "within_hours", "formula", "short_abandon_seconds",
            "patience_seconds", "occupancy_cap", "minimum_agents", "maximum_agents", "concurrency",
            "expected_daily_volume",
            "arrives",
        ])
        if let service = try node.optional("service") {
            channel = Channel(name: entry.key.lowercased(), service: try service.choice(Channel.Service.self))
        } else if let known = Channel(entry.key) {
            channel = known
        } else {
            let services = Channel.Service.allCases.map(\.rawValue).joined(separator: " | ")
            throw node.error(
                "'\(entry.key)' is not a channel known by name",
                hint: nearestName(to: entry.key, among: Channel.knownNames.keys.sorted()).map {
                    "did you mean '\($0)'?"
                }
                    ?? "say how it is served: service: \(services)")
        }
    }

    func plan() throws(TabularError) -> ChannelPlan {
        let isDeferrable = channel.service == .deferrable
        return ChannelPlan(
            channel: channel, target: try target(), patience: try patience(),
            arrivesAlways: try node.optional("arrives")?.choice([(word: "always", value: true), ("open", false)])
                ?? isDeferrable,
            expectedDailyVolume: try node.optional("expected_daily_volume")?.double(.above(0, to: 1e9)))
    }

    /// Share of outbound work done in the interval it was placed in, and share of the time that calls fill: dialling
    /// leaves gaps.
    private static let outboundServiceLevel = 0.9, outboundOccupancy = 0.85

    private func target() throws(TabularError) -> ServiceTarget {
        var target = ServiceTarget()
        if let level = try node.optional("service_level") {
            target.serviceLevel = try level.double(
                .inside(0, 1), hint: "a share: 80 % is 0.8; 1 cannot be reached, because somebody always waits")
        } else if channel.isOutbound {
            target.serviceLevel = ChannelReader.outboundServiceLevel
        } else if channel.service == .deferrable {
            _ = try node.required("service_level")
        }
        if channel.isOutbound { target.occupancyCap = ChannelReader.outboundOccupancy }
        target.withinSeconds = try withinSeconds()
        if let formula = try node.optional("formula") {
            target.formula = try formula.choice(ServiceLevelFormula.self)
        }
        if let short = try node.optional("short_abandon_seconds") {
            target.shortAbandonSeconds = try short.double(.atLeast(0))
        }
        if let cap = try node.optional("occupancy_cap") { target.occupancyCap = try cap.double(.above(0, to: 1)) }
        if let least = try node.optional("minimum_agents") { target.minimumAgents = try least.int(in: 0...100_000) }
        if let most = try node.optional("maximum_agents") {
            let cap = try most.int(in: 0...100_000)
            guard cap >= target.minimumAgents else {
                throw most.error(
                    "\(cap) is below minimum_agents \(target.minimumAgents)", hint: "raise the one or lower the other")
            }
            target.maximumAgents = cap
        }
        if let concurrency = try node.optional("concurrency") {
            target.concurrency = try concurrency.double(.between(1, 100))
            guard channel.service == .concurrent || target.concurrency == 1 else {
                throw concurrency.error(
                    "an agent serves one '\(channel)' contact at a time",
                    hint: "concurrency belongs to chat-like channels (service: concurrent)")
            }
        }
        return target
    }

    private func withinSeconds() throws(TabularError) -> Double {
        let seconds = try node.optional("within_seconds")
        let hours = try node.optional("within_hours")
        switch (seconds, hours) {
        case (_?, let hours?):
            throw hours.error("given beside within_seconds", hint: "keep one of the two")
        case (let seconds?, nil):
            return try seconds.double(channel.service == .deferrable ? .greater(than: 0) : .atLeast(0))
        case (nil, let hours?): return try hours.double(.greater(than: 0)) * 3600
        case (nil, nil):
            switch channel.service {
            case .immediate: return 20
            case .concurrent: return 60
            // Where it was placed it is to be done.
            case .deferrable where channel.isOutbound: return Double(intervalMinutes * 60)
            case .deferrable:
                throw node.error(
                    "key 'within_hours' is missing", hint: "say by when '\(channel)' is to be answered")
            }
        }
    }

    private func patience() throws(TabularError) -> ChannelPlan.Patience {
        guard let patience = try node.optional("patience_seconds") else {
            return channel.service == .deferrable ? .unlimited : .estimated
        }
        let word = try patience.text()
        let value: ChannelPlan.Patience
        switch word {
        case "estimate": value = .estimated
        case "unlimited": value = .unlimited
        default:
            guard Double(word)?.isFinite == true else {
                throw patience.error(
                    "expected estimate, unlimited or a number of seconds, found '\(word)'",
                    hint: nearestName(to: word, among: ["estimate", "unlimited"]).map { "did you mean '\($0)'?" })
            }
            value = .meanSeconds(try patience.double(.greater(than: 0)))
        }
        guard channel.service != .deferrable || value == .unlimited else {
            throw patience.error("nobody waits on the line for '\(channel)'", hint: "leave patience_seconds out")
        }
        return value
    }
}
