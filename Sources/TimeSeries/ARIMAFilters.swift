/// Four parameter sets of one model, evaluated in step.
///
/// The recursions of an ARMA likelihood wait for their own last result at every step. Running four parameter sets
/// side by side fills that wait: a gradient or a line search costs about what one evaluation costs.
typealias Lanes = SIMD4<Double>

/// The linear filters of an ARMA model on four parameter sets at once.
enum ARIMAFilters {
    /// x ← (1 + Σ cⱼ B^(lag·j)) x from position `start` on, in place, with zeros before it.
    static func convolve(_ x: inout [Lanes], with coefficients: [Lanes], lag: Int, from start: Int) {
        if coefficients.isEmpty { return }
        let count = x.count
        var span = x.mutableSpan
        if coefficients.count == 1 {
            let c = coefficients[0]
            for t in stride(from: count - 1, through: start + lag, by: -1) { span[t] += c * span[t - lag] }
            return
        }
        for t in stride(from: count - 1, through: start + lag, by: -1) {
            var sum = span[t]
            let terms = min(coefficients.count, (t - start) / lag)
            for j in 0..<terms { sum += coefficients[j] * span[t - lag * (j + 1)] }
            span[t] = sum
        }
    }

    /// x ← x / (1 + Σ cⱼ B^(lag·j)) from position `start` on, in place, with zeros before it.
    static func divide(_ x: inout [Lanes], by coefficients: [Lanes], lag: Int, from start: Int) {
        if coefficients.isEmpty { return }
        let count = x.count
        var span = x.mutableSpan
        if lag > 1 {
            for t in stride(from: start + lag, to: count, by: 1) {
                var sum = span[t]
                let terms = min(coefficients.count, (t - start) / lag)
                for j in 0..<terms { sum -= coefficients[j] * span[t - lag * (j + 1)] }
                span[t] = sum
            }
            return
        }
        // The last two results stay in registers: they are what the next step waits for.
        let first = coefficients[0]
        let second = coefficients.count > 1 ? coefficients[1] : Lanes()
        var last = Lanes()
        var beforeLast = Lanes()
        for t in start..<max(start, count) {
            var sum = span[t]
            if coefficients.count > 2 {
                for j in 2..<max(2, min(coefficients.count, t - start)) { sum -= coefficients[j] * span[t - 1 - j] }
            }
            sum = sum - second * beforeLast - first * last
            beforeLast = last
            last = sum
            span[t] = sum
        }
    }

    /// x ← x / (1 + Σ cⱼ F^(lag·j)) with the forward shift F, in place, over positions 0..<`end`, zeros after them.
    static func divideBackwards(_ x: inout [Lanes], by coefficients: [Lanes], lag: Int, end: Int) {
        if coefficients.isEmpty { return }
        var span = x.mutableSpan
        if lag > 1 {
            for t in stride(from: end - 1 - lag, through: 0, by: -1) {
                var sum = span[t]
                let terms = min(coefficients.count, (end - 1 - t) / lag)
                for j in 0..<terms { sum -= coefficients[j] * span[t + lag * (j + 1)] }
                span[t] = sum
            }
            return
        }
        let first = coefficients[0]
        let second = coefficients.count > 1 ? coefficients[1] : Lanes()
        var last = Lanes()
        var beforeLast = Lanes()
        for t in stride(from: end - 1, through: 0, by: -1) {
            var sum = span[t]
            if coefficients.count > 2 {
                for j in 2..<max(2, min(coefficients.count, end - 1 - t)) { sum -= coefficients[j] * span[t + 1 + j] }
            }
            sum = sum - second * beforeLast - first * last
            beforeLast = last
            last = sum
            span[t] = sum
        }
    }

    /// Fills `pi` with the coefficients of 1 / ((1 + Σ cⱼBʲ)(1 + Σ CⱼBʲˢ)) from lag 0 on.
    ///
    /// - Returns: The length beyond which all are zero to working precision; the tail is set to exact zeros, which
    ///   also keeps subnormal numbers (a hundred times slower) out of the recursion.
    static func inverse(
        _ pi: inout [Lanes], regular: [Lanes], seasonal: [Lanes], seasonLength: Int
    ) -> Int {
        let count = pi.count
        if count == 0 { return 0 }
        let degree = regular.count + seasonLength * seasonal.count
        var span = pi.mutableSpan
        for t in 0..<count { span[t] = Lanes() }
        span[0] = Lanes(repeating: 1)
        if !seasonal.isEmpty {
            var k = 1
            while k * seasonLength < count {
                var sum = Lanes()
                for j in 0..<min(seasonal.count, k) { sum -= seasonal[j] * span[(k - 1 - j) * seasonLength] }
                span[k * seasonLength] = sum
                k += 1
            }
        }
        let threshold = Lanes(repeating: 1e-17)
        var lastLarge = 0
        for t in 1..<max(1, count) {
            var sum = span[t]
            for j in 0..<min(regular.count, t) { sum -= regular[j] * span[t - 1 - j] }
            span[t] = sum
            if any(sum * sum .> threshold * threshold) {
                lastLarge = t
            } else if t - lastLarge > degree {
                for later in (lastLarge + 1)..<count { span[later] = Lanes() }
                break
            }
        }
        return lastLarge + 1
    }
}
