import Tabular
import Testing

/// Description and hint of the error a piece of code throws; "" when it throws none.
func complaint(_ body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch let error as TabularError {
        return error.description + (error.hint.map { " | " + $0 } ?? "")
    } catch {
        return "\(error)"
    }
}

private func yaml(_ text: String) throws -> YAMLNode {
    try YAMLNode.parse(InputBytes(name: "p.yaml", bytes: Array(text.utf8)))
}

@Suite("YAML nodes")
struct YAMLNodeTests {
    @Test("Values know their line, column and path of keys")
    func places() throws {
        let root = try yaml("a: 1\nqueues:\n  sales:\n    rate: 0.5\n    list: [x, y]\n")
        let sales = try root.required("queues").required("sales")
        let rate = try sales.required("rate")
        #expect((rate.line, rate.column) == (4, 11))
        #expect(rate.path == "queues.sales.rate")
        #expect(try rate.double(.inside(0, 1)) == 0.5)
        let items = try sales.required("list").items()
        #expect(items.map(\.path) == ["queues.sales.list[1]", "queues.sales.list[2]"])
        #expect((items[1].line, items[1].column) == (5, 15))
    }

    @Test("Mappings keep the order of the file")
    func order() throws {
        #expect(try yaml("z: 1\na: 2\nm: 3\n").entries().map(\.key) == ["z", "a", "m"])
    }

    @Test("Scalars are text until a reader asks: no base-60 numbers, no Norway problem")
    func scalarsAreText() throws {
        let root = try yaml("open: 08:00\ncountry: no\nquoted: '5'\n")
        #expect(try root.required("open").text() == "08:00")
        #expect(try root.required("country").text() == "no")
        #expect(complaint { _ = try root.required("quoted").int(in: 0...9) }.contains("expected a whole number"))
    }

    @Test("JSON is YAML")
    func json() throws {
        let root = try yaml("{\n\t\"a\": [1, 2],\n\t\"b\": {\"c\": \"x\\ty\"}\n}\n")
        #expect(try root.required("a").items().map { try $0.int(in: 0...9) } == [1, 2])
        #expect(try root.required("b").required("c").text() == "x\ty")
    }

    @Test("Aliases repeat what they name")
    func aliases() throws {
        let root = try yaml("a: &h {x: 1}\nb: *h\n")
        #expect(try root.required("b").required("x").int(in: 0...9) == 1)
    }

    @Test(
        "Bad files are refused with their line",
        arguments: [
            ("", "p.yaml: the file is empty"),
            ("# nothing\n", "p.yaml: the file is empty"),
            ("a: 1\nb: 2\na: 3\n", "key 'a' is given twice"),
            ("a: 1\n\tb: 2\n", "p.yaml:2: not valid YAML"),
            ("a: [1, 2\nb: 3\n", "not valid YAML"),
            ("a: 1\n---\nb: 2\n", "another document"),
            ("a: *nobody\n", "p.yaml:1: not valid YAML at column 4: found undefined alias"),
            ("? [a, b]\n: 1\n", "a key must be a word"),
        ])
    func refused(text: String, message: String) {
        let found = complaint { _ = try yaml(text) }
        #expect(found.contains(message), "\(found)")
    }

    @Test("Text that is not UTF-8 is refused with its line")
    func notUTF8() {
        let bytes = Array("a: 1\nb: ".utf8) + [0xE9] + Array("\n".utf8)
        let found = complaint { _ = try YAMLNode.parse(InputBytes(name: "p.yaml", bytes: bytes)) }
        #expect(found == "p.yaml:2: the text is not UTF-8 | save the file as UTF-8")
    }

    @Test("Deep nesting is refused, not overflowed", arguments: ["[", "{a: ", "- "])
    func deep(opening: String) {
        #expect(!complaint { _ = try yaml(String(repeating: opening, count: 50_000)) }.isEmpty)
    }

    @Test("Aliases that multiply are refused")
    func aliasBomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
        }
        #expect(complaint { _ = try yaml(text) }.contains("more than 200000 values"))
    }

    @Test("Unknown keys name the nearest known one; missing keys the ones found")
    func keys() throws {
        let root = try yaml("queues: 1\nintreval_minutes: 30\n")
        #expect(
            complaint { try root.allowOnly(["queues", "interval_minutes"]) }
                == "p.yaml:2: unknown key 'intreval_minutes' | did you mean 'interval_minutes'?")
        #expect(
            complaint { _ = try root.required("team") }
                == "p.yaml:1: key 'team' is missing | the keys found here are 'queues', 'intreval_minutes'")
    }

    @Test(
        "Wrong values are refused with key, range and what was found",
        arguments: [
            ("x: abc", "p.yaml:1: key 'x': expected a number, found 'abc'"),
            ("x: nan", "p.yaml:1: key 'x': expected a number, found 'nan'"),
            ("x: [1]", "p.yaml:1: key 'x': expected a number, found a list"),
            ("x: 1.5", "p.yaml:1: key 'x': expected a number above 0 and below 1, found 1.5"),
            ("x:", "p.yaml:1: key 'x' has no value"),
        ])
    func values(text: String, message: String) throws {
        let root = try yaml(text)
        #expect(complaint { _ = try root.required("x").double(.inside(0, 1)) } == message)
    }
}
