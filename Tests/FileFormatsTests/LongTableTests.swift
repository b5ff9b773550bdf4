import ContactCenter
import Foundation
import Tabular
import Testing

@testable import FileFormats

/// What reading came to: the series and notes, or the complaint.
private struct Reading: Equatable {
    var series: [LongSeries] = []
    var notes: [String] = []
    var complaint = ""

    init(_ table: () throws -> LongTable) {
        do {
            let table = try table()
            // A wrong year makes a grid of millions of slots, which is not what is compared here.
            series = table.ids.indices.filter { table.slotCount(of: $0) < 100_000 }.map(table.series)
            notes = table.notes
        } catch {
            complaint = (error as? TabularError).map { "\($0) | \($0.hint ?? "")" } ?? "\(error)"
        }
    }

    static func of(_ table: () async throws -> LongTable) async -> Reading {
        do {
            let table = try await table()
            return Reading { table }
        } catch {
            return Reading { throw error }
        }
    }

    static func == (a: Reading, b: Reading) -> Bool {
        a.notes == b.notes && a.complaint == b.complaint && a.series.count == b.series.count
            && zip(a.series, b.series).allSatisfy(isSame)
    }

    private static func isSame(_ a: LongSeries, _ b: LongSeries) -> Bool {
        a.id == b.id && a.start == b.start && a.slotMinutes == b.slotMinutes && a.hasRow == b.hasRow
            && hasSameBytes(a.slots, b.slots) && a.drivers.map(\.name) == b.drivers.map(\.name)
            && zip(a.drivers, b.drivers).allSatisfy { hasSameBytes($0.values, $1.values) }
    }

    /// NaN is not equal to itself, its bytes are.
    private static func hasSameBytes(_ a: [Double], _ b: [Double]) -> Bool {
        a.withUnsafeBytes { a in
            b.withUnsafeBytes { b in
                guard a.count == b.count, let first = a.baseAddress, let second = b.baseAddress else {
                    return a.isEmpty && b.isEmpty
                }
                return memcmp(first, second, a.count) == 0
            }
        }
    }
}

/// Numbers that look random and are the same in every run.
private struct Dice {
    var state: UInt64
    mutating func roll(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}

/// A file of three series with gaps, repeats, unknown values and two other columns.
private func sample(_ dice: inout Dice, shuffled: Bool = false) -> [String] {
    var rows: [String] = []
    for id in ["sales/voice", "b", "退款-queue-with-a-long-name"] {
        for slot in 0..<60 where dice.roll(12) > 0 {
            let hour = slot % 24 < 10 ? "0\(slot % 24)" : "\(slot % 24)"
            let y = ["\(dice.roll(500))", "\(dice.roll(99)).\(dice.roll(99))", "", "NaN", "-3", "1e2"][dice.roll(6)]
            rows.append("\(id),2026-03-0\(2 + slot / 24)T\(hour):00:00,\(y),\(dice.roll(5)),\(dice.roll(2))")
            if dice.roll(20) == 0 { rows.append(rows[rows.count - 1]) }
        }
    }
    if shuffled { for index in rows.indices { rows.swapAt(index, dice.roll(rows.count)) } }
    return rows
}

@Suite("Reading long form fast")
struct LongTableTests {
    private static let header = "unique_id,ds,y,temp,flag"

    private static let variants: [(name: String, text: @Sendable ([String]) -> String)] = [
        ("plain", { ([header] + $0).joined(separator: "\n") + "\n" }),
        ("no last line end", { ([header] + $0).joined(separator: "\n") }),
        ("CRLF", { ([header] + $0).joined(separator: "\r\n") + "\r\n" }),
        ("CR", { ([header] + $0).joined(separator: "\r") + "\r" }),
        ("byte-order mark", { "\u{FEFF}" + ([header] + $0).joined(separator: "\n") + "\n" }),
        ("blank lines", { "\n\n" + ([header] + $0).joined(separator: "\n\n") + "\n\n" }),
        (
            "semicolons",
            { ([header] + $0).map { $0.replacing(",", with: ";") }.joined(separator: "\n") + "\n" }
        ),
        (
            "blanks after commas",
            { ([header] + $0).map { $0.replacing(",", with: ", ") }.joined(separator: "\n") + "\n" }
        ),
        (
            "quotes",
            {
                ([header] + $0).map { "\"" + $0.replacing(",", with: "\",\"") + "\"" }.joined(separator: "\n") + "\n"
            }
        ),
        (
            "a quote over two lines",
            { ([header] + $0).joined(separator: "\n") + "\n\"b\nc\",2026-03-02T00:00:00,1,2,3\n" }
        ),
        ("offsets", { ([header] + $0.map { $0.replacing(":00:00,", with: ":00:00+02:00,") }).joined(separator: "\n") }),
        ("other seconds", { ([header] + $0.map { $0.replacing(":00:00,", with: ":00,") }).joined(separator: "\n") }),
        ("text in a column", { ([header] + $0).joined(separator: "\n") + "\nb,2026-03-09T00:00:00,1,warm,3\n" }),
        ("a bad row", { ([header] + $0).joined(separator: "\n") + "\nb,2026-03-09T00:00:00,many,1,3\n" }),
        ("damaged text", { ([header] + $0).joined(separator: "\n") + "\nb,2026-03-09T00:00:00,1,2,3\u{FFFD}\n" }),
        (
            "other order",
            { rows in
                "flag,y,ds,unique_id\n"
                    + rows.map { row in
                        let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                        return [fields[4], fields[2], fields[1], fields[0]].joined(separator: ",")
                    }.joined(separator: "\n")
            }
        ),
    ]

    @Test("The fast reader and the general one agree, however the file is cut", arguments: variants.indices)
    func agreement(variant: Int) async throws {
        for (seed, shuffled) in [(UInt64(1), false), (2, true)] {
            var dice = Dice(state: seed)
            let bytes = input(Self.variants[variant].text(sample(&dice, shuffled: shuffled)), name: "s.csv")
            let general = Reading { try LongFormFile.generalTable(bytes) }
            #expect(general.complaint.isEmpty == (Self.variants[variant].name != "a bad row"), "\(general.complaint)")
            #expect(Reading { try LongFormFile.table(bytes) } == general)
            let access = RandomAccessInput(bytes)
            for (threads, stretch) in [(1, 1 << 20), (2, 1000), (3, 64), (2, 7), (1, 1)] {
                let cut = await Reading.of {
                    try await LongFormFile.table(access, threads: threads, stretchBytes: stretch)
                }
                #expect(cut == general, "\(threads) threads, stretches of \(stretch)")
            }
        }
    }

    @Test("Damaged files are read or refused alike by both readers")
    func mutations() async throws {
        var dice = Dice(state: 3)
        let clean = Array((Self.header + "\n" + sample(&dice).joined(separator: "\n") + "\n").utf8)
        let bytes: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x20, 0x30, 0x39, 0x2D, 0x2E, 0x54, 0x3B, 0xFF, 0x00, 0xE9]
        for _ in 0..<100 {
            var mutated = clean
            for _ in 0...dice.roll(3) {
                let place = dice.roll(mutated.count)
                switch dice.roll(3) {
                case 0: mutated[place] = bytes[dice.roll(bytes.count)]
                case 1: mutated.remove(at: place)
                default: mutated.insert(bytes[dice.roll(bytes.count)], at: place)
                }
            }
            let input = InputBytes(name: "s.csv", bytes: mutated)
            let general = Reading { try LongFormFile.generalTable(input) }
            #expect(Reading { try LongFormFile.table(input) } == general)
            let access = RandomAccessInput(input)
            let cut = await Reading.of { try await LongFormFile.table(access, threads: 2, stretchBytes: 300) }
            #expect(cut == general)
        }
    }

    @Test("Files sorted by time have the same series as files sorted by series")
    func timeMajor() throws {
        let ids = (0..<7).map { "s\($0)" }
        func row(_ id: String, _ hour: Int) -> String {
            "\(id),2026-03-02T\(hour < 10 ? "0" : "")\(hour):00:00,\(id.utf8.count + hour)"
        }
        let bySeries = ids.flatMap { id in (0..<24).map { row(id, $0) } }
        let byTime = (0..<24).flatMap { hour in ids.map { row($0, hour) } }
        func reading(_ rows: [String]) -> Reading {
            Reading { try LongFormFile.table(input((["unique_id,ds,y"] + rows).joined(separator: "\n"))) }
        }
        #expect(reading(bySeries).complaint.isEmpty)
        #expect(reading(bySeries) == reading(byTime))
        #expect(reading(bySeries).series.count == 7)
    }

    @Test("A complaint names its line wherever the file is cut, and the first one wins")
    func lines() async throws {
        var rows = (0..<500).map { "a,2026-03-02T00:00:00,\($0)" }
        rows[400] = "a,2026-03-02T00:00:00,x"
        rows[450] = "a,2026-02-30T00:00:00,1"
        let bytes = RandomAccessInput(input("unique_id,ds,y\n\n" + rows.joined(separator: "\n"), name: "s.csv"))
        for stretch in [50, 1000, 1 << 20] {
            let found = await Reading.of { try await LongFormFile.table(bytes, threads: 2, stretchBytes: stretch) }
            #expect(found.complaint == "s.csv:403: column 'y': expected a number, found 'x' | ")
        }
    }

    @Test("Of rows of one time the first known value of a driver counts")
    func repeatedDrivers() throws {
        let table = try LongFormFile.table(
            input(
                "unique_id,ds,y,temp\na,2026-03-02T00:00,1,\na,2026-03-02T00:00,2,7\na,2026-03-02T00:00,2,9\n"
                    + "a,2026-03-02T01:00,2,8\n"))
        #expect(table.series(0).slots == [5, 2])
        #expect(table.series(0).drivers == [ExternalDriver(name: "temp", values: [7, 8])])
    }
}
