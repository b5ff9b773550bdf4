/// Quadrature of smooth functions over a panel.
enum GaussLegendre {
    /// Calls `body` with the 16 nodes and weights of a panel; exact for polynomials of degree 31.
    @inline(__always)
    static func sixteen(middle: Double, width: Double, _ body: (_ x: Double, _ weight: Double) -> Void) {
        let half = width / 2
        for index in 0..<8 {
            body(middle - half * nodes[index], half * weights[index])
            body(middle + half * nodes[index], half * weights[index])
        }
    }

    private static let nodes: SIMD8<Double> = [
        0.09501250983763744019, 0.2816035507792589132, 0.4580167776572273863, 0.6178762444026437484,
        0.7554044083550030339, 0.8656312023878317439, 0.9445750230732325761, 0.9894009349916499326,
    ]
    private static let weights: SIMD8<Double> = [
        0.1894506104550684963, 0.1826034150449235889, 0.1691565193950025382, 0.1495959888165767321,
        0.1246289712555338721, 0.09515851168249278481, 0.06225352393864789286, 0.02715245941175409485,
    ]
}
