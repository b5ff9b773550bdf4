import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Scores of the days on the factors and their weekday-AR(1) forecast.
struct FactorModelScores {
    /// Weekday means by factor, weekday.
    private var means: [[Double]]
    /// Lag-one autocorrelation of the deviations by factor.
    private var persistence: [Double]
    /// Last deviation by factor and the open days since.
    private var last: [Double]
    private var gap: Int
    /// Variance of a one-day-ahead score forecast by factor.
    private(set) var variances: [Double]
    /// Variance of a slot around its factors.
    private(set) var noise: Double

    /// Learns from the rows `days` of `matrix`.
    init(matrix: FactorModelMatrix, vectors: [[Double]], days: Range<Int>) {
        let scores = vectors.map { vector in
            days.map { day in
                var sum = 0.0
                let row = matrix.rows[day]
                for s in vector.indices { sum += row[s] * vector[s] }
                return sum
            }
        }
        means = []
        persistence = []
        last = []
        variances = []
        for series in scores {
            var sums = [Double](repeating: 0, count: 7)
            var weights = sums
            for (i, day) in days.enumerated() {
                let age = Double(matrix.openDays - 1 - matrix.openDay[day])
                let weight = exp2(-age / FactorModel.halfLifeDays)
                sums[matrix.weekdays[day]] += weight * series[i]
                weights[matrix.weekdays[day]] += weight
            }
            let overall = sums.reduce(0, +) / max(weights.reduce(0, +), 1e-300)
            let mean = zip(sums, weights).map { $1 > 0 ? $0 / $1 : overall }
            var product = 0.0
            var square = 0.0
            var previous: (day: Int, deviation: Double)?
            for (i, day) in days.enumerated() {
                let deviation = series[i] - mean[matrix.weekdays[day]]
                square += deviation * deviation
                if let previous, matrix.openDay[day] == previous.day + 1 { product += deviation * previous.deviation }
                previous = (matrix.openDay[day], deviation)
            }
            let count = Double(days.count)
            let phi = square > 0 ? min(0.95, max(0, product / square)) * count / (count + 5) : 0
            means.append(mean)
            persistence.append(phi)
            last.append(previous?.deviation ?? 0)
            variances.append(max(1e-12, square / max(count, 1) * (1 - phi * phi)))
        }
        gap = 0
        if let end = days.last {
            gap =
                (days.upperBound == matrix.rows.count ? matrix.openDays - 1 : matrix.openDay[end]) - matrix.openDay[end]
        }
        var residual = 0.0
        var cells = 0.0
        for (i, day) in days.enumerated() {
            let row = matrix.rows[day]
            var energy = 0.0
            for value in row { energy += value * value }
            for k in vectors.indices { energy -= scores[k][i] * scores[k][i] }
            residual += max(0, energy)
            cells += Double(max(1, row.count - vectors.count))
        }
        noise = max(1e-6, residual / max(cells, 1))
    }

    /// Expected scores of a day of `weekday`, `daysAhead` open days after the last row's day (1 = the next).
    func forecast(weekday: Int, daysAhead: Int) -> [Double] {
        means.indices.map { means[$0][weekday] + pow(persistence[$0], Double(daysAhead + gap)) * last[$0] }
    }

    /// The scores between a forecast and what a morning says; `penalty` 0 = the morning alone.
    func updated(_ forecast: [Double], morning: [Double], vectors: [[Double]], penalty: Double) -> [Double] {
        let rank = vectors.count
        guard penalty.isFinite else { return forecast }
        let slots = morning.indices.filter { !morning[$0].isNaN }
        guard !slots.isEmpty else { return forecast }
        // The deviation from the forecast, in units of its own spread, is what is penalised.
        var matrix: [Double] = []
        matrix.reserveCapacity(rank * slots.count)
        var target = slots.map { morning[$0] }
        for k in 0..<rank {
            let unit = variances[k].squareRoot()
            for (i, s) in slots.enumerated() {
                matrix.append(vectors[k][s] * unit)
                target[i] -= vectors[k][s] * forecast[k]
            }
        }
        guard
            let solution = LeastSquares.ridge(
                matrix: matrix, rightHandSide: target, weights: [Double](repeating: 1, count: slots.count),
                penalties: [Double](repeating: penalty * noise, count: rank))
        else { return forecast }
        return (0..<rank).map { forecast[$0] + variances[$0].squareRoot() * solution[$0] }
    }

    /// The number of factors whose one-day-ahead forecasts of the rows from `from` on have the least squared error.
    static func bestRank(matrix: FactorModelMatrix, vectors: [[Double]], from: Int) -> Int {
        guard from < matrix.rows.count, vectors.count > 1 else { return max(1, vectors.count) }
        var errors = [Double](repeating: 0, count: vectors.count)
        for (day, forecast) in rollingForecasts(matrix: matrix, vectors: vectors, from: from) {
            var residual = matrix.rows[day]
            for k in vectors.indices {
                for s in residual.indices {
                    residual[s] -= forecast[k] * vectors[k][s]
                    errors[k] += residual[s] * residual[s]
                }
            }
        }
        var best = 0
        for k in errors.indices where errors[k] < errors[best] * 0.995 { best = k }
        return best + 1
    }

    /// The penalty whose updates after `known` slots forecast the rest of the rows from `from` on best.
    static func bestPenalty(matrix: FactorModelMatrix, vectors: [[Double]], from: Int, known: Int) -> Double {
        let width = matrix.rows.first?.count ?? 0
        guard from < matrix.rows.count, known < width else { return .infinity }
        let learnt = FactorModelScores(matrix: matrix, vectors: vectors, days: 0..<from)
        var errors = [Double](repeating: 0, count: FactorModel.penalties.count)
        for (day, forecast) in rollingForecasts(matrix: matrix, vectors: vectors, from: from) {
            let row = matrix.rows[day]
            for (p, penalty) in FactorModel.penalties.enumerated() {
                let beta = learnt.updated(
                    forecast, morning: Array(row[..<known]), vectors: vectors, penalty: penalty)
                for s in known..<width {
                    var residual = row[s]
                    for k in vectors.indices { residual -= beta[k] * vectors[k][s] }
                    errors[p] += residual * residual
                }
            }
        }
        var best = errors.count - 1
        for p in errors.indices.reversed() where errors[p] < errors[best] * 0.995 { best = p }
        return FactorModel.penalties[best]
    }

    /// One-day-ahead score forecasts of the rows from `from` on: means and autocorrelation as learnt before `from`,
    /// the last deviation as it was known.
    private static func rollingForecasts(
        matrix: FactorModelMatrix, vectors: [[Double]], from: Int
    ) -> [(day: Int, forecast: [Double])] {
        var scores = FactorModelScores(matrix: matrix, vectors: vectors, days: 0..<from)
        var result: [(day: Int, forecast: [Double])] = []
        for day in from..<matrix.rows.count {
            scores.gap = 0
            let ahead = matrix.openDay[day] - matrix.openDay[max(0, day - 1)]
            result.append((day, scores.forecast(weekday: matrix.weekdays[day], daysAhead: max(1, ahead))))
            for k in vectors.indices {
                let score = zip(matrix.rows[day], vectors[k]).reduce(0) { $0 + $1.0 * $1.1 }
                scores.last[k] = score - scores.means[k][matrix.weekdays[day]]
            }
        }
        return result
    }
}
