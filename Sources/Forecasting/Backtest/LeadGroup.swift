/// How far ahead a step lies, as far as it matters for the choice of a model.
enum LeadGroup: Int, CaseIterable, Sendable {
    /// Within a day of the origin.
    case firstDay
    /// The rest of the first week.
    case firstWeek
    /// Any later.
    case later

    /// The group of a step, 0 = the first after the origin.
    init(lead: Int, slotsPerDay: Int) {
        self = lead < slotsPerDay ? .firstDay : lead < 7 * slotsPerDay ? .firstWeek : .later
    }

    /// The steps of the group among the first `horizon`.
    func leads(horizon: Int, slotsPerDay: Int) -> Range<Int> {
        let range =
            switch self {
            case .firstDay: 0..<slotsPerDay
            case .firstWeek: slotsPerDay..<7 * slotsPerDay
            case .later: 7 * slotsPerDay..<Int.max
            }
        return min(range.lowerBound, horizon)..<min(range.upperBound, horizon)
    }
}
