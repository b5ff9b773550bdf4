/// The smoothing parameters of an exponential smoothing model.
///
/// Source: Hyndman et al. 2008, table 2.3.
public struct ETSSmoothing: Hashable, Sendable {
    /// Share of an error that moves the level.
    public var alpha: Double
    /// Share of an error that moves the slope; 0 without a trend.
    public var beta: Double
    /// Share of an error that moves the season; 0 without a season.
    public var gamma: Double
    /// What is left of the slope after a step; 1 without damping.
    public var phi: Double

    /// The four parameters.
    public init(alpha: Double, beta: Double = 0, gamma: Double = 0, phi: Double = 1) {
        self.alpha = alpha
        self.beta = beta
        self.gamma = gamma
        self.phi = phi
    }

    /// Least and greatest α, β and γ, and φ, as R `forecast::ets` has them.
    static let limits = 1e-4...0.9999
    static let dampingLimits = 0.8...0.98

    /// Whether what the model knew at its start fades from its forecasts: all roots of the characteristic equation
    /// of a model with trend and a season of `seasonLength` lie in the unit circle.
    ///
    /// The usual bounds β ≤ α, γ ≤ 1 − α imply it for the other forms, but not here: with seasons of 24 steps and
    /// α = 0.4, β may be 0.14 α at most. Tested by the Schur–Cohn step-down recursion.
    ///
    /// - Complexity: O(seasonLength²)
    /// Source: Hyndman et al. 2008, eq. 10.11 (characteristic equation); Kay, "Modern Spectral Estimation", 1988,
    /// §6.3 (step-down recursion).
    func fadesWithTrend(seasonLength m: Int) -> Bool {
        guard m > 1 else { return true }
        var polynomial = [Double](repeating: alpha + beta - alpha * phi, count: m + 2)
        polynomial[0] = 1
        polynomial[1] = alpha + beta - phi
        polynomial[m] = alpha + beta - alpha * phi + gamma - 1
        polynomial[m + 1] = phi * (1 - alpha - gamma)
        var degree = m + 1
        while degree > 0 {
            let reflection = polynomial[degree] / polynomial[0]
            guard abs(reflection) < 1 else { return false }
            let scale = 1 / (1 - reflection * reflection)
            var low = 0
            var high = degree
            // Coefficients i and degree − i need each other's old value; the last one becomes 0 and is dropped.
            while low <= high {
                let a = polynomial[low]
                let b = polynomial[high]
                polynomial[low] = (a - reflection * b) * scale
                polynomial[high] = (b - reflection * a) * scale
                low += 1
                high -= 1
            }
            degree -= 1
        }
        return true
    }
}
