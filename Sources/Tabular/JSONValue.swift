/// A JSON value (RFC 8259) whose objects keep the order of their members.
public indirect enum JSONValue: Hashable, Sendable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A number without fraction and exponent that fits 64 bits.
    case integer(Int)
    /// Any other number; finite.
    case number(Double)
    /// Text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Members in order; names are unique.
    case object([Member])

    /// A name and its value.
    public struct Member: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: JSONValue
        /// `name: value`.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Reads one JSON text, strictly: no comments, no trailing commas, no repeated names, no lone surrogates, at most
    /// 200 levels.
    ///
    /// - Throws: `TabularError.badData` with line and column of the first fault.
    /// - Complexity: O(bytes)
    public static func parse(_ input: InputBytes) throws(TabularError) -> JSONValue {
        try JSONValue(YAMLNode.parseJSON(input))
    }

    /// What a node read from JSON means: quoted scalars are text, plain ones numbers, truth values or null.
    init(_ node: YAMLNode) throws(TabularError) {
        switch node.content {
        case .scalar(let text, isQuoted: true): self = .string(text)
        case .scalar(let text, isQuoted: false):
            switch text {
            case "null": self = .null
            case "true": self = .bool(true)
            case "false": self = .bool(false)
            default:
                if let whole = Int(text), text != "-0" {
                    self = .integer(whole)
                } else if let value = Double(text), value.isFinite {
                    self = .number(value)
                } else {
                    throw node.error("the number \(text) is beyond the range of a double")
                }
            }
        case .sequence(let items):
            var values: [JSONValue] = []
            values.reserveCapacity(items.count)
            for item in items { values.append(try JSONValue(item)) }
            self = .array(values)
        case .mapping(let entries):
            var members: [Member] = []
            members.reserveCapacity(entries.count)
            for entry in entries { members.append(Member(entry.key, try JSONValue(entry.value))) }
            self = .object(members)
        }
    }

    /// The value of a member; `nil` when there is none, or this is no object.
    ///
    /// - Complexity: O(members)
    public subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
    }

    /// The text; `nil` for anything else.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The whole number; `nil` for anything else.
    public var int: Int? { if case .integer(let value) = self { value } else { nil } }
    /// The number, whole or not; `nil` for anything else.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
    /// The truth value; `nil` for anything else.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The items; `nil` for anything else.
    public var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
    /// The members in order; `nil` for anything else.
    public var members: [Member]? { if case .object(let members) = self { members } else { nil } }

    /// A number, or `null` for an unknown one.
    public static func optional(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
    /// Text, or `null` for an unknown one.
    public static func optional(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A list.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object in the order written.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}
