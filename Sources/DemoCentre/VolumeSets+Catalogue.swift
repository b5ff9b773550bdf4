extension VolumeSets {
    /// A call day with a morning peak.
    private static let morning: [(x: Double, y: Double)] = [
        (8, 0.6), (9, 1.15), (10.5, 1.5), (12, 1.2), (13, 1.1), (15, 1.25), (17, 0.95), (18.5, 0.65), (20, 0.4),
    ]
    /// A call day with two humps, the evening the higher.
    private static let evening: [(x: Double, y: Double)] = [
        (8, 0.4), (10, 0.9), (11.5, 1.05), (13, 0.9), (16, 1.1), (18, 1.5), (19, 1.3), (20, 0.9),
    ]
    /// A flat Saturday.
    private static let saturday: [(x: Double, y: Double)] = [(8, 0.6), (10, 1.3), (12, 1.35), (15, 1.0), (20, 0.4)]
    /// A whole day with a quiet night.
    private static let aroundTheClock: [(x: Double, y: Double)] = [
        (0, 0.35), (2, 0.18), (5, 0.16), (7, 0.6), (10, 1.7), (12, 1.6), (15, 1.65), (18, 1.35), (21, 0.9), (24, 0.35),
    ]
    /// A whole weekend day: late, and with a busy evening.
    private static let weekendAroundTheClock: [(x: Double, y: Double)] = [
        (0, 0.55), (3, 0.35), (6, 0.2), (9, 0.8), (12, 1.45), (16, 1.4), (20, 1.5), (22, 1.2), (24, 0.55),
    ]
    private static let flat: [(x: Double, y: Double)] = [(0, 1)]

    private static let sixDays = [1.2, 1.06, 1.0, 0.97, 0.98, 0.55, 0]
    private static let fiveDays = [1.18, 1.04, 0.98, 0.95, 0.9, 0, 0]
    private static let sevenDays = [1.12, 1.06, 1.02, 1.0, 1.02, 0.92, 0.86]

    /// The sets in the order of the README.
    static let all = [
        halfHourlyOpenHours, quarterHourly24x7, fiveMinuteOpen, hourly24x7, daily, lowCounts,
    ]

    private static let halfHourlyOpenHours: SeriesSet = {
        let start = Day(2025, 3, 31)
        let events =
            VolumeCalendar.closed()
            + VolumeCalendar.promotions(
                [Day(2025, 5, 13), Day(2025, 7, 8), Day(2025, 9, 16), Day(2025, 11, 4), Day(2025, 12, 16)], factor: 1.35
            ) + VolumeCalendar.surprises([Day(2025, 6, 19), Day(2025, 10, 2)], factor: 1.7)
        func series(
            _ name: String, _ level: Double, _ shape: [(x: Double, y: Double)], trend: Double, annual: Double,
            day: Double, memory: Double
        ) -> SeriesTruth {
            SeriesTruth(
                name: name, level: level, weekdays: sixDays, shape: shape, weekendShape: saturday, trend: trend,
                annual: annual, annualPeak: 0.05, dayMemory: memory, dayDeviation: day, events: events)
        }
        return SeriesSet(
            name: "half_hourly_open_hours", start: start, days: 280, slotMinutes: 30, open: 480..<1200,
            hasCalendar: true,
            series: [
                series("open_large", 220, morning, trend: 0.05, annual: 0.06, day: 0.06, memory: 0.5),
                series("open_medium", 60, morning, trend: 0, annual: 0.10, day: 0.08, memory: 0.7),
                series("open_evening", 45, evening, trend: -0.08, annual: 0.05, day: 0.07, memory: 0.5),
                series("open_growing", 30, morning, trend: 0.35, annual: 0, day: 0.06, memory: 0.5),
                series("open_small", 9, evening, trend: 0, annual: 0.04, day: 0.10, memory: 0.3),
            ])
    }()

    private static let quarterHourly24x7 = SeriesSet(
        name: "quarter_hourly_24x7", start: Day(2025, 6, 30), days: 84, slotMinutes: 15, open: 0..<1440,
        series: [("qh_large", 85.0, 0.05, 0.0), ("qh_medium", 24, 0.07, 0.05), ("qh_small", 5, 0.08, 0.1)].map {
            SeriesTruth(
                name: $0.0, level: $0.1, weekdays: sevenDays, shape: aroundTheClock,
                weekendShape: weekendAroundTheClock, trend: 0.1, dayMemory: 0.6, dayDeviation: $0.2,
                slotDeviation: $0.3)
        })

    private static let fiveMinuteOpen = SeriesSet(
        name: "five_minute_open", start: Day(2025, 9, 1), days: 56, slotMinutes: 5, open: 480..<1200,
        series: [("5min_large", 38.0, 0.06), ("5min_small", 6, 0.08)].map {
            SeriesTruth(
                name: $0.0, level: $0.1, weekdays: fiveDays, shape: morning, weekendShape: saturday, dayMemory: 0.5,
                dayDeviation: $0.2)
        })

    private static let hourly24x7 = SeriesSet(
        name: "hourly_24x7", start: Day(2024, 9, 2), days: 364, slotMinutes: 60, open: 0..<1440,
        series: [
            ("hourly_growing", 70.0, 0.30, 0.08), ("hourly_shrinking", 26, -0.25, 0.05), ("hourly_low", 1.6, 0.10, 0.1),
        ].map {
            SeriesTruth(
                name: $0.0, level: $0.1, weekdays: sevenDays, shape: aroundTheClock,
                weekendShape: weekendAroundTheClock, trend: $0.2, annual: $0.3, annualPeak: 0.0, dayMemory: 0.6,
                dayDeviation: 0.07)
        })

    private static let daily: SeriesSet = {
        let promotions = (0..<14).map { Day(2023, 2, 14) + $0 * 77 }
        let events =
            VolumeCalendar.working(factor: 0.45, dayAfter: 1.14)
            + VolumeCalendar.promotions(promotions, factor: 1.3)
            + VolumeCalendar.surprises([Day(2023, 6, 21), Day(2024, 7, 19), Day(2025, 3, 5)], factor: 1.8)
        let parameters: [(String, Double, Double, Double, Double, Double)] = [
            ("daily_large", 2400, 0.04, 0.10, 0.06, 0.6), ("daily_summer", 900, 0.0, 0.28, 0.07, 0.6),
            ("daily_growing", 420, 0.22, 0.06, 0.08, 0.5), ("daily_shrinking", 310, -0.18, 0.08, 0.07, 0.5),
            ("daily_volatile", 160, 0.0, 0.05, 0.22, 0.8), ("daily_small", 24, 0.05, 0.10, 0.08, 0.3),
        ]
        return SeriesSet(
            name: "daily", start: Day(2023, 1, 2), days: 1092, slotMinutes: 1440, open: 0..<1440, hasCalendar: true,
            series: parameters.map {
                SeriesTruth(
                    name: $0.0, level: $0.1, weekdays: [1.25, 1.1, 1.04, 1.0, 1.0, 0.7, 0.45], shape: flat,
                    weekendShape: flat, trend: $0.2, annual: $0.3, annualPeak: $0.0 == "daily_summer" ? 0.58 : 0.04,
                    dayMemory: $0.5, dayDeviation: $0.4, events: events)
            })
    }()

    private static let lowCounts = SeriesSet(
        name: "low_counts", start: Day(2025, 3, 31), days: 182, slotMinutes: 30, open: 480..<1200,
        series: [0.3, 0.5, 0.8, 1.2, 2.0, 3.0].enumerated().map {
            SeriesTruth(
                name: "low_\($0.1 < 1 ? "0" : "")\(Int($0.1 * 10))", level: $0.1, weekdays: sixDays,
                shape: $0.0 % 2 == 0 ? morning : evening, weekendShape: saturday, dayMemory: 0.3, dayDeviation: 0.1)
        })
}
