import ContactCenter

/// What was decided on the way, in the plan's own words.
enum NotesSection {
    static func write(_ context: ReportContext, to page: inout Markup) {
        Section.notes.open(context, to: &page)
        let notes = context.content.summary.notes
        if notes.isEmpty {
            page.element("p", "class=\"small\"", context.say(.notesNone))
        } else {
            page.raw("<ul class=\"plain columns\">\n")
            for note in notes { page.element("li", "", note) }
            page.raw("</ul>\n")
        }
        page.close("section")
    }
}

/// Every figure's formula under the name the files use.
enum DefinitionsSection {
    static func write(_ context: ReportContext, to page: inout Markup) {
        Section.definitions.open(context, to: &page)
        page.raw("<dl>\n")
        let used = Set(context.streams.compactMap(\.formula))
        for formula in ServiceLevelFormula.allCases {
            page.raw("<dt><code>")
            page.text(formula.rawValue)
            page.raw("</code>")
            if used.contains(formula) { page.element("span", "class=\"badge\"", context.say(.defInUse)) }
            page.raw("</dt>")
            page.element("dd", "", context.say(phrase(of: formula)))
        }
        let terms: [(Phrase, Phrase)] = [
            (.tileAsa, .defAsa), (.tileAbandonment, .defAbandonment), (.tileOccupancy, .defOccupancy),
            (.errorWape, .defWape), (.bias, .defBias), (.mase, .defMase), (.termCoverage, .defCoverage),
            (.termBands, .defBands), (.termDayBand, .defDayBand), (.termRequirement, .defRequirement),
            (.termShortfall, .defShortfall), (.surplus, .defGap), (.termBound, .defBound),
            (.tileResolution, .defResolution),
        ]
        for (term, definition) in terms {
            page.element("dt", "", context.say(term))
            page.element("dd", "", context.say(definition))
        }
        page.raw("</dl>\n")
        page.close("section")
    }

    private static func phrase(of formula: ServiceLevelFormula) -> Phrase {
        switch formula {
        case .offered: .defOffered
        case .answered: .defAnswered
        case .excludingAbandonedWithin: .defExcludingWithin
        case .excludingShortAbandoned: .defExcludingShort
        case .abandonedWithinCountAsGood: .defAbandonOk
        case .abandonedWithinCountAsGoodExcludingShort: .defAbandonOkExcludingShort
        case .virtualWait: .defVirtual
        }
    }
}
