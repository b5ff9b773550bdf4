/// Keys to the charts: a drawn sample beside its name.
enum Legend {
    /// Samples of lines and areas.
    static func write(_ items: [(Chart.Look, String)], to page: inout Markup) {
        page.raw("<ul class=\"legend\">")
        for (look, name) in items {
            page.raw("<li><svg viewBox=\"0 0 22 12\" aria-hidden=\"true\"><path class=\"")
            page.raw(look.cssClass)
            switch look {
            case .band80, .band95, .under, .over: page.raw("\" d=\"M0 1h22v10H0z\"/></svg>")
            case .marks: page.raw("\" d=\"M6 1h10l-5 9z\"/></svg>")
            default: page.raw("\" d=\"M1 6h20\"/></svg>")
            }
            page.text(name)
            page.raw("</li>")
        }
        page.raw("</ul>\n")
    }

    /// The diverging colours of a heat map with the bounds between them.
    static func writeShades(thresholds: [Double], write: (Double) -> String, unit: String, to page: inout Markup) {
        page.raw("<ul class=\"legend\">")
        let shades: [HeatTable.Shade] = [
            .below(4), .below(3), .below(2), .below(1), .middle, .above(1), .above(2), .above(3), .above(4),
        ]
        for shade in shades {
            page.raw("<li><span class=\"box ")
            page.raw(shade.cssClass)
            page.raw("\"></span>")
            switch shade {
            case .below(let step): page.text("≤ −" + write(thresholds[step - 1]))
            case .above(let step): page.text("≥ +" + write(thresholds[step - 1]))
            case .middle: page.text("0")
            }
            page.raw("</li>")
        }
        page.raw("<li>")
        page.text(unit)
        page.raw("</li></ul>\n")
    }
}
