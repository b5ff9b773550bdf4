/// Days on which demand or opening hours differ, as the truth knows them; what the centre's planners know of them is
/// `calendar.csv`.
enum SpecialDays {
    /// How the planners' calendar describes a day.
    enum Kind {
        case closed
        case hours(Range<Int>)
        case event
        case outage(Range<Int>)
    }

    /// One line of the calendar with its effect on demand.
    struct Entry {
        let day: Day
        let name: String
        let kind: Kind
        /// Queues concerned (indices); empty = all.
        let queues: [Int]
        /// Channels concerned (indices); empty = all.
        let channels: [Int]
        /// Factor on arrivals.
        let factor: Double
    }

    private static let sales = 0
    private static let billing = 1
    /// Voice and chat, which run over the contact platform; e-mail does not.
    private static let platform = [0, 1]

    /// Closed days, short days, bill runs, promotions, mailings and the announced outage, in order of date.
    static let calendar: [Entry] = {
        var entries: [Entry] = []
        func add(
            _ day: Day, _ name: String, _ kind: Kind, _ queues: [Int] = [], _ factor: Double = 1, channels: [Int] = []
        ) {
            entries.append(
                Entry(day: day, name: name, kind: kind, queues: queues, channels: channels, factor: factor))
        }
        // Bills go out on the third of the month, or the Monday after.
        for (year, month, day) in [
            (2025, 9, 3), (2025, 10, 3), (2025, 11, 3), (2025, 12, 3), (2026, 1, 5), (2026, 2, 3), (2026, 3, 3),
        ] {
            let first = Day(year, month, day)
            // Working days after it: Friday is followed by Saturday, Saturday by Monday.
            let second = first + 1
            let third = second.weekday == 5 ? second + 2 : second + 1
            add(first, "Bill run", .event, [billing], 1.32)
            add(second, "Bill run day 2", .event, [billing], 1.22)
            add(third, "Bill run day 3", .event, [billing], 1.12)
        }
        for first in [
            Day(2025, 9, 15), Day(2025, 10, 13), Day(2025, 11, 17), Day(2026, 1, 19), Day(2026, 2, 16),
            Day(2026, 3, 16),
        ] {
            for day in 0..<3 { add(first + day, "Promotion", .event, [sales], 1.42) }
        }
        add(Day(2025, 11, 28), "Black Friday", .event, [sales], 1.95)
        add(Day(2025, 12, 1), "Cyber Monday", .event, [sales], 1.60)
        for day in [Day(2025, 10, 6), Day(2025, 12, 8), Day(2026, 2, 9), Day(2026, 3, 23)] {
            add(day, "Mailing", .event, [sales, billing], 1.24)
        }
        add(Day(2025, 11, 11), "Contact platform upgrade", .outage(480..<840), channels: platform)
        add(Day(2025, 12, 24), "Christmas Eve", .hours(480..<960))
        add(Day(2025, 12, 25), "Christmas Day", .closed)
        add(Day(2025, 12, 26), "Boxing Day", .closed)
        add(Day(2025, 12, 31), "New Year's Eve", .hours(480..<960))
        add(Day(2026, 1, 1), "New Year's Day", .closed)
        return entries.sorted { ($0.day, $0.name) < ($1.day, $1.name) }
    }()

    /// Demand over the year, relative: late-summer movers, the quiet of Christmas, the surge of January's bills.
    static let season: [[(x: Double, y: Double)]] = [
        [  // sales
            (day(2025, 9, 1), 1.08), (day(2025, 9, 29), 1.00), (day(2025, 11, 10), 1.00), (day(2025, 12, 8), 1.06),
            (day(2025, 12, 19), 0.92), (day(2025, 12, 23), 0.70), (day(2025, 12, 30), 0.66), (day(2026, 1, 5), 0.96),
            (day(2026, 2, 2), 0.98), (day(2026, 3, 30), 1.02),
        ],
        [  // billing
            (day(2025, 9, 1), 0.99), (day(2025, 11, 24), 1.00), (day(2025, 12, 15), 0.94), (day(2025, 12, 23), 0.62),
            (day(2025, 12, 30), 0.60), (day(2026, 1, 5), 1.18), (day(2026, 1, 16), 1.22), (day(2026, 2, 2), 1.04),
            (day(2026, 2, 16), 1.00), (day(2026, 3, 30), 1.00),
        ],
        [  // support
            (day(2025, 9, 1), 1.00), (day(2025, 10, 20), 0.99), (day(2025, 12, 15), 0.98), (day(2025, 12, 23), 0.74),
            (day(2025, 12, 30), 0.84), (day(2026, 1, 5), 1.12), (day(2026, 1, 19), 1.03), (day(2026, 2, 9), 1.00),
            (day(2026, 3, 30), 0.99),
        ],
    ]

    private static func day(_ year: Int, _ month: Int, _ dayOfMonth: Int) -> Double {
        Double(Day(year, month, dayOfMonth).number)
    }

    /// The open minutes of a queue on a day; `nil` = closed.
    static func openSpan(queue: Int, on day: Day) -> Range<Int>? {
        var span = Centre.queues[queue].open[day.weekday]
        for entry in calendar where entry.day == day {
            switch entry.kind {
            case .closed: return nil
            case .hours(let hours): span = hours
            case .event, .outage: break
            }
        }
        return span
    }

    /// What planners expect of a day relative to an ordinary one.
    static func plannedFactor(queue: Int, on day: Day) -> Double {
        var factor = ExactMath.interpolate(season[queue], at: Double(day.number))
        for entry in calendar where entry.day == day && (entry.queues.isEmpty || entry.queues.contains(queue)) {
            factor *= entry.factor
        }
        return factor
    }

    /// Minutes in which the platform was down for a channel: none of its contacts was logged.
    static func outage(of channel: Int, on day: Day) -> Range<Int>? {
        for entry in calendar where entry.day == day && (entry.channels.isEmpty || entry.channels.contains(channel)) {
            if case .outage(let span) = entry.kind { return span }
        }
        return nil
    }

    /// The network failure that nobody announced: support's day of days, and an outlier in every history.
    static let networkFailure = (day: Day(2026, 1, 14), minutes: 600..<780)

    /// What nobody planned for, by stream and minute of the day.
    static func surpriseFactor(stream: Int, on day: Day, minute: Int) -> Double {
        let channel = stream % 3
        if day == networkFailure.day && stream / 3 == 2 && networkFailure.minutes.contains(minute) {
            return [3.0, 2.2, 1.6][channel]
        }
        guard let down = outage(of: channel, on: day) else { return 1 }
        if down.contains(minute) { return 0 }
        // Who could not get through in the morning tries in the afternoon.
        return minute >= down.upperBound && minute < down.upperBound + 180 ? 1.35 : 1
    }

    /// `calendar.csv`.
    static func calendarFile() -> TextBuffer {
        var file = TextBuffer()
        file.text("date,name,kind,open,close,queues,channels\n")
        for entry in calendar {
            file.date(entry.day)
            file.text(",\(entry.name),")
            switch entry.kind {
            case .closed: file.text("closed,,")
            case .event: file.text("event,,")
            case .hours(let span), .outage(let span):
                if case .outage = entry.kind { file.text("outage,") } else { file.text("hours,") }
                file.clock(span.lowerBound)
                file.text(",")
                file.clock(span.upperBound)
            }
            file.text("," + entry.queues.map { Centre.queues[$0].name }.joined(separator: "|"))
            file.text("," + entry.channels.map { Centre.channels[$0] }.joined(separator: "|") + "\n")
        }
        return file
    }
}
