/// What a reader may accept as a number.
public struct NumberRange: Sendable {
    let contains: @Sendable (Double) -> Bool
    let words: String

    /// `lower` ≤ x ≤ `upper`.
    public static func between(_ lower: Double, _ upper: Double) -> NumberRange {
        NumberRange(contains: { $0 >= lower && $0 <= upper }, words: "from \(short(lower)) to \(short(upper))")
    }
    /// `lower` < x < `upper`.
    public static func inside(_ lower: Double, _ upper: Double) -> NumberRange {
        NumberRange(
            contains: { $0 > lower && $0 < upper }, words: "above \(short(lower)) and below \(short(upper))")
    }
    /// `lower` ≤ x < `upper`.
    public static func from(_ lower: Double, below upper: Double) -> NumberRange {
        NumberRange(
            contains: { $0 >= lower && $0 < upper }, words: "from \(short(lower)) up to but not \(short(upper))")
    }
    /// `lower` < x ≤ `upper`.
    public static func above(_ lower: Double, to upper: Double) -> NumberRange {
        NumberRange(
            contains: { $0 > lower && $0 <= upper }, words: "above \(short(lower)) and at most \(short(upper))")
    }
    /// x ≥ `lower`.
    public static func atLeast(_ lower: Double) -> NumberRange {
        NumberRange(contains: { $0 >= lower }, words: "of at least \(short(lower))")
    }
    /// x > `lower`.
    public static func greater(than lower: Double) -> NumberRange {
        NumberRange(contains: { $0 > lower }, words: "greater than \(short(lower))")
    }

    private static func short(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }
}

extension YAMLNode {
    /// Keys and values in file order.
    ///
    /// - Throws: `badData` when this is not a mapping.
    public func entries() throws(TabularError) -> [Entry] {
        guard case .mapping(let entries) = content else { throw error("expected keys and values, found \(inWords)") }
        return entries
    }

    /// The items of a list; a single scalar is a list of one.
    ///
    /// - Throws: `badData` for a mapping or nothing.
    public func items() throws(TabularError) -> [YAMLNode] {
        switch content {
        case .sequence(let items): return items
        case .scalar where !isNull: return [self]
        default: throw error("expected a list, found \(inWords)")
        }
    }

    /// The value of a key; `nil` when the key is missing or its value is nothing.
    ///
    /// - Throws: `badData` when this is not a mapping.
    public func optional(_ key: String) throws(TabularError) -> YAMLNode? {
        guard let value = try entries().first(where: { $0.key == key })?.value, !value.isNull else { return nil }
        return value
    }

    /// The value of a key.
    ///
    /// - Throws: `badData` when the key is missing or has no value.
    public func required(_ key: String) throws(TabularError) -> YAMLNode {
        let entries = try entries()
        guard let entry = entries.first(where: { $0.key == key }) else {
            let found = entries.map { "'\($0.key)'" }.joined(separator: ", ")
            throw error(
                "key '\(key)' is missing", hint: found.isEmpty ? nil : "the keys found here are \(found)")
        }
        guard !entry.value.isNull else {
            throw TabularError.badData(
                Place(file: file, line: entry.line), message: "key '\(entry.value.path)' has no value", hint: nil)
        }
        return entry.value
    }

    /// Refuses keys that nobody reads.
    ///
    /// - Throws: `badData` that names the unknown key and the nearest known one.
    public func allowOnly(_ known: [String]) throws(TabularError) {
        for entry in try entries() where !known.contains(entry.key) {
            throw TabularError.badData(
                Place(file: file, line: entry.line), message: "unknown key '\(entry.value.path)'",
                hint: nearestName(to: entry.key, among: known).map { "did you mean '\($0)'?" }
                    ?? "the keys known here are \(known.map { "'\($0)'" }.joined(separator: ", "))")
        }
    }

    /// The text of a scalar, not empty.
    public func text() throws(TabularError) -> String {
        guard case .scalar(let text, _) = content, !isNull, !text.isEmpty else {
            throw error("expected text, found \(inWords)")
        }
        return text
    }

    /// A whole number in a range.
    public func int(in range: ClosedRange<Int>) throws(TabularError) -> Int {
        guard case .scalar(let text, isQuoted: false) = content, let value = Int(text) else {
            throw error("expected a whole number, found \(inWords)")
        }
        guard range.contains(value) else {
            let words =
                range.upperBound == .max
                ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            throw error("expected a whole number \(words), found \(value)")
        }
        return value
    }

    /// A finite number in a range.
    ///
    /// - Parameter hint: What to say beside a number outside the range.
    public func double(_ range: NumberRange, hint: String? = nil) throws(TabularError) -> Double {
        guard case .scalar(let text, isQuoted: false) = content, let value = Double(text), value.isFinite else {
            throw error("expected a number, found \(inWords)")
        }
        guard range.contains(value) else {
            throw error("expected a number \(range.words), found \(text)", hint: hint)
        }
        return value
    }

    /// `true` or `false`.
    public func bool() throws(TabularError) -> Bool {
        guard case .scalar(let text, isQuoted: false) = content, let value = Bool(text.lowercased()) else {
            throw error("expected true or false, found \(inWords)")
        }
        return value
    }

    /// One of the listed words.
    ///
    /// - Throws: `badData` that lists them, with the nearest as hint.
    public func choice<Value>(_ known: [(word: String, value: Value)]) throws(TabularError) -> Value {
        let word = try text()
        if let match = known.first(where: { $0.word == word }) { return match.value }
        let words = known.map(\.word)
        throw error(
            "expected one of \(words.joined(separator: ", ")), found '\(word)'",
            hint: nearestName(to: word, among: words).map { "did you mean '\($0)'?" })
    }

    /// A value named by its raw value.
    public func choice<Value: RawRepresentable & CaseIterable>(
        _: Value.Type
    ) throws(TabularError) -> Value where Value.RawValue == String {
        try choice(Value.allCases.map { (word: $0.rawValue, value: $0) })
    }
}
