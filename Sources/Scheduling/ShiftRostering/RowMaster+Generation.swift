extension RowMaster {
    /// Generates rows until none helps, `rounds` are over or the bound says that nothing below `cutoff` is left.
    /// Returns false when `shouldStop` said so.
    @discardableResult
    mutating func generate(
        rounds: Int, cutoff: Int, smoothing: Double = 0.5, shouldStop: () -> Bool = { false }
    ) throws(SchedulingError) -> Bool {
        for _ in 0..<rounds {
            if shouldStop() { return false }
            try solve()
            if lowerBound >= cutoff || Double(lowerBound) >= value - 1e-6 { return true }
            if try price(smoothing: smoothing) { continue }
            // Smoothing may miss rows that the plain duals want.
            guard smoothing > 0 else { return true }
            if try !price(smoothing: 0) { return true }
        }
        return true
    }
}
