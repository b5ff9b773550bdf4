/// What is usual at one time, from comparable volumes of the weeks before and after.
///
/// Something is far from usual only when it is far from both sides: after a lasting change the weeks that follow look
/// the same, and nothing is wrong with them.
struct UsualVolume {
    private let all: RobustReference
    private let sides: [RobustReference]

    /// `nil` with fewer than ``HistoryCleaner/leastWeeks`` volumes together.
    init?(before: [Double], after: [Double], leastShare: Double) {
        let volumes = before + after
        guard volumes.count >= HistoryCleaner.leastWeeks else { return nil }
        all = RobustReference(volumes, leastShare: leastShare)
        sides = [before, after].filter { $0.count >= 2 }.map { RobustReference($0, leastShare: leastShare) }
    }

    /// Median over both sides.
    var median: Double { all.median }

    /// Whether one side is missing, at an end of the history.
    var isOneSided: Bool { sides.count < 2 }

    /// Whether `volume` is more than `deviations` robust deviations from the median of both sides and of each, and each
    /// median also fulfils `condition`.
    func isFar(_ volume: Double, deviations: Double, and condition: (_ median: Double) -> Bool) -> Bool {
        ([all] + sides).allSatisfy { reference in
            abs(volume - reference.median) > deviations * reference.deviation && condition(reference.median)
        }
    }
}

/// Median and robust deviation of comparable volumes.
struct RobustReference {
    let median: Double
    /// 1.4826 × median absolute deviation (the standard deviation of a normal distribution), at least √median + 1 (that
    /// of chance; the one for the skew of small counts) and `leastShare` of the median.
    let deviation: Double

    /// - Parameter volumes: At least one.
    init(_ volumes: [Double], leastShare: Double) {
        let median = RobustReference.median(volumes)
        self.median = median
        let spread = 1.4826 * RobustReference.median(volumes.map { abs($0 - median) })
        deviation = max(spread, median.squareRoot() + 1, leastShare * median)
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
