#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension RandomStream {
    /// Poisson with the given mean, 0 ≤ mean ≤ 10¹² (a mean of 0 gives 0).
    ///
    /// Below 10 by multiplying uniforms, from 10 on by transformed rejection, whose cost does not grow with the mean.
    ///
    /// Source: W. Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance:
    /// Mathematics and Economics 12 (1993) 39–45, doi:10.1016/0167-6687(93)90997-4, algorithm PTRS.
    public mutating func poisson(mean: Double) -> Int {
        precondition(mean >= 0 && mean <= 1e12, "a Poisson mean lies in 0…10¹²")
        return mean < 10 ? poissonByProducts(mean: mean) : poissonByTransformedRejection(mean: mean)
    }

    private mutating func poissonByProducts(mean: Double) -> Int {
        let limit = exp(-mean)
        var product = positiveUniform()
        var count = 0
        while product > limit {
            product *= positiveUniform()
            count += 1
        }
        return count
    }

    private mutating func poissonByTransformedRejection(mean: Double) -> Int {
        let logMean = log(mean)
        let b = 0.931 + 2.53 * mean.squareRoot()
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let quickAccept = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = uniform() - 0.5
            let v = positiveUniform()
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
            if us >= 0.07 && v <= quickAccept { return Int(k) }
            if k < 0 || (us < 0.013 && v > us) { continue }
            let left = log(v) + log(inverseAlpha) - log(a / (us * us) + b)
            if left <= -mean + k * logMean - logFactorial(k) { return Int(k) }
        }
    }
}

/// ln k! for a whole number k ≥ 0: the sum below 10, Stirling's series with four terms from there (error < 10⁻¹³).
func logFactorial(_ k: Double) -> Double {
    if k < 10 {
        var sum = 0.0
        var factor = 2.0
        while factor <= k {
            sum += log(factor)
            factor += 1
        }
        return sum
    }
    let square = k * k
    let series = (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / (1680 * square)) / square) / square) / k
    return (k + 0.5) * log(k) - k + 0.5 * log(2 * Double.pi) + series
}
