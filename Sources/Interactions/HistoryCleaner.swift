import ContactCenter

/// Finds intervals whose numbers are not to be believed, and says why. It never invents a number: what is found becomes
/// unknown (status outage), is listed, and can be undone.
///
/// In this order, per stream:
/// 1. outages that the calendar announces;
/// 2. silence: a run of open intervals without any contact where the same weekday and time usually bring, together, at
///    least ``silenceContacts``; or with at most ``hardlyAnyShare`` of what is usual, where that is at least
///    ``hardlyAnyContacts``;
/// 3. days whose volume lies more than ``dayLimit`` robust deviations *and* more than ``dayShare`` from the median of
///    the same weekday on the neighbouring weeks, unless single intervals (4) explain it;
/// 4. intervals more than ``intervalLimit`` robust deviations, and more than double or less than half, from the median
///    of the same weekday and time, unless so many of a day differ that the day itself has changed.
///
/// Two findings are reported and change nothing: lasting changes of the level (``LevelShifts``), and intervals that the
/// calendar has open but the history has no row for.
///
/// The robust deviation is 1.4826 × the median absolute deviation, but at least what chance alone brings: √median + 1,
/// and for days 5 % of the median. "Usual" is the median over up to six weeks on either side that are open, sound and no
/// special day; with fewer than four of them nothing is judged. An outlier is far from the weeks before *and* from the
/// weeks after, so that a lasting change is none; at the ends of the history, where one side is missing, more than
/// ``longestEdgeRun`` such days in a row are taken for a lasting change. Special days of the calendar (events, short
/// hours) are neither judged nor taken as usual: their difference is explained.
///
/// Source: the cut-off 3.5 for days is that of B. Iglewicz, D. C. Hoaglin, "How to Detect and Handle Outliers" (ASQC,
/// 1993), p. 11; own: 7 for intervals, of which a history has hundreds of times more (counts are skewed, and a false
/// alarm removes real demand), and 20 contacts of silence, which chance brings with probability e⁻²⁰ (at most 3 where
/// 30 are usual: 5 · 10⁻¹⁰). On histories without faults, with day effects of 10 % and Poisson counts, fewer than one
/// interval in 10,000 is marked (measured by the tests).
public struct HistoryCleaner: Sendable {
    /// Usual contacts that a silent run must have swallowed.
    public static let silenceContacts = 20.0
    /// Share of the usual contacts that counts as hardly any.
    public static let hardlyAnyShare = 0.1
    /// Usual contacts of a run that has hardly any.
    public static let hardlyAnyContacts = 30.0
    /// Robust deviations from which a day is an outlier.
    public static let dayLimit = 3.5
    /// Share of the median that it must also be away.
    public static let dayShare = 0.4
    /// Most outlier days in a row at an end of the history.
    public static let longestEdgeRun = 3
    /// Robust deviations from which an interval is an outlier.
    public static let intervalLimit = 7.0
    /// Weeks on either side that say what is usual.
    public static let neighbouringWeeks = 6
    /// Fewest weeks that do.
    public static let leastWeeks = 4

    private let zone: ZoneRules
    private let calendars: [QueueChannel: CentreCalendar]

    /// A cleaner on the clock `zone`; streams without a calendar have no special days.
    public init(zone: ZoneRules, calendars: [QueueChannel: CentreCalendar] = [:]) {
        self.zone = zone
        self.calendars = calendars
    }

    /// The history with what is not to be believed marked.
    ///
    /// - Parameter history: Rows in any order of streams, each stream's rows in order of time.
    /// - Complexity: O(rows × weeks)
    public func clean(_ history: [IntervalCounts]) -> CleanedHistory {
        var cleaned = history
        var changes: [CleaningChange] = []
        let rowsOfStream = Dictionary(grouping: history.indices) { history[$0].stream }
        for (stream, rows) in rowsOfStream.sorted(by: { $0.key < $1.key }) {
            var pass = CleaningPass(
                rows: rows.map { history[$0] }, zone: zone, calendar: calendars[stream] ?? CentreCalendar(),
                stream: stream)
            pass.markAnnouncedOutages()
            pass.markSilence()
            pass.markOutlierDays()
            pass.markOutlierIntervals()
            pass.reportLevelShifts()
            if let calendar = calendars[stream] { pass.reportMissing(of: calendar, zone: zone) }
            for (index, row) in zip(rows, pass.rows) { cleaned[index] = row }
            changes += pass.changes.sorted { $0.start < $1.start }
        }
        return CleanedHistory(history: cleaned, changes: changes)
    }
}
