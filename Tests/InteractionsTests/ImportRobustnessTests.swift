import ContactCenter
import Interactions
import Tabular
import Testing

@Suite(
    "Importing odd and defective logs",
    .enabled(
        if: Reference.has("data/csv-robustness/interactions"), "reference data absent: set WFM_REFERENCE to its folder")
)
struct ImportRobustnessTests {
    static let folder = "data/csv-robustness/interactions"

    static func run(_ name: String) throws -> ImportResult {
        try InteractionImporter(zone: .berlin2025).run([Reference.input("\(folder)/\(name).csv")])
    }

    @Test(
        "Rows are accepted and refused as expected",
        arguments: [
            "bad_rows", "blank_lines", "cp1252", "dst_autumn_local", "dst_spring_local", "duplicates",
            "header_case_space", "no_final_newline", "plain", "reordered_columns", "semicolon_decimal_comma",
            "unclosed_quote_at_end", "utf16be_bom", "utf8_bom", "long_field",
        ])
    func accounting(_ name: String) throws {
        let expected = try Reference.json("\(Self.folder)/\(name).json")
        let result = try Self.run(name)
        let rows = result.accounting
        #expect(rows.read == expected["total"] as? Int)
        if let accepted = expected["accepted"] as? Int { #expect(rows.accepted == accepted) }
        #expect(rows.accepted == result.interactions.count)
        #expect(rows.rejected == result.rejects.count)
        #expect(rows.read == rows.accepted + rows.identicalDuplicates + rows.superseded + rows.rejected)
        let refused = try #require(expected["rejected"] as? [[String: Any]] ?? [])
        #expect(result.rejects.map(\.line) == refused.map { $0["line"] as? Int })
        #expect(result.rejects.map(\.code) == refused.map { $0["reason"] as? String })
        for (reject, wanted) in zip(result.rejects, refused) {
            if let column = wanted["column"] as? String { #expect(reject.column == column) }
        }
        if let duplicates = expected["duplicate_identical"] as? [Any] {
            #expect(rows.identicalDuplicates == duplicates.count)
        }
        if let superseded = expected["superseded"] as? [Any] { #expect(rows.superseded == superseded.count) }
    }

    @Test(
        "Values come out as expected",
        arguments: [
            ("cp1252", "I0001.reason", "Reklamation – Größe"), ("utf16be_bom", "I0001.reason", "退款"),
            ("duplicates", "I0002.wrap_s", "99.0"), ("semicolon_decimal_comma", "I0001.revenue", "123450"),
        ])
    func values(_ name: String, _ key: String, _ value: String) throws {
        let parts = key.split(separator: ".").map(String.init)
        let contact = try #require(try Self.run(name).interactions.first { $0.id == parts[0] })
        let found =
            switch parts[1] {
            case "reason": contact.reason ?? ""
            case "wrap_s": contact.wrapSeconds.map { "\($0)" } ?? ""
            default: contact.revenueCents.map { "\($0)" } ?? ""
            }
        #expect(found == value)
    }

    @Test("The hour that happens twice is read in order of appearance, and a note says how often")
    func autumn() throws {
        let expected = try Reference.json("\(Self.folder)/dst_autumn_local.json")
        let first = try #require(expected["first_occurrence_epochs"] as? [Int])
        let result = try Self.run("dst_autumn_local")
        // Lines 5 and 6 follow 02:59:59 with 02:00:00 again: their second occurrence.
        let appearance = zip(first, [0, 0, 0, 3600, 3600, 0]).map { $0 + $1 }
        #expect(result.interactions.map(\.createdAt.seconds) == appearance)
        #expect(result.interactions.allSatisfy { $0.answeredAt == $0.createdAt })
        #expect(result.notes.contains { $0.contains("happens twice") })
    }

    @Test("Importing a log twice changes nothing")
    func twice() throws {
        let input = try Reference.input("\(Self.folder)/plain.csv")
        let once = try InteractionImporter().run([input])
        let twice = try InteractionImporter().run([input, input])
        #expect(twice.interactions == once.interactions)
        #expect(twice.accounting.identicalDuplicates == once.accounting.accepted)
        // With corrections in it, the second reading ends where the first did.
        let corrected = try Reference.input("\(Self.folder)/duplicates.csv")
        let wraps = try InteractionImporter().run([corrected, corrected]).interactions.filter { $0.id == "I0002" }
        #expect(wraps.map(\.wrapSeconds) == [99])
    }

    @Test("A file without content, and one without a column that must be there, are errors that say so")
    func errors() throws {
        let empty = try #require(throws: TabularError.self) { try Self.run("empty_file") }
        #expect(empty.description.contains("empty"))
        let missing = try #require(throws: TabularError.self) { try Self.run("missing_required_column") }
        #expect(missing.description.contains("'created_at'") && missing.description.contains("interaction_id, queue"))
    }
}
