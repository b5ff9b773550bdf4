/// Covariance of what the past before the first value adds to the first values.
///
/// With gₜ = Σ_{i≥t} φᵢ wₜ₋ᵢ + Σ_{j≥t} θⱼ aₜ₋ⱼ (t = 1…r, all terms before the first value), an ARMA series obeys
/// φ(B)w = g + θ(B)a with zeros before the start, and V = Cov(g)/σ² is the initial state covariance of the
/// state-space form. Gardner's algorithm solves O(r²) linear equations for it; here it follows from the
/// autocovariances in O(r²) operations: one step of the recursion gₜ ← φₜw + θₜa + gₜ₊₁ leaves V as it is, hence
/// Vᵢⱼ = Vᵢ₊₁ⱼ₊₁ + φᵢφⱼγ₀ + φᵢθⱼ + θᵢφⱼ + θᵢθⱼ + φᵢV₁ⱼ₊₁ + φⱼV₁ᵢ₊₁.
/// Source: Gardner, Harvey & Phillips, Algorithm AS 154, Applied Statistics 29 (1980) 311–322 (what V is); McLeod,
/// "Derivation of the theoretical autocovariance function of ARMA time series", ibid. 24 (1975) 255–256; the
/// recursion is own.
struct ARIMAPresample: Sendable {
    /// Degrees of the two polynomials and their larger.
    let autoregressiveDegree: Int
    let movingAverageDegree: Int
    let size: Int
    /// V by rows, `size`².
    private(set) var covariance: [Lanes]
    private var gamma: [Lanes]
    private var mixture: [Lanes]
    private var partials: [Lanes]
    private var predictor: [Lanes]
    private var first: [Lanes]
    private var psi: [Lanes]
    private var products: [Lanes]

    /// Room for polynomials of these degrees.
    init(autoregressiveDegree p: Int, movingAverageDegree q: Int) {
        autoregressiveDegree = p
        movingAverageDegree = q
        size = max(p, q)
        covariance = [Lanes](repeating: Lanes(), count: size * size)
        gamma = [Lanes](repeating: Lanes(), count: p + q + 1)
        mixture = [Lanes](repeating: Lanes(), count: p + 1)
        partials = [Lanes](repeating: Lanes(), count: p)
        predictor = [Lanes](repeating: Lanes(), count: p)
        first = [Lanes](repeating: Lanes(), count: size + 1)
        psi = [Lanes](repeating: Lanes(), count: q + 1)
        products = [Lanes](repeating: Lanes(), count: q + 1)
    }

    /// Computes `covariance` for a stationary φ.
    ///
    /// - Parameters:
    ///   - phi: φ₁…φ_p of the full polynomial, and the lags (0 = lag 1) where it can be other than zero.
    ///   - theta: θ₁…θ_q, and likewise its lags.
    /// - Complexity: O((p + q)²)
    mutating func update(phi: [Lanes], phiLags: [Int], theta: [Lanes], thetaLags: [Int]) {
        let p = autoregressiveDegree
        let q = movingAverageDegree
        autocovariancesOfAutoregression(phi, phiLags)
        // γ of the ARMA: the autoregression's, averaged by the products Σ θᵢθᵢ₊ₖ.
        let one = Lanes(repeating: 1)
        products[0] = one
        for j in thetaLags { products[0] += theta[j] * theta[j] }
        for k in 1..<max(1, q + 1) {
            var sum = theta[k - 1]
            for j in thetaLags where j + k < q { sum += theta[j] * theta[j + k] }
            products[k] = sum
        }
        for k in 0...q {
            var value = k == 0 ? one : theta[k - 1]
            for i in phiLags where i < k { value += phi[i] * psi[k - 1 - i] }
            psi[k] = value
        }
        for k in 0...p { mixture[k] = autocovariance(k) }
        firstRow(phi, phiLags, theta, thetaLags)
        Self.fill(&covariance, size: size, phi: phi, theta: theta, first: first, variance: mixture[0])
    }

    /// γ of 1/φ(B) for lags 0…p+q: partial autocorrelations by stepping down, then up again by Levinson.
    private mutating func autocovariancesOfAutoregression(_ phi: [Lanes], _ phiLags: [Int]) {
        let p = autoregressiveDegree
        let one = Lanes(repeating: 1)
        for k in 0..<p { partials[k] = phi[k] }
        var variance = one
        for k in stride(from: p - 1, through: 0, by: -1) {
            let r = partials[k]
            let scale = one / (one - r * r)
            variance *= scale
            for j in 0..<(k / 2) {
                let low = partials[j]
                let high = partials[k - 1 - j]
                partials[j] = (low + r * high) * scale
                partials[k - 1 - j] = (high + r * low) * scale
            }
            if k % 2 == 1 { partials[k / 2] = partials[k / 2] * (one + r) * scale }
        }
        gamma[0] = variance
        for k in 0..<p {
            let r = partials[k]
            for j in 0..<(k / 2) {
                let low = predictor[j]
                let high = predictor[k - 1 - j]
                predictor[j] = low - r * high
                predictor[k - 1 - j] = high - r * low
            }
            if k % 2 == 1 { predictor[k / 2] = predictor[k / 2] * (one - r) }
            predictor[k] = r
            var sum = Lanes()
            for j in 0...k { sum += predictor[j] * gamma[k - j] }
            gamma[k + 1] = sum
        }
        for k in (p + 1)..<max(p + 1, gamma.count) {
            var sum = Lanes()
            for i in phiLags { sum += phi[i] * gamma[k - 1 - i] }
            gamma[k] = sum
        }
    }

    /// γₖ of the ARMA process.
    private func autocovariance(_ k: Int) -> Lanes {
        var sum = products[0] * gamma[k]
        for j in 1..<max(1, movingAverageDegree + 1) {
            sum += products[j] * (gamma[abs(k - j)] + gamma[k + j])
        }
        return sum
    }

    /// V₁ⱼ = Cov(w, gⱼ).
    private mutating func firstRow(_ phi: [Lanes], _ phiLags: [Int], _ theta: [Lanes], _ thetaLags: [Int]) {
        for j in 0..<size {
            var sum = Lanes()
            for k in phiLags where k >= j { sum += phi[k] * mixture[k - j + 1] }
            for k in thetaLags where k >= j { sum += theta[k] * psi[k - j + 1] }
            first[j] = sum
        }
        first[size] = Lanes()
    }

    /// The rest of V along its diagonals, from the last row up.
    private static func fill(
        _ covariance: inout [Lanes], size r: Int, phi: [Lanes], theta: [Lanes], first: [Lanes], variance: Lanes
    ) {
        let zero = Lanes()
        var matrix = covariance.mutableSpan
        for i in stride(from: r - 1, through: 0, by: -1) {
            let phiI = i < phi.count ? phi[i] : zero
            let thetaI = i < theta.count ? theta[i] : zero
            let left = phiI * variance + thetaI
            for j in stride(from: r - 1, through: i, by: -1) {
                let phiJ = j < phi.count ? phi[j] : zero
                let thetaJ = j < theta.count ? theta[j] : zero
                var value = left * phiJ + (phiI + thetaI) * thetaJ
                value += phiI * first[j + 1]
                value += phiJ * first[i + 1]
                if j + 1 < r { value += matrix[(i + 1) * r + j + 1] }
                matrix[i * r + j] = value
                matrix[j * r + i] = value
            }
        }
    }
}
