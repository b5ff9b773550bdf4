/// Searches along a condition that once true stays true.
enum MonotoneSearch {
    /// Smallest whole number from `least` to `most` whose `overshoot` is not above 0.
    ///
    /// `overshoot` must fall, and be 0 or less somewhere, at the latest at `most`. Nearly straight, it is asked about five
    /// times: at `start`, a step towards the answer away, then where the straight line between both sides meets 0.
    ///
    /// - Parameter width: How far the overshoot takes to change by about 1; the first step.
    /// - Complexity: O(log distance) calls in the worst case: every third step halves what is left.
    static func smallest(
        from start: Int, atLeast least: Int, atMost most: Int = .max, width: Double = 1,
        overshoot: (Int) -> Double
    ) -> Int {
        var low = least - 1
        var high = most
        var lowValue = Double.nan
        var highValue = Double.nan
        var candidate = min(most, max(least, start))
        var step = 0
        var round = 0
        while true {
            let value = overshoot(candidate)
            if step == 0 { step = max(1, Int(min(1e6, (min(4, abs(value)) * width).rounded()))) }
            if value <= 0 {
                high = candidate
                highValue = value
            } else {
                low = candidate
                lowValue = value
                if low >= most { return most }
            }
            if high == low + 1 && !(highValue.isNaN && high == most && most == .max) { return high }
            if highValue.isNaN {
                candidate = low > most - step ? most : low + step
                step *= 2
            } else if lowValue.isNaN {
                candidate = max(low + 1, high - step)
                step *= 2
            } else {
                round += 1
                let middle = low + (high - low) / 2
                let part = lowValue / (lowValue - highValue)
                if round % 3 == 0 || !part.isFinite {
                    candidate = middle
                } else {
                    let crossing = low + Int((part * Double(high - low)).rounded(.up))
                    candidate = min(high - 1, max(low + 1, crossing < high ? crossing : high - 1))
                }
            }
        }
    }

    /// Smallest whole number ≥ `least` that satisfies `isMet`.
    static func smallest(from start: Int, atLeast least: Int, where isMet: (Int) -> Bool) -> Int {
        smallest(from: start, atLeast: least) { isMet($0) ? -1 : 1 }
    }

    /// Root of a continuous function with `f(low) > 0 ≥ f(high)`, to the last digits of a `Double`.
    ///
    /// Source: Chandrupatla (1997), "A new hybrid quadratic/bisection algorithm", Adv. Eng. Software 28: inverse
    /// quadratic interpolation where it is safe, bisection elsewhere.
    static func root(low: Double, high: Double, of f: (Double) -> Double) -> Double {
        var a = high
        var fa = f(a)
        var b = low
        var fb = f(b)
        var c = a
        var fc = fa
        var t = 0.5
        for _ in 0..<200 {
            if fa == 0 { return a }
            let x = a + t * (b - a)
            let fx = f(x)
            if (fx > 0) == (fa > 0) {
                c = a
                fc = fa
            } else {
                c = b
                fc = fb
                b = a
                fb = fa
            }
            a = x
            fa = fx
            let best = abs(fa) < abs(fb) ? a : b
            let tolerance = 2 * best.ulp
            let limit = tolerance / abs(b - a)
            if limit > 0.5 || (abs(fa) < abs(fb) ? fa : fb) == 0 { return best }
            let xi = (a - b) / (c - b)
            let phi = (fa - fb) / (fc - fb)
            if phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi {
                t = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
            } else {
                t = 0.5
            }
            t = min(1 - limit, max(limit, t))
        }
        return abs(fa) < abs(fb) ? a : b
    }
}
