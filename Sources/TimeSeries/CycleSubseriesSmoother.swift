/// Smooths each cycle-subseries (all Januaries, all Februaries, …) and continues it by one cycle at both ends.
///
/// Position j of the cycle has ⌈(n − j)/m⌉ values, so there are at most two lengths; without robustness weights and
/// jumps the smooth of a length is one matrix for all positions, applied to whole cycles at a time.
/// Source: Cleveland et al. (1990), netlib `stl` routine `ss`.
struct CycleSubseriesSmoother {
    /// A smooth as a banded matrix: row r − 1 is the value at cycle r, −1 … K.
    private struct Band {
        var windows: [Range<Int>]
        var starts: [Int]
        var weights: [Double]
    }

    /// Matrices above this many numbers (32 MB) are not built; each subseries is smoothed by itself.
    private static let keptNumbers = 1 << 22

    let count: Int
    let period: Int
    let isRobust: Bool
    /// Smoothers of the longer and the shorter subseries.
    private var smoothers: [LoessSmoother]
    private let bands: [Band]
    private var subseries: [Double]
    private var subweights: [Double]
    private var smoothed: [Double]
    private var tricube: [Double]

    init(count: Int, period: Int, length: Int, degree: Int, jump: Int, isRobust: Bool) {
        self.count = count
        self.period = period
        let cycles = (count + period - 1) / period
        let isBanded =
            !isRobust && jump == 1 && (cycles + 2) * min(length, cycles) <= CycleSubseriesSmoother.keptNumbers
        self.isRobust = isRobust
        let lengths = count % period == 0 ? [cycles] : [cycles, cycles - 1]
        smoothers =
            isBanded
            ? []
            : lengths.map { LoessSmoother(count: $0, length: length, degree: degree, jump: jump, isRobust: isRobust) }
        bands =
            isBanded
            ? lengths.map { CycleSubseriesSmoother.band(count: $0, length: length, degree: degree) } : []
        subseries = [Double](repeating: 0, count: isBanded ? 0 : cycles)
        subweights = [Double](repeating: 1, count: isBanded ? 0 : cycles)
        smoothed = [Double](repeating: 0, count: isBanded ? 0 : cycles + 2)
        tricube = [Double](repeating: 0, count: isBanded ? 0 : cycles)
    }

    /// The smooth of `values` into `out`, one cycle longer at both ends.
    mutating func smooth(_ values: [Double], robustness: [Double], into out: inout [Double]) {
        let longer = count % period == 0 ? period : count % period
        if !bands.isEmpty {
            apply(bands[0], positions: 0..<longer, values, &out)
            if longer < period { apply(bands[1], positions: longer..<period, values, &out) }
            return
        }
        for position in 0..<period {
            smooth(position: position, of: position < longer ? 0 : 1, values, robustness, &out)
        }
    }

    /// One banded product for all `positions` of the cycle: the inner loop runs along the series.
    private func apply(_ band: Band, positions: Range<Int>, _ values: [Double], _ out: inout [Double]) {
        for row in band.windows.indices {
            let target = row * period
            let window = band.windows[row]
            let start = band.starts[row]
            for j in positions { out[target + j] = 0 }
            for cycle in window {
                let weight = band.weights[start + cycle - window.lowerBound]
                let source = cycle * period
                for j in positions { out[target + j] += weight * values[source + j] }
            }
        }
    }

    private mutating func smooth(
        position: Int, of kind: Int, _ values: [Double], _ robustness: [Double], _ out: inout [Double]
    ) {
        let weights = smoothers[kind].weights
        let cycles = weights.count
        for i in 0..<cycles {
            subseries[i] = values[i * period + position]
            if isRobust { subweights[i] = robustness[i * period + position] }
        }
        smoothers[kind].smooth(subseries, robustness: subweights, into: &smoothed, at: 1)
        for (end, neighbour) in [(-1, 1), (cycles, cycles)] {
            let window = CycleSubseriesSmoother.endWindow(weights, isFirst: end < 0)
            weights.tricube(at: end, window: window, into: &tricube, at: 0)
            smoothed[end + 1] =
                LoessSmoother.robustValue(weights, at: end, window: window, tricube, 0, subseries, subweights)
                ?? smoothed[neighbour]
        }
        for i in 0..<(cycles + 2) { out[i * period + position] = smoothed[i] }
    }

    /// The window of the value one cycle before the first or after the last.
    private static func endWindow(_ weights: LoessWeights, isFirst: Bool) -> Range<Int> {
        let width = min(weights.length, weights.count)
        return isFirst ? 0..<width : (weights.count - width)..<weights.count
    }

    /// The matrix of a subseries of `count` values, from −1 to `count`.
    private static func band(count: Int, length: Int, degree: Int) -> Band {
        let weights = LoessWeights(count: count, length: length, degree: degree)
        var band = Band(windows: [], starts: [], weights: [])
        func append(at position: Int, window: Range<Int>) {
            band.starts.append(band.weights.count)
            band.windows.append(window)
            band.weights.append(contentsOf: repeatElement(0, count: window.count))
            weights.row(at: position, window: window, into: &band.weights, at: band.starts[band.starts.count - 1])
        }
        append(at: -1, window: endWindow(weights, isFirst: true))
        for i in 0..<count { append(at: i, window: weights.window(at: i)) }
        append(at: count, window: endWindow(weights, isFirst: false))
        return band
    }
}
