import ContactCenter

/// How long a search may go on: by the clock, by iterations, and until somebody asks it to stop.
struct SearchBudget: Sendable {
    let seconds: Double?
    let iterations: Int?
    private let interruption: Interruption
    private let start = ContinuousClock.now

    init(seconds: Double?, iterations: Int?, interruption: Interruption) {
        self.seconds = seconds
        self.iterations = iterations
        self.interruption = interruption
    }

    /// Whether somebody asked to stop.
    var shouldStop: @Sendable () -> Bool {
        let interruption = interruption
        return { interruption.isRequested }
    }

    /// Share of the time used; `nil` without a clock.
    var shareUsed: (@Sendable () -> Double)? { part(0, of: 1) }

    /// Share of the time of one of `count` equal parts used.
    func part(_ index: Int, of count: Int) -> (@Sendable () -> Double)? {
        guard let seconds else { return nil }
        let start = start
        return { (start.duration(to: .now) / .seconds(seconds)) * Double(count) - Double(index) }
    }

    /// Seconds left; `nil` without a clock.
    var secondsLeft: (@Sendable () -> Double)? {
        guard let seconds else { return nil }
        let start = start
        return { seconds - (start.duration(to: .now) / .seconds(1)) }
    }
}
