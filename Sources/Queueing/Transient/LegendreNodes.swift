import Glibc

/// Nodes and weights of Gauss–Legendre quadrature of any order, on −1…1.
struct LegendreNodes {
    /// Nodes in rising order.
    let nodes: [Double]
    /// Their weights, which sum to 2.
    let weights: [Double]

    /// A rule of `count` ≥ 1 nodes, exact for polynomials of degree 2 count − 1.
    ///
    /// Newton's method on the recurrence of the polynomials, from Tricomi's approximation of the roots.
    /// Source: Abramowitz & Stegun 25.4.29.
    init(_ count: Int) {
        var nodes = [Double](repeating: 0, count: count)
        var weights = nodes
        for index in 0..<count {
            var x = -cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
            var slope = 1.0
            for _ in 0..<100 {
                var (before, value) = (1.0, x)
                for k in 1..<max(count, 1) {
                    let next = ((2 * Double(k) + 1) * x * value - Double(k) * before) / Double(k + 1)
                    (before, value) = (value, next)
                }
                slope = Double(count) * (x * value - before) / (x * x - 1)
                let step = value / slope
                x -= step
                if abs(step) < 1e-15 { break }
            }
            nodes[index] = x
            weights[index] = 2 / ((1 - x * x) * slope * slope)
        }
        self.nodes = nodes
        self.weights = weights
    }

    /// The rule that integrates a function of `events` Poisson events over the panel to about 1e-8 of its size; the panel is a small part of an
    /// interval.
    ///
    /// e^(z x/2) has the relative error (z/4)^2n / (2n)! on −1…1, up to a factor near 1.
    init(events: Double) {
        var count = 4
        while 2 * Double(count) * log(max(events, 1) / 4) - lgamma(2 * Double(count) + 1) > -18, count < 60 {
            count += 1
        }
        self.init(count)
    }
}
