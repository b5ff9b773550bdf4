import NumericalMethods

/// A loess curve through the points of a regular grid, ready to be drawn through many series of one length.
///
/// Away from the ends every point has the same window, so the smooth is a convolution with weights computed once;
/// the points near the ends have rows of their own, kept when they are not too many.
/// Source: Cleveland et al. (1990), netlib `stl` routine `ess`, jumps and the last point included.
struct LoessSmoother {
    /// Rows of end points are kept up to this many numbers (16 MB), computed anew each time above.
    private static let keptNumbers = 1 << 21

    let weights: LoessWeights
    /// Points between computed ones; the others are interpolated.
    let jump: Int
    /// Whether the smoother takes robustness weights: then it keeps tricube weights, otherwise final ones.
    let isRobust: Bool
    /// Points with the whole window centred on them.
    private let interior: Range<Int>
    private let kernel: [Double]
    private let rows: [Double]
    private let keepsRows: Bool
    private var scratch: [Double]

    init(count: Int, length: Int, degree: Int, jump: Int, isRobust: Bool) {
        let weights = LoessWeights(count: count, length: length, degree: degree)
        self.weights = weights
        self.isRobust = isRobust
        self.jump = max(1, min(jump, count - 1))
        let half = (length - 1) / 2
        let interior = length < count ? half..<(count - half) : 0..<0
        self.interior = interior
        let width = min(length, count)
        var kernel = [Double](repeating: 0, count: interior.isEmpty ? 0 : length)
        if !interior.isEmpty {
            let window = weights.window(at: half)
            if isRobust {
                weights.tricube(at: half, window: window, into: &kernel, at: 0)
            } else {
                weights.row(at: half, window: window, into: &kernel, at: 0)
            }
        }
        self.kernel = kernel
        let ends = count - interior.count
        keepsRows = count >= 2 && ends * width <= LoessSmoother.keptNumbers
        var rows = [Double](repeating: 0, count: keepsRows ? ends * width : 0)
        if keepsRows {
            for end in 0..<((ends + 1) / 2) {
                LoessSmoother.fill(
                    &rows, at: end * width, weights, position: end, window: weights.window(at: end), isRobust)
                // The last points mirror the first.
                let mirrored = (ends - 1 - end) * width
                if mirrored != end * width {
                    for k in 0..<width { rows[mirrored + k] = rows[end * width + width - 1 - k] }
                }
            }
        }
        self.rows = rows
        scratch = [Double](repeating: 0, count: width)
    }

    private static func fill(
        _ out: inout [Double], at start: Int, _ weights: LoessWeights, position: Int, window: Range<Int>,
        _ isRobust: Bool
    ) {
        if isRobust {
            weights.tricube(at: position, window: window, into: &out, at: start)
        } else {
            weights.row(at: position, window: window, into: &out, at: start)
        }
    }

    /// The curve through `values` (the first ``LoessWeights/count`` of them) into `out[at...]`, each point weighted
    /// by `robustness` when the smoother is robust. A point whose window has no weight keeps its value.
    mutating func smooth(_ values: [Double], robustness: [Double], into out: inout [Double], at start: Int = 0) {
        let count = weights.count
        if count < 2 {
            if count == 1 { out[start] = values[0] }
            return
        }
        if jump == 1 {
            for i in 0..<interior.lowerBound { out[start + i] = value(at: i, values, robustness) }
            if isRobust {
                for i in interior { out[start + i] = value(at: i, values, robustness) }
            } else {
                SlidingProducts.correlate(
                    kernel, with: values, from: 0, count: interior.count, into: &out, at: start + interior.lowerBound)
            }
            for i in interior.upperBound..<count { out[start + i] = value(at: i, values, robustness) }
            return
        }
        var last = 0
        for i in stride(from: 0, to: count, by: jump) {
            out[start + i] = value(at: i, values, robustness)
            last = i
        }
        for i in stride(from: 0, to: last, by: jump) { LoessSmoother.interpolate(&out, start + i, start + i + jump) }
        if last != count - 1 {
            // The program leaves the window where the last computed point had it.
            out[start + count - 1] = value(
                at: count - 1, window: weights.window(at: last), row: nil, values, robustness)
            LoessSmoother.interpolate(&out, start + last, start + count - 1)
        }
    }

    private static func interpolate(_ out: inout [Double], _ from: Int, _ to: Int) {
        let step = (out[to] - out[from]) / Double(to - from)
        for j in from..<to { out[j] = out[from] + step * Double(j - from) }
    }

    private mutating func value(at i: Int, _ values: [Double], _ robustness: [Double]) -> Double {
        if interior.contains(i) {
            let window = weights.window(at: i)
            return isRobust
                ? robust(at: i, window: window, kernel, 0, values, robustness)
                : SlidingProducts.product(kernel, from: 0, with: values, from: window.lowerBound, length: kernel.count)
        }
        let end = i < interior.lowerBound || interior.isEmpty ? i : i - interior.count
        let window = weights.window(at: i)
        return value(at: i, window: window, row: keepsRows ? end * window.count : nil, values, robustness)
    }

    /// The value at `i` from `window`, whose weights are kept at `row` or computed.
    private mutating func value(
        at i: Int, window: Range<Int>, row: Int?, _ values: [Double], _ robustness: [Double]
    ) -> Double {
        if let row {
            return isRobust
                ? robust(at: i, window: window, rows, row, values, robustness)
                : SlidingProducts.product(rows, from: row, with: values, from: window.lowerBound, length: window.count)
        }
        if isRobust {
            weights.tricube(at: i, window: window, into: &scratch, at: 0)
            return robust(at: i, window: window, scratch, 0, values, robustness)
        }
        guard weights.row(at: i, window: window, into: &scratch, at: 0) else { return values[i] }
        return SlidingProducts.product(scratch, from: 0, with: values, from: window.lowerBound, length: window.count)
    }

    /// The value at `i` when each point of the window also has a robustness weight.
    private func robust(
        at i: Int, window: Range<Int>, _ tricube: [Double], _ row: Int, _ values: [Double], _ robustness: [Double]
    ) -> Double {
        LoessSmoother.robustValue(weights, at: i, window: window, tricube, row, values, robustness) ?? values[i]
    }

    /// The value at `position`, which may lie outside the series; nil when no point has weight.
    static func robustValue(
        _ weights: LoessWeights, at position: Int, window: Range<Int>, _ tricube: [Double], _ row: Int,
        _ values: [Double], _ robustness: [Double]
    ) -> Double? {
        var sums = LoessWeights.MomentSums()
        var value = 0.0
        var tilted = 0.0
        for j in window {
            let w = tricube[row + j - window.lowerBound] * robustness[j]
            let u = Double(j - position)
            sums.add(weight: w, offset: u)
            value += w * values[j]
            tilted += w * u * values[j]
        }
        let bandwidth = weights.bandwidth(at: position, window: window)
        guard let line = weights.line(sums, bandwidth: bandwidth) else { return nil }
        return line.scale * (value + line.slope * (tilted - line.centre * value))
    }
}
