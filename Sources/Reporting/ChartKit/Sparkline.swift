/// A word-sized line: past and future of one figure, without axes.
///
/// Source: E. Tufte, "Beautiful Evidence" (2006), pp. 46–63.
struct Sparkline {
    /// Values before and after the present, in order; unknown ones are not finite.
    var past: [Double] = []
    var future: [Double]
    /// Bounds of `future`.
    var lower: [Double] = []
    var upper: [Double] = []
    /// A level to be reached.
    var target: Double?
    /// Whether the axis starts at zero.
    var startsAtZero = true

    /// Draws `width × height` units; draws nothing without two known values.
    func draw(title: String, width: Double = 180, height: Double = 34, to markup: inout Markup) {
        let known = (past + future + lower + upper).filter(\.isFinite) + (target.map { [$0] } ?? [])
        guard (past + future).count(where: \.isFinite) > 1, let highest = known.max(), let lowest = known.min() else {
            return
        }
        // A line that hardly moves is drawn as one: a tenth of the level at least fills the height.
        let bottom = startsAtZero ? min(0, lowest) : min(lowest, highest - abs(highest) * 0.1)
        let scale = LinearScale(
            domain: (bottom, highest > bottom ? highest : bottom + 1), pixels: (height - 3, 3))
        let step = (width - 4) / Double(max(1, past.count + future.count - 1))
        func points(_ values: [Double], from first: Int) -> [(x: Double, y: Double)] {
            values.enumerated().filter(\.element.isFinite).map {
                (x: 2 + Double(first + $0.offset) * step, y: scale($0.element))
            }
        }
        Chart.svg(width: width, height: height, class: "spark", title: title, stretches: true, to: &markup) { markup in
            if upper.count == future.count, lower.count == future.count, !future.isEmpty {
                let indices = future.indices.filter { lower[$0].isFinite && upper[$0].isFinite }
                Chart.path(.band80, to: &markup) { data, markup in
                    data.band(
                        x: indices.map { 2 + Double(past.count + $0) * step }, lower: indices.map { scale(lower[$0]) },
                        upper: indices.map { scale(upper[$0]) }, to: &markup)
                }
            }
            if let target {
                Chart.path(.target, to: &markup) { data, markup in
                    data.polyline([(x: 2, y: scale(target)), (x: width - 2, y: scale(target))], to: &markup)
                }
            }
            if !past.isEmpty {
                Chart.path(.history, to: &markup) { $0.polyline(points(past, from: 0), to: &$1) }
            }
            if !future.isEmpty {
                Chart.path(.forecast, to: &markup) { $0.polyline(points(future, from: past.count), to: &$1) }
            }
        }
    }
}
