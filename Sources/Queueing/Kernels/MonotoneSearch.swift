/// Searches along a condition that once true stays true.
enum MonotoneSearch {
    /// Smallest whole number ≥ `least` that satisfies `isMet`, found by doubling steps from `start` and halving the rest.
    ///
    /// `isMet` must be monotone and true somewhere, at the latest at `most`.
    /// - Complexity: O(log distance) calls.
    static func smallest(
        from start: Int, atLeast least: Int, atMost most: Int = .max, where isMet: (Int) -> Bool
    ) -> Int {
        var failing: Int
        var meeting: Int
        var step = 1
        let origin = max(start, least)
        if isMet(origin) {
            meeting = origin
            failing = least - 1
            while meeting > least {
                let candidate = max(least, meeting - step)
                if isMet(candidate) {
                    meeting = candidate
                    step *= 2
                } else {
                    failing = candidate
                    break
                }
            }
        } else {
            failing = origin
            meeting = min(most, origin + step)
            while meeting < most, !isMet(meeting) {
                failing = meeting
                step *= 2
                meeting += min(step, most - meeting)
            }
        }
        while meeting - failing > 1 {
            let middle = failing + (meeting - failing) / 2
            if isMet(middle) { meeting = middle } else { failing = middle }
        }
        return meeting
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
