import ContactCenter

/// One day of the roster: a row per shift in order of its start, coloured by what the agent does, and beneath it the
/// heads required and on duty on the same hours.
///
/// All parts of one colour are a single path; a row adds its names and a bare line that the pointer finds. A hundred
/// shifts take about 30 kB.
struct DayGantt {
    /// Requirement and heads on duty of one day, slot by slot from `firstMinute` after midnight.
    struct Demand {
        let firstMinute: Int
        let slotMinutes: Int
        let required: ArraySlice<Double>
        let onDuty: ArraySlice<Double>
        let under: ArraySlice<Double>
    }

    /// Hours shown, in minutes after midnight; the end may lie in the next day.
    let window: Range<Int>
    let colours: SkillColours
    let text: HumanText
    /// What an activity without a name of its own is called.
    let name: (RosterSegment.Activity) -> String

    private static let left = 78.0
    private static let right = 66.0

    /// Units a minute takes: a quarter of an hour is a whole number of units, for short paths.
    private var scale: Double {
        max(1, ((Chart.width - DayGantt.left - DayGantt.right) / Double(window.count) * 15).rounded(.down)) / 15
    }

    /// Place of a minute after midnight.
    private func x(_ minute: Int) -> Double {
        DayGantt.left
            + Double(min(max(minute, window.lowerBound), window.upperBound) - window.lowerBound) * scale
    }

    private func height(of rows: Int) -> Double { rows <= 60 ? 15 : rows <= 160 ? 12 : 10 }

    // MARK: Rows

    /// Draws the shifts of `date`.
    func draw(
        _ shifts: [RosterShift], date: CivilDate, title: String, description: String, to markup: inout Markup
    ) {
        let rows = shifts.sorted { ($0.start, $0.end, $0.agent) < ($1.start, $1.end, $1.agent) }
        let rowHeight = height(of: rows.count)
        let top = 20.0
        let midnight = LocalTime(date: date).minutes
        let bottom = top + Double(rows.count) * rowHeight + 2
        func y(_ row: Int) -> Double { top + (Double(row) + 0.5) * rowHeight }
        Chart.svg(
            height: bottom + 2, class: rows.count <= 60 ? "chart gantt fits" : "chart gantt dense", title: title,
            description: description, to: &markup
        ) { markup in
            drawHours(bottom: bottom, isNamed: true, to: &markup)
            for look in Self.unique(colours.looks) {
                let parts = rows.enumerated().flatMap { row, shift in
                    shift.parts.filter { Self.isSame(colours.look($0), look) }.map { (row, $0) }
                }
                guard !parts.isEmpty else { continue }
                markup.raw("<path class=\"")
                markup.raw(look)
                markup.raw("\" d=\"")
                // Thick strokes instead of rectangles: half the bytes.
                var data = PathData()
                for (row, part) in parts where x(part.end - midnight) > x(part.start - midnight) {
                    data.move(x(part.start - midnight), y(row), to: &markup)
                    data.line(x(part.end - midnight), y(row), to: &markup)
                }
                markup.raw("\"/>\n")
            }
            for (row, shift) in rows.enumerated() {
                markup.raw("<g><title>")
                markup.text(describe(shift))
                markup.raw("</title>")
                Chart.label(shift.agent, DayGantt.left - 8, y(row) + 3.5, .axisRight, to: &markup)
                Chart.label(shift.kind, Chart.width - DayGantt.right + 6, y(row) + 3.5, .axisLeft, to: &markup)
                markup.raw("<path class=\"gh\" d=\"")
                var data = PathData()
                data.move(x(shift.start - midnight), y(row), to: &markup)
                data.line(max(x(shift.end - midnight), x(shift.start - midnight) + 1), y(row), to: &markup)
                markup.raw("\"/></g>\n")
            }
        }
    }

    private func drawHours(bottom: Double, isNamed: Bool, to markup: inout Markup) {
        markup.raw("<path class=\"gl\" d=\"")
        var grid = PathData()
        for minute in stride(from: window.lowerBound, through: window.upperBound, by: 60) {
            grid.move(x(minute), isNamed ? 18 : 4, to: &markup)
            grid.line(x(minute), bottom, to: &markup)
        }
        markup.raw("\"/>")
        guard isNamed else { return }
        for minute in stride(from: window.lowerBound, through: window.upperBound, by: window.count > 960 ? 120 : 60) {
            Chart.label(LocalTime.clock(minute % 1440), x(minute), 12, .axisMiddle, to: &markup)
        }
    }

    /// `a0012 · early · 08:00–16:30 · sales 08:00–10:15 · break 10:15–10:30 …`
    private func describe(_ shift: RosterShift) -> String {
        func clock(_ minutes: Int) -> String { LocalTime.clock(LocalTime(minutes: minutes).minuteOfDay) }
        var words = [shift.agent, shift.kind, "\(clock(shift.start))–\(clock(shift.end))"]
        for part in shift.parts {
            let own = part.activity == .work ? part.skill : part.name.isEmpty ? name(part.activity) : part.name
            guard !own.isEmpty else { continue }
            words.append("\(own) \(clock(part.start))–\(clock(part.end))")
        }
        return words.joined(separator: " · ")
    }

    private static func isSame(_ a: StaticString, _ b: StaticString) -> Bool { a.description == b.description }

    private static func unique(_ looks: [StaticString]) -> [StaticString] {
        var seen: Set<String> = []
        return looks.filter { seen.insert($0.description).inserted }
    }

    // MARK: Cover

    /// Draws the heads required and on duty beneath the rows, on the same hours.
    func drawCover(
        _ demand: Demand, date: CivilDate, title: String, description: String,
        names: (required: String, onDuty: String, short: String),
        to markup: inout Markup
    ) {
        let highest = max(demand.required.max() ?? 0, demand.onDuty.max() ?? 0)
        guard highest > 0 else { return }
        let ticks = AxisTicks(lower: 0, upper: highest, count: 3)
        let (top, bottom) = (8.0, 96.0)
        let y = LinearScale(domain: (ticks.lower, ticks.upper), pixels: (bottom, top))
        func start(_ slot: Int) -> Double { x(demand.firstMinute + slot * demand.slotMinutes) }
        func steps(_ values: ArraySlice<Double>) -> [(x: Double, y: Double)] {
            values.enumerated().flatMap { slot, value in
                [(x: start(slot), y: y(value)), (x: start(slot + 1), y: y(value))]
            }
        }
        let hover = HoverData(
            left: start(0), dayPitch: start(demand.required.count) - start(0),
            slotWidth: Double(demand.slotMinutes) * scale, slotsPerDay: demand.required.count,
            firstMinute: demand.firstMinute, slotMinutes: demand.slotMinutes, top: top, bottom: bottom,
            days: [text.weekdayAndDay(date)], decimals: 1,
            series: [
                .init(name: names.required, values: Array(demand.required)),
                .init(name: names.onDuty, values: Array(demand.onDuty)),
                .init(name: names.short, values: Array(demand.under)),
            ])
        Chart.svg(
            height: bottom + 18, class: "chart cover", title: title, description: description, hover: hover, to: &markup
        ) { markup in
            drawHours(bottom: bottom, isNamed: false, to: &markup)
            for value in ticks.values {
                Chart.label(
                    text.decimal(value, ticks.decimals), DayGantt.left - 8, y(value) + 3.5, .axisRight, to: &markup)
            }
            for minute in stride(from: window.lowerBound, through: window.upperBound, by: 120) {
                Chart.label(LocalTime.clock(minute % 1440), x(minute), bottom + 14, .axisMiddle, to: &markup)
            }
            Chart.path(.under, to: &markup) { data, markup in
                for (slot, pair) in zip(demand.required, demand.under).enumerated() where pair.1 > 0.005 {
                    let (high, low) = (y(pair.0), y(pair.0 - pair.1))
                    data.rectangle(start(slot), high, start(slot + 1) - start(slot), low - high, to: &markup)
                }
            }
            Chart.path(.onDuty, to: &markup) { $0.polyline(steps(demand.onDuty), to: &$1) }
            Chart.path(.required, to: &markup) { $0.polyline(steps(demand.required), to: &$1) }
        }
    }
}
