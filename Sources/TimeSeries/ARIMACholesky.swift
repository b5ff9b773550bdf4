import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Small Cholesky factors of four matrices at once, by rows; the lower half counts.
enum ARIMACholesky {
    /// Rows from which BLAS, matrix by matrix, takes the place of the loops here, four matrices at once: with 172 rows,
    /// those of a week of hours, it halves the time of a whole automatic choice.
    static let longSize = 80

    /// Replaces the lower half of a symmetric matrix by its factor L.
    ///
    /// - Returns: ln det = 2 Σ ln Lᵢᵢ; NaN in the lanes whose matrix is not positive definite.
    static func factor(_ matrix: inout [Lanes], size n: Int) -> Lanes {
        n < longSize ? shortFactor(&matrix, size: n) : longFactor(&matrix, size: n)
    }

    private static func longFactor(_ matrix: inout [Lanes], size n: Int) -> Lanes {
        var lanes = separated(matrix, stride: n, size: n)
        var logDeterminant = Lanes(repeating: .nan)
        for lane in 0..<4 where TriangularProducts.factor(&lanes[lane], size: n) {
            logDeterminant[lane] = (0..<n).reduce(0) { $0 + 2 * log(lanes[lane][$1 * n + $1]) }
        }
        merge(lanes, into: &matrix, size: n)
        return logDeterminant
    }

    private static func longCongruence(
        _ factor: [Lanes], _ covariance: [Lanes], stride: Int, size n: Int, into result: inout [Lanes]
    ) {
        let factors = separated(factor, stride: n, size: n)
        var lanes = separated(covariance, stride: stride, size: n)
        for lane in 0..<4 { TriangularProducts.congruence(&lanes[lane], factor: factors[lane], size: n) }
        merge(lanes, into: &result, size: n)
    }

    /// The leading parts of four matrices, one after the other.
    private static func separated(_ matrix: [Lanes], stride: Int, size n: Int) -> [[Double]] {
        var (first, second) = ([Double](repeating: 0, count: n * n), [Double](repeating: 0, count: n * n))
        var (third, fourth) = (first, second)
        // One matrix after the other would read all four of them each time.
        do {
            let matrix = matrix.span
            var x = first.mutableSpan
            var y = second.mutableSpan
            var z = third.mutableSpan
            var w = fourth.mutableSpan
            for i in 0..<n {
                for j in 0..<n {
                    let four = matrix[i * stride + j]
                    x[i * n + j] = four.x
                    y[i * n + j] = four.y
                    z[i * n + j] = four.z
                    w[i * n + j] = four.w
                }
            }
        }
        return [first, second, third, fourth]
    }

    private static func merge(_ lanes: [[Double]], into matrix: inout [Lanes], size n: Int) {
        let (x, y, z, w) = (lanes[0], lanes[1], lanes[2], lanes[3])
        var matrix = matrix.mutableSpan
        for k in 0..<n * n { matrix[k] = Lanes(x[k], y[k], z[k], w[k]) }
    }

    /// ``factor(_:size:)`` for few rows.
    static func shortFactor(_ matrix: inout [Lanes], size n: Int) -> Lanes {
        var a = matrix.mutableSpan
        var product = Lanes(repeating: 1)
        var logDeterminant = Lanes()
        for i in 0..<n {
            for j in 0..<i {
                var even = a[i * n + j]
                var odd = Lanes()
                var k = 0
                // Two sums, because a single one waits for itself.
                while k + 1 < j {
                    even -= a[i * n + k] * a[j * n + k]
                    odd -= a[i * n + k + 1] * a[j * n + k + 1]
                    k += 2
                }
                if k < j { even -= a[i * n + k] * a[j * n + k] }
                a[i * n + j] = (even + odd) * a[j * n + j]
            }
            var pivot = a[i * n + i]
            for k in 0..<i { pivot -= a[i * n + k] * a[i * n + k] }
            product *= pivot
            if i % 8 == 7 || i == n - 1 {
                for lane in 0..<4 { logDeterminant[lane] += log(product[lane]) }
                product = Lanes(repeating: 1)
            }
            // The diagonal holds 1/Lᵢᵢ while rows are being made: a product costs less than a quotient.
            a[i * n + i] = Lanes(repeating: 1) / pivot.squareRoot()
        }
        for i in 0..<n { a[i * n + i] = Lanes(repeating: 1) / a[i * n + i] }
        return logDeterminant
    }

    /// x ← L⁻¹x.
    static func forward(_ factor: [Lanes], size n: Int, _ x: inout [Lanes]) {
        let l = factor.span
        var v = x.mutableSpan
        for i in 0..<n {
            var sum = v[i]
            for k in 0..<i { sum -= l[i * n + k] * v[k] }
            v[i] = sum / l[i * n + i]
        }
    }

    /// The lower half of LᵀVL.
    ///
    /// - Parameters:
    ///   - factor: L, lower triangular by rows.
    ///   - covariance: V, symmetric with `stride` entries a row; its leading part counts.
    ///   - scratch: Room for `size`² numbers.
    static func congruence(
        _ factor: [Lanes], _ covariance: [Lanes], stride: Int, size n: Int, _ scratch: inout [Lanes],
        into result: inout [Lanes]
    ) {
        if n < longSize {
            shortCongruence(factor, covariance, stride: stride, size: n, &scratch, into: &result)
        } else {
            longCongruence(factor, covariance, stride: stride, size: n, into: &result)
        }
    }

    /// ``congruence(_:_:stride:size:_:into:)`` for few rows.
    static func shortCongruence(
        _ factor: [Lanes], _ covariance: [Lanes], stride: Int, size n: Int, _ scratch: inout [Lanes],
        into result: inout [Lanes]
    ) {
        let l = factor.span
        let v = covariance.span
        var b = scratch.mutableSpan
        var m = result.mutableSpan
        // B = VL row by row, as sums of rows of L: L's rows are contiguous.
        for i in 0..<n {
            for j in 0..<n { b[i * n + j] = Lanes() }
            for k in 0..<n {
                let weight = v[i * stride + k]
                for j in 0...k { b[i * n + j] += weight * l[k * n + j] }
            }
        }
        for i in 0..<n { for j in 0...i { m[i * n + j] = Lanes() } }
        for k in 0..<n {
            for i in 0...k {
                let weight = l[k * n + i]
                for j in 0...i { m[i * n + j] += weight * b[k * n + j] }
            }
        }
    }

    /// Σ xₜyₜ over `start`..<`end`.
    static func dot(_ x: [Lanes], _ y: [Lanes], from start: Int, to end: Int) -> Lanes {
        let a = x.span
        let b = y.span
        var even = Lanes()
        var odd = Lanes()
        var t = start
        while t + 1 < end {
            even += a[t] * b[t]
            odd += a[t + 1] * b[t + 1]
            t += 2
        }
        if t < end { even += a[t] * b[t] }
        return even + odd
    }
}
