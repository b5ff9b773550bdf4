import ContactCenter

/// Who works when: a strip per agent over all days. One day break by break is ``DayGantt``.
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
}
