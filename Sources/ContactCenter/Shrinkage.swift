/// Share of paid time in which an agent is not available for contacts, in two levels.
public struct Shrinkage: Hashable, Sendable {
    /// How the two levels combine.
    public enum Composition: String, Sendable, CaseIterable {
        /// The in-office share is measured on the time present: 1 − (1 − out)(1 − in).
        case compounding
        /// Both shares are measured on paid time: out + in.
        case partition
    }

    /// In-office share: meetings, training, coaching, system trouble, 0…1.
    public var inOffice: Double
    /// Out-of-office share: leave and sickness not already in the roster, 0…1.
    public var outOfOffice: Double
    /// How the two combine.
    public var composition: Composition

    /// Shares of paid time lost in and out of the office.
    public init(inOffice: Double = 0, outOfOffice: Double = 0, composition: Composition = .compounding) {
        self.inOffice = inOffice
        self.outOfOffice = outOfOffice
        self.composition = composition
    }

    /// The whole share lost, 0…1.
    public var total: Double {
        switch composition {
        case .compounding: 1 - (1 - outOfOffice) * (1 - inOffice)
        case .partition: outOfOffice + inOffice
        }
    }

    /// Agents to schedule so that `agents` are available: division by 1 − total, never multiplication by 1 + total.
    public func scheduled(forAvailable agents: Double) -> Double { agents / (1 - total) }

    /// Agents in the office so that `agents` are available: those scheduled without the out-of-office share. Compounding:
    /// `agents` / (1 − in); partition: `agents` · (1 − out) / (1 − out − in).
    public func inOffice(forAvailable agents: Double) -> Double {
        switch composition {
        case .compounding: agents / (1 - inOffice)
        case .partition: agents * (1 - outOfOffice) / (1 - total)
        }
    }

    /// The same with another total: the in-office level takes the difference, and the out-of-office level what the
    /// in-office level cannot give.
    ///
    /// - Parameter total: From 0 to below 1.
    public func withTotal(_ total: Double) -> Shrinkage {
        var changed = self
        changed.outOfOffice = min(outOfOffice, max(0, total))
        switch composition {
        case .compounding: changed.inOffice = max(0, 1 - (1 - total) / (1 - changed.outOfOffice))
        case .partition: changed.inOffice = max(0, total - changed.outOfOffice)
        }
        return changed
    }
}
