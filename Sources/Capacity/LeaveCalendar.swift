import ContactCenter

/// Who is on leave when: the share of the heads, by ISO week.
public struct LeaveCalendar: Hashable, Sendable {
    private let usual: Double
    private let byISOWeek: [Int: Double]

    /// The calendar of a capacity file.
    ///
    /// - Throws: ``CapacityError/invalidValue(what:value:place:hint:)`` for shares outside 0 ≤ x < 1 and weeks outside
    ///   1…53.
    public init(_ leave: CapacitySettings.Leave) throws(CapacityError) {
        try Domain.requireShareBelowOne(leave.usual, "the usual share on leave")
        for (week, share) in leave.byISOWeek.sorted(by: { $0.key < $1.key }) {
            try Domain.require(week, in: 1...53, "the ISO week of a leave")
            try Domain.requireShareBelowOne(share, "the share on leave in week \(week)")
        }
        usual = leave.usual
        byISOWeek = leave.byISOWeek
    }

    /// Share of the heads on leave in the week that begins on `monday`.
    public func share(inWeekOf monday: CivilDate) -> Double {
        byISOWeek[LeaveCalendar.isoWeek(of: monday)] ?? usual
    }

    /// Number 1…53 of a date's ISO week: weeks begin on Monday, week 1 holds the year's first Thursday (ISO 8601).
    public static func isoWeek(of date: CivilDate) -> Int {
        let thursday = date.monday + 3
        guard let newYear = CivilDate(year: thursday.components.year, month: 1, day: 1) else { return 1 }
        return (thursday - newYear) / 7 + 1
    }
}
