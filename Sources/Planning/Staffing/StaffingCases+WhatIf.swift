import ContactCenter
import Tabular

extension StaffingCases {
    /// The streams with some changes, one after the other.
    ///
    /// - Throws: ``WhatIfError`` for a scope that no stream has, or a change that leaves a parameter outside its domain.
    public func applying(_ changes: [WhatIfChange]) throws(WhatIfError) -> StaffingCases {
        var changed = self
        for change in changes {
            var isConcerned = false
            for index in changed.cases.indices where change.concerns(changed.cases[index].stream) {
                isConcerned = true
                try changed.cases[index].apply(change)
            }
            guard isConcerned else {
                let streams = cases.map(\.stream)
                let names = Set(streams.map(\.queue) + streams.map(\.channel.name) + streams.map(\.description))
                let scope = change.scope ?? ""
                throw WhatIfError(
                    description: "no queue, channel or queue/channel is called '\(scope)'",
                    hint: nearestName(to: scope, among: names.sorted()).map { "did you mean '\($0)'?" }
                        ?? "the plan has \(streams.map(\.description).joined(separator: ", "))")
            }
        }
        return changed
    }
}

extension WhatIfChange {
    fileprivate func concerns(_ stream: QueueChannel) -> Bool {
        scope.map { [stream.queue, stream.channel.name, stream.description].contains($0) } ?? true
    }
}

extension StaffingCase {
    fileprivate mutating func apply(_ change: WhatIfChange) throws(WhatIfError) {
        let amount = change.amount
        func checked(
            _ old: Double, _ isIn: (Double) -> Bool, _ domain: String
        ) throws(WhatIfError) -> Double {
            let new = amount.applied(to: old)
            guard new.isFinite, isIn(new) else {
                throw WhatIfError(
                    description: "\(stream): \(change.parameter.rawValue) would become \(ForecastCheck.short(new))",
                    hint: "it must stay \(domain); it is \(ForecastCheck.short(old)) now")
            }
            return new
        }
        let isDeferrable = stream.channel.service == .deferrable
        switch change.parameter {
        case .volume:
            let factor = try checked(1, { $0 >= 0 && $0 <= 1e6 }, "0 or more")
            for index in forecast.indices { forecast[index].scaleVolume(by: factor) }
        case .aht:
            for index in forecast.indices where forecast[index].volume > 0 {
                guard let old = forecast[index].ahtSeconds else { continue }
                forecast[index].ahtSeconds = try checked(old, { $0 > 0 && $0 <= 1e9 }, "above 0 seconds")
            }
        case .patience:
            // Who never gives up has no patience to change, unless one is given.
            if let old = patienceSeconds {
                patienceSeconds = try checked(old, { $0 > 0 && $0 <= 1e12 }, "above 0 seconds")
            } else if case .value = amount, !isDeferrable {
                patienceSeconds = try checked(0, { $0 > 0 && $0 <= 1e12 }, "above 0 seconds")
            }
        case .shrinkage:
            shrinkage = shrinkage.withTotal(
                try checked(shrinkage.total, { $0 >= 0 && $0 < 1 }, "from 0 to below 1, or nobody is left to work"))
        case .inOffice:
            shrinkage.inOffice = try checked(shrinkage.inOffice, { $0 >= 0 && $0 < 1 }, "from 0 to below 1")
            try requireSomebody()
        case .outOfOffice:
            shrinkage.outOfOffice = try checked(shrinkage.outOfOffice, { $0 >= 0 && $0 < 1 }, "from 0 to below 1")
            try requireSomebody()
        case .target:
            // All deferrable work is planned to be in time, whatever share of it is promised.
            guard !isDeferrable || change.scope != nil else { return }
            target.serviceLevel = try checked(
                target.serviceLevel, { $0 >= 0 && $0 < 1 }, "from 0 to below 1 (1 cannot be reached: somebody waits)")
            if let seconds = change.withinSeconds, stream.channel.service == .immediate || change.scope != nil {
                target.withinSeconds = seconds
            }
        case .within:
            target.withinSeconds = try checked(
                target.withinSeconds, { isDeferrable ? $0 > 0 : $0 >= 0 },
                isDeferrable ? "above 0 seconds" : "0 seconds or more")
        case .occupancyCap:
            target.occupancyCap = try checked(target.occupancyCap, { $0 > 0 && $0 <= 1 }, "above 0 and at most 1")
        case .concurrency:
            guard stream.channel.service == .concurrent else { return }
            target.concurrency = try checked(target.concurrency, { $0 >= 1 && $0 <= 100 }, "from 1 to 100")
        case .minimumAgents:
            let least = try checked(
                Double(target.minimumAgents), { $0 >= 0 && $0 <= 100_000 }, "a whole number of 0 or more")
            target.minimumAgents = Int(least.rounded(.up))
            target.maximumAgents = target.maximumAgents.map { max($0, target.minimumAgents) }
        }
    }

    private func requireSomebody() throws(WhatIfError) {
        guard shrinkage.total < 1 else {
            throw WhatIfError(
                description: "\(stream): shrinkage would become \(ForecastCheck.short(shrinkage.total))",
                hint: "in-office and out-of-office together must stay below 1, or nobody is left to work")
        }
    }
}

extension ForecastInterval {
    fileprivate mutating func scaleVolume(by factor: Double) {
        volume *= factor
        volume80 = Band(lower: volume80.lower * factor, upper: volume80.upper * factor)
        volume95 = Band(lower: volume95.lower * factor, upper: volume95.upper * factor)
    }
}
