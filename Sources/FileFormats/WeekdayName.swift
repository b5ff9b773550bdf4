/// Names of weekdays in files, Monday first.
enum WeekdayName: String, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// Monday = 0 … Sunday = 6.
    var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The name of weekday 0…6, Monday first.
    static func of(_ number: Int) -> WeekdayName { allCases[number] }
}
