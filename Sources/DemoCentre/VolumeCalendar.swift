/// Days that differ in the series of `data/volumes`: England's bank holidays, promotions, and the surprises that no
/// calendar shows.
enum VolumeCalendar {
    /// Bank holidays 2023–2025 with 1 January 2026.
    private static let bankHolidays: [(Day, String)] = [
        (Day(2023, 1, 2), "New Year's Day"), (Day(2023, 4, 7), "Good Friday"), (Day(2023, 4, 10), "Easter Monday"),
        (Day(2023, 5, 1), "Early May"), (Day(2023, 5, 8), "Coronation"), (Day(2023, 5, 29), "Spring"),
        (Day(2023, 8, 28), "Summer"), (Day(2023, 12, 25), "Christmas Day"), (Day(2023, 12, 26), "Boxing Day"),
        (Day(2024, 1, 1), "New Year's Day"), (Day(2024, 3, 29), "Good Friday"), (Day(2024, 4, 1), "Easter Monday"),
        (Day(2024, 5, 6), "Early May"), (Day(2024, 5, 27), "Spring"), (Day(2024, 8, 26), "Summer"),
        (Day(2024, 12, 25), "Christmas Day"), (Day(2024, 12, 26), "Boxing Day"), (Day(2025, 1, 1), "New Year's Day"),
        (Day(2025, 4, 18), "Good Friday"), (Day(2025, 4, 21), "Easter Monday"), (Day(2025, 5, 5), "Early May"),
        (Day(2025, 5, 26), "Spring"), (Day(2025, 8, 25), "Summer"), (Day(2025, 12, 25), "Christmas Day"),
        (Day(2025, 12, 26), "Boxing Day"), (Day(2026, 1, 1), "New Year's Day"),
    ]

    /// Bank holidays on which a centre is closed.
    static func closed() -> [SeriesTruth.Event] {
        bankHolidays.map { SeriesTruth.Event(day: $0.0, name: $0.1, factor: 0, isAnnounced: true) }
    }

    /// Bank holidays on which a centre works at `factor` of its volume, with the crowd of the day after (which no
    /// calendar shows); Christmas Day is closed.
    static func working(factor: Double, dayAfter: Double) -> [SeriesTruth.Event] {
        bankHolidays.flatMap { day, name in
            [
                SeriesTruth.Event(
                    day: day, name: name, factor: name == "Christmas Day" ? 0 : factor, isAnnounced: true),
                SeriesTruth.Event(day: day + 1, name: "day after", factor: dayAfter, isAnnounced: false),
            ]
        }
    }

    /// Three-day promotions that begin on the given days.
    static func promotions(_ days: [Day], factor: Double) -> [SeriesTruth.Event] {
        days.flatMap { first in
            (0..<3).map { SeriesTruth.Event(day: first + $0, name: "Promotion", factor: factor, isAnnounced: true) }
        }
    }

    /// Days on which something broke.
    static func surprises(_ days: [Day], factor: Double) -> [SeriesTruth.Event] {
        days.map { SeriesTruth.Event(day: $0, name: "surprise", factor: factor, isAnnounced: false) }
    }

    /// The announced days between two dates in the columns of a calendar file.
    static func file(_ events: [SeriesTruth.Event], from start: Day, days: Int) -> TextBuffer {
        var file = TextBuffer()
        file.text("date,name,kind,open,close,queues\n")
        let shown = events.filter { $0.isAnnounced && $0.day >= start && $0.day < start + days }
        for event in shown.sorted(by: { ($0.day, $0.name) < ($1.day, $1.name) }) {
            file.date(event.day)
            file.text(",\(event.name),\(event.factor == 0 ? "closed" : "event"),,,\n")
        }
        return file
    }
}
