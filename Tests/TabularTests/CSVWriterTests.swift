import Foundation
import Tabular
import Testing

@Suite("Writing CSV")
struct CSVWriterTests {
    @Test(
        "Numbers are fixed, rounded and without trailing zeros",
        arguments: [
            (0.0, 3, "0"), (-0.0, 3, "0"), (12.5, 3, "12.5"), (12.0, 3, "12"), (12.3456, 3, "12.346"),
            (-1.25, 2, "-1.25"),
            (0.0004, 3, "0"), (-0.0004, 3, "0"), (0.001, 3, "0.001"), (1.05, 2, "1.05"), (100, 0, "100"), (0.5, 0, "0"),
            (1.5, 0, "2"), (1e15, 3, "1000000000000000"), (123456.789012345, 9, "123456.789012345"), (9.9996, 3, "10"),
            (1e17, 3, "1e+17"),
        ])
    func numbers(_ number: Double, _ decimals: Int, _ text: String) {
        var writer = CSVWriter(header: ["x"])
        writer.add(number, decimals: decimals)
        writer.endRow()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "x\n\(text)\n")
    }

    @Test("Unknown is empty, whole numbers are exact")
    func unknown() {
        var writer = CSVWriter(header: ["a", "b", "c", "d"])
        writer.add(nil as Double?, decimals: 2)
        writer.add(Int.min)
        writer.add(Int.max)
        writer.add(nil as Int?)
        writer.endRow()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == "a,b,c,d\n,-9223372036854775808,9223372036854775807,\n")
    }

    @Test("Whatever text is written comes back the same")
    func roundTrip() throws {
        let pieces = ["", "a", ",", "\"", "\n", "\r\n", "\r", ";", " ", "退款", "\"\"", "é", "|", "\t", "'"]
        var rows: [[String]] = []
        var state: UInt64 = 7
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<500 {
            rows.append((0..<4).map { _ in (0..<random(6)).map { _ in pieces[random(pieces.count)] }.joined() })
        }
        var writer = CSVWriter(header: ["a", "b", "c", "d"])
        for row in rows {
            for field in row { writer.add(field) }
            writer.endRow()
        }
        let records = allRecords(try CSVReader(InputBytes(name: "t", bytes: writer.bytes), dialect: .rfc4180))
        #expect(records.allSatisfy { $0.problem == nil })
        #expect(records.map { record in (0..<4).map { record[$0] } } == rows)
    }

    @Test("The rejects file holds place, reason and raw text")
    func rejects() throws {
        let input = text("a,b\n1,2,3\n\"x\ny\",\"n/a\"\n")
        let records = allRecords(try CSVReader(input))
        try #require(records.count == 2)
        let (ragged, wrong) = (records[0], records[1])
        let rejects = [
            Reject(file: "t.csv", record: ragged, problem: try #require(ragged.problem)),
            Reject(file: "t.csv", record: wrong, column: "b", code: "not_a_number", message: "'n/a' is no number"),
        ]
        #expect(
            String(decoding: rejectsCSV(rejects), as: UTF8.self) == """
                file,line,byte_offset,column,code,message,raw
                t.csv,2,4,,too_many_columns,more fields than the header has columns,"1,2,3"
                t.csv,3,10,b,not_a_number,'n/a' is no number,\"""x
                y"",""n/a\"""

                """)
    }
}

@Suite("Numbers as digits")
struct DecimalDigitsTests {
    @Test("Agree with the C library's rounding of exact decimal fractions")
    func agreement() {
        var state: UInt64 = 11
        for round in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // Sixteenths have four decimals, so that no rounding is in question.
            let number = Double(Int64(bitPattern: state) >> (20 + round % 40)) / 16
            guard number.magnitude < 1e14 else { continue }
            var wanted = String(format: "%.4f", number)
            while wanted.hasSuffix("0") { wanted.removeLast() }
            if wanted.hasSuffix(".") { wanted.removeLast() }
            if wanted == "-0" { wanted = "0" }
            var writer = CSVWriter(header: ["x"])
            writer.add(number, decimals: 4)
            writer.endRow()
            #expect(String(decoding: writer.bytes, as: UTF8.self) == "x\n\(wanted)\n")
        }
    }

    @Test("Whole numbers of every length are written as they are described")
    func wholeNumbers() {
        var numbers = [0, 9, 10, 99, 100, 101, Int.max, Int.min]
        var power = 1
        for _ in 0..<18 {
            power *= 10
            numbers += [power - 1, power, power + 1, -power]
        }
        var state: UInt64 = 12
        for round in 0..<5_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            numbers.append(Int(Int64(bitPattern: state) >> Int64(round % 64)))
        }
        for number in numbers {
            var writer = CSVWriter(header: ["x"])
            writer.add(number)
            writer.endRow()
            #expect(String(decoding: writer.bytes, as: UTF8.self) == "x\n\(number)\n")
        }
    }
}
