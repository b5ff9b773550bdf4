/// What all charts share: the `<svg>` element with its title and description, text, lines and looks.
///
/// Looks are classes; colours live in the style sheet, so that one drawing serves light, dark and paper.
enum Chart {
    /// Width of a full-page chart in its own units.
    static let width = 1120.0

    /// How a line or an area looks.
    enum Look: Sendable {
        case history, forecast, band80, band95, recent, required, onShift, onDuty, under, over, target, value, marks
        /// Beyond what chance would do.
        case alarm

        var cssClass: StaticString {
            switch self {
            case .history: "lh"
            case .forecast: "lf"
            case .band80: "b8"
            case .band95: "b9"
            case .recent: "lr"
            case .required: "lq"
            case .onShift: "ls"
            case .onDuty: "ld"
            case .under: "au"
            case .over: "ao"
            case .target: "lt"
            case .value: "lv"
            case .marks: "dm"
            case .alarm: "lx"
            }
        }
    }

    /// Where a text is anchored, and how strong it is.
    enum TextLook: Sendable {
        case axisLeft, axisMiddle, axisRight, dayName, dayNote, muted

        var cssClass: StaticString {
            switch self {
            case .axisLeft: "ta"
            case .axisMiddle: "tm"
            case .axisRight: "te"
            case .dayName: "td"
            case .dayNote: "te"
            case .muted: "tn"
            }
        }
    }

    /// Opens an `<svg>` that scales with the page, keeping its shape unless it `stretches`; `content` draws inside.
    static func svg(
        width: Double = Chart.width, height: Double, class cssClass: StaticString, title: String,
        description: String = "", hover: HoverData? = nil, stretches: Bool = false, to markup: inout Markup,
        content: (inout Markup) -> Void
    ) {
        markup.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"")
        markup.raw(cssClass)
        markup.raw("\" viewBox=\"0 0 ")
        markup.number(width)
        markup.raw(" ")
        markup.number(height)
        markup.raw(stretches ? "\" preserveAspectRatio=\"none\"" : "\"")
        hover?.write(to: &markup)
        markup.raw("><title>")
        markup.text(title)
        markup.raw("</title>")
        if !description.isEmpty {
            markup.raw("<desc>")
            markup.text(description)
            markup.raw("</desc>")
        }
        content(&markup)
        markup.raw("</svg>\n")
    }

    /// A path of a look; `draw` writes its data.
    static func path(_ look: Look, to markup: inout Markup, draw: (inout PathData, inout Markup) -> Void) {
        markup.raw("<path class=\"")
        markup.raw(look.cssClass)
        markup.raw("\" d=\"")
        var data = PathData()
        draw(&data, &markup)
        markup.raw("\"/>")
    }

    /// A text at a point.
    static func label(_ text: String, _ x: Double, _ y: Double, _ look: TextLook, to markup: inout Markup) {
        markup.raw("<text class=\"")
        markup.raw(look.cssClass)
        markup.raw("\"")
        markup.attribute(" x=", x)
        markup.attribute(" y=", y)
        markup.raw(">")
        markup.text(text)
        markup.raw("</text>")
    }

    /// Horizontal grid lines with their labels to the left of `left`.
    static func grid(
        _ ticks: AxisTicks, _ scale: LinearScale, left: Double, right: Double, text: HumanText, unit: String = "",
        to markup: inout Markup
    ) {
        markup.raw("<path class=\"gl\" d=\"")
        var data = PathData()
        for value in ticks.values {
            data.move(left, scale(value), to: &markup)
            data.line(right, scale(value), to: &markup)
        }
        markup.raw("\"/>")
        for value in ticks.values {
            label(text.decimal(value, ticks.decimals) + unit, left - 6, scale(value) + 3.5, .axisRight, to: &markup)
        }
    }

    /// Dots at points, as one path of round-capped strokes of no length.
    static func dots(_ points: [(x: Double, y: Double)], _ look: Look, to markup: inout Markup) {
        guard points.contains(where: { $0.y.isFinite }) else { return }
        markup.raw("<path class=\"")
        markup.raw(look.cssClass)
        markup.raw(" dot\" d=\"")
        var data = PathData()
        for point in points where point.y.isFinite {
            data.move(point.x, point.y, to: &markup)
            markup.raw("h0")
        }
        markup.raw("\"/>")
    }
}
