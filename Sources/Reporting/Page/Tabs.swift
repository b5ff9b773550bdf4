/// Tabs that need no script: radio buttons before the panels, and style rules that show the panel of the checked one.
///
/// Radio buttons bring the keyboard's arrows, a name for screen readers and printing of the chosen panel for free.
enum Tabs {
    /// Writes a group of tabs; `label` and `panel` write the inside of tab and panel `index`. `gridColumn` puts a
    /// tab in a column of its row, as a calendar does.
    static func write(
        _ name: StaticString, class cssClass: StaticString, title: String, count: Int, columns: Int? = nil,
        selected: Int = 0, gridColumn: ((Int) -> Int)? = nil, to markup: inout Markup,
        label: (Int, inout Markup) -> Void,
        panel: (Int, inout Markup) -> Void
    ) {
        markup.raw("<div class=\"tabs ")
        markup.raw(cssClass)
        markup.raw("\" role=\"radiogroup\" aria-label=\"")
        markup.text(title)
        markup.raw("\">\n")
        for index in 0..<count {
            markup.raw("<input type=\"radio\" name=\"")
            markup.raw(name)
            markup.raw("\" id=\"")
            markup.raw(name)
            markup.raw("-")
            markup.int(index)
            markup.raw(index == selected ? "\" checked=\"checked\">\n" : "\">\n")
        }
        markup.raw("<div class=\"labels\"")
        if let columns {
            markup.raw(" style=\"--columns:")
            markup.int(columns)
            markup.raw("\"")
        }
        markup.raw(">\n")
        for index in 0..<count {
            markup.raw("<label for=\"")
            markup.raw(name)
            markup.raw("-")
            markup.int(index)
            if let gridColumn {
                markup.raw("\" style=\"grid-column:")
                markup.int(gridColumn(index))
            }
            markup.raw("\">")
            label(index, &markup)
            markup.raw("</label>\n")
        }
        markup.raw("</div>\n<div class=\"panels\">\n")
        for index in 0..<count {
            markup.raw("<div class=\"panel\">\n")
            panel(index, &markup)
            markup.raw("</div>\n")
        }
        markup.raw("</div>\n</div>\n")
    }

    /// The rules for groups of up to `count` tabs.
    static func writeRules(count: Int, to markup: inout Markup) {
        func rule(_ head: StaticString, _ tail: StaticString, _ body: StaticString) {
            for index in 1...max(1, count) {
                markup.raw(".tabs>input:nth-of-type(")
                markup.int(index)
                markup.raw(head)
                markup.int(index)
                markup.raw(tail)
                markup.raw(index < count ? "," : body)
            }
        }
        rule("):checked~.panels>.panel:nth-of-type(", ")", "{display:block}\n")
        rule(
            "):checked~.labels>label:nth-of-type(", ")",
            "{background:var(--chosen);border-color:var(--accent);color:var(--ink)}\n")
        rule(
            "):focus-visible~.labels>label:nth-of-type(", ")", "{outline:2px solid var(--accent);outline-offset:1px}\n")
    }
}
