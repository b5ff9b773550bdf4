/// Forecasts of every node of a hierarchy over the same slots.
public struct HierarchyForecasts: Sendable {
    /// Which series add up to which.
    public var hierarchy: Hierarchy
    /// Forecasts, an array of slots a node.
    public var values: [[Double]]
    /// Whether each bottom series is open, an array of slots a bottom series; `nil` = always.
    public var isOpen: [[Bool]]?

    /// Base forecasts of the nodes of `hierarchy`, aggregates first.
    public init(hierarchy: Hierarchy, values: [[Double]], isOpen: [[Bool]]? = nil) {
        precondition(values.count == hierarchy.nodeCount, "one path a node")
        precondition(values.allSatisfy { $0.count == values.first?.count }, "paths of one length")
        precondition(isOpen.map { $0.count == hierarchy.bottomCount } ?? true, "one opening a bottom series")
        self.hierarchy = hierarchy
        self.values = values
        self.isOpen = isOpen
    }

    /// The forecasts made coherent slot by slot.
    ///
    /// - Parameters:
    ///   - covariance: Of the nodes' errors.
    ///   - deviations: Standard deviations of the errors in each slot, an array of slots a node: the correlations of
    ///     `covariance` are then taken with the deviations of the slot. `nil` = the same covariance in every slot.
    public func reconciled(by covariance: ErrorCovariance, deviations: [[Double]]? = nil) -> HierarchyForecasts {
        let slots = values.first?.count ?? 0
        var result = self
        let common = deviations == nil ? Reconciliation(hierarchy: hierarchy, covariance: covariance) : nil
        for slot in 0..<slots {
            let reconciliation =
                common
                ?? Reconciliation(
                    hierarchy: hierarchy,
                    covariance: covariance.scaled(toDeviations: (deviations ?? []).map { $0[slot] }))
            let coherent = reconciliation.reconciled(
                values.map { $0[slot] }, closed: isOpen.map { $0.map { !$0[slot] } })
            for node in coherent.indices { result.values[node][slot] = coherent[node] }
        }
        return result
    }
}
