/// Upright columns by category, one or two side by side: a histogram, predicted beside actual.
struct ColumnChart {
    /// Values of all categories in one look.
    struct Series {
        let name: String
        let values: [Double]
        let look: Chart.Look
    }

    var title: String
    var description: String
    var categories: [String]
    /// What the categories are.
    var axis: String
    var series: [Series]
    var width = Chart.width / 2
    var height = 220.0
    var decimals = 0

    private static let left = 56.0, right = 10.0, top = 12.0, bottom = 40.0

    /// Draws the chart; the numbers stand in each column's own text.
    func draw(text: HumanText, to markup: inout Markup) {
        let known = series.flatMap(\.values).filter(\.isFinite)
        let ticks = AxisTicks(lower: 0, upper: max(known.max() ?? 1, 1e-9))
        let floor = height - ColumnChart.bottom
        let y = LinearScale(domain: (ticks.lower, ticks.upper), pixels: (floor, ColumnChart.top))
        let pitch = (width - ColumnChart.left - ColumnChart.right) / Double(max(1, categories.count))
        let each = pitch * 0.8 / Double(max(1, series.count))
        Chart.svg(
            width: width, height: height, class: width < Chart.width ? "chart half" : "chart", title: title,
            description: description, to: &markup
        ) { markup in
            Chart.grid(
                ticks, y, left: ColumnChart.left, right: width - ColumnChart.right, text: text, to: &markup)
            for (index, category) in categories.enumerated() {
                let start = ColumnChart.left + Double(index) * pitch + pitch * 0.1
                for (offset, one) in series.enumerated() where one.values[index].isFinite && one.values[index] > 0 {
                    let top = y(one.values[index])
                    markup.raw("<g>")
                    markup.element(
                        "title", "", "\(axis) \(category) · \(one.name) · \(text.decimal(one.values[index], decimals))")
                    Chart.path(one.look, to: &markup) {
                        $0.rectangle(start + Double(offset) * each, top, each * 0.94, floor - top, to: &$1)
                    }
                    markup.raw("</g>")
                }
                Chart.label(category, start + pitch * 0.4, floor + 15, .axisMiddle, to: &markup)
            }
            Chart.label(
                axis, (ColumnChart.left + width - ColumnChart.right) / 2, floor + 33, .axisMiddle, to: &markup)
        }
    }
}
