import Tabular
import Testing

private func json(_ text: String) throws -> JSONValue {
    try JSONValue.parse(InputBytes(name: "f.json", bytes: Array(text.utf8)))
}

private func text(_ value: JSONValue, _ layout: JSONValue.Layout = .compact) -> String {
    String(decoding: value.serialised(layout), as: UTF8.self)
}

@Suite("JSON values")
struct JSONValueTests {
    @Test(
        "What is written compactly reads back and writes the same bytes",
        arguments: [
            "null", "true", "false", "0", "-1", "9223372036854775807", "0.1", "1e-300", "1.7976931348623157e+308",
            #""""#, #""a\"b\\c\n\r\t\u0001""#, #""é漢😀""#, "[]", "{}", "[1,[2,[3]]]",
            #"{"z":1,"a":{"m":[true,null]}}"#,
        ])
    func roundTrip(source: String) throws {
        #expect(try text(json(source)) == source)
    }

    @Test("Escapes are read, pairs of surrogates joined")
    func escapes() throws {
        #expect(try json(#""\u0041\/\b\f\ud83d\ude00""#) == .string("A/\u{8}\u{c}😀"))
    }

    @Test("Random doubles survive writing and reading to the last bit")
    func doubles() throws {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<2000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(bitPattern: state)
            guard value.isFinite else { continue }
            #expect(try json(text(.number(value))).double == value)
        }
    }

    @Test("Pretty text has two blanks a level and one line end after the last")
    func pretty() {
        let value: JSONValue = ["a": 1, "b": [1.5, "x"], "c": [], "d": [:]]
        #expect(
            text(value, .pretty)
                == "{\n  \"a\": 1,\n  \"b\": [\n    1.5,\n    \"x\"\n  ],\n  \"c\": [],\n  \"d\": {}\n}\n")
    }

    @Test(
        "What RFC 8259 does not allow is refused with line and column",
        arguments: [
            ("", "f.json: the file is empty"),
            ("[1,]", "f.json:1: not valid JSON at column 4: expected a value, found ']'"),
            ("[01]", "f.json:1: not valid JSON at column 3: a number does not begin with 0"),
            ("[1.]", "expected a digit, found ']'"),
            ("[+1]", "expected a value, found '+'"),
            ("[.5]", "expected a value, found '.'"),
            ("[NaN]", "expected a value, found 'N'"),
            ("[1e999]", "beyond the range of a double"),
            ("{\n  \"a\": 1,\n  \"a\": 2\n}", "f.json:3: key 'a' is given twice (first on line 2)"),
            ("{a: 1}", "f.json:1: not valid JSON at column 2: expected a name in double quotes, found 'a'"),
            ("{\"é\" 1}", "f.json:1: not valid JSON at column 6: expected ':' after the name, found '1'"),
            ("{\"a\":1} x", "f.json:1: not valid JSON at column 9: expected the end of the text, found 'x'"),
            ("[1 // one\n]", "expected ',' or ']', found '/'"),
            ("\"a\nb\"", "a control character in text; write it as \\u000a"),
            (#""\x""#, "unknown escape"),
            (#""\ud83d""#, "half of a surrogate pair"),
            (#""\ude00""#, "half of a surrogate pair"),
            (#""\u12g4""#, "expected four hexadecimal digits"),
            ("\"abc", "text without its closing quote"),
            ("tru", "expected true"),
            ("[", "expected a value, found the end of the file"),
        ])
    func refused(source: String, message: String) {
        let found = complaint { _ = try json(source) }
        #expect(found.contains(message), "\(found)")
    }

    @Test("Deep nesting is refused, not overflowed")
    func deep() {
        #expect(complaint { _ = try json(String(repeating: "[", count: 100_000)) }.contains("nested deeper than 200"))
    }

    @Test("Every prefix of a text is refused, none crashes")
    func prefixes() {
        let source = Array(#"{"a":[1,-2.5e3,true,null,"é\u00e9😀"],"b":{"c":""}}"#.utf8)
        for length in 0..<source.count {
            let input = InputBytes(name: "f.json", bytes: Array(source[..<length]))
            #expect(!complaint { _ = try JSONValue.parse(input) }.isEmpty)
        }
    }
}
