import ContactCenter

/// The numbers behind a chart, as attributes of its `<svg>`, for the page's script to show under the pointer.
///
/// Everything is on the picture without it; the script only reads out. The format is made to be short: numbers
/// joined by commas, nothing between commas for an unknown one; series joined by semicolons, each a name and one or
/// two (lower, upper) lists joined by bars.
struct HoverData {
    /// A named line, or a band when `upper` is given.
    struct Series {
        let name: String
        let values: [Double]
        var upper: [Double]?
    }

    /// Left end of the first slot, distance between days, width of a slot, in chart units.
    var left: Double, dayPitch: Double, slotWidth: Double
    /// Slots of a day (1 = a value a day).
    var slotsPerDay = 1
    /// Minute after midnight of the first slot, and length of a slot.
    var firstMinute = 0, slotMinutes = 1440
    /// Upper and lower end of the plot.
    var top: Double, bottom: Double
    /// Label of every day.
    var days: [String]
    /// Decimals shown, and what follows the number.
    var decimals = 0, unit = ""
    var series: [Series]

    /// Writes ` data-h="…" data-d="…" data-s="…"`.
    func write(to markup: inout Markup) {
        markup.raw(" data-h=\"")
        for (index, value) in [
            left, dayPitch, slotWidth, Double(slotsPerDay), Double(firstMinute), Double(slotMinutes), top, bottom,
            Double(decimals),
        ].enumerated() {
            if index > 0 { markup.raw(",") }
            markup.number(value, decimals: 4)
        }
        markup.raw("\" data-u=\"")
        markup.text(unit)
        markup.raw("\" data-d=\"")
        markup.text(days.joined(separator: "|"))
        markup.raw("\" data-s=\"")
        for (index, one) in series.enumerated() {
            if index > 0 { markup.raw(";") }
            // A separator inside a name would shift everything after it.
            markup.text(String(one.name.map { $0 == "|" || $0 == ";" ? "/" : $0 }))
            list(one.values, to: &markup)
            if let upper = one.upper { list(upper, to: &markup) }
        }
        markup.raw("\"")
    }

    private func list(_ values: [Double], to markup: inout Markup) {
        markup.raw("|")
        let end = (values.lastIndex { $0.isFinite } ?? -1) + 1
        for index in 0..<end {
            if index > 0 { markup.raw(",") }
            if values[index].isFinite { markup.number(values[index], decimals: decimals) }
        }
    }
}
