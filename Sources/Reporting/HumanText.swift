import ContactCenter

/// Numbers, durations and dates as people read them, in the language of the report.
///
/// A value that is unknown or not finite is an en dash, never a zero and never `NaN`.
struct HumanText: Sendable {
    let language: ReportLanguage

    /// What stands for an unknown value.
    static let unknown = "–"

    /// A whole number with thousands separated.
    func count(_ value: Double?) -> String { decimal(value, 0) }

    /// A whole number with thousands separated.
    func count(_ value: Int) -> String { decimal(Double(value), 0) }

    /// A number with exactly `decimals` decimals, thousands separated, a true minus sign.
    func decimal(_ value: Double?, _ decimals: Int) -> String {
        guard let value, value.isFinite, abs(value) < 1e15 else { return HumanText.unknown }
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let units = Int((value * Double(scale)).rounded())
        let magnitude = units.magnitude
        var whole = String(magnitude / UInt(scale))
        if whole.utf8.count > 3 {
            var grouped = ""
            for (offset, character) in whole.enumerated() {
                if offset > 0, (whole.utf8.count - offset) % 3 == 0 { grouped += "," }
                grouped.append(character)
            }
            whole = grouped
        }
        if decimals > 0 {
            let fraction = String(magnitude % UInt(scale))
            whole += "." + String(repeating: "0", count: decimals - fraction.utf8.count) + fraction
        }
        return units < 0 ? "−" + whole : whole
    }

    /// A number with its sign, a plus for gains.
    func signed(_ value: Double?, _ decimals: Int) -> String {
        let text = decimal(value, decimals)
        guard let value, value > 0, text.contains(where: { ("1"..."9").contains($0) }) else { return text }
        return "+" + text
    }

    /// A share 0…1 in percent.
    func percent(_ share: Double?, _ decimals: Int = 1) -> String {
        guard let share, share.isFinite else { return HumanText.unknown }
        return decimal(share * 100, decimals) + "%"
    }

    /// A share in percent with its sign.
    func signedPercent(_ share: Double?, _ decimals: Int = 1) -> String {
        guard let share, share.isFinite else { return HumanText.unknown }
        return signed(share * 100, decimals) + "%"
    }

    /// Hours: whole above a hundred, with one decimal below.
    func hours(_ value: Double?) -> String {
        guard let value, value.isFinite else { return HumanText.unknown }
        return decimal(value, abs(value) < 99.95 && abs(value) >= 0.05 ? 1 : 0) + " h"
    }

    /// Seconds as `26 s` up to ten minutes, as the trade quotes them, then `42 min` or `5 h 12 min`.
    func duration(_ seconds: Double?) -> String {
        guard let seconds, seconds.isFinite, seconds >= 0, seconds < 1e9 else { return HumanText.unknown }
        if seconds < 9.95 { return decimal(seconds, seconds < 0.05 ? 0 : 1) + " s" }
        let whole = Int(seconds.rounded())
        if whole < 600 { return "\(whole) s" }
        let minutes = Int((seconds / 60).rounded())
        if minutes < 120 { return "\(minutes) min" }
        return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let chineseWeekdays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]

    /// `Mon`.
    func weekday(_ index: Int) -> String {
        language == .english ? HumanText.weekdays[index] : HumanText.chineseWeekdays[index]
    }

    /// `2 Mar`.
    func day(_ date: CivilDate) -> String {
        let (_, month, day) = date.components
        return language == .english ? "\(day) \(HumanText.months[month - 1].prefix(3))" : "\(month)月\(day)日"
    }

    /// `Mon 2 Mar`.
    func weekdayAndDay(_ date: CivilDate) -> String {
        language == .english ? "\(weekday(date.weekday)) \(day(date))" : "\(day(date)) \(weekday(date.weekday))"
    }

    /// `2 March 2026`.
    func fullDay(_ date: CivilDate) -> String {
        let (year, month, day) = date.components
        return language == .english ? "\(day) \(HumanText.months[month - 1]) \(year)" : "\(year)年\(month)月\(day)日"
    }

    /// `2 – 29 March 2026`, saying month and year once where they are the same.
    func period(_ first: CivilDate, _ last: CivilDate) -> String {
        let (a, b) = (first.components, last.components)
        guard language == .english else { return "\(fullDay(first))至\(fullDay(last))" }
        if a.year != b.year { return "\(fullDay(first)) – \(fullDay(last))" }
        if a.month != b.month { return "\(a.day) \(HumanText.months[a.month - 1]) – \(fullDay(last))" }
        return a.day == b.day ? fullDay(first) : "\(a.day) – \(fullDay(last))"
    }

    /// A day written `YYYY-MM-DD` for people; anything else as it stands.
    func fullDay(written text: String) -> String { CivilDate(text).map(fullDay) ?? text }
}
