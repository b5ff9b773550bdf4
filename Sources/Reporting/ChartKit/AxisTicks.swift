/// Round numbers for an axis.
///
/// Source: P. Heckbert, "Nice Numbers for Graph Labels", Graphics Gems (1990), pp. 61–63: steps of 1, 2 or 5 times a
/// power of ten, the axis widened to whole steps.
struct AxisTicks: Equatable, Sendable {
    /// Distance between ticks, positive.
    let step: Double
    /// Tick values in increasing order; the first is at or below the data, the last at or above.
    let values: [Double]
    /// Decimals that the labels need.
    let decimals: Int

    /// Lower end of the axis.
    var lower: Double { values.first ?? 0 }
    /// Upper end of the axis.
    var upper: Double { values.last ?? 1 }

    /// About `count` ticks around `lower…upper`. Bounds that are not finite count as 0…1; an empty range is widened.
    init(lower: Double, upper: Double, count: Int = 4) {
        var low = lower.isFinite ? lower : 0
        var high = upper.isFinite ? upper : 1
        if high < low { swap(&low, &high) }
        if high - low <= abs(high) * 1e-9 { high = low == 0 ? 1 : low + abs(low) }
        // Of a few numbers of ticks the one that wastes least of the axis, fewer ticks among equals.
        var best: (step: Double, exponent: Int, first: Double, last: Double)?
        for tried in count...(count + 2) {
            let (step, exponent) = AxisTicks.niceStep((high - low) / Double(max(1, tried - 1)))
            // A hair of tolerance keeps 0.3 / 0.1 from costing a whole extra step.
            let first = (low / step + 1e-9).rounded(.down)
            let last = (high / step - 1e-9).rounded(.up)
            if let known = best, (known.last - known.first) * known.step <= (last - first) * step * 1.02 { continue }
            best = (step, exponent, first, last)
        }
        let (step, exponent, first, last) = best ?? (1, 0, 0, 1)
        self.step = step
        values = (0...Int(max(1, last - first))).map { (first + Double($0)) * step }
        decimals = max(0, -exponent)
    }

    /// The nearest of 1, 2, 5 or 10 times a power of ten, and that power.
    static func niceStep(_ raw: Double) -> (step: Double, exponent: Int) {
        guard raw.isFinite, raw > 0 else { return (1, 0) }
        var exponent = 0
        var fraction = raw
        while fraction >= 10, exponent < 300 {
            fraction /= 10
            exponent += 1
        }
        while fraction < 1, exponent > -300 {
            fraction *= 10
            exponent -= 1
        }
        let nice: Double =
            switch fraction {
            case ..<1.5: 1
            case ..<3: 2
            case ..<7: 5
            default: 10
            }
        var step = nice
        var magnitude = abs(exponent)
        while magnitude > 0 {
            if exponent > 0 { step *= 10 } else { step /= 10 }
            magnitude -= 1
        }
        return (step, nice == 10 ? exponent + 1 : exponent)
    }
}

/// A straight map from data to pixels; `pixels` may run downwards.
struct LinearScale: Sendable {
    let domain: (lower: Double, upper: Double)
    let pixels: (from: Double, to: Double)

    /// Position of a value; a value that is not finite has none and stays so.
    func callAsFunction(_ value: Double) -> Double {
        let span = domain.upper - domain.lower
        guard span > 0 else { return pixels.from }
        return pixels.from + (value - domain.lower) / span * (pixels.to - pixels.from)
    }
}
