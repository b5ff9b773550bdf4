/// Lines, bands and dots over two axes of numbers: a curve of concentration, a funnel plot.
struct ValueChart {
    /// An axis.
    struct Axis {
        /// What it shows.
        let name: String
        /// Values it must hold.
        var lower = 0.0, upper = 1.0
        /// How a tick is written: value, decimals of the ticks.
        let write: (Double, Int) -> String
    }

    /// A line through points in the order given.
    struct Line {
        let points: [(x: Double, y: Double)]
        let look: Chart.Look
    }

    /// The area between two bounds over the same positions.
    struct Band {
        let x: [Double], lower: [Double], upper: [Double]
        let look: Chart.Look
    }

    /// A point with a text of its own, in parts joined by ` · `.
    struct Dot {
        let x: Double, y: Double
        let look: Chart.Look
        var text = ""
    }

    var title: String
    var description: String
    var horizontal: Axis
    var vertical: Axis
    var bands: [Band] = []
    var lines: [Line] = []
    var dots: [Dot] = []
    var width = Chart.width / 2
    var height = 260.0

    private static let left = 56.0, right = 14.0, top = 12.0, bottom = 40.0

    /// Draws the chart; a point that is not finite is left out.
    func draw(text: HumanText, to markup: inout Markup) {
        let across = AxisTicks(lower: horizontal.lower, upper: horizontal.upper, count: 5)
        let up = AxisTicks(lower: vertical.lower, upper: vertical.upper)
        let floor = height - ValueChart.bottom
        let x = LinearScale(
            domain: (across.lower, across.upper), pixels: (ValueChart.left, width - ValueChart.right))
        let y = LinearScale(domain: (up.lower, up.upper), pixels: (floor, ValueChart.top))
        Chart.svg(
            width: width, height: height, class: width < Chart.width ? "chart half values" : "chart values",
            title: title,
            description: description, to: &markup
        ) { markup in
            drawAxes(across, up, x, y, floor, to: &markup)
            for band in bands {
                Chart.path(band.look, to: &markup) {
                    $0.band(
                        x: band.x.map { x($0) }, lower: band.lower.map { y($0) }, upper: band.upper.map { y($0) },
                        to: &$1)
                }
            }
            for line in lines {
                Chart.path(line.look, to: &markup) {
                    $0.polyline(line.points.map { (x: x($0.x), y: y($0.y)) }, to: &$1)
                }
            }
            for dot in dots where dot.x.isFinite && dot.y.isFinite {
                markup.raw("<g>")
                if !dot.text.isEmpty { markup.element("title", "", dot.text) }
                Chart.dots([(x: x(dot.x), y: y(dot.y))], dot.look, to: &markup)
                markup.raw("</g>")
            }
        }
    }

    private func drawAxes(
        _ across: AxisTicks, _ up: AxisTicks, _ x: LinearScale, _ y: LinearScale, _ floor: Double,
        to markup: inout Markup
    ) {
        markup.raw("<path class=\"gl\" d=\"")
        var data = PathData()
        for value in up.values {
            data.move(ValueChart.left, y(value), to: &markup)
            data.line(width - ValueChart.right, y(value), to: &markup)
        }
        markup.raw("\"/>")
        for value in up.values {
            Chart.label(
                vertical.write(value, up.decimals), ValueChart.left - 6, y(value) + 3.5, .axisRight, to: &markup)
        }
        for value in across.values {
            Chart.label(horizontal.write(value, across.decimals), x(value), floor + 15, .axisMiddle, to: &markup)
        }
        Chart.label(
            horizontal.name, (ValueChart.left + width - ValueChart.right) / 2, floor + 33, .axisMiddle, to: &markup)
    }
}
