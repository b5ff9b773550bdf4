import ContactCenter
import Tabular

/// The `parameters` of one rule: each is asked for by name and type, and what nobody asked for is refused.
struct RuleParameters {
    /// Where they stand; the rule itself when it has none.
    let node: YAMLNode
    let instance: RosteringInstance
    private(set) var faults: FaultCollector
    /// Whether names are looked up; without it the folder they stand in is not known.
    private let checksNames: Bool
    private let entries: [YAMLNode.Entry]
    private var asked: [String] = []

    /// The parameters of `rule`; `nil`, with a fault, when they are no mapping.
    init?(of rule: YAMLNode, instance: RosteringInstance, checksNames: Bool = true, faults: inout FaultCollector) {
        let found = faults.attempt { () throws(TabularError) -> (YAMLNode, [YAMLNode.Entry]) in
            guard let node = try rule.optional("parameters") else { return (rule, []) }
            return (node, try node.entries())
        }
        guard let (node, entries) = found else { return nil }
        self.node = node
        self.entries = entries
        self.instance = instance
        self.faults = faults
        self.checksNames = checksNames
    }

    /// A fault for every parameter that was not asked for.
    mutating func refuseUnknown() { faults.addUnknownKeys(of: entries, file: node.file, known: asked) }

    private mutating func value<Value>(
        _ key: String, _ body: (YAMLNode) throws(TabularError) -> Value
    ) -> Value? {
        asked.append(key)
        guard let entry = entries.first(where: { $0.key == key }), !entry.value.isNull else { return nil }
        return faults.attempt { () throws(TabularError) in try body(entry.value) }
    }

    /// Whether the parameter is given.
    func has(_ key: String) -> Bool { entries.contains { $0.key == key && !$0.value.isNull } }

    /// A fault about the rule as a whole.
    mutating func fail(_ message: String, hint: String? = nil) { faults.add(node.error(message, hint: hint)) }

    /// The value, or a fault when it is missing.
    mutating func required<Value>(_ value: Value?, _ key: String) -> Value? {
        if value == nil, !has(key) { fail("parameter '\(key)' is missing") }
        return value
    }

    mutating func count(_ key: String, in range: ClosedRange<Int> = 0...10_000) -> Int? {
        value(key) { node throws(TabularError) in try node.int(in: range) }
    }

    mutating func flag(_ key: String) -> Bool? {
        value(key) { node throws(TabularError) in try node.bool() }
    }

    /// Minutes, given as `key_minutes` or `key_hours`.
    mutating func duration(_ key: String) -> Int? {
        let minutes = value("\(key)_minutes") { node throws(TabularError) in try node.int(in: 0...1_000_000) }
        let hours = value("\(key)_hours") { node throws(TabularError) in try node.double(.between(0, 20_000)) }
        if minutes != nil, hours != nil { fail("both '\(key)_minutes' and '\(key)_hours' are given") }
        return minutes ?? hours.map { Int(($0 * 60).rounded()) }
    }

    mutating func requiredDuration(_ key: String) -> Int? {
        let value = duration(key)
        if value == nil, !has("\(key)_minutes"), !has("\(key)_hours") {
            fail("parameter '\(key)_hours' (or '\(key)_minutes') is missing")
        }
        return value
    }

    /// Minutes after midnight of a time of day.
    mutating func clock(_ key: String) -> Int? {
        value(key) { node throws(TabularError) in
            let text = try node.text()
            guard let minute = LocalTime.minuteOfDay(text) else {
                throw node.error("expected a time of day HH:MM, found '\(text)'")
            }
            return minute
        }
    }

    mutating func date(_ key: String) -> CivilDate? {
        value(key) { node throws(TabularError) in try RuleParameters.date(node) }
    }

    /// Dates; empty when not given.
    mutating func dateList(_ key: String) -> [CivilDate] {
        value(key) { node throws(TabularError) in
            var dates: [CivilDate] = []
            for item in try node.items() { dates.append(try RuleParameters.date(item)) }
            return dates
        } ?? []
    }

    private static func date(_ node: YAMLNode) throws(TabularError) -> CivilDate {
        let text = try node.text()
        guard let date = CivilDate(text) else { throw node.error("expected a date YYYY-MM-DD, found '\(text)'") }
        return date
    }

    /// Weekdays by their English names, 0 = Monday; empty when not given.
    mutating func weekdays() -> Set<Int> {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        return value("weekdays") { node throws(TabularError) in
            var days = Set<Int>()
            for item in try node.items() {
                days.insert(try item.choice(names.enumerated().map { (word: $1, value: $0) }))
            }
            return days
        } ?? []
    }

    /// A word, one of `words`.
    mutating func word(_ key: String, _ words: [String]) -> String? {
        value(key) { node throws(TabularError) in try node.choice(words.map { (word: $0, value: $0) }) }
    }

    /// A known name.
    mutating func name(_ key: String, among known: [String], _ what: String) -> String? {
        let known = checksNames ? known : nil
        return value(key) { node throws(TabularError) in try RuleParameters.name(node, known, what) }
    }

    /// Known names; empty when not given.
    mutating func names(_ key: String, among known: [String], _ what: String) -> [String] {
        let known = checksNames ? known : nil
        return value(key) { node throws(TabularError) in
            var names: [String] = []
            for item in try node.items() { names.append(try RuleParameters.name(item, known, what)) }
            return names
        } ?? []
    }

    /// Shift kinds; empty when not given.
    mutating func kinds(_ key: String) -> Set<String> {
        Set(names(key, among: instance.shiftKinds.map(\.name), "shift kind"))
    }

    private static func name(
        _ node: YAMLNode, _ known: [String]?, _ what: String
    ) throws(TabularError) -> String {
        let name = try node.text()
        guard let known else { return name }
        guard known.contains(name) else {
            throw node.error(
                "unknown \(what) '\(name)'",
                hint: nearestName(to: name, among: known).map { "did you mean '\($0)'?" }
                    ?? "known: \(known.prefix(12).joined(separator: ", "))")
        }
        return name
    }

    /// The days of a rotation: kinds, `off`, or `any`.
    mutating func pattern(_ key: String) -> [Set<String>]? {
        let known = checksNames ? instance.shiftKinds.map(\.name) + ["off", "any"] : nil
        return value(key) { node throws(TabularError) in
            var days: [Set<String>] = []
            for item in try node.items() {
                var kinds = Set<String>()
                for entry in try item.items() {
                    switch try entry.text() {
                    case "off": break
                    case "any": kinds.insert("*")
                    default: kinds.insert(try RuleParameters.name(entry, known, "shift kind"))
                    }
                }
                days.append(kinds)
            }
            return days
        }
    }

    /// A night, by default 23:00 to 06:00 with 3 hours of it.
    mutating func night() -> NightWindow {
        let window = NightWindow()
        return NightWindow(
            from: clock("from") ?? window.from, to: clock("to") ?? window.to,
            leastMinutes: duration("min_overlap") ?? window.leastMinutes)
    }

    /// Dates from `first` to `last`, or one `date`.
    mutating func dates() -> ClosedRange<CivilDate>? {
        let one = date("date")
        let first = date("first_date")
        let last = date("last_date")
        if let one { return one...one }
        guard first != nil || last != nil else { return nil }
        let low = first ?? instance.startDate
        let high = last ?? instance.startDate + instance.days
        guard low <= high else {
            fail("'last_date' \(high) is before 'first_date' \(low)")
            return nil
        }
        return low...high
    }
}
