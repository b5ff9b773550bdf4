import ContactCenter

/// Lines and bands over days: the fan chart of a forecast, a service level against its target.
struct DayChart {
    /// A line, with a value a day; unknown days are not finite and are passed over.
    struct Line {
        let name: String
        let values: [Double]
        let look: Chart.Look
        var hasDots = true
    }

    /// A band around a line.
    struct Band {
        let name: String
        let lower: [Double]
        let upper: [Double]
        let look: Chart.Look
    }

    var title: String
    var description: String
    /// First day; every list has a value for each day from here.
    var firstDay: CivilDate
    var dayCount: Int
    var lines: [Line]
    var bands: [Band] = []
    /// A level to be reached.
    var target: (name: String, value: Double)?
    /// Days to be pointed out, each with a reason.
    var marks: [(day: Int, reason: String)] = []
    var width = Chart.width
    var height = 190.0
    /// What the axis holds at least; the data may widen it.
    var axisRange: (lower: Double, upper: Double) = (0, 0)
    var decimals = 0
    var unit = ""

    private static let left = 50.0
    private static let right = 10.0
    private static let top = 10.0
    private static let bottom = 22.0

    /// Draws the chart.
    func draw(text: HumanText, to markup: inout Markup) {
        let all = lines.flatMap(\.values) + bands.flatMap { $0.lower + $0.upper } + (target.map { [$0.value] } ?? [])
        let known = all.filter(\.isFinite)
        let ticks = AxisTicks(
            lower: min(axisRange.lower, known.min() ?? 0), upper: max(axisRange.upper, known.max() ?? 1))
        let plotBottom = height - DayChart.bottom
        let y = LinearScale(domain: (ticks.lower, ticks.upper), pixels: (plotBottom, DayChart.top))
        let pitch = (width - DayChart.left - DayChart.right) / Double(max(1, dayCount))
        func x(_ day: Int) -> Double { DayChart.left + (Double(day) + 0.5) * pitch }
        func points(_ values: [Double]) -> [(x: Double, y: Double)] {
            values.enumerated().filter(\.element.isFinite).map { (x: x($0.offset), y: y($0.element)) }
        }
        let hover = HoverData(
            left: DayChart.left, dayPitch: pitch, slotWidth: pitch, top: DayChart.top, bottom: plotBottom,
            days: (0..<dayCount).map { text.weekdayAndDay(firstDay + $0) }, decimals: decimals, unit: unit,
            series: lines.map { .init(name: $0.name, values: $0.values) }
                + bands.map { .init(name: $0.name, values: $0.lower, upper: $0.upper) })
        Chart.svg(
            width: width, height: height, class: width < Chart.width ? "chart half" : "chart", title: title,
            description: description, hover: hover, to: &markup
        ) { markup in
            drawCalendar(pitch: pitch, bottom: plotBottom, text: text, to: &markup)
            Chart.grid(
                ticks, y, left: DayChart.left, right: width - DayChart.right, text: text, unit: unit, to: &markup)
            for band in bands {
                let days = (0..<dayCount).filter { band.lower[$0].isFinite && band.upper[$0].isFinite }
                Chart.path(band.look, to: &markup) { data, markup in
                    data.band(
                        x: days.map(x), lower: days.map { y(band.lower[$0]) }, upper: days.map { y(band.upper[$0]) },
                        to: &markup)
                }
            }
            if let target {
                Chart.path(.target, to: &markup) { data, markup in
                    data.polyline(
                        [(x: DayChart.left, y: y(target.value)), (x: width - DayChart.right, y: y(target.value))],
                        to: &markup)
                }
            }
            for line in lines {
                Chart.path(line.look, to: &markup) { $0.polyline(points(line.values), to: &$1) }
                if line.hasDots { Chart.dots(points(line.values), line.look, to: &markup) }
            }
            drawMarks(x: x, to: &markup)
        }
    }

    /// Weekends shaded, Mondays ruled and named.
    private func drawCalendar(pitch: Double, bottom: Double, text: HumanText, to markup: inout Markup) {
        markup.raw("<path class=\"we\" d=\"")
        var data = PathData()
        for day in 0..<dayCount where (firstDay + day).weekday >= 5 {
            data.rectangle(
                DayChart.left + Double(day) * pitch, DayChart.top, pitch, bottom - DayChart.top, to: &markup)
        }
        markup.raw("\"/><path class=\"gl\" d=\"")
        data = PathData()
        for day in 0..<dayCount where (firstDay + day).weekday == 0 && day > 0 {
            data.move(DayChart.left + Double(day) * pitch, DayChart.top, to: &markup)
            data.line(DayChart.left + Double(day) * pitch, bottom + 4, to: &markup)
        }
        markup.raw("\"/>")
        var lastLabel = -1000.0
        for day in 0..<dayCount where (firstDay + day).weekday == 0 || (day == 0 && (firstDay).weekday < 4) {
            let x = DayChart.left + Double(day) * pitch + 4
            // A long horizon names only as many Mondays as there is room for.
            guard x - lastLabel > 70, x < width - 60 else { continue }
            Chart.label(text.weekdayAndDay(firstDay + day), x, height - 6, .axisLeft, to: &markup)
            lastLabel = x
        }
    }

    private func drawMarks(x: (Int) -> Double, to markup: inout Markup) {
        for mark in marks {
            markup.raw("<g><title>")
            markup.text(mark.reason)
            markup.raw("</title>")
            Chart.path(.marks, to: &markup) { data, markup in
                let (middle, top) = (x(mark.day), DayChart.top)
                data.polyline(
                    [(x: middle - 5, y: top - 4), (x: middle + 5, y: top - 4), (x: middle, y: top + 5)], to: &markup)
                data.close(to: &markup)
            }
            markup.raw("</g>")
        }
    }
}
