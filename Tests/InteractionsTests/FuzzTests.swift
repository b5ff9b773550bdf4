import ContactCenter
import Foundation
import Tabular
import Testing

@testable import Interactions

/// Mutated logs: the quick reader must neither crash nor differ from the plain one.
///
/// A second by default. A campaign: `WFM_FUZZ_SECONDS=1800 WFM_FUZZ_SEED=1 swift test --filter FuzzTests`. The input being
/// read is kept in `WFM_FUZZ_INPUT` (default: a temporary file), so that it is there after a crash; one that fails goes
/// into `Corpus/` together with its mending.
@Suite("Mutated logs")
struct FuzzTests {
    private static func setting(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    @Test("The quick reader says of any bytes what the plain one says")
    func mutated() async throws {
        let folder = try #require(Bundle.module.url(forResource: "Corpus", withExtension: nil))
        let corpus = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
            Array(try Data(contentsOf: folder.appendingPathComponent($0)))
        }
        try #require(!corpus.isEmpty)
        for seed in corpus { try await Self.compare(seed, chunkBytes: 64, nil) }
        let seconds = Self.setting("WFM_FUZZ_SECONDS") ?? 1
        let kept =
            ProcessInfo.processInfo.environment["WFM_FUZZ_INPUT"]
            ?? FileManager.default.temporaryDirectory.appendingPathComponent("wfm-fuzz-\(getpid()).csv").path
        var random = TestRandom(UInt64(Self.setting("WFM_FUZZ_SEED") ?? 1))
        let end = Date().addingTimeInterval(Double(seconds))
        var runs = 0
        while Date() < end || runs < 20 {
            var bytes = corpus[random.below(corpus.count)]
            for _ in 0..<(1 + random.below(6)) { Self.mutate(&bytes, corpus, &random) }
            try await Self.compare(bytes, chunkBytes: 1 + random.below(400), seconds > 1 ? kept : nil)
            runs += 1
        }
        if seconds > 1 { print("\(runs) mutated logs read") }
        try? FileManager.default.removeItem(atPath: kept)
    }

    private static let words: [String] = [
        "\"", "\"\"", ",", ";", "\n", "\r\n", "\r", "\u{0}", "\u{FEFF}", "=", "-", "--", "N/A", "00:00", "24:00",
        "9999999999",
        "-1", "1e9", "12.345", "é", "退", "\u{FF11}", "2025-03-30T02:30:00", "2025-10-26T02:30:00", "26/03/2025", "I1",
        "s",
        "interaction_id,queue,created_at\n", "下午", "d ", ":", "T", "Z", "+14:00",
    ]

    private static func mutate(_ bytes: inout [UInt8], _ corpus: [[UInt8]], _ random: inout TestRandom) {
        guard !bytes.isEmpty else { return }
        let at = random.below(bytes.count)
        let length = min(bytes.count - at, 1 + random.below(24))
        switch random.below(7) {
        case 0: bytes[at] = UInt8(random.below(256))
        case 1: bytes.removeSubrange(at..<at + length)
        case 2: bytes.insert(contentsOf: Array(bytes[at..<at + length]), at: random.below(bytes.count))
        case 3, 4: bytes.insert(contentsOf: Array(words[random.below(words.count)].utf8), at: at)
        case 5:
            let other = corpus[random.below(corpus.count)]
            let from = random.below(other.count)
            bytes.insert(contentsOf: other[from..<min(other.count, from + random.below(200))], at: at)
        default: bytes.removeSubrange(at...)
        }
    }

    private static func compare(_ bytes: [UInt8], chunkBytes: Int, _ kept: String?) async throws {
        if let kept { try Data(bytes).write(to: URL(fileURLWithPath: kept)) }
        // One JSON object a line is for the quick reader alone.
        guard bytes.first(where: { $0 > 0x20 && $0 < 0x80 }) != UInt8(ascii: "{") else { return }
        var plain: PlainLog?
        var refusal: String?
        do { plain = try PlainLog(bytes, zone: .berlin2025) } catch { refusal = "\(error)" }
        do {
            let quick = try await QuickLog(bytes, zone: .berlin2025, chunkBytes: chunkBytes)
            let isSame =
                plain.map {
                    $0.result.accounting == quick.accounting && $0.result.rejects == quick.rejects
                        && $0.history == quick.history && $0.resolutions == quick.resolutions
                        && Self.withoutGuards($0.result.notes + $0.historyNotes) == Self.withoutGuards(quick.notes)
                } ?? false
            guard isSame else {
                Issue.record(
                    "differs (\(refusal ?? "")), stretches of \(chunkBytes): \(Data(bytes).base64EncodedString())")
                throw Difference()
            }
        } catch let error as TabularError {
            guard refusal == "\(error)" else {
                Issue.record("'\(error)' is not '\(refusal ?? "")': \(Data(bytes).base64EncodedString())")
                throw Difference()
            }
        }
    }

    /// The notes without the apostrophes that stand before names that look like formulas.
    private static func withoutGuards(_ notes: [String]) -> [String] {
        notes.map { $0.replacingOccurrences(of: "'", with: "") }
    }

    private struct Difference: Error {}
}
