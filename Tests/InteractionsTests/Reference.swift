import ContactCenter
import Foundation
import Interactions
import Tabular

/// Third-party data that is not part of the project; tests over it are skipped where it is absent.
enum Reference {
    static let projectFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let folder =
        ProcessInfo.processInfo.environment["WFM_REFERENCE"]
        ?? URL(fileURLWithPath: projectFolder).deletingLastPathComponent().appendingPathComponent("shared").path

    static func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(path)") }

    static func input(_ path: String) throws -> InputBytes { try InputBytes.read("\(folder)/\(path)") }

    static func json(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)"))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
}

func log(_ text: String, name: String = "log.csv") -> InputBytes { InputBytes(name: name, bytes: Array(text.utf8)) }

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

extension ZoneRules {
    /// Central European time in 2025.
    static let berlin2025 = ZoneRules(
        identifier: "Europe/Berlin", initialOffsetSeconds: 3600,
        transitions: [
            Transition(at: Instant(seconds: 1_743_296_400), offsetSeconds: 7200),
            Transition(at: Instant(seconds: 1_761_440_400), offsetSeconds: 3600),
        ])

    /// Lord Howe Island in 2025, whose clock changes by half an hour.
    static let lordHowe2025 = ZoneRules(
        identifier: "Australia/Lord_Howe", initialOffsetSeconds: 39_600,
        transitions: [
            Transition(at: Instant(seconds: 1_743_865_200), offsetSeconds: 37_800),
            Transition(at: Instant(seconds: 1_759_591_800), offsetSeconds: 39_600),
        ])

    /// Israel in February 1999.
    static let jerusalem1999 = ZoneRules(identifier: "Asia/Jerusalem", initialOffsetSeconds: 7200)
}

/// A small deterministic generator for tests.
struct TestRandom {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func uniform() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var x = state
        x ^= x >> 33
        x = x &* 0xFF51_AFD7_ED55_8CCD
        x ^= x >> 33
        return (Double(x >> 11) + 0.5) * 0x1p-53
    }
    mutating func below(_ bound: Int) -> Int { min(bound - 1, Int(uniform() * Double(bound))) }
}
