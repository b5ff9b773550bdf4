/// Elementary functions made of operations that IEEE 754 fixes to the last bit (+, −, ×, ÷, square root, rounding to
/// an integer, scaling by a power of two), so that the demo data come out byte for byte the same on every machine.
///
/// The system's mathematics library is never called: its last bit differs between versions and processors.
/// The errors are of the order of one unit in the last place, which is far below what the data need.
enum ExactMath {
    /// eˣ for |x| < 700: x = k ln 2 + r with |r| ≤ ln 2 / 2, then the Taylor series of eʳ to r¹³.
    static func exp(_ x: Double) -> Double {
        precondition(x > -700 && x < 700, "exp: argument out of range")
        let k = (x * 1.442_695_040_888_963_4).rounded()
        // ln 2 in two parts, the first with trailing zero bits so that k × first is exact (Cody & Waite 1980).
        let r = (x - k * 6.931_471_803_691_238_164_90e-01) - k * 1.908_214_929_270_587_700_02e-10
        var sum = 1.0
        var term = 13.0
        while term > 0 {
            sum = 1 + sum * r / term
            term -= 1
        }
        return Double(sign: .plus, exponent: Int(k), significand: sum)
    }

    /// Natural logarithm of x > 0 (finite, normal): x = m 2ᵏ with √½ ≤ m < √2, then 2 artanh((m − 1) / (m + 1)).
    static func log(_ x: Double) -> Double {
        precondition(x > 0 && x.isNormal, "log: argument out of range")
        var mantissa = x.significand
        var exponent = Double(x.exponent)
        if mantissa > 1.414_213_562_373_095_1 {
            mantissa = mantissa / 2
            exponent += 1
        }
        let s = (mantissa - 1) / (mantissa + 1)
        let square = s * s
        var sum = 0.0
        var odd = 23.0
        while odd > 0 {
            sum = 1 / odd + square * sum
            odd -= 2
        }
        return exponent * 6.931_471_805_599_453_1e-01 + 2 * s * sum
    }

    /// cos(2π t) with t in turns: exact reduction to a quarter turn, then the Taylor series.
    static func cosine(turns t: Double) -> Double {
        var rest = t - t.rounded(.down)
        if rest > 0.5 { rest = 1 - rest }
        let sign = rest > 0.25 ? -1.0 : 1.0
        if rest > 0.25 { rest = 0.5 - rest }
        let angle = rest * 6.283_185_307_179_586_5
        let square = angle * angle
        var sum = 1.0
        var n = 22.0
        while n > 0 {
            sum = 1 - sum * square / (n * (n - 1))
            n -= 2
        }
        return sign * sum
    }

    /// The value at `x` of the polyline through `knots` (in order of x), level outside them.
    static func interpolate(_ knots: [(x: Double, y: Double)], at x: Double) -> Double {
        guard let first = knots.first, let last = knots.last else { return 0 }
        if x <= first.x { return first.y }
        if x >= last.x { return last.y }
        var i = 1
        while knots[i].x < x { i += 1 }
        let a = knots[i - 1]
        let b = knots[i]
        return a.y + (b.y - a.y) * ((x - a.x) / (b.x - a.x))
    }
}
