import ContactCenter
import Testing

@Suite("Days of the calendar")
struct CivilDateTests {
    @Test("Every day of four centuries follows the one before, weekdays in turn")
    func everyDay() throws {
        var expected = try #require(CivilDate(year: 1800, month: 1, day: 1))
        // 1800-01-01 was a Wednesday.
        var weekday = 2
        for year in 1800..<2200 {
            for month in 1...12 {
                for day in 1...CivilDate.daysInMonth(year: year, month: month) {
                    let date = try #require(CivilDate(year: year, month: month, day: day))
                    try #require(date == expected)
                    try #require(date.weekday == weekday)
                    let parts = date.components
                    try #require(parts.year == year && parts.month == month && parts.day == day)
                    expected = expected + 1
                    weekday = (weekday + 1) % 7
                }
            }
        }
    }

    @Test(
        "Known days",
        arguments: [
            ("1970-01-01", 0, 3), ("2000-02-29", 11_016, 1), ("2026-03-02", 20_514, 0), ("1969-12-31", -1, 2),
            ("1600-03-01", -135_080, 2),
        ])
    func known(text: String, dayNumber: Int, weekday: Int) throws {
        let date = try #require(CivilDate(text))
        #expect(date.dayNumber == dayNumber)
        #expect(date.weekday == weekday)
        #expect(date.description == text)
        #expect(date.monday.weekday == 0 && date.monday <= date && date - date.monday < 7)
    }

    @Test(
        "What is no day is refused",
        arguments: [
            "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "26-04-01", "2026/04/01", "2026-04-1x",
            "",
            "1900-02-29",
        ])
    func refused(text: String) {
        #expect(CivilDate(text) == nil)
    }
}
