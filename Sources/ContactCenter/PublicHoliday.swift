/// A public holiday of a country or one of its regions, a day off in lieu of one, or a working day in exchange for one.
public struct PublicHoliday: Hashable, Sendable {
    /// What the day is.
    public enum Kind: Hashable, Sendable {
        /// The holiday itself.
        case holiday
        /// A working day that is off because the holiday fell on a day that is off anyway (substitute day, 振替休日).
        case observed
        /// A working day that is off in exchange for a weekend day worked (调休).
        case dayOff(exchangedFor: CivilDate?)
        /// A weekend day that is worked in exchange for a day off (调休).
        case workday(exchangedFor: CivilDate?)
    }

    /// The date.
    public var date: CivilDate
    /// Where it holds: an ISO 3166 country (`DE`) or region (`DE-BY`).
    public var region: String
    /// English name, the same from year to year; an observed day and a day off carry the holiday's own name.
    public var name: String
    /// What the day is.
    public var kind: Kind
    /// Whether the date is a calculation that an announcement may still move (moon sighting, government notices).
    public var isEstimated: Bool

    /// The day `name` on `date` in `region`.
    public init(date: CivilDate, region: String, name: String, kind: Kind = .holiday, isEstimated: Bool = false) {
        self.date = date
        self.region = region
        self.name = name
        self.kind = kind
        self.isEstimated = isEstimated
    }

    /// Whether people work on it although it is a weekend.
    public var isWorkday: Bool { if case .workday = kind { true } else { false } }

    /// Name for people, with what the day is: `Christmas Day (observed)`.
    public var title: String {
        switch kind {
        case .holiday, .workday: name
        case .observed: "\(name) (observed)"
        case .dayOff: "\(name) (day off)"
        }
    }

    /// The day as an exception of a centre's calendar: a make-up working day is like the weekday it is exchanged for (a
    /// Friday for a Saturday, a Monday for a Sunday where that is not known); any other day is closed, or an event (open
    /// as usual, demand differs).
    ///
    /// The special day carries ``name``, not ``title``: what a forecast learns of Boxing Day holds for its substitute.
    public func specialDay(closed: Bool) -> SpecialDay {
        guard case .workday(let exchanged) = kind else {
            return SpecialDay(date: date, name: name, kind: closed ? .closed : .event)
        }
        return SpecialDay(
            date: date, name: name, kind: .workday(like: exchanged?.weekday ?? SpecialDay.workdayLike(date)))
    }
}

extension PublicHoliday.Kind {
    /// The words of ``word`` in order.
    public static let words = ["holiday", "observed", "day-off", "workday"]

    /// The word that stands for the kind in files.
    public var word: String {
        switch self {
        case .holiday: "holiday"
        case .observed: "observed"
        case .dayOff: "day-off"
        case .workday: "workday"
        }
    }

    /// The kind of a ``word``; the day it is exchanged for belongs to days off and working days. `nil` for other words.
    public init?(word: some StringProtocol, exchangedFor date: CivilDate? = nil) {
        switch word {
        case "holiday": self = .holiday
        case "observed": self = .observed
        case "day-off": self = .dayOff(exchangedFor: date)
        case "workday": self = .workday(exchangedFor: date)
        default: return nil
        }
    }
}
