/// Splits volumes of long intervals into those of shorter ones, such as hours into quarters.
public enum Disaggregation {
    /// Each volume split into `parts` equal intervals: smooth over the borders, nothing negative, and the parts of an
    /// interval add up to it.
    ///
    /// Within an interval the rate is a parabola through rates at its borders that are interpolated from four intervals
    /// (two at an end) and has the interval's volume as its integral; where it would fall below zero it is drawn towards
    /// the interval's mean just far enough. Closed (0) intervals and unknown (NaN) ones are borders: nothing is
    /// interpolated across them, and their parts are 0 and NaN.
    ///
    /// Example: 60, 120, 60 in two parts is 22.5, 37.5, 60, 60, 37.5, 22.5.
    /// - Parameters:
    ///   - volumes: Volume of each long interval, ≥ 0 or NaN.
    ///   - parts: Short intervals in a long one, ≥ 1.
    ///   - isOpen: Whether each long interval is open; `nil` = all are.
    /// - Returns: `volumes.count × parts` volumes.
    /// - Complexity: O(result)
    /// Source: Colella & Woodward, "The piecewise parabolic method", J. Comput. Phys. 54 (1984) 174–201, eq. 1.5–1.9;
    /// positivity: Zhang & Shu, J. Comput. Phys. 229 (2010) 3091–3120.
    public static func split(_ volumes: [Double], parts: Int, isOpen: [Bool]? = nil) -> [Double] {
        precondition(parts >= 1, "at least one part")
        precondition(isOpen.map { $0.count == volumes.count } ?? true, "one flag an interval")
        var result = volumes.flatMap { [Double](repeating: $0.isNaN ? .nan : 0, count: parts) }
        var start = 0
        while start < volumes.count {
            func isBorder(_ i: Int) -> Bool { !volumes[i].isFinite || isOpen?[i] == false }
            if isBorder(start) {
                if isOpen?[start] == false { for part in 0..<parts { result[start * parts + part] = 0 } }
                start += 1
                continue
            }
            var end = start
            while end < volumes.count && !isBorder(end) { end += 1 }
            splitRun(volumes[start..<end].map { max(0, $0) }, parts: parts, into: &result, at: start * parts)
            start = end
        }
        return result
    }

    private static func splitRun(_ run: [Double], parts: Int, into result: inout [Double], at place: Int) {
        let borders = borderRates(run)
        let share = 1 / Double(parts)
        for (i, mean) in run.enumerated() {
            let (left, right) = (borders[i], borders[i + 1])
            let bend = 6 * (mean - (left + right) / 2)
            // Mean rate of a part: the parabola left + x (right − left + bend (1 − x)) over x from a to b.
            func rate(_ part: Int) -> Double {
                let (a, b) = (Double(part) * share, Double(part + 1) * share)
                return left + (right - left + bend) * (a + b) / 2 - bend * (a * a + a * b + b * b) / 3
            }
            let least = (0..<parts).reduce(mean) { min($0, rate($1)) }
            let keep = least < 0 ? mean / (mean - least) : 1
            for part in 0..<parts {
                result[place + i * parts + part] = max(0, mean + keep * (rate(part) - mean)) * share
            }
        }
    }

    /// Rates at the borders of a run's intervals, first and last included.
    private static func borderRates(_ run: [Double]) -> [Double] {
        let n = run.count
        guard n > 1 else { return [run[0], run[0]] }
        var borders = [Double](repeating: 0, count: n + 1)
        for i in 1..<n {
            if i >= 2 && i + 1 < n {
                borders[i] = (7 * (run[i - 1] + run[i]) - run[i - 2] - run[i + 1]) / 12
            } else {
                borders[i] = (run[i - 1] + run[i]) / 2
            }
        }
        // At the ends the line through the two nearest means.
        borders[0] = 1.5 * run[0] - 0.5 * run[1]
        borders[n] = 1.5 * run[n - 1] - 0.5 * run[n - 2]
        return borders.map { max(0, $0) }
    }
}
