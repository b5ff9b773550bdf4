/// Least squares of a series on its own lags and a constant, outliers weighed down, gaps filled for the lags only.
struct LagRegression {
    /// The lags used, ascending.
    let lags: [Int]
    /// One coefficient a lag, then the constant, for standardised values.
    let coefficients: [Double]
    /// Weighted variance of the residuals on the series' scale.
    let residualVariance: Double

    private var filled: [Double]
    private let mean: Double
    private let deviation: Double

    /// The largest lag: how many values a path needs before it.
    var longestLag: Int { lags.last ?? 0 }

    /// Ridge a row on standardised values: keeps collinear lags apart, moves nothing else.
    private static let ridge = 1e-5
    /// Standardised forecasts are kept within these.
    private static let reach = 8.0

    /// Fits; `nil` when too little is known or the history is shorter than three rows a coefficient.
    ///
    /// - Parameters:
    ///   - values: the series on its scale, NaN where unknown.
    ///   - slotsPerWeek: how far back a gap looks for what it is filled with.
    ///   - lags: ascending; those above 60 % of `count` are left out.
    ///   - count: values that the coefficients may know; paths may start from any later place of the series.
    ///   - room: Memory of an earlier regression, taken over: to get it anew from the system takes longer than to fill it.
    init?(
        _ values: ArraySlice<Double>, slotsPerWeek: Int, lags allLags: [Int], count: Int, room: inout Room
    ) {
        lags = allLags.filter { Double($0) < 0.6 * Double(count) }
        let known = Self.known(values.span.extracting(first: count))
        guard let longest = lags.last, count - longest >= 3 * (lags.count + 1),
            known.count >= LongLagAutoregression.knownShare * Double(count)
        else { return nil }
        mean = known.mean
        deviation = known.variance > 1e-24 * mean * mean && known.variance > 0 ? known.variance.squareRoot() : 1
        filled = room.take(count: values.count)
        Self.standardise(
            values.span, mean: mean, deviation: deviation, slotsPerWeek: slotsPerWeek, into: &filled)

        let rows = count - longest
        let target = values.span.extracting(longest..<count)
        var equations = LagEquations(filled, lags: lags, rows: rows)
        var unknown: [LagEquations.Loss] = []
        if known.count < Double(count) {
            for row in target.indices where target[row].isNaN { unknown.append((row, 1)) }
            equations.lose(unknown)
        }
        guard let first = equations.solution(ridge: Self.ridge) else { return nil }
        var residuals = Self.residuals(filled, lags: lags, coefficients: first, rows: rows)
        for loss in unknown { residuals[loss.row] = .nan }
        equations.lose(Self.outliers(residuals))
        guard let second = equations.solution(ridge: Self.ridge) else { return nil }
        coefficients = second
        residualVariance =
            equations.weight > 0 ? equations.residualSquares(second) / equations.weight * deviation * deviation : 0
    }

    /// Number, mean and variance of the known values.
    private static func known(_ values: Span<Double>) -> (count: Double, mean: Double, variance: Double) {
        // Around some value of the series, so that one pass gives mean and variance; in four sums, so that an addition
        // does not wait for the last one.
        var pivot = 0.0
        for index in values.indices where !values[index].isNaN {
            pivot = values[index]
            break
        }
        var (sums, squares, counts) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
        @inline(__always) func add(_ four: SIMD4<Double>) {
            let isKnown = four .== four
            let difference = (four - pivot).replacing(with: 0, where: .!isKnown)
            sums += difference
            squares += difference * difference
            counts += SIMD4<Double>(repeating: 0).replacing(with: 1, where: isKnown)
        }
        var index = 0
        while index + 4 <= values.count {
            add(SIMD4(values[index], values[index + 1], values[index + 2], values[index + 3]))
            index += 4
        }
        while index < values.count {
            add(SIMD4(values[index], .nan, .nan, .nan))
            index += 1
        }
        let count = counts.sum()
        let shift = sums.sum() / count
        return (count, pivot + shift, squares.sum() / count - shift * shift)
    }

    /// Standardised; a gap takes the week before, or the mean.
    private static func standardise(
        _ values: Span<Double>, mean: Double, deviation: Double, slotsPerWeek: Int, into filled: inout [Double]
    ) {
        let factor = 1 / deviation
        var target = filled.mutableSpan
        for index in values.indices { target[index] = (values[index] - mean) * factor }
        for index in values.indices where target[index].isNaN {
            target[index] = index >= slotsPerWeek ? target[index - slotsPerWeek] : 0
        }
    }

    /// Memory that one regression leaves to the next.
    struct Room {
        private var values: [Double] = []

        /// So many numbers, whatever they are.
        fileprivate mutating func take(count: Int) -> [Double] {
            var taken: [Double] = []
            swap(&taken, &values)
            taken.removeLast(max(0, taken.count - count))
            taken.append(contentsOf: repeatElement(0, count: count - taken.count))
            return taken
        }

        /// Takes over the memory of a regression that is no longer needed.
        mutating func clear(_ regression: inout LagRegression?) {
            regression?.swapMemory(&values)
            regression = nil
        }
    }

    private mutating func swapMemory(_ values: inout [Double]) { swap(&values, &filled) }

    /// The path of `steps` values after the first `start` values, on the series' scale.
    func iterate(from start: Int, steps: Int) -> [Double] {
        let longest = longestLag
        var buffer = [Double](repeating: 0, count: longest + steps)
        for index in 0..<longest { buffer[index] = filled[start - longest + index] }
        let constant = coefficients[lags.count]
        let lags = lags.span
        let coefficients = coefficients.span
        var path = buffer.mutableSpan
        for step in longest..<longest + steps {
            // From the longest lag to the shortest: the next step waits for the last addition only.
            var x = constant
            for index in lags.indices.reversed() { x += coefficients[index] * path[step - lags[index]] }
            path[step] = min(max(x, -Self.reach), Self.reach)
        }
        return buffer[longest...].map { mean + deviation * $0 }
    }

    /// Variance of the error of each step's forecast, Σ ψⱼ² σ² over the steps before it, on the series' scale.
    func forecastVariances(steps: Int) -> [Double] {
        let longest = longestLag
        var response = [Double](repeating: 0, count: longest + steps)
        var variances = [Double](repeating: 0, count: steps)
        var sum = 0.0
        for step in 0..<steps {
            var psi = step == 0 ? 1.0 : 0
            for index in lags.indices { psi += coefficients[index] * response[longest + step - lags[index]] }
            response[longest + step] = min(max(psi, -Self.reach), Self.reach)
            sum += psi * psi
            variances[step] = sum * residualVariance
        }
        return variances
    }

    /// What Huber's weights min(1, 2σ/|e|) take from the rows, σ from the median absolute residual of those that are not
    /// NaN.
    private static func outliers(_ residuals: [Double]) -> [LagEquations.Loss] {
        // The usual size is known well enough from a thousand rows; a fifth of them has all times of day.
        let step = residuals.count < 2500 ? 1 : 5
        let sample = stride(from: 0, to: residuals.count, by: step).map { residuals[$0] }
        guard let median = medianSize(sample) ?? medianSize(residuals) else { return [] }
        let bound = 2 * (1.4826 * median + 1e-9)
        var losses: [LagEquations.Loss] = []
        losses.reserveCapacity(residuals.count / 8)
        let residuals = residuals.span
        for row in residuals.indices where abs(residuals[row]) > bound {
            losses.append((row, 1 - bound / abs(residuals[row])))
        }
        return losses
    }

    /// The upper median of the |residuals| that are not NaN: those of the middle bin of a histogram are sorted.
    ///
    /// Half of the sizes at most exceed √2 times their root mean square, so the median lies within the bins.
    static func medianSize(_ residuals: [Double]) -> Double? {
        let residuals = residuals.span
        let all = known(residuals)
        let (square, count) = (all.count * (all.variance + all.mean * all.mean), Int(all.count))
        guard count > 0, square.isFinite else { return nil }
        guard square > 0 else { return 0 }
        let binCount = 1024
        let scale = Double(binCount) / (1.5 * (square / Double(count)).squareRoot())
        guard scale.isFinite else { return 0 }
        var countArray = [Int32](repeating: 0, count: binCount + 1)
        var counts = countArray.mutableSpan
        let last = Double(binCount)
        for row in residuals.indices where !residuals[row].isNaN {
            counts[Int(min(abs(residuals[row]) * scale, last))] += 1
        }
        var below = 0
        var bin = 0
        while below + Int(counts[bin]) <= count / 2 {
            below += Int(counts[bin])
            bin += 1
        }
        var middle: [Double] = []
        middle.reserveCapacity(Int(counts[bin]))
        // NaN lies in no bin.
        let (least, most) = (Double(bin), bin == binCount ? Double.infinity : Double(bin + 1))
        for row in residuals.indices {
            let place = abs(residuals[row]) * scale
            if place >= least, place < most || bin == binCount { middle.append(abs(residuals[row])) }
        }
        middle.sort()
        return middle[count / 2 - below]
    }
}
