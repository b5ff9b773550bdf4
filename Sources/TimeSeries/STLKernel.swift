/// The loops of STL on buffers that are made once, for any number of series of one length.
struct STLKernel {
    let count: Int
    let period: Int
    let innerIterations: Int
    let outerIterations: Int
    private(set) var season: [Double]
    private(set) var trend: [Double]
    private(set) var robustness: [Double]
    private var cycles: CycleSubseriesSmoother
    private var lowPass: LoessSmoother
    private var trendSmoother: LoessSmoother
    private var work: [Double]
    private var extended: [Double]
    private var averaged: [Double]
    private var slow: [Double]

    init(_ stl: STL, count: Int) {
        self.count = count
        period = stl.period
        innerIterations = stl.innerIterations
        outerIterations = stl.outerIterations
        let isRobust = stl.outerIterations > 0
        cycles = CycleSubseriesSmoother(
            count: count, period: stl.period, length: stl.seasonal.length, degree: stl.seasonal.degree,
            jump: stl.seasonal.jump, isRobust: isRobust)
        lowPass = LoessSmoother(
            count: count, length: stl.lowPass.length, degree: stl.lowPass.degree, jump: stl.lowPass.jump,
            isRobust: false)
        trendSmoother = LoessSmoother(
            count: count, length: stl.trend.length, degree: stl.trend.degree, jump: stl.trend.jump, isRobust: isRobust)
        season = [Double](repeating: 0, count: count)
        trend = season
        work = season
        slow = season
        robustness = [Double](repeating: 1, count: count)
        extended = [Double](repeating: 0, count: count + 2 * stl.period)
        averaged = extended
    }

    /// Decomposes `values` into ``season``, ``trend`` and ``robustness``.
    mutating func run(_ values: [Double]) {
        precondition(values.count == count, "the kernel was made for another length")
        for i in 0..<count {
            season[i] = 0
            trend[i] = 0
            robustness[i] = 1
        }
        turn(values)
        for _ in 0..<outerIterations {
            for i in 0..<count { work[i] = abs(values[i] - (trend[i] + season[i])) }
            STLKernel.robustnessWeights(of: work, into: &robustness)
            turn(values)
        }
    }

    /// The inner loop.
    private mutating func turn(_ values: [Double]) {
        for _ in 0..<innerIterations {
            for i in 0..<count { work[i] = values[i] - trend[i] }
            cycles.smooth(work, robustness: robustness, into: &extended)
            // Two averages over a cycle and one over three points leave the slow part of the extended season.
            STLKernel.movingAverage(extended, count: count + 2 * period, over: period, into: &averaged)
            STLKernel.movingAverage(averaged, count: count + period + 1, over: period, into: &averaged)
            STLKernel.movingAverage(averaged, count: count + 2, over: 3, into: &averaged)
            lowPass.smooth(averaged, robustness: [], into: &slow)
            for i in 0..<count {
                season[i] = extended[period + i] - slow[i]
                work[i] = values[i] - season[i]
            }
            trendSmoother.smooth(work, robustness: robustness, into: &trend)
        }
    }

    /// Averages of `length` neighbours of the first `count` values, `count − length + 1` of them.
    static func movingAverage(_ values: [Double], count: Int, over length: Int, into out: inout [Double]) {
        var sum = 0.0
        for i in 0..<length { sum += values[i] }
        let divisor = Double(length)
        out[0] = sum / divisor
        for i in 1..<max(1, count - length + 1) {
            sum += values[i + length - 1] - values[i - 1]
            out[i] = sum / divisor
        }
    }

    /// Bisquare weights of absolute remainders, on six times their median.
    static func robustnessWeights(of sizes: [Double], into out: inout [Double]) {
        let sorted = sizes.sorted()
        let middle = sorted.count / 2
        let limit = 3 * (sorted[middle] + sorted[sorted.count - 1 - middle])
        for i in sizes.indices {
            let size = sizes[i]
            if limit == 0 || size <= 0.001 * limit {
                out[i] = 1
            } else if size <= 0.999 * limit {
                let r = size / limit
                out[i] = (1 - r * r) * (1 - r * r)
            } else {
                out[i] = 0
            }
        }
    }
}
