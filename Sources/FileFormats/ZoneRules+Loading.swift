import ContactCenter
import Foundation
import Tabular

extension ZoneRules {
    /// The clock of an IANA zone from the system's zone data, 1970 to 2070.
    ///
    /// Foundation answers offsets correctly for any second but lists only changes that it calls daylight saving, so the
    /// changes are searched for: offsets are compared every four days (and at every change Foundation does list) and
    /// each difference is bisected to its second. A zone that changes and changes back within four days, without
    /// calling it daylight saving, would be missed; the zone database has none after 1970.
    ///
    /// - Parameter identifier: IANA name, upper and lower case as in the database, e.g. `Europe/London`, `UTC`.
    /// - Throws: `TabularError.badData` for any other name, with the nearest known name as hint.
    /// - Complexity: about 10,000 look-ups, 1–4 ms; call it once per zone, never per row.
    public static func load(_ identifier: String) throws(TabularError) -> ZoneRules {
        guard let zone = foundationZone(identifier) else {
            throw .badData(
                Place(file: "time zone"), message: "unknown time zone '\(identifier)'", hint: hint(for: identifier))
        }
        let first = 0
        let last = 3_155_760_000  // 2070-01-01T00:00:00Z
        let offset = { (second: Int) in zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))) }
        let initial = offset(first)
        var samples = Array(stride(from: first + samplingStep, through: last, by: samplingStep))
        samples.append(contentsOf: daylightSavingChanges(of: zone, from: first, to: last))
        samples.sort()

        var transitions: [Transition] = []
        var known = first
        var inForce = initial
        for sample in samples where sample > known {
            while offset(sample) != inForce {
                let change = firstChange(after: known, through: sample, from: inForce, offset: offset)
                inForce = offset(change)
                transitions.append(Transition(at: Instant(seconds: change), offsetSeconds: inForce))
                known = change
            }
            known = sample
        }
        return ZoneRules(identifier: identifier, initialOffsetSeconds: initial, transitions: transitions)
    }

    /// Whether ``load(_:)`` knows the name.
    static func isKnown(_ identifier: String) -> Bool { foundationZone(identifier) != nil }

    /// The nearest name that ``load(_:)`` knows, as a hint.
    static func hint(for identifier: String) -> String {
        let names = TimeZone.knownTimeZoneIdentifiers
        let wanted = identifier.lowercased()
        let sameCity = names.first { $0.split(separator: "/").last?.lowercased() == wanted }
        return (sameCity ?? nearestName(to: identifier, among: names)).map { "did you mean '\($0)'?" }
            ?? "use a name of the IANA database such as Europe/London or UTC"
    }

    /// Two changes closer together than this, that cancel and are not daylight saving, would not be seen.
    private static let samplingStep = 4 * 86_400

    /// IANA names without a slash. Others without a slash (`PST`, `IST`, `GMT+5`) are Foundation's own, ambiguous or
    /// offsets, and refused.
    private static let plainNames: Set<String> = [
        "UTC", "UCT", "GMT", "GMT0", "Greenwich", "Universal", "Zulu", "CET", "EET", "MET", "WET", "EST", "MST", "HST",
        "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "Cuba", "Egypt", "Eire", "GB", "GB-Eire", "Hongkong", "Iceland",
        "Iran", "Israel", "Jamaica", "Japan", "Kwajalein", "Libya", "NZ", "NZ-CHAT", "Navajo", "PRC", "Poland",
        "Portugal", "ROC", "ROK", "Singapore", "Turkey", "W-SU",
    ]

    private static func foundationZone(_ identifier: String) -> TimeZone? {
        guard identifier.contains("/") || plainNames.contains(identifier) else { return nil }
        return TimeZone(identifier: identifier)
    }

    private static func daylightSavingChanges(of zone: TimeZone, from first: Int, to last: Int) -> [Int] {
        var changes: [Int] = []
        var time = Date(timeIntervalSince1970: Double(first))
        while let next = zone.nextDaylightSavingTimeTransition(after: time), next > time {
            let seconds = Int(next.timeIntervalSince1970.rounded(.up))
            guard seconds <= last else { break }
            changes.append(seconds)
            time = next
        }
        return changes
    }

    /// The first second in (low, high] whose offset is not `inForce`, given that it is at `low` and not at `high`.
    private static func firstChange(after low: Int, through high: Int, from inForce: Int, offset: (Int) -> Int) -> Int {
        var low = low
        var high = high
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(middle) == inForce { low = middle } else { high = middle }
        }
        return high
    }
}
