import Tabular
import Testing

@Suite(
    "Odd and hostile CSV files of others",
    .enabled(if: Reference.hasRobustnessFiles, "reference data absent: set WFM_REFERENCE to its folder"))
struct CSVRobustnessTests {
    @Test("csv-spectrum reads as expected", arguments: Reference.cases("spectrum"))
    func spectrum(_ name: String) throws {
        let expected = try #require(try Reference.expectation("spectrum", name) as? [[String: String]])
        let reader = try CSVReader(Reference.input("spectrum", name))
        let records = allRecords(reader)
        #expect(records.allSatisfy { $0.problem == nil })
        let rows = records.map { record in
            Dictionary(uniqueKeysWithValues: reader.header.enumerated().map { ($1, record[$0]) })
        }
        #expect(rows == expected)
    }

    @Test("The RFC 4180 suite reads as expected, bad files are refused", arguments: Reference.cases("csv-test-data"))
    func rfc4180(_ name: String) throws {
        let input = try Reference.input("csv-test-data", name)
        let hasHeader = name.hasPrefix("header-") || name.hasPrefix("bad-header-")
        let reader = try CSVReader(input, hasHeader: hasHeader)
        let records = allRecords(reader)
        if let expected = try Reference.expectation("csv-test-data", name) as? [[String]] {
            if hasHeader { #expect(try reader.require(["foo", "bar", "baz"]) == [0, 1, 2]) }
            #expect(records.allSatisfy { $0.problem == nil })
            #expect(records.map { record in (0..<record.count).map { record[$0] } } == expected)
        } else {
            // {"expected": "reject"}
            let isRefused = (try? reader.require(["foo", "bar", "baz"])) == nil
            #expect(isRefused || records.contains { $0.problem != nil })
        }
    }

    /// Files that hold a second table under the first: its rows cannot be told from more rows of the first, but its
    /// header, and every row of another width, is refused aloud.
    static let stackedTables: Set = ["file_multitable_same"]

    @Test("Every Pollock file reads as expected or is refused aloud", arguments: Reference.cases("pollock"))
    func pollock(_ name: String) throws {
        let expectation = try #require(try Reference.expectation("pollock", name) as? [String: Any])
        let table = try #require(expectation["expected_rows"] as? [[String]])
        let input = try Reference.input("pollock", name)
        guard !table.isEmpty else {
            #expect(throws: TabularError.self) { try CSVReader(input) }
            return
        }
        let records = allRecords(try CSVReader(input))
        let refused = records.filter { $0.problem != nil }.count
        var sound = records.filter { $0.problem == nil }.map { record in (0..<record.count).map { record[$0] } }
        if Self.stackedTables.contains(name) {
            #expect(records.contains { $0.problem == .repeatedHeader })
            sound = Array(sound.prefix(table.count - 1))
        }
        // The sound rows are rows of the clean table, in its order, none made up …
        var rest = table.dropFirst()
        for row in sound {
            guard let place = rest.firstIndex(of: row) else {
                Issue.record("not a row of the clean table: \(row)")
                continue
            }
            rest = rest[(place + 1)...]
        }
        // … and whatever is missing from them was refused with its line.
        let missing = table.count - 1 - sound.count
        #expect(missing == 0 || refused >= missing, "\(missing) rows missing, \(refused) refused")
        if missing > 0 { #expect(missing <= 40) }
    }

    @Test(
        "Encodings of the interaction logs are found and said",
        arguments: [
            ("plain", "billing", 0), ("utf8_bom", "billing", 0), ("utf16be_bom", "退款", 1),
            ("cp1252", "Reklamation – Größe", 1),
        ])
    func encodings(_ name: String, _ reason: String, _ notes: Int) throws {
        var reader = try CSVReader(Reference.input("interactions", name))
        let column = try #require(reader.column("reason"))
        #expect(reader.header.first == "interaction_id")
        #expect(reader.next()?[column] == reason)
        #expect(reader.notes.count == notes)
    }

    @Test("A field of 100,000 bytes is read whole")
    func longField() throws {
        let records = allRecords(try CSVReader(Reference.input("interactions", "long_field")))
        #expect(records.count == 2)
        #expect(records[0][14].utf8.count > 90_000)
    }
}
