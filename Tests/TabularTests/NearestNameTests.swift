import Tabular
import Testing

@Suite("Nearest known name")
struct NearestNameTests {
    @Test(
        "A misspelt name finds its like, and only its like",
        arguments: [
            ("volumes", ["volume", "aht_s"], "volume"), ("Volume", ["volume"], "volume"), ("ab", ["cb"], "cb"),
            ("y", ["a", "ds"], nil), ("y", [], nil), ("queue", ["channel"], nil), ("", ["a"], nil),
            ("opne", ["close", "open"], "open"), ("lokc", ["lock"], "lock"), ("ba", ["ab"], "ab"),
        ] as [(String, [String], String?)])
    func nearest(name: String, candidates: [String], expected: String?) {
        #expect(nearestName(to: name, among: candidates) == expected)
    }
}
