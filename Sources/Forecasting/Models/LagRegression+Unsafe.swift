extension LagRegression {
    /// What the regression leaves of the rows from the longest lag on.
    ///
    /// Unaligned loads of eight numbers: a fifth of the time of the loop over checked subscripts.
    static func residuals(_ x: [Double], lags: [Int], coefficients: [Double], rows: Int) -> [Double] {
        let longest = lags.last ?? 0
        precondition(rows >= 0 && longest + rows <= x.count, "the rows must lie inside the series")
        precondition(coefficients.count == lags.count + 1, "a coefficient a lag and a constant")
        let constant = coefficients[lags.count]
        let shifts = lags.map { longest - $0 }
        return [Double](unsafeUninitializedCapacity: rows) { residuals, count in
            x.withUnsafeBytes { x in
                let size = MemoryLayout<Double>.stride
                var row = 0
                while row + 8 <= rows {
                    var rest =
                        x.loadUnaligned(fromByteOffset: (row + longest) * size, as: SIMD8<Double>.self) - constant
                    for index in shifts.indices {
                        rest -=
                            coefficients[index]
                            * x.loadUnaligned(fromByteOffset: (row + shifts[index]) * size, as: SIMD8<Double>.self)
                    }
                    for lane in 0..<8 { residuals[row + lane] = rest[lane] }
                    row += 8
                }
                while row < rows {
                    func value(_ shift: Int) -> Double {
                        x.loadUnaligned(fromByteOffset: (row + shift) * size, as: Double.self)
                    }
                    var rest = value(longest) - constant
                    for index in shifts.indices { rest -= coefficients[index] * value(shifts[index]) }
                    residuals[row] = rest
                    row += 1
                }
            }
            count = rows
        }
    }
}
