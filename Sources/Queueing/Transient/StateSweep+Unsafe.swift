/// The inner loops of ``Uniformization``: four states at a time through raw pointers, which is three times as fast as
/// bounds-checked arrays (measured on a day of 96 intervals and 100 agents).
///
/// They write up to seven states beyond `high`; the caller keeps zeros around every row.
enum StateSweep {
    @inline(__always)
    private static func load(_ values: UnsafePointer<Double>, _ index: Int) -> SIMD4<Double> {
        UnsafeRawPointer(values + index).loadUnaligned(as: SIMD4<Double>.self)
    }

    @inline(__always)
    private static func store(_ value: SIMD4<Double>, _ values: UnsafeMutablePointer<Double>, _ index: Int) {
        UnsafeMutableRawPointer(values + index).storeBytes(of: value, as: SIMD4<Double>.self)
    }

    /// One step of the chain: y[n] = x[n] (stay[n] − leaving) + x[n−1] up + x[n+1] down[n] for n in low...high.
    @inline(__always)
    static func step(
        _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ stay: UnsafePointer<Double>,
        _ down: UnsafePointer<Double>, _ up: Double, _ low: Int, _ high: Int, leaving: Double
    ) {
        var n = low
        while n <= high {
            let here = load(x, n) * (load(stay, n) - leaving)
            store(here + load(x, n - 1) * up + load(x, n + 1) * load(down, n), y, n)
            n += 4
        }
    }

    /// One step of the chain without extra agents.
    @inline(__always)
    static func step(
        _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ stay: UnsafePointer<Double>,
        _ down: UnsafePointer<Double>, _ up: Double, _ low: Int, _ high: Int
    ) {
        var n = low
        while n <= high {
            let first = load(x, n) * load(stay, n) + load(x, n - 1) * up + load(x, n + 1) * load(down, n)
            let m = n + 4
            let second = load(x, m) * load(stay, m) + load(x, m - 1) * up + load(x, m + 1) * load(down, m)
            store(first, y, n)
            store(second, y, m)
            n += 8
        }
    }

    /// sum[n] += x[n] · factor for n in low...high.
    @inline(__always)
    static func add(
        _ x: UnsafePointer<Double>, times factor: Double, to sum: UnsafeMutablePointer<Double>, _ low: Int, _ high: Int
    ) {
        var n = low
        while n <= high {
            store(load(sum, n) + load(x, n) * factor, sum, n)
            n += 4
        }
    }

    /// Σ x[n] for n in low...high.
    static func sum(_ x: UnsafePointer<Double>, _ low: Int, _ high: Int) -> Double {
        var lanes = SIMD4<Double>()
        var n = low
        while n + 3 <= high {
            lanes += load(x, n)
            n += 4
        }
        var sum = lanes.sum()
        while n <= high {
            sum += x[n]
            n += 1
        }
        return sum
    }

    /// Σ x[n] factor[n] for n in low...high.
    static func dot(
        _ x: UnsafePointer<Double>, _ factor: UnsafePointer<Double>, _ low: Int, _ high: Int
    ) -> Double {
        var lanes = SIMD4<Double>()
        var n = low
        while n + 3 <= high {
            lanes += load(x, n) * load(factor, n)
            n += 4
        }
        var sum = lanes.sum()
        while n <= high {
            sum += x[n] * factor[n]
            n += 1
        }
        return sum
    }

    /// Makes x[n] zero for n in low...high.
    static func clear(_ x: UnsafeMutablePointer<Double>, _ low: Int, _ high: Int) {
        guard high >= low else { return }
        (x + low).update(repeating: 0, count: high - low + 1)
    }
}
