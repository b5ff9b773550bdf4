#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The 256 layers of equal area under exp(−x²/2) that the ziggurat stands on.
struct NormalZiggurat: Sendable {
    /// One layer: a rectangle from 0 to `edge`, between two heights of the curve.
    struct Layer: Sendable {
        /// Right edge; the bottom layer's is where its area with the tail's would end.
        let edge: Double
        /// Share of the layer that lies wholly under the curve.
        let innerShare: Double
        /// The curve at the right edge.
        let bottom: Double
        /// The curve at the edge of the layer above.
        let top: Double
    }

    /// Where the tail begins; with it every layer has the area below.
    static let tailStart = 3.6541528853610088
    static let layerArea = 0.00492867323399

    let layers: [Layer]

    static let shared = NormalZiggurat()

    init() {
        func density(_ x: Double) -> Double { exp(-0.5 * x * x) }
        let count = 256
        var edges = [NormalZiggurat.layerArea / density(NormalZiggurat.tailStart), NormalZiggurat.tailStart]
        for layer in 2..<count {
            let below = edges[layer - 1]
            edges.append((-2 * log(NormalZiggurat.layerArea / below + density(below))).squareRoot())
        }
        edges.append(0)
        layers = (0..<count).map {
            Layer(
                edge: edges[$0], innerShare: edges[$0 + 1] / edges[$0], bottom: density(edges[$0]),
                top: density(edges[$0 + 1]))
        }
    }
}

extension RandomStream {
    /// Standard normal by the ziggurat with 256 layers; layer and position come from different bits of one word.
    ///
    /// Source: G. Marsaglia & W. W. Tsang, "The ziggurat method for generating random variables", Journal of
    /// Statistical Software 5(8) (2000), doi:10.18637/jss.v005.i08, with separate bits for the layer after J. A.
    /// Doornik, "An improved ziggurat method to generate normal random samples" (2005).
    public mutating func normal() -> Double {
        while true {
            let bits = next()
            let index = Int(truncatingIfNeeded: bits & 0xFF)
            let layer = NormalZiggurat.shared.layers[index]
            // 53 signed bits: on (−1, 1), independent of the layer's eight.
            let position = (Double(bits >> 11) + 0.5) * 0x1p-52 - 1
            let x = position * layer.edge
            if abs(position) < layer.innerShare { return x }
            if index == 0 { return tail(isNegative: position < 0) }
            if layer.bottom + uniform() * (layer.top - layer.bottom) < exp(-0.5 * x * x) { return x }
        }
    }

    /// Normal beyond the ziggurat's last edge (Marsaglia 1964: exponential steps under rejection).
    private mutating func tail(isNegative: Bool) -> Double {
        let start = NormalZiggurat.tailStart
        while true {
            let x = exponential(mean: 1 / start)
            let y = exponential(mean: 1)
            if y + y > x * x { return isNegative ? -(start + x) : start + x }
        }
    }
}
