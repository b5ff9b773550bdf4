import ContactCenter

/// One week, Monday to Sunday side by side, slot by slot: the row of which month-long interval charts are made.
///
/// Rows of one month share their vertical axis, so that weeks can be compared by eye.
struct WeekChart {
    /// A curve through the middle of the slots.
    struct Curve {
        let name: String
        let values: [Double]
        let look: Chart.Look
    }

    /// A band.
    struct Band {
        let name: String
        let lower: [Double]
        let upper: [Double]
        let look: Chart.Look
    }

    /// A curve that holds its value over each slot.
    struct Steps {
        let name: String
        let values: [Double]
        let look: Chart.Look
    }

    /// The area between two step curves where the first is below the second.
    struct Gap {
        let low: [Double]
        let high: [Double]
        let look: Chart.Look
    }

    var title: String
    var description: String
    var axis: SlotAxis
    /// Week of the axis, from 0.
    var week: Int
    /// Shared vertical axis.
    var ticks: AxisTicks
    var gaps: [Gap] = []
    var bands: [Band] = []
    var curves: [Curve] = []
    var steps: [Steps] = []
    /// What is written at the right of each day's name, e.g. its total.
    var dayNotes: [String]
    /// Whether the hours are named below.
    var namesHours: Bool
    var decimals = 0

    private static let left = 50.0
    private static let top = 20.0
    private static let plotHeight = 74.0
    private static let gutter = 8.0

    private var pitch: Double { (Chart.width - WeekChart.left) / 7 }
    /// A whole number of units where that wastes little: short paths.
    private var slotWidth: Double {
        let width = (pitch - WeekChart.gutter) / Double(axis.slotsPerDay)
        return width.rounded(.down) > width * 0.93 ? width.rounded(.down) : width
    }
    private var bottom: Double { WeekChart.top + WeekChart.plotHeight }
    private var slots: Range<Int> { (week * 7 * axis.slotsPerDay)..<((week + 1) * 7 * axis.slotsPerDay) }

    private func left(ofDay day: Int) -> Double { WeekChart.left + Double(day) * pitch }
    private func x(_ slot: Int) -> Double {
        let within = slot - slots.lowerBound
        return left(ofDay: within / axis.slotsPerDay) + Double(within % axis.slotsPerDay) * slotWidth
    }

    /// Draws the week.
    func draw(text: HumanText, to markup: inout Markup) {
        let scale = LinearScale(domain: (ticks.lower, ticks.upper), pixels: (bottom, WeekChart.top))
        let hover = HoverData(
            left: WeekChart.left, dayPitch: pitch, slotWidth: slotWidth, slotsPerDay: axis.slotsPerDay,
            firstMinute: axis.window.lowerBound, slotMinutes: axis.slotMinutes, top: WeekChart.top, bottom: bottom,
            days: (0..<7).map { text.weekdayAndDay(axis.date(week * 7 + $0)) }, decimals: decimals,
            series: steps.map { .init(name: $0.name, values: Array($0.values[slots])) }
                + curves.map { .init(name: $0.name, values: Array($0.values[slots])) }
                + bands.map { .init(name: $0.name, values: Array($0.lower[slots]), upper: Array($0.upper[slots])) })
        Chart.svg(
            height: bottom + (namesHours ? 18 : 5), class: "chart", title: title, description: description,
            hover: hover, to: &markup
        ) { markup in
            drawFurniture(scale, text: text, to: &markup)
            for gap in gaps { drawGap(gap, scale, to: &markup) }
            for band in bands {
                Chart.path(band.look, to: &markup) { data, markup in
                    for day in 0..<7 {
                        let run = slotsOfDay(day)
                        data.band(
                            x: run.map { x($0) + slotWidth / 2 }, lower: run.map { scale(band.lower[$0]) },
                            upper: run.map { scale(band.upper[$0]) }, to: &markup)
                    }
                }
            }
            for curve in curves {
                Chart.path(curve.look, to: &markup) { data, markup in
                    for day in 0..<7 {
                        data.polyline(
                            slotsOfDay(day).lazy.map { (x: x($0) + slotWidth / 2, y: scale(curve.values[$0])) },
                            to: &markup)
                    }
                }
            }
            for step in steps { drawSteps(step, scale, to: &markup) }
        }
    }

    private func slotsOfDay(_ day: Int) -> Range<Int> {
        let first = slots.lowerBound + day * axis.slotsPerDay
        return first..<(first + axis.slotsPerDay)
    }

    private func drawFurniture(_ scale: LinearScale, text: HumanText, to markup: inout Markup) {
        markup.raw("<path class=\"we\" d=\"")
        var data = PathData()
        for day in 5..<7 {
            data.rectangle(
                left(ofDay: day), WeekChart.top, pitch - WeekChart.gutter, WeekChart.plotHeight, to: &markup)
        }
        markup.raw("\"/><path class=\"gl\" d=\"")
        data = PathData()
        for day in 0..<7 {
            for value in ticks.values {
                data.move(left(ofDay: day), scale(value), to: &markup)
                data.line(left(ofDay: day) + pitch - WeekChart.gutter, scale(value), to: &markup)
            }
        }
        markup.raw("\"/>")
        for value in ticks.values {
            Chart.label(
                text.decimal(value, ticks.decimals), WeekChart.left - 6, scale(value) + 3.5, .axisRight, to: &markup)
        }
        for day in 0..<7 {
            Chart.label(
                text.weekdayAndDay(axis.date(week * 7 + day)), left(ofDay: day), 13, .dayName, to: &markup)
            Chart.label(dayNotes[day], left(ofDay: day) + pitch - WeekChart.gutter, 13, .dayNote, to: &markup)
        }
        guard namesHours else { return }
        // About four hours a day are named, on whole hours.
        let hours = max(1, (axis.window.count / 60 + 3) / 4)
        for day in 0..<7 {
            for minute in stride(from: axis.window.lowerBound, to: axis.window.upperBound, by: hours * 60) {
                let x =
                    left(ofDay: day) + Double(minute - axis.window.lowerBound) / Double(axis.slotMinutes) * slotWidth
                Chart.label(String(minute / 60), x, bottom + 13, .axisLeft, to: &markup)
            }
        }
    }

    private func drawSteps(_ step: Steps, _ scale: LinearScale, to markup: inout Markup) {
        Chart.path(step.look, to: &markup) { data, markup in
            for day in 0..<7 {
                let run = slotsOfDay(day)
                guard run.contains(where: { step.values[$0] > 0 }) else { continue }
                data.polyline(
                    run.lazy.flatMap { slot -> [(x: Double, y: Double)] in
                        let y = scale(step.values[slot])
                        return [(x: x(slot), y: y), (x: x(slot) + slotWidth, y: y)]
                    }, to: &markup)
            }
        }
    }

    private func drawGap(_ gap: Gap, _ scale: LinearScale, to markup: inout Markup) {
        Chart.path(gap.look, to: &markup) { data, markup in
            for slot in slots where gap.high[slot] - gap.low[slot] > 0.005 {
                let (top, bottom) = (scale(gap.high[slot]), scale(gap.low[slot]))
                data.rectangle(x(slot), top, slotWidth, bottom - top, to: &markup)
            }
        }
    }
}
