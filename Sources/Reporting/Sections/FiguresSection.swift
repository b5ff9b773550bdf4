import ContactCenter

/// The key figures as tiles, each with its days as a sparkline, and below them what the plan cannot meet.
enum FiguresSection {
    /// One tile.
    struct Tile {
        var name: Phrase
        var figure: String
        var note: String
        var tone = Tone.neutral
        var spark: [Double] = []
        var target: Double?
        var startsAtZero = true
    }

    static func write(_ context: ReportContext, to page: inout Markup) {
        page.raw("<section id=\"figures\" class=\"bare\" aria-label=\"")
        page.text(context.say(.figures))
        page.raw("\">\n<ul class=\"tiles\">\n")
        let tiles = demandTiles(context) + serviceTiles(context)
        for tile in tiles { write(tile, context, to: &page) }
        page.raw("</ul>\n")
        writeShortfalls(context, to: &page)
        page.close("section")
    }

    private static func write(_ tile: Tile, _ context: ReportContext, to page: inout Markup) {
        page.raw("<li class=\"tile ")
        page.raw(tile.tone.cssClass)
        page.raw("\">")
        page.element("span", "class=\"name\"", context.say(tile.name))
        page.raw(tile.figure == HumanText.unknown ? "<span class=\"figure none\">" : "<span class=\"figure\">")
        page.text(tile.figure)
        if tile.tone != .neutral {
            page.raw("<span class=\"flag\" aria-hidden=\"true\">")
            page.raw(tile.tone.mark)
            page.raw("</span>")
        }
        page.raw("</span>\n")
        page.element("span", "class=\"sub\"", tile.note)
        Sparkline(future: tile.spark, target: tile.target, startsAtZero: tile.startsAtZero).draw(
            title: "\(context.say(tile.name)): \(context.say(.byDay))", height: 30, to: &page)
        page.raw("</li>\n")
    }

    private static func writeShortfalls(_ context: ReportContext, to page: inout Markup) {
        let shortfalls = context.content.summary.shortfalls
        // A plan that was never tried has no shortfall either; it must not look like a good one.
        let isJudged = context.streams.contains { $0.meetsTarget != nil }
        page.raw("<div class=\"shortfalls")
        page.raw(!shortfalls.isEmpty ? "\">" : isJudged ? " clear\">" : " open\">")
        page.element("h3", "", context.say(.shortfalls))
        if shortfalls.isEmpty {
            page.element("p", "", context.say(isJudged ? .shortfallsNone : .shortfallsUnknown))
        } else {
            page.raw("<ul class=\"plain\">\n")
            for shortfall in shortfalls { page.element("li", "", shortfall) }
            page.raw("</ul>\n")
        }
        page.close("div")
    }

    // MARK: Demand and supply

    private static func demandTiles(_ context: ReportContext) -> [Tile] {
        let text = context.text
        let summary = context.content.summary
        let streams = context.streams
        let volume = streams.reduce(0) { $0 + $1.forecastVolume }
        let days = context.period.map { $0.upperBound - $0.lowerBound + 1 } ?? 0
        var byDay = [Double](repeating: 0, count: max(0, days))
        var (past, pastDays) = (0.0, Set<CivilDate>())
        for stream in streams {
            for day in stream.volume.future {
                guard let first = context.period?.lowerBound, byDay.indices.contains(day.date - first) else { continue }
                byDay[day.date - first] += day.band.mean
            }
            for day in stream.volume.past where !day.hasOutage {
                past += Double(day.offered)
                pastDays.insert(day.date)
            }
        }
        let futureDays = byDay.count { $0 > 0 }
        let change =
            past > 0 && futureDays > 0
            ? byDay.reduce(0, +) / Double(futureDays) / (past / Double(pastDays.count)) - 1 : nil

        let scored = streams.filter { ($0.summary?.backtestWape ?? .nan).isFinite && $0.forecastVolume > 0 }
        let weight = scored.reduce(0) { $0 + $1.forecastVolume }
        func weighted(_ value: (PlanSummary.Stream) -> Double?) -> Double? {
            guard weight > 0 else { return nil }
            return scored.reduce(0) { $0 + ($1.summary.flatMap(value) ?? 0) * $1.forecastVolume } / weight
        }

        let onContacts = streams.reduce(0) { $0 + ($1.summary?.requiredAgentHours ?? 0) }
        let total = context.coverage?.groups.first
        func daily(_ values: [Double]?) -> [Double] {
            guard let coverage = context.coverage, let values else { return [] }
            return openDays(coverage.dailyHours(values), where: coverage.dailyHours(total?.required ?? values))
        }
        let requiredHours =
            summary.roster?.requiredHours
            ?? total.map { $0.required.reduce(0, +) * (context.coverage?.slotHours ?? 0) } ?? 0
        var tiles = [
            Tile(
                name: .tileVolume, figure: volume > 0 ? text.count(volume) : HumanText.unknown,
                note: change.map { context.say(.tileVolumeNote, text.signedPercent($0)) } ?? "",
                spark: byDay.map { $0 > 0 ? $0 : .nan }),
            Tile(
                name: .tileError, figure: text.percent(weighted { $0.backtestWape }),
                note: weight > 0
                    ? context.say(.tileErrorNote, text.signedPercent(weighted { $0.backtestBias }))
                    : context.say(.notScored)),
            Tile(
                name: .tileRequired, figure: requiredHours > 0 ? text.hours(requiredHours) : HumanText.unknown,
                note: onContacts > 0 ? context.say(.tileRequiredNote, text.hours(onContacts)) : "",
                spark: daily(total?.required)),
        ]
        guard let roster = summary.roster else {
            tiles += [.tilePaid, .tileGap, .tileCost].map {
                Tile(name: $0, figure: HumanText.unknown, note: context.say(.noTeam))
            }
            return tiles
        }
        let share = roster.requiredHours > 0 ? roster.underAgentHours / roster.requiredHours : 0
        tiles.append(
            Tile(
                name: .tilePaid, figure: text.hours(roster.paidHours),
                note: context.say(.tilePaidNote, text.count(roster.shifts), text.count(roster.agents)),
                spark: paidByDay(context)))
        tiles.append(
            Tile(
                name: .tileGap, figure: text.hours(roster.underAgentHours),
                note: context.say(.tileGapNote, text.percent(share), text.hours(roster.overAgentHours)),
                tone: share < 0.005 ? .good : share < 0.03 ? .neutral : .warn,
                spark: context.coverage?.hasRoster == true ? daily(total?.under) : []))
        tiles.append(costTile(roster, context))
        return tiles
    }

    private static func costTile(_ roster: PlanSummary.RosterFigures, _ context: ReportContext) -> Tile {
        let text = context.text
        var tile = Tile(name: .tileCost, figure: text.count(roster.cost), note: context.say(.tileCostNoBound))
        guard let bound = roster.lowerBound, bound.isFinite else { return tile }
        if roster.cost <= bound * (1 + 1e-9) {
            tile.note = context.say(.tileCostProven)
        } else if bound > 0 {
            tile.note = context.say(.tileCostBound, text.count(bound), text.percent(roster.cost / bound - 1))
        }
        return tile
    }

    private static func paidByDay(_ context: ReportContext) -> [Double] {
        let days = context.rosterDays
        guard let first = days.first, let last = days.last else { return [] }
        var hours = [Double](repeating: 0, count: last - first + 1)
        for shift in context.shifts where shift.isWorked { hours[shift.date - first] += Double(shift.paidMinutes) / 60 }
        return hours.map { $0 > 0 ? $0 : .nan }
    }

    /// Days on which nothing is required are unknown rather than zero.
    private static func openDays(_ values: [Double], where required: [Double]) -> [Double] {
        zip(values, required).map { $1 > 0 ? $0 : .nan }
    }

    // MARK: Service

    private static func serviceTiles(_ context: ReportContext) -> [Tile] {
        let text = context.text
        let summary = context.content.summary
        let judged = context.streams.filter { $0.meetsTarget != nil }
        let days = allDays(context.content.performance, context)
        let waiting = context.streams.filter { $0.id.channel.service != .deferrable }
        let waitingDays = allDays(
            context.content.performance.filter { $0.stream.channel.service != .deferrable }, context)

        func mean(
            _ streams: [ReportContext.Stream], _ value: (ReportContext.Stream) -> Double?
        ) -> Double? {
            var (sum, weight) = (0.0, 0.0)
            for stream in streams {
                guard let value = value(stream), value.isFinite else { continue }
                // Streams with nothing forecast weigh a little, so that a lone one still shows.
                let volume = max(stream.forecastVolume, 1e-9)
                sum += value * volume
                weight += volume
            }
            return weight > 0 ? sum / weight : nil
        }
        let level = mean(judged) { $0.simulatedServiceLevel }
        let target = mean(judged) { $0.summary?.targetServiceLevel }
        let met = judged.count { $0.meetsTarget == true }
        let asa = mean(waiting) { $0.summary?.simulatedAsaSeconds ?? $0.performance.total.asaSeconds }
        let abandonment = mean(waiting) { $0.summary?.simulatedAbandonment ?? $0.performance.total.abandonment }
        let pastAbandonment = mean(waiting) { $0.summary?.historyAbandonment }
        let occupancy = PerformanceFigures.occupancyByDay(
            context.content.performance, zone: context.content.zone, skillOfQueue: context.content.skillOfQueue)
        let notSimulated = context.say(.notSimulated)
        return [
            Tile(
                name: .tileServiceLevel, figure: text.percent(level),
                note: judged.isEmpty
                    ? notSimulated
                    : context.say(
                        .tileServiceLevelNote, text.percent(target, 0), text.count(met), text.count(judged.count)),
                tone: judged.isEmpty ? .neutral : met == judged.count ? .good : .warn,
                spark: days.map { $0.serviceLevel ?? .nan }, target: days.isEmpty ? nil : target,
                startsAtZero: false),
            Tile(
                name: .tileAsa, figure: text.duration(asa), note: asa == nil ? notSimulated : context.say(.tileAsaNote),
                spark: waitingDays.map { $0.asaSeconds ?? .nan }),
            Tile(
                name: .tileAbandonment, figure: text.percent(abandonment),
                note: abandonment == nil
                    ? notSimulated
                    : pastAbandonment.map { context.say(.tileAbandonmentNote, text.percent($0)) } ?? "",
                spark: waitingDays.map { $0.abandonment ?? .nan }),
            Tile(
                name: .tileOccupancy,
                figure: text.percent(
                    occupancy.isEmpty ? nil : occupancy.reduce(0) { $0 + $1.occupancy } / Double(occupancy.count)),
                note: occupancy.isEmpty ? notSimulated : context.say(.tileOccupancyNote),
                spark: occupancy.map(\.occupancy), startsAtZero: false),
            violationsTile(context),
            Tile(
                name: .tileResolution, figure: text.percent(summary.firstContactResolution),
                note: context.say(summary.firstContactResolution == nil ? .unknownFigure : .tileResolutionNote)),
        ]
    }

    private static func violationsTile(_ context: ReportContext) -> Tile {
        guard let roster = context.content.summary.roster else {
            return Tile(name: .tileViolations, figure: HumanText.unknown, note: context.say(.noTeam))
        }
        return Tile(
            name: .tileViolations, figure: context.text.count(roster.violations),
            note: context.say(roster.violations == 0 ? .tileViolationsNone : .tileViolationsSome),
            tone: roster.violations == 0 ? .good : .bad)
    }

    private static func allDays(
        _ intervals: [PerformanceInterval], _ context: ReportContext
    ) -> [PerformanceFigures.Day] {
        PerformanceFigures(intervals, zone: context.content.zone).days
    }
}
