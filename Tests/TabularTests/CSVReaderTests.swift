import Tabular
import Testing

@Suite("Reading CSV")
struct CSVReaderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var rows: [Row]
    }

    static let cases: [Case] = [
        Case(
            testDescription: "plain, LF", text: "a,b\n1,2\n3,4\n",
            rows: [Row(["1", "2"], line: 2), Row(["3", "4"], line: 3)]),
        Case(testDescription: "no final newline", text: "a,b\n1,2", rows: [Row(["1", "2"], line: 2)]),
        Case(testDescription: "CRLF", text: "a,b\r\n1,2\r\n", rows: [Row(["1", "2"], line: 2)]),
        Case(
            testDescription: "CR only", text: "a,b\r1,2\r3,4",
            rows: [Row(["1", "2"], line: 2), Row(["3", "4"], line: 3)]),
        Case(
            testDescription: "mixed line ends", text: "a,b\r\n1,2\n3,4\r5,6\r\n",
            rows: [Row(["1", "2"], line: 2), Row(["3", "4"], line: 3), Row(["5", "6"], line: 4)]),
        Case(
            testDescription: "blank lines are skipped, line numbers stay physical", text: "\na,b\n\n1,2\n\r\n\n3,4\n\n",
            rows: [Row(["1", "2"], line: 4), Row(["3", "4"], line: 7)]),
        Case(
            testDescription: "a blank line is a value in a file of one column", text: "a\n1\n\n3\n",
            rows: [Row(["1"], line: 2), Row([""], line: 3), Row(["3"], line: 4)]),
        Case(testDescription: "empty fields", text: "a,b,c\n,,\n", rows: [Row(["", "", ""], line: 2)]),
        Case(testDescription: "empty last field at the end", text: "a,b\n1,", rows: [Row(["1", ""], line: 2)]),
        Case(testDescription: "quoted empty field at the end", text: "a,b\n1,\"\"", rows: [Row(["1", ""], line: 2)]),
        Case(
            testDescription: "doubled quotes", text: "a,b\n\"\"\"\",\"x \"\"y\"\"\"\n",
            rows: [Row(["\"", "x \"y\""], line: 2)]),
        Case(
            testDescription: "quoted line ends count as lines", text: "a,b\n\"1\r\n2\r3\n4\",x\n5,6\n",
            rows: [Row(["1\r\n2\r3\n4", "x"], line: 2), Row(["5", "6"], line: 6)]),
        Case(
            testDescription: "ragged rows are named, good rows go on", text: "a,b\n1\n1,2,3\n4,5\n",
            rows: [
                Row(["1"], line: 2, problem: .tooFewColumns), Row(["1", "2", "3"], line: 3, problem: .tooManyColumns),
                Row(["4", "5"], line: 4),
            ]),
        Case(
            testDescription: "text after a closing quote", text: "a,b\n\"x\"y,2\n3,4\n",
            rows: [Row(["\"x\"y", "2"], line: 2, problem: .strayQuote), Row(["3", "4"], line: 3)]),
        Case(
            testDescription: "a quote inside an unquoted field", text: "a,b\n5\" pipe,2\n3,4\n",
            rows: [Row(["5\" pipe", "2"], line: 2, problem: .strayQuote), Row(["3", "4"], line: 3)]),
        Case(
            testDescription: "an unclosed quote costs its line only", text: "a,b\n\"1,2\n3,4\n5,6\n",
            rows: [
                Row(["1,2\n3,4\n5,6\n"], line: 2, problem: .unclosedQuote), Row(["3", "4"], line: 3),
                Row(["5", "6"], line: 4),
            ]),
        Case(
            testDescription: "an unclosed quote that meets a later quoted field costs its line only",
            text: "a,b\n\"1,2\n3,4\n\"5\",6\n",
            rows: [
                Row(["\"1,2\n3,4\n\"5\"", "6"], line: 2, problem: .strayQuote), Row(["3", "4"], line: 3),
                Row(["5", "6"], line: 4),
            ]),
        Case(
            testDescription: "the header once more", text: "a,b\n1,2\nA,b\na,b\n3,4\n",
            rows: [
                Row(["1", "2"], line: 2), Row(["A", "b"], line: 3), Row(["a", "b"], line: 4, problem: .repeatedHeader),
                Row(["3", "4"], line: 5),
            ]),
    ]

    @Test("Records, lines and problems are as they should be", arguments: cases)
    func records(_ c: Case) throws {
        let records = allRecords(try CSVReader(text(c.text), dialect: .rfc4180))
        #expect(records.map(Row.init) == c.rows)
    }

    @Test("The byte offset and the raw text of every record point at it in the file", arguments: cases)
    func offsets(_ c: Case) throws {
        let bytes = Array(c.text.utf8)
        for record in allRecords(try CSVReader(text(c.text), dialect: .rfc4180)) {
            let raw = Array(record.raw.utf8)
            #expect(Array(bytes[record.byteOffset..<record.byteOffset + raw.count]) == raw)
            // A physical line number is one more than the line ends before it.
            let before = String(decoding: bytes[..<record.byteOffset], as: UTF8.self)
            // CR LF is one Character.
            let lineEnds = before.count { $0.isNewline }
            #expect(record.line == lineEnds + 1)
        }
    }

    @Test("Names of columns are trimmed and compared without case")
    func header() throws {
        let reader = try CSVReader(text(" Interaction_ID , QUEUE,Created_At \nx,y,z\n"))
        #expect(reader.header == ["Interaction_ID", "QUEUE", "Created_At"])
        #expect(reader.column("interaction_id") == 0)
        #expect(try reader.require(["created_at", "queue"]) == [2, 1])
        #expect(reader.column("nothing") == nil)
    }

    @Test("One error names every missing column, lists the ones found and suggests the nearest")
    func missingColumns() throws {
        let reader = try CSVReader(text("interaction_id,queu\nx,y\n"))
        let error = try #require(throws: TabularError.self) { try reader.require(["queue", "created_at"]) }
        #expect(error.description == "t.csv:1: missing columns 'queue', 'created_at'; found: interaction_id, queu")
        #expect(error.hint == "did you mean 'queu' for 'queue'?")
    }

    @Test("A column that appears twice is noted and the first is used")
    func duplicateColumns() throws {
        let reader = try CSVReader(text("a,b,A\n1,2,3\n"))
        #expect(reader.column("a") == 0)
        #expect(reader.notes == ["t.csv: column 'A' appears more than once; column 1 is used"])
    }

    @Test("Nothing to read is an error that says so", arguments: ["", "\n\n\r\n", "\u{FEFF}"])
    func nothing(_ content: String) {
        let error = #expect(throws: TabularError.self) { try CSVReader(text(content)) }
        #expect(error?.description.contains("empty") == true || error?.description.contains("blank") == true)
    }

    @Test("A header that cannot be read is an error")
    func brokenHeader() {
        #expect(throws: TabularError.self) { try CSVReader(text("a,\"b\n1,2\n"), dialect: .rfc4180) }
    }

    @Test("Without a header the first record is data and sets the number of columns")
    func headerless() throws {
        let reader = try CSVReader(text("1,2\n3,4\n5\n"), hasHeader: false)
        #expect(reader.header == ["column1", "column2"])
        #expect(
            allRecords(reader).map(Row.init) == [
                Row(["1", "2"], line: 1), Row(["3", "4"], line: 2), Row(["5"], line: 3, problem: .tooFewColumns),
            ])
    }

    @Test("Fields beyond the last are empty, never a crash")
    func beyond() throws {
        let record = try #require(allRecords(try CSVReader(text("a,b\n1\n"))).first)
        #expect(record[7].isEmpty && record.isEmpty(7) && record.int(7) == nil && record.double(7) == nil)
    }

    @Test(
        "The dialect is found from how evenly it divides the records",
        arguments: [
            ("a,b\n1,2\n", ",", false), ("a;b\n1,5;2,5\n1,0;3,25\n", ";", false), ("a\tb\n1\t2\n", "\t", false),
            ("a|b\n1|2\n", "|", false), ("a\n1\n", ",", false), ("a;b;c\n", ";", false),
            ("a, b, c\n1, 2, 3\n", ",", true), ("a,b\n1, x\n", ",", false),
            ("a,b\n\"x;y;z\",1\n\"u;v;w\",2\n", ",", false), ("a;b\n\"1,2,3\";x\n\"4,5,6\";y\n", ";", false),
        ])
    func sniffing(_ content: String, _ delimiter: String, _ skipsSpace: Bool) throws {
        let dialect = try CSVDialect.sniff(text(content))
        #expect(dialect.delimiter == delimiter.utf8.first)
        #expect(dialect.skipsInitialSpace == skipsSpace)
        #expect(dialect.quote == UInt8(ascii: "\""))
    }

    @Test("Single quotes are quotes only where fields stand in them")
    func singleQuotes() throws {
        let quoted = try CSVDialect.sniff(text("a,b\n'1,5',x\n'2,5',it's\n"))
        #expect(quoted.quote == UInt8(ascii: "'"))
        // An unclosed double quote must not become a letter by calling something else a quote.
        let broken = try CSVDialect.sniff(text("a,b\n1,x\n2,\"open\n"))
        #expect(broken.quote == UInt8(ascii: "\""))
    }

    @Test("Reading hostile quotes takes linear work and loses no line")
    func hostileQuotes() throws {
        for line in ["\"\n", "\",\"\n", "\"\"\"\n", "\"x\"\"\n", "a\"\n", "\"a\n"] {
            let lines = 20_000
            let reader = try CSVReader(text("a,b\n" + String(repeating: line, count: lines)), dialect: .rfc4180)
            var bytes = 0
            for record in allRecords(reader) { bytes += record.raw.utf8.count + 1 }
            // Every byte is in exactly one record.
            #expect(bytes == lines * line.utf8.count, "\(line.debugDescription)")
        }
    }
}
