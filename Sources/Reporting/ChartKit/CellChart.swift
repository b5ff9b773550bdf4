/// A picture of one number inside a cell of a table, from 0 to `upper`: a bar, or a point with its interval.
enum CellChart {
    private static let width = 200.0, height = 12.0

    /// A bar of `value`.
    static func bar(_ value: Double?, of upper: Double, title: String, to markup: inout Markup) {
        draw(title, to: &markup) { markup in
            guard let value, value.isFinite, upper > 0 else { return }
            Chart.path(.over, to: &markup) {
                $0.rectangle(0, 1, max(0.5, min(1, value / upper) * width), height - 2, to: &$1)
            }
        }
    }

    /// A point with its interval.
    static func range(
        _ value: Double?, _ interval: ClosedRange<Double>?, of upper: Double, title: String, to markup: inout Markup
    ) {
        draw(title, to: &markup) { markup in
            guard let value, value.isFinite, let interval, upper > 0 else { return }
            let scale = width / upper
            Chart.path(.band80, to: &markup) {
                $0.rectangle(
                    interval.lowerBound * scale, 3, max(1, (interval.upperBound - interval.lowerBound) * scale),
                    height - 6, to: &$1)
            }
            Chart.path(.onDuty, to: &markup) {
                $0.polyline([(x: value * scale, y: 0), (x: value * scale, y: height)], to: &$1)
            }
        }
    }

    private static func draw(_ title: String, to markup: inout Markup, _ content: (inout Markup) -> Void) {
        markup.raw("<td class=\"cell\">")
        Chart.svg(
            width: width, height: height, class: "spark", title: title, stretches: true, to: &markup
        ) { markup in
            markup.raw("<path class=\"we\" d=\"")
            var data = PathData()
            data.rectangle(0, 0, width, height, to: &markup)
            markup.raw("\"/>")
            content(&markup)
        }
        markup.raw("</td>")
    }
}
