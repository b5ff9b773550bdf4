import ContactCenter
import FileFormats
import Holidays
import Tabular

/// The special days of a plan: those of its calendar files, and the public holidays where the files say nothing else.
struct PlanCalendar: Sendable {
    /// Every special day.
    var days: [SpecialDay] = []
    /// What was left out or assumed, in words.
    var notes: [String] = []
    /// The last year whose announced holidays are known; `nil` where none are announced.
    var announcedThrough: Int?

    /// Days for which holidays and recurring events are worked out: any history and horizon lies within.
    static let period: ClosedRange<CivilDate> =
        // 2000-01-01 … 2049-12-31
        CivilDate(dayNumber: 10_957)...CivilDate(dayNumber: 29_219)

    /// Reads the files that the plan names and adds the holidays that it keeps.
    ///
    /// - Throws: `TabularError` of the first file that is missing or wrong; `PlanningError` for names of holidays that the
    ///   country does not have.
    static func load(_ plan: Plan, folder: String, zone: ZoneRules) throws -> PlanCalendar {
        var calendar = PlanCalendar()
        for path in plan.calendarFiles {
            let input = try InputBytes.read(PlanWorkspace.resolve(path, in: folder))
            if path.lowercased().hasSuffix(".ics") {
                let content = try ICalendarFile.read(input, zone: zone, within: period)
                calendar.days += content.days
                calendar.notes += content.notes
            } else {
                calendar.days += try CalendarFile.read(input)
            }
        }
        guard let holidays = plan.holidays else { return calendar }
        let own = try HolidayList.read(
            holidays.files, country: holidays.country, folder: folder, notes: &calendar.notes)
        try checkNames(holidays, own: own)
        calendar.announcedThrough = HolidayRules.announcedThrough(country: holidays.country, own: own)
        let years = period.lowerBound.components.year...period.upperBound.components.year
        let kept = HolidayRules.holidays(country: holidays.country, years: years, own: own)
            .filter { holidays.keeps($0.name) }
            .map { $0.specialDay(closed: holidays.isClosed) }
        calendar.days += yielding(kept, to: calendar.days, in: plan.queues)
        return calendar
    }

    private static func checkNames(_ holidays: HolidayPlan, own: [PublicHoliday]) throws(PlanningError) {
        let known = HolidayRules.names(country: holidays.country, own: own)
        for (key, names) in [("include", holidays.include ?? []), ("exclude", holidays.exclude)] {
            for name in names where !known.contains(name) {
                throw .unknownName(
                    what: "holiday of \(holidays.country)", name: name, place: "the plan's holidays.\(key)",
                    known: known)
            }
        }
    }

    /// The holidays without the queues × channels for which a calendar file decides the same day (closed, hours, workday).
    static func yielding(
        _ holidays: [SpecialDay], to files: [SpecialDay], in queues: [QueuePlan]
    ) -> [SpecialDay] {
        let deciding = Dictionary(grouping: files.filter(\.decidesOpening), by: \.date)
        return holidays.flatMap { holiday -> [SpecialDay] in
            guard let own = deciding[holiday.date] else { return [holiday] }
            return queues.compactMap { queue in
                let channels = queue.channels.map(\.channel)
                let left = channels.filter { channel in
                    let stream = QueueChannel(queue: queue.name, channel: channel)
                    return !own.contains { $0.concerns(stream) }
                }
                guard !left.isEmpty else { return nil }
                var day = holiday
                day.queues = [queue.name]
                if left.count < channels.count { day.channels = Set(left.map(\.name)) }
                return day
            }
        }
    }
}

/// Public holidays of a country as special days: what `wfm calendar` writes.
public enum HolidayList {
    /// Holidays of a country in some years, in order of date.
    ///
    /// - Parameters:
    ///   - isClosed: Whether they are closed days; if not, they are events.
    ///   - files: Files of holidays that the user knows better, relative to `folder`.
    /// - Throws: `TabularError` of the first file that is missing or wrong.
    public static func days(
        country: HolidayCountry, years: ClosedRange<Int>, isClosed: Bool = true, files: [String] = [],
        folder: String = "."
    ) throws -> (days: [SpecialDay], notes: [String]) {
        var notes: [String] = []
        let own = try read(files, country: country, folder: folder, notes: &notes)
        let holidays = HolidayRules.holidays(country: country, years: years, own: own)
        let estimated = holidays.filter(\.isEstimated)
        if let first = estimated.first {
            notes.append(
                "\(estimated.count) dates are estimates, the first is '\(first.name)' on \(first.date);"
                    + " an announcement may move them")
        }
        if let through = HolidayRules.announcedThrough(country: country, own: own), years.upperBound > through {
            notes.append(outdated(country, through: through))
        }
        return (holidays.map { $0.specialDay(closed: isClosed) }, notes)
    }

    /// Where the announced days of a country end, in words.
    static func outdated(_ country: HolidayCountry, through year: Int) -> String {
        "the announced holidays of \(country) are known through \(year); later ones are estimated or missing"
            + " (a file of holidays adds them, see docs/formats.md)"
    }

    static func read(
        _ files: [String], country: HolidayCountry, folder: String, notes: inout [String]
    ) throws -> [PublicHoliday] {
        var own: [PublicHoliday] = []
        for file in files {
            let rows = try HolidayFile.read(InputBytes.read(PlanWorkspace.resolve(file, in: folder)))
            if !rows.contains(where: { country.includes(region: $0.region) }) {
                notes.append("\(file) has no holiday of \(country)")
            }
            own += rows
        }
        return own
    }
}
