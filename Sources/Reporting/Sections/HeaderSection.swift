import ContactCenter

/// Name, period and the verdict in one breath; then the way around the page.
enum HeaderSection {
    static func write(_ context: ReportContext, to page: inout Markup) {
        let summary = context.content.summary
        page.raw("<header>\n<p class=\"kicker\">")
        page.text(context.say(.plan))
        if let period = context.period {
            page.text(" · " + context.text.period(period.lowerBound, period.upperBound))
        }
        page.text(" · " + context.say(.on, context.content.zone.identifier))
        page.raw("</p>\n")
        page.element("h1", "", summary.name.isEmpty ? context.say(.report) : summary.name)
        let verdict = Verdict(context)
        page.raw("<p class=\"verdict ")
        page.raw(verdict.tone.cssClass)
        page.raw("\"><span class=\"mark\" aria-hidden=\"true\">")
        page.raw(verdict.tone.mark)
        page.raw("</span><span>")
        page.text(verdict.sentence)
        page.raw("</span></p>\n</header>\n")
        writeNavigation(context, to: &page)
    }

    /// The way around a page of `sections`.
    static func writeNavigation(
        _ context: ReportContext, sections: [Section] = Section.allCases, to page: inout Markup
    ) {
        page.raw("<nav><ul>\n")
        for section in sections {
            page.raw("<li><a href=\"#")
            page.raw(section.id)
            page.raw("\">")
            page.text(context.say(section.heading))
            page.raw("</a></li>\n")
        }
        page.raw("</ul></nav>\n")
    }
}

/// The parts of the page, in order.
enum Section: CaseIterable {
    case figures, data, streams, forecast, accuracy, staffing, roster, simulation, notes, definitions

    /// Anchor.
    var id: StaticString {
        switch self {
        case .figures: "figures"
        case .data: "data"
        case .streams: "streams"
        case .forecast: "forecast"
        case .accuracy: "accuracy"
        case .staffing: "staffing"
        case .roster: "roster"
        case .simulation: "simulation"
        case .notes: "notes"
        case .definitions: "definitions"
        }
    }

    var heading: Phrase {
        switch self {
        case .figures: .figures
        case .data: .dataHealth
        case .streams: .streams
        case .forecast: .forecast
        case .accuracy: .accuracy
        case .staffing: .staffing
        case .roster: .roster
        case .simulation: .simulation
        case .notes: .notes
        case .definitions: .definitions
        }
    }

    /// Opens the section with its heading.
    func open(_ context: ReportContext, note: Phrase? = nil, to page: inout Markup) {
        page.raw("<section id=\"")
        page.raw(id)
        page.raw("\" aria-labelledby=\"h-")
        page.raw(id)
        page.raw("\">\n<h2 id=\"h-")
        page.raw(id)
        page.raw("\">")
        page.text(context.say(heading))
        page.raw("</h2>\n")
        if let note { page.element("p", "class=\"note\"", context.say(note)) }
    }

    /// Says what is missing and how to get it, and closes the section.
    static func closeEmpty(_ context: ReportContext, _ phrase: Phrase, to page: inout Markup) {
        page.element("p", "class=\"empty\"", context.say(phrase))
        page.close("section")
    }
}

/// How a figure or a plan stands.
enum Tone: Equatable {
    case good, warn, bad, neutral

    var cssClass: StaticString {
        switch self {
        case .good: "good"
        case .warn: "warn"
        case .bad: "bad"
        case .neutral: "neutral"
        }
    }

    /// A sign beside the colour, since not everyone sees the colour.
    var mark: StaticString {
        switch self {
        case .good: "✓"
        case .warn: "!"
        case .bad: "✕"
        case .neutral: "–"
        }
    }
}

/// The plan in one or two sentences.
struct Verdict {
    let tone: Tone
    let sentence: String

    /// Judges the plan by its simulated streams, its coverage and its rules.
    init(_ context: ReportContext) {
        let text = context.text
        guard let roster = context.content.summary.roster else {
            tone = .neutral
            let volume = context.streams.reduce(0) { $0 + $1.forecastVolume }
            let hours = context.streams.reduce(0) { $0 + ($1.summary?.requiredAgentHours ?? 0) }
            sentence =
                volume > 0
                ? context.say(.verdictNoRoster, text.count(volume), text.hours(hours)) : context.say(.verdictNothing)
            return
        }
        var sentences: [String] = []
        let judged = context.streams.filter { $0.meetsTarget != nil }
        let missed = judged.filter { $0.meetsTarget == false }.sorted { a, b in
            func shortBy(_ stream: ReportContext.Stream) -> Double {
                (stream.summary?.targetServiceLevel ?? 0) - (stream.simulatedServiceLevel ?? 0)
            }
            return shortBy(a) > shortBy(b)
        }
        let mismatch = context.simulationMismatch
        if let mismatch {
            sentences.append(
                context.say(.simulationMismatch, text.count(mismatch.simulated), text.count(mismatch.forecast)))
        } else if judged.isEmpty {
            sentences.append(context.say(.verdictNotSimulated))
        } else if missed.isEmpty {
            sentences.append(context.say(.verdictAllMet, text.count(judged.count)))
        } else {
            var names = missed.prefix(3).map { stream in
                context.say(
                    .verdictMissedOne, stream.name, text.percent(stream.simulatedServiceLevel),
                    text.percent(stream.summary?.targetServiceLevel, 0))
            }
            if missed.count > 3 { names.append(context.say(.verdictAndMore, text.count(missed.count - 3))) }
            sentences.append(
                context.say(
                    .verdictSomeMissed, text.count(judged.count - missed.count), text.count(judged.count),
                    names.joined(separator: context.content.language == .english ? ", " : "、")))
        }
        let covered =
            roster.requiredHours > 0 ? max(0, 1 - roster.underAgentHours / roster.requiredHours) : nil
        if let covered, covered.isFinite {
            // Rounded down: 99.96 % is not everything.
            sentences.append(context.say(.verdictCovered, text.percent((covered * 1000).rounded(.down) / 1000)))
        }
        sentences.append(
            roster.violations == 0
                ? context.say(.verdictNoRuleBroken)
                : context.say(.verdictRulesBroken, text.count(roster.violations)))
        let shortfalls = context.content.summary.shortfalls
        if !shortfalls.isEmpty { sentences.append(context.say(.verdictShortfalls, text.count(shortfalls.count))) }
        sentence = sentences.joined(separator: context.content.language == .english ? " " : "")
        if roster.violations > 0 {
            tone = .bad
        } else if judged.isEmpty {
            tone = .neutral
        } else {
            tone = missed.isEmpty && shortfalls.isEmpty && mismatch == nil ? .good : .warn
        }
    }
}
