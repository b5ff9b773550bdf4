/// An estimated quantity with its uncertainty.
public struct Estimate: Hashable, Sendable {
    /// The estimate.
    public var value: Double
    /// Half the width of the 95 % confidence interval; `nil` = unknown (fewer than two replications).
    public var halfWidth95: Double?

    /// An estimate with its half width, if known.
    public init(value: Double, halfWidth95: Double? = nil) {
        self.value = value
        self.halfWidth95 = halfWidth95
    }
}

/// Sums over replications from which a pooled ratio Σy / Σx and its confidence interval follow.
///
/// The half width is t₀.₉₇₅ · √(Σ(y − r x)² / (n (n − 1))) / x̄ with r = Σy / Σx.
///
/// Source: A. M. Law, "Simulation Modeling and Analysis" (5th ed., 2015), section 9.5; W. G. Cochran, "Sampling
/// Techniques" (3rd ed., 1977), eq. 6.4.
struct RatioSums: Sendable {
    private(set) var count = 0.0
    private(set) var x = 0.0
    private(set) var y = 0.0
    private var xx = 0.0
    private var yy = 0.0
    private var xy = 0.0

    /// One replication, in which `y` of `x` happened.
    mutating func add(_ y: Double, of x: Double) {
        count += 1
        self.x += x
        self.y += y
        xx += x * x
        yy += y * y
        xy += x * y
    }

    static func += (a: inout RatioSums, b: RatioSums) {
        a.count += b.count
        a.x += b.x
        a.y += b.y
        a.xx += b.xx
        a.yy += b.yy
        a.xy += b.xy
    }

    /// Σy / Σx; `nil` when nothing happened.
    var ratio: Estimate? {
        guard x > 0 else { return nil }
        let ratio = y / x
        guard count > 1 else { return Estimate(value: ratio) }
        let residual = max(0, yy - 2 * ratio * xy + ratio * ratio * xx)
        let deviation = (residual / (count * (count - 1))).squareRoot() / (x / count)
        return Estimate(value: ratio, halfWidth95: studentQuantile975(freedom: count - 1) * deviation)
    }
}

/// The 97.5 % quantile of Student's t, within 1 % for every whole `freedom` ≥ 1.
///
/// Source: M. Abramowitz & I. Stegun, "Handbook of Mathematical Functions" (1964), 26.7.5; the first two by table.
func studentQuantile975(freedom: Double) -> Double {
    if freedom < 1.5 { return 12.7062 }
    if freedom < 2.5 { return 4.30265 }
    let z = 1.959_963_984_540_054
    let square = z * z
    let first = z * (square + 1) / 4
    let second = z * ((5 * square + 16) * square + 3) / 96
    let third = z * (((3 * square + 19) * square + 17) * square - 15) / 384
    return z + (first + (second + third / freedom) / freedom) / freedom
}
