import ContactCenter

/// The report as one HTML page.
///
/// Nothing is loaded and nothing is sent: style, script and pictures are in the page, and its content security policy
/// forbids the rest. The script only shows numbers under the pointer; without it everything else works. There is no
/// time of day and no randomness in the page: equal content gives equal bytes.
public enum HTMLReport {
    /// The page of `content`, UTF-8.
    ///
    /// Total for every content: a part that is absent is named with how to get it, a number that is not finite is
    /// shown as unknown, and all text is escaped.
    ///
    /// - Complexity: O(rows of `content`)
    public static func render(_ content: ReportContent) -> [UInt8] {
        let context = ReportContext(content)
        var page = Markup(capacity: 1 << 20)
        writeHead(context, to: &page)
        HeaderSection.write(context, to: &page)
        page.raw("<main>\n")
        FiguresSection.write(context, to: &page)
        DataSection.write(context, to: &page)
        StreamsSection.write(context, to: &page)
        ForecastSection.write(context, to: &page)
        AccuracySection.write(context, to: &page)
        StaffingSection.write(context, to: &page)
        RosterSection.write(context, to: &page)
        SimulationSection.write(context, to: &page)
        NotesSection.write(context, to: &page)
        DefinitionsSection.write(context, to: &page)
        page.raw("</main>\n")
        writeFoot(context, to: &page)
        return page.bytes
    }

    static func writeHead(_ context: ReportContext, skipTo section: Section = .figures, to page: inout Markup) {
        let name = context.content.summary.name
        PageFrame.writeHead(
            language: context.content.language,
            title: name.isEmpty ? context.say(.report) : "\(name) · \(context.say(.report))", skipTo: section.id,
            tabs: context.longestTabs, to: &page)
    }

    static func writeFoot(_ context: ReportContext, to page: inout Markup) {
        let summary = context.content.summary
        PageFrame.writeFoot(
            [
                context.say(.footer, summary.version, String(summary.seed), context.content.zone.identifier),
                context.say(.footerSame) + " " + context.say(.footerOffline),
            ], to: &page)
    }
}
