import ContactCenter

/// What all pages share: the head with its security policy, the way around, sections, the foot.
///
/// Nothing is loaded and nothing is sent: style, script and pictures are in the page, and its content security policy
/// forbids the rest.
enum PageFrame {
    /// A part of a page.
    struct Part {
        let id: StaticString
        let heading: String
    }

    /// Everything before the page's own header. `tabs` is the number of panels of the widest group of tabs.
    static func writeHead(
        language: ReportLanguage, title: String, skipTo id: StaticString, tabs: Int, to page: inout Markup
    ) {
        page.raw("<!DOCTYPE html>\n<html lang=\"")
        page.text(language.rawValue)
        page.raw(
            """
            ">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            script-src 'unsafe-inline'; img-src data:">
            <link rel="icon" href="data:,">

            """)
        page.element("title", "", title)
        page.raw("<style>\n")
        page.raw(Stylesheet.css)
        Tabs.writeRules(count: tabs, to: &page)
        page.raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#")
        page.raw(id)
        page.raw("\">")
        page.text(Phrase.skip.text(in: language))
        page.raw("</a>\n")
    }

    /// Kicker, heading and the page in a sentence or two.
    static func writeHeader(
        kicker: String, heading: String, tone: Tone, sentence: String, to page: inout Markup
    ) {
        page.raw("<header>\n")
        page.element("p", "class=\"kicker\"", kicker)
        page.element("h1", "", heading)
        page.raw("<p class=\"verdict ")
        page.raw(tone.cssClass)
        page.raw("\"><span class=\"mark\" aria-hidden=\"true\">")
        page.raw(tone.mark)
        page.raw("</span><span>")
        page.text(sentence)
        page.raw("</span></p>\n</header>\n")
    }

    /// The way around the page.
    static func writeNavigation(_ parts: [Part], to page: inout Markup) {
        page.raw("<nav><ul>\n")
        for part in parts {
            page.raw("<li><a href=\"#")
            page.raw(part.id)
            page.raw("\">")
            page.text(part.heading)
            page.raw("</a></li>\n")
        }
        page.raw("</ul></nav>\n")
    }

    /// Opens a section with its heading.
    static func open(_ part: Part, note: String? = nil, to page: inout Markup) {
        page.raw("<section id=\"")
        page.raw(part.id)
        page.raw("\" aria-labelledby=\"h-")
        page.raw(part.id)
        page.raw("\">\n<h2 id=\"h-")
        page.raw(part.id)
        page.raw("\">")
        page.text(part.heading)
        page.raw("</h2>\n")
        if let note { page.element("p", "class=\"note\"", note) }
    }

    /// Figures as tiles, each with a name and a note.
    static func writeTiles(_ tiles: [(name: String, figure: String, note: String)], to page: inout Markup) {
        page.raw("<ul class=\"tiles\">\n")
        for tile in tiles {
            page.raw("<li class=\"tile\">")
            page.element("span", "class=\"name\"", tile.name)
            page.raw(tile.figure == HumanText.unknown ? "<span class=\"figure none\">" : "<span class=\"figure\">")
            page.text(tile.figure)
            page.raw("</span>\n")
            page.element("span", "class=\"sub\"", tile.note)
            page.raw("</li>\n")
        }
        page.raw("</ul>\n")
    }

    /// The head of a table; the first columns, `texts` of them, hold text.
    static func openTable(_ columns: [String], texts: Int = 1, to page: inout Markup) {
        page.raw("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>")
        for (index, column) in columns.enumerated() {
            page.raw(index < texts ? "<th scope=\"col\" class=\"l\">" : "<th scope=\"col\">")
            page.text(column)
            page.raw("</th>")
        }
        page.raw("</tr></thead><tbody>\n")
    }

    /// The end of a table.
    static func closeTable(to page: inout Markup) { page.raw("</tbody></table></div>\n") }

    /// The foot with the script.
    static func writeFoot(_ lines: [String], to page: inout Markup) {
        page.raw("<footer>")
        for line in lines { page.element("p", "", line) }
        page.raw("</footer>\n<script>\n")
        page.raw(Script.javascript)
        page.raw("</script>\n</body>\n</html>\n")
    }
}
