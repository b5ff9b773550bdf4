import ContactCenter

/// A weekday × interval heat map, as a table: it can be read out, searched, and copied into a spreadsheet.
struct HeatTable {
    /// A diverging colour: below, at, above the middle, in four steps each way (vermilion – grey – blue, which the
    /// common kinds of colour blindness keep apart).
    enum Shade: Equatable, Sendable {
        case below(Int), middle, above(Int)

        /// Shade of a distance from the middle; `thresholds` are four increasing bounds.
        init(_ distance: Double, thresholds: [Double]) {
            let step = thresholds.lastIndex { abs(distance) >= $0 }.map { $0 + 1 } ?? 0
            self = step == 0 ? .middle : distance < 0 ? .below(step) : .above(step)
        }

        var cssClass: StaticString {
            switch self {
            case .middle: "z0"
            case .below(1): "u1"
            case .below(2): "u2"
            case .below(3): "u3"
            case .below: "u4"
            case .above(1): "o1"
            case .above(2): "o2"
            case .above(3): "o3"
            case .above: "o4"
            }
        }
    }

    /// What the table shows, for those who cannot see its colours.
    var caption: String
    var profile: WeekdayProfile
    /// Minute after midnight of the first slot, and length of a slot.
    var firstMinute: Int
    var slotMinutes: Int
    var write: (Double) -> String
    var shade: (Double) -> Shade

    /// `profile` on `axis`, intervals put together until at most ``Limits/heatColumns`` columns are left.
    init(
        caption: String, profile: WeekdayProfile, axis: SlotAxis, write: @escaping (Double) -> String,
        shade: @escaping (Double) -> Shade
    ) {
        let perHour = max(1, 60 / axis.slotMinutes)
        let factor =
            [1, perHour / 2, perHour, perHour * 2].first { $0 > 0 && axis.slotsPerDay / $0 <= Limits.heatColumns }
            ?? perHour * 2
        self.caption = caption
        self.profile = profile.coarsened(by: factor)
        firstMinute = axis.window.lowerBound
        slotMinutes = axis.slotMinutes * factor
        self.write = write
        self.shade = shade
    }

    /// Writes the table.
    func draw(text: HumanText, to markup: inout Markup) {
        markup.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"heat\"><caption>")
        markup.text(caption)
        markup.raw("</caption><thead><tr><td></td>")
        for slot in 0..<profile.slots {
            let minute = firstMinute + slot * slotMinutes
            let clock = LocalTime.clock(minute)
            markup.raw("<th scope=\"col\" abbr=\"")
            markup.text(clock)
            markup.raw("\">")
            markup.text(minute % 60 == 0 ? String(clock.prefix(2)) : String(clock.suffix(3)))
            markup.raw("</th>")
        }
        markup.raw("</tr></thead><tbody>\n")
        for weekday in profile.activeWeekdays {
            markup.raw("<tr><th scope=\"row\">")
            markup.text(text.weekday(weekday))
            markup.raw("</th>")
            for slot in 0..<profile.slots {
                guard let value = profile.mean(weekday: weekday, slot: slot) else {
                    markup.raw("<td></td>")
                    continue
                }
                markup.raw("<td class=\"")
                markup.raw(shade(value).cssClass)
                markup.raw("\">")
                markup.text(write(value))
                markup.raw("</td>")
            }
            markup.raw("</tr>\n")
        }
        markup.raw("</tbody></table></div>\n")
    }
}
