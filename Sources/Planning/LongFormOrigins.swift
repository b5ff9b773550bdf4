import ContactCenter
import FileFormats

/// The origins from which a series of a long-form file is forecast.
struct LongFormOrigins {
    typealias Settings = LongFormForecast.Settings

    private let series: LongSeries
    private let settings: Settings
    private let specialDays: [SpecialDay]

    init(_ series: LongSeries, settings: Settings) {
        self.series = series
        self.settings = settings
        specialDays = settings.specialDays.filter { $0.concerns(series: series.id) }
    }

    /// Where counted cutoffs may lie.
    private struct Listing {
        /// Slots of the history that have, or should have, a row.
        let slots: [Int]
        let perWeek: Int

        init(_ series: LongSeries) {
            // No value is looked at: what is listed must not depend on what will come true.
            let opening = LongOpening(series, known: 0, slots: series.count)
            slots = (0..<series.historyCount).filter { opening.isListed[$0] }
            perWeek = max(1, opening.listedPerWeek)
        }
    }

    /// The origins in order of time.
    ///
    /// - Throws: `PlanningError` for a series without any known value, or one too short for the cutoffs.
    func origins() throws(PlanningError) -> [ForecastOrigin] {
        guard series.historyCount > 0 else {
            throw .invalid("series '\(series.id)' has no known value", hint: "fill column y")
        }
        return try cutoffs().compactMap(origin)
    }

    /// What is asked at a cutoff; `nil` when no slot of the horizon is listed.
    private func origin(_ cutoff: Int) -> ForecastOrigin? {
        let specialDays = self.specialDays + holidays(before: cutoff)
        let (horizon, opening) = horizon(after: cutoff, specialDays: specialDays)
        let steps = (0..<horizon).filter { opening.isListed[cutoff + $0] }
        guard !steps.isEmpty else { return nil }
        // A cutoff that was asked for is given back as it was asked, also when it lies on a closed day.
        let lastKnown =
            if case .at = settings.cutoffs { cutoff - 1 } else {
                opening.isListed[..<cutoff].lastIndex(of: true) ?? cutoff - 1
            }
        var volumes = series.volumes(opening, known: cutoff)
        volumes.drivers = settings.drivers.drivers(of: series)
        return ForecastOrigin(
            series: volumes,
            calendar: CentreCalendar(openingHours: opening.usualHours(), specialDays: specialDays), cutoff: cutoff,
            horizon: horizon, listed: steps, cutoffTime: series.time(of: lastKnown),
            actuals: steps.map { step in
                let slot = cutoff + step
                return slot < series.count && series.slots[slot] >= 0 ? series.slots[slot] : .nan
            })
    }

    /// The country's holidays as the series keeps them: closed or, where it is open, an event.
    ///
    /// Past holidays tell: those of the same name, else all on usual days. Without any, and where the file has rows, the
    /// series is open. A past holiday that was closed is so by its rows. Make-up days stay what they are.
    private func holidays(before cutoff: Int) -> [SpecialDay] {
        guard !settings.holidays.isEmpty else { return [] }
        let opening = LongOpening(series, known: cutoff, slots: cutoff)
        let today = series.time(of: cutoff).date
        let dates = series.start.date...(today + 3660)
        var open: [String: Int] = [:]
        var total = 0
        for holiday in settings.holidays where holiday.kind == .closed && holiday.date < today {
            guard let wasOpen = opening.wasOpen(on: holiday.date) else { continue }
            open[holiday.name, default: 0] += wasOpen ? 1 : -1
            total += wasOpen ? 1 : -1
        }
        return settings.holidays.filter { dates.contains($0.date) }.compactMap { holiday in
            guard holiday.kind == .closed else { return holiday }
            var event = holiday
            event.kind = .event
            if holiday.date < today { return opening.wasOpen(on: holiday.date) == true ? event : nil }
            let evidence = open[holiday.name] ?? total
            return evidence >= 0 || hasRows(on: holiday.date) ? event : holiday
        }
    }

    private func hasRows(on date: CivilDate) -> Bool {
        let first = (LocalTime(date: date) - series.start) / series.slotMinutes
        let range = (max(0, first)..<max(0, first + max(1, 1440 / series.slotMinutes))).clamped(to: 0..<series.count)
        return series.hasRow[range].contains(true)
    }

    /// Grid slots that hold the horizon, and the opening up to its end.
    private func horizon(after cutoff: Int, specialDays: [SpecialDay]) -> (slots: Int, opening: LongOpening) {
        let perDay = max(1, 1440 / series.slotMinutes)
        func opening(_ slots: Int) -> LongOpening {
            LongOpening(series, known: cutoff, slots: cutoff + slots, specialDays: specialDays)
        }
        switch settings.horizon {
        case .days(let days): return (days * perDay, opening(days * perDay))
        case .openSlots(let wanted):
            // A year of closed days would mean a calendar that never opens.
            let limit = wanted + 366 * perDay
            var slots = min(limit, 2 * wanted + 7 * perDay)
            while true {
                let opening = opening(slots)
                var found = 0
                for step in 0..<slots where opening.isListed[cutoff + step] {
                    found += 1
                    if found == wanted { return (step + 1, opening) }
                }
                if slots == limit { return (slots, opening) }
                slots = min(limit, 2 * slots)
            }
        }
    }

    /// Numbers of slots known at each cutoff, rising.
    private func cutoffs() throws(PlanningError) -> [Int] {
        switch settings.cutoffs {
        case nil: return [series.historyCount]
        case .at(let times): return try slots(at: times)
        case .last(let count):
            let listing = Listing(series)
            let horizon = steps(of: listing)
            let step = settings.step ?? horizon
            return try known(
                at: (0..<count).map { listing.slots.count - horizon - step * (count - 1 - $0) }, of: listing)
        case .auto:
            let listing = Listing(series)
            let horizon = steps(of: listing)
            let step = settings.step ?? listing.perWeek
            let kept = max(2 * listing.perWeek, listing.slots.count / 2)
            let positions = (0..<LongFormOrigins.automaticCutoffs).map { listing.slots.count - horizon - step * $0 }
            let roomy = positions.filter { $0 >= kept }
            let taken = roomy.isEmpty ? positions.prefix(1).filter { $0 >= listing.perWeek } : roomy
            return try known(at: taken.reversed(), of: listing)
        }
    }

    /// Most cutoffs that are chosen without being asked for.
    static let automaticCutoffs = 8

    /// Steps of the horizon when it is counted back from the end of the history.
    private func steps(of listing: Listing) -> Int {
        switch settings.horizon {
        case .openSlots(let slots): return slots
        case .days(let days):
            let first = series.historyCount - days * max(1, 1440 / series.slotMinutes)
            return listing.slots.count { $0 >= first }
        }
    }

    /// Slots known when so many listed ones are.
    private func known(at positions: [Int], of listing: Listing) throws(PlanningError) -> [Int] {
        let known = positions.filter { $0 > 0 }.map { listing.slots[$0 - 1] + 1 }
        guard !known.isEmpty else {
            throw .invalid(
                "series '\(series.id)' is too short for a horizon of \(steps(of: listing)) slots",
                hint: "it has \(listing.slots.count) open slots; ask for a shorter horizon or fewer cutoffs")
        }
        return known
    }

    private func slots(at times: [LocalTime]) throws(PlanningError) -> [Int] {
        var slots: [Int] = []
        for time in times {
            guard time >= series.start, (time - series.start) / series.slotMinutes < series.count else {
                throw .invalid(
                    "cutoff \(time) lies outside series '\(series.id)'",
                    hint: "it reaches from \(series.start) to \(series.time(of: series.count - 1))")
            }
            slots.append((time - series.start) / series.slotMinutes + 1)
        }
        return slots.sorted()
    }
}

extension SpecialDay {
    /// Whether it concerns a series of a long-form file, whose name is that of a queue or `queue/channel`.
    func concerns(series: String) -> Bool {
        let parts = series.split(separator: "/", maxSplits: 1).map(String.init)
        let isQueue = concerns(series) || parts.first.map { concerns($0) } ?? false
        return isQueue && (channels.isEmpty || parts.count == 2 && channels.contains(parts[1].lowercased()))
    }
}

extension LongFormForecast.Drivers {
    /// The columns of a series that may drive it.
    func drivers(of series: LongSeries) -> [ExternalDriver] {
        switch self {
        case .none: []
        case .all: series.drivers
        case .named(let names): series.drivers.filter { names.contains($0.name) }
        case .knownAhead:
            series.drivers.filter { driver in
                driver.values[series.historyCount...].contains { !$0.isNaN }
            }
        }
    }
}
