/// What a seasonal ARMA model is fitted to: the differenced series and the differenced regressors.
///
/// The regressors are made orthonormal and their least-squares part is taken from the series, so that the normal
/// equations of generalised least squares stay well conditioned however large a mean is.
struct ARIMADesign: Sendable {
    /// The series after differencing, less its regression, in units of `unit`.
    let series: [Double]
    /// Orthonormal columns that span the differenced regressors.
    let columns: [[Double]]
    /// Largest magnitude of the values as given.
    let scale: Double
    /// Root mean square of what regression leaves; 1 when it leaves nothing. It keeps squares within range.
    let unit: Double
    /// R of the differenced regressors = columns · R, by columns.
    private let triangle: [[Double]]
    private let leastSquares: [Double]
    /// Whether nothing but rounding is left of the series.
    let isExact: Bool

    /// Takes differences and regresses.
    ///
    /// - Throws: `noFit` when a regressor is constant or a combination of others after differencing.
    init(_ values: [Double], order: ARIMAOrder, regressors: [[Double]]) throws(TimeSeriesError) {
        var rest = ARIMAPolynomial.difference(values, order)
        scale = values.reduce(0) { max($0, abs($1)) }
        var columns: [[Double]] = []
        var triangle: [[Double]] = []
        var projections: [Double] = []
        for (index, regressor) in regressors.enumerated() {
            var column = ARIMAPolynomial.difference(regressor, order)
            let length = Self.dot(column, column).squareRoot()
            var entries = [Double](repeating: 0, count: columns.count)
            // Twice, because one pass of Gram–Schmidt loses orthogonality for nearly dependent columns.
            for _ in 0..<2 {
                for (k, other) in columns.enumerated() {
                    let share = Self.dot(other, column)
                    entries[k] += share
                    for t in column.indices { column[t] -= share * other[t] }
                }
            }
            let left = Self.dot(column, column).squareRoot()
            guard left > 1e-9 * length, left > 0 else {
                throw .noFit(
                    model: "ARIMA\(order)",
                    reason: "regressor \(index + 1) of \(regressors.count) depends on the others after differencing")
            }
            for t in column.indices { column[t] /= left }
            columns.append(column)
            triangle.append(entries + [left])
        }
        for _ in 0..<2 {
            for (k, column) in columns.enumerated() {
                let share = Self.dot(column, rest)
                if k < projections.count { projections[k] += share } else { projections.append(share) }
                for t in rest.indices { rest[t] -= share * column[t] }
            }
        }
        let limit = 1e-12 * scale
        isExact = rest.allSatisfy { abs($0) <= limit }
        let peak = rest.reduce(0) { max($0, abs($1)) }
        let power = isExact ? 1 : rest.reduce(0) { $0 + ($1 / peak) * ($1 / peak) } / Double(rest.count)
        let unit = isExact ? 1 : peak * power.squareRoot()
        series = isExact ? rest.map { _ in 0 } : rest.map { $0 / unit }
        self.unit = unit
        self.columns = columns
        self.triangle = triangle
        leastSquares = projections
    }

    /// Coefficients of the regressors as given, from those of the orthonormal columns for `series`.
    func original(_ coefficients: [Double]) -> [Double] {
        var beta = zip(coefficients, leastSquares).map { $0 * unit + $1 }
        for i in stride(from: beta.count - 1, through: 0, by: -1) {
            for j in (i + 1)..<max(i + 1, beta.count) { beta[i] -= triangle[j][i] * beta[j] }
            beta[i] /= triangle[i][i]
        }
        return beta
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for t in a.indices { sum += a[t] * b[t] }
        return sum
    }
}
