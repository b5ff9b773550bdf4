import ContactCenter

/// Easter Sunday of the Gregorian calendar.
enum Easter {
    /// Easter Sunday of a year from 1583 on.
    ///
    /// Source: Anonymous, *Nature* 13 (1876), p. 487, as given by J. Meeus, *Astronomical Algorithms* (1991), ch. 8.
    static func sunday(_ year: Int) -> CivilDate? {
        let a = year % 19
        let (b, c) = (year / 100, year % 100)
        let f = (b + 8) / 25
        let g = (b - f + 1) / 3
        let h = (19 * a + b - b / 4 - g + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let month = (h + l - 7 * m + 114) / 31
        return CivilDate(year: year, month: month, day: (h + l - 7 * m + 114) % 31 + 1)
    }
}
