import Tabular
import Testing

@Suite("Names of columns in a message")
struct ColumnNamesTests {
    @Test("Few are named in full, many and long ones by their beginning, those without a name as such")
    func listed() {
        #expect(ColumnNames.listed(["a", "", "b"]) == "a, (no name), b")
        #expect(ColumnNames.listed((0..<41).map { "c\($0)" }).hasSuffix("c39, … and 1 more"))
        #expect(ColumnNames.listed([String(repeating: "x", count: 61)]) == String(repeating: "x", count: 60) + "…")
    }
}
