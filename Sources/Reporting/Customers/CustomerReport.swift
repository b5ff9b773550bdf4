import ContactCenter

/// The page of `wfm customers`: who comes back and why, what that costs, what customers are worth, whom to call.
///
/// Made like ``HTMLReport``: one page, nothing loaded, nothing sent, equal content gives equal bytes.
public enum CustomerReport {
    /// The page of `content`, UTF-8; total for every content.
    ///
    /// - Complexity: O(rows of `content`)
    public static func render(_ content: CustomerReportContent) -> [UInt8] {
        let words = CustomerWording(content.language)
        let parts = [
            PageFrame.Part(id: "repeats", heading: words(.repeats)), .init(id: "drivers", heading: words(.drivers)),
            .init(id: "effect", heading: words(.effect)), .init(id: "value", heading: words(.value)),
            .init(id: "alive", heading: words(.alive)), .init(id: "offers", heading: words(.offers)),
            .init(id: "notes", heading: Phrase.notes.text(in: content.language)),
        ]
        var page = Markup(capacity: 1 << 18)
        let heading = content.name.isEmpty ? words(.customersTitle) : content.name
        PageFrame.writeHead(
            language: content.language, title: "\(heading) · \(words(.customers))", skipTo: "repeats", tabs: 1,
            to: &page)
        writeHeader(content, heading, words, to: &page)
        PageFrame.writeNavigation(parts, to: &page)
        page.raw("<main>\n")
        writeTiles(content, words, to: &page)
        RepeatsSection(content, words).write(parts[0], to: &page)
        DriversSection.write(parts[1], content, words, to: &page)
        EffectSection.write(parts[2], content, words, to: &page)
        ValueSection(content, words).write(parts[3], to: &page)
        AliveSection(content, words).write(parts[4], to: &page)
        OffersSection.write(parts[5], content, words, to: &page)
        words.writeNotes(content.notes, parts[6], to: &page)
        page.raw("</main>\n")
        words.writeFoot(version: content.version, zone: content.zone, to: &page)
        return page.bytes
    }

    /// Resolution of all demands together within `days`.
    static func resolution(_ content: CustomerReportContent, days: Int) -> RepeatRate? {
        content.repeats.first {
            $0.unit == .demand && $0.windowDays == days && $0.queue.isEmpty && $0.reason.isEmpty && $0.cohort == nil
        }
    }

    private static func writeHeader(
        _ content: CustomerReportContent, _ heading: String, _ words: CustomerWording, to page: inout Markup
    ) {
        let text = words.text
        var sentences: [String] = []
        if let contacts = content.contacts {
            sentences.append(
                words(
                    .verdictContacts, text.count(contacts.customers), text.count(contacts.ofKnown),
                    text.count(contacts.contacts)))
            let known = [7, 14, 30, 1].compactMap { resolution(content, days: $0) }.first { $0.resolution != nil }
            sentences.append(
                known.map { words(.verdictResolution, text.percent($0.resolution), String($0.windowDays)) }
                    ?? words(.verdictNoResolution))
        }
        if let top = content.concentration?.top12 { sentences.append(words(.verdictValue, text.percent(top))) }
        PageFrame.writeHeader(
            kicker: "\(words(.customers)) · \(Phrase.on.text(in: content.language, [content.zone.identifier]))",
            heading: heading, tone: .neutral,
            sentence: sentences.isEmpty
                ? words(.verdictNothing) : sentences.joined(separator: content.language == .english ? " " : ""),
            to: &page)
    }

    private static func writeTiles(
        _ content: CustomerReportContent, _ words: CustomerWording, to page: inout Markup
    ) {
        let text = words.text
        var tiles: [(name: String, figure: String, note: String)] = []
        if let contacts = content.contacts {
            let known = contacts.contacts > 0 ? Double(contacts.ofKnown) / Double(contacts.contacts) : nil
            tiles.append(
                (words(.tileCustomers), text.count(contacts.customers), words(.tileCustomersNote, text.percent(known))))
            tiles.append(
                (
                    words(.tileContacts), text.count(contacts.contacts),
                    words(.tileContactsNote, text.percent(contacts.top20Share))
                ))
            tiles.append(
                (
                    words(.tileResolution), text.percent(resolution(content, days: 7)?.resolution),
                    words(.tileResolutionNote)
                ))
        }
        if let concentration = content.concentration {
            tiles.append(
                (
                    words(.tileTop), text.percent(concentration.top12),
                    words(.tileTopNote, text.percent(concentration.for57))
                ))
        }
        if let value = content.value {
            tiles.append(
                (
                    words(.tileChurn), text.count(value.churn.count),
                    words(.tileChurnNote, text.count(value.customers.count))
                ))
        }
        if let candidates = content.candidates {
            let hours = candidates.reduce(0) { $0 + $1.workSeconds } / 3600
            tiles.append(
                (words(.tileOffers), text.count(candidates.count), words(.tileOffersNote, text.hours(hours))))
        }
        guard !tiles.isEmpty else { return }
        page.raw("<section class=\"bare\" aria-label=\"")
        page.text(Phrase.figures.text(in: content.language))
        page.raw("\">\n")
        PageFrame.writeTiles(tiles, to: &page)
        page.close("section")
    }
}

/// The words and numbers of the pages of customers and agents in one language.
struct CustomerWording {
    let language: ReportLanguage
    let text: HumanText

    init(_ language: ReportLanguage) {
        self.language = language
        text = HumanText(language: language)
    }

    /// A phrase with its values.
    func callAsFunction(_ phrase: CustomerPhrase, _ values: String...) -> String { phrase.text(in: language, values) }

    /// A share in per cent, or the word for missing.
    func shareOrMissing(_ share: Double?) -> String { share.map { text.percent($0) } ?? self(.missing) }

    /// A section that says what is missing and how to get it.
    func writeEmpty(_ phrase: CustomerPhrase, to page: inout Markup) {
        page.element("p", "class=\"empty\"", self(phrase))
    }

    /// What was decided on the way.
    func writeNotes(_ notes: [String], _ part: PageFrame.Part, to page: inout Markup) {
        PageFrame.open(part, to: &page)
        if notes.isEmpty {
            page.element("p", "class=\"small\"", Phrase.notesNone.text(in: language))
        } else {
            page.raw("<ul class=\"plain columns\">\n")
            for note in notes { page.element("li", "", note) }
            page.raw("</ul>\n")
        }
        page.close("section")
    }

    /// The foot of the page.
    func writeFoot(version: String, zone: ZoneRules, to page: inout Markup) {
        PageFrame.writeFoot(
            [
                self(.footer, version, zone.identifier),
                Phrase.footerSame.text(in: language) + " " + Phrase.footerOffline.text(in: language),
            ], to: &page)
    }
}
