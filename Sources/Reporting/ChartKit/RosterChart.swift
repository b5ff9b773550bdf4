import ContactCenter

/// Who works when: a strip per agent over all days, and one day break by break.
struct RosterChart {
    /// Hours of the day that are shown, in minutes after midnight; the end may lie in the next day.
    let window: Range<Int>
    let text: HumanText

    /// Shows the hours that `shifts` touch.
    init(shifts: [RosterShift], text: HumanText) {
        let worked = shifts.filter(\.isWorked)
        let first = worked.map { $0.start - LocalTime(date: $0.date).minutes }.min() ?? 480
        let last = worked.map { $0.end - LocalTime(date: $0.date).minutes }.max() ?? 1080
        let from = max(0, first / 60 * 60)
        window = from..<max(from + 60, min(2880, (last + 59) / 60 * 60))
        self.text = text
    }

    /// Early, middle or late: which third of the possible starts a shift falls into, 0…2.
    func startBand(_ shift: RosterShift, _ bounds: (Int, Int)) -> Int {
        let minute = shift.start - LocalTime(date: shift.date).minutes
        return minute < bounds.0 ? 0 : minute < bounds.1 ? 1 : 2
    }

    /// Starts, on half hours, at which a third and two thirds of the shifts have begun.
    static func startBounds(_ shifts: [RosterShift]) -> (Int, Int) {
        let starts = shifts.filter(\.isWorked).map { $0.start - LocalTime(date: $0.date).minutes }.sorted()
        guard !starts.isEmpty else { return (540, 720) }
        let first = max((starts[starts.count / 3] + 15) / 30 * 30, starts[0] + 30)
        return (first, max((starts[starts.count * 2 / 3] + 15) / 30 * 30, first + 30))
    }

    private static let nameWidth = 78.0
    private static let figuresWidth = 128.0
    private static let rowHeight = 12.0

    /// Every agent a row, every day a cell, every shift a bar at its hours. `headings` name the figures at the right:
    /// paid hours, days, weekends.
    func drawOverview(
        _ agents: [RosterAgent], days: ClosedRange<CivilDate>, title: String, description: String,
        headings: [String], to markup: inout Markup
    ) {
        let count = days.upperBound - days.lowerBound + 1
        let dayWidth = (Chart.width - RosterChart.nameWidth - RosterChart.figuresWidth) / Double(count)
        let top = 34.0
        let gaps = zip(agents, agents.dropFirst()).reduce(into: [0.0]) { offsets, pair in
            offsets.append((offsets.last ?? 0) + (pair.0.skills == pair.1.skills ? 0 : 14))
        }
        func y(_ row: Int) -> Double { top + 12 + Double(row) * RosterChart.rowHeight + gaps[row] }
        let bottom = agents.isEmpty ? top : y(agents.count - 1) + RosterChart.rowHeight
        let bounds = RosterChart.startBounds(agents.flatMap(\.shifts))
        Chart.svg(
            height: bottom + 4, class: agents.count <= 90 ? "chart roster fits" : "chart roster", title: title,
            description: description, to: &markup
        ) { markup in
            drawOverviewDays(days, dayWidth: dayWidth, bottom: bottom, to: &markup)
            for (offset, heading) in headings.enumerated() {
                Chart.label(heading, Chart.width - 84 + Double(offset) * 42, 28, .axisRight, to: &markup)
            }
            for (row, agent) in agents.enumerated() {
                if row == 0 || agents[row - 1].skills != agent.skills {
                    Chart.label(
                        agent.skills.split(separator: "|").joined(separator: " + "), 0, y(row) - 3, .dayName,
                        to: &markup)
                }
                let baseline = y(row) + 9
                Chart.label(agent.name, RosterChart.nameWidth - 8, baseline, .axisRight, to: &markup)
                let figures = [
                    text.count(agent.paidHours), text.count(agent.workedDays), text.count(agent.workedWeekends),
                ]
                for (offset, figure) in figures.enumerated() {
                    Chart.label(figure, Chart.width - 84 + Double(offset) * 42, baseline, .axisRight, to: &markup)
                }
            }
            let looks: [StaticString] = ["s0", "s1", "s2", "sl"]
            for (band, look) in looks.enumerated() {
                markup.raw("<path class=\"")
                markup.raw(look)
                markup.raw("\" d=\"")
                var data = PathData()
                for (row, agent) in agents.enumerated() {
                    for shift in agent.shifts where days.contains(shift.date) {
                        let cell = RosterChart.nameWidth + Double(shift.date - days.lowerBound) * dayWidth
                        if shift.isWorked {
                            guard startBand(shift, bounds) == band else { continue }
                            let scale = (dayWidth - 2) / Double(window.count)
                            let from = shift.start - LocalTime(date: shift.date).minutes - window.lowerBound
                            let left = cell + 1 + Double(from) * scale
                            let width = min(Double(shift.end - shift.start) * scale, cell + dayWidth - 1 - left)
                            data.rectangle(left, y(row) + 2, max(1, width), RosterChart.rowHeight - 4, to: &markup)
                        } else if band == 3 {
                            data.rectangle(
                                cell + 1, y(row) + 4.5, dayWidth - 2, RosterChart.rowHeight - 9, to: &markup)
                        }
                    }
                }
                markup.raw("\"/>")
            }
        }
    }

    private func drawOverviewDays(
        _ days: ClosedRange<CivilDate>, dayWidth: Double, bottom: Double, to markup: inout Markup
    ) {
        let count = days.upperBound - days.lowerBound + 1
        markup.raw("<path class=\"we\" d=\"")
        var data = PathData()
        for day in 0..<count where (days.lowerBound + day).weekday >= 5 {
            data.rectangle(
                RosterChart.nameWidth + Double(day) * dayWidth, 32, dayWidth, bottom - 32, to: &markup)
        }
        markup.raw("\"/><path class=\"gl\" d=\"")
        data = PathData()
        for day in 0...count {
            data.move(RosterChart.nameWidth + Double(day) * dayWidth, 32, to: &markup)
            data.line(RosterChart.nameWidth + Double(day) * dayWidth, bottom, to: &markup)
        }
        markup.raw("\"/>")
        for day in 0..<count {
            let date = days.lowerBound + day
            let middle = RosterChart.nameWidth + (Double(day) + 0.5) * dayWidth
            if date.weekday == 0 || day == 0 {
                Chart.label(text.day(date), middle - dayWidth / 2 + 2, 12, .dayName, to: &markup)
            }
            if dayWidth > 16 {
                let name = text.weekday(date.weekday)
                let letter = text.language == .english ? name.prefix(1) : name.suffix(1)
                Chart.label(String(letter), middle, 28, .axisMiddle, to: &markup)
            }
        }
    }

    /// Requirement and heads on duty of one day, slot by slot from `firstMinute` after midnight.
    struct Demand {
        let firstMinute: Int
        let slotMinutes: Int
        let required: ArraySlice<Double>
        let onDuty: ArraySlice<Double>
        let under: ArraySlice<Double>
    }

    /// One day: above, the requirement and the heads on duty; below, a row per shift in order of its start, breaks cut
    /// out of it. Each row carries a title in words.
    func drawDay(
        _ shifts: [RosterShift], date: CivilDate, title: String, demand: Demand?,
        activityName: (RosterSegment.Activity) -> String, to markup: inout Markup
    ) {
        let rows = shifts.sorted { ($0.start, $0.end, $0.agent) < ($1.start, $1.end, $1.agent) }
        let (left, right, rowHeight) = (78.0, 66.0, 15.0)
        let top = demand == nil ? 20.0 : 92.0
        let midnight = LocalTime(date: date).minutes
        // A quarter of an hour is a whole number of units: short paths.
        let scale = max(1, ((Chart.width - left - right) / Double(window.count) * 15).rounded(.down)) / 15
        func x(_ minutes: Int) -> Double {
            left + Double(min(max(minutes - midnight, window.lowerBound), window.upperBound) - window.lowerBound)
                * scale
        }
        let bottom = top + Double(rows.count) * rowHeight + 2
        Chart.svg(
            height: bottom + 4, class: rows.count <= 90 ? "chart gantt fits" : "chart gantt", title: title, to: &markup
        ) { markup in
            markup.raw("<path class=\"gl\" d=\"")
            var grid = PathData()
            for minute in stride(from: window.lowerBound, through: window.upperBound, by: 60) {
                grid.move(x(midnight + minute), 18, to: &markup)
                grid.line(x(midnight + minute), bottom, to: &markup)
            }
            markup.raw("\"/>")
            let step = window.count > 960 ? 120 : 60
            for minute in stride(from: window.lowerBound, through: window.upperBound, by: step) {
                Chart.label(LocalTime.clock(minute % 1440), x(midnight + minute), 12, .axisMiddle, to: &markup)
            }
            if let demand { drawDemand(demand, bottom: top - 8, x: { x(midnight + $0) }, to: &markup) }
            for (row, shift) in rows.enumerated() {
                let y = top + Double(row) * rowHeight
                markup.raw("<g><title>")
                markup.text(describe(shift, activityName: activityName))
                markup.raw("</title>")
                Chart.label(shift.agent, left - 8, y + 11, .axisRight, to: &markup)
                for activity in RosterSegment.Activity.allCases {
                    let parts = shift.parts.filter { $0.activity == activity }
                    guard !parts.isEmpty else { continue }
                    markup.raw("<path class=\"")
                    markup.raw(RosterChart.cssClass(activity))
                    markup.raw("\" d=\"")
                    // Thick strokes instead of rectangles: half the bytes.
                    var data = PathData()
                    for part in parts where x(part.end) > x(part.start) {
                        data.move(x(part.start), y + 8, to: &markup)
                        data.line(x(part.end), y + 8, to: &markup)
                    }
                    markup.raw("\"/>")
                }
                Chart.label(shift.kind, Chart.width - right + 6, y + 11, .axisLeft, to: &markup)
                markup.raw("</g>\n")
            }
        }
    }

    private func drawDemand(_ demand: Demand, bottom: Double, x: (Int) -> Double, to markup: inout Markup) {
        let highest = max(demand.required.max() ?? 0, demand.onDuty.max() ?? 0)
        guard highest > 0 else { return }
        let ticks = AxisTicks(lower: 0, upper: highest, count: 2)
        let y = LinearScale(domain: (ticks.lower, ticks.upper), pixels: (bottom, 24))
        for value in [ticks.lower, ticks.upper] {
            Chart.label(text.decimal(value, ticks.decimals), 70, y(value) + 3.5, .axisRight, to: &markup)
        }
        func start(_ slot: Int) -> Double { x(demand.firstMinute + slot * demand.slotMinutes) }
        func steps(_ values: ArraySlice<Double>) -> [(x: Double, y: Double)] {
            values.enumerated().flatMap { slot, value in
                [(x: start(slot), y: y(value)), (x: start(slot + 1), y: y(value))]
            }
        }
        Chart.path(.under, to: &markup) { data, markup in
            for (slot, pair) in zip(demand.required, demand.under).enumerated() where pair.1 > 0.005 {
                let (top, bottom) = (y(pair.0), y(pair.0 - pair.1))
                data.rectangle(start(slot), top, start(slot + 1) - start(slot), bottom - top, to: &markup)
            }
        }
        Chart.path(.onDuty, to: &markup) { $0.polyline(steps(demand.onDuty), to: &$1) }
        Chart.path(.required, to: &markup) { $0.polyline(steps(demand.required), to: &$1) }
    }

    private static func cssClass(_ activity: RosterSegment.Activity) -> StaticString {
        switch activity {
        case .work: "gw"
        case .rest: "gb"
        case .lunch: "gu"
        case .activity: "ga"
        case .leave: "gu"
        }
    }

    /// `a0012 · early · 08:00–16:30 · break 10:15–10:30 …`
    private func describe(_ shift: RosterShift, activityName: (RosterSegment.Activity) -> String) -> String {
        func clock(_ minutes: Int) -> String { LocalTime.clock(LocalTime(minutes: minutes).minuteOfDay) }
        var words = [shift.agent, shift.kind, "\(clock(shift.start))–\(clock(shift.end))"]
        for part in shift.parts where part.activity != .work {
            words.append("\(activityName(part.activity)) \(clock(part.start))–\(clock(part.end))")
        }
        return words.joined(separator: " · ")
    }
}
