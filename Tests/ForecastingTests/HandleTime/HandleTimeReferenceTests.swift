import ContactCenter
import Foundation
import Testing

@testable import Forecasting

/// Real handle times, from the reference data beside the repository (`WFM_REFERENCE`, default `../shared`).
@Suite("Reference: handle times one week ahead") struct HandleTimeReferenceTests {
    static let folder = BankReferenceTests.file.deletingLastPathComponent()
    static func isPresent(_ file: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: file).path(percentEncoded: false))
    }

    static func load(_ file: String, series id: String) throws -> VolumeSeries {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        var values: [Double] = []
        var answered: [Double] = []
        var seconds: [Double] = []
        var start: LocalTime?
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields[0] == id else { continue }
            start = start ?? LocalTime(fields[1])
            values.append(Double(fields[2]) ?? .nan)
            answered.append(Double(fields[3]) ?? .nan)
            seconds.append(Double(fields[4]) ?? .nan)
        }
        return VolumeSeries(
            id: id, start: try #require(start), slotMinutes: 30, values: values,
            isOpen: [Bool](repeating: true, count: values.count), handleSeconds: seconds, answered: answered)
    }

    /// Volume-weighted errors of one week ahead over several cutoffs.
    struct Score {
        var error = 0.0
        var yardstick = 0.0
        var spent = 0.0
        var bias = 0.0

        /// Against the global volume-weighted mean of what was known.
        var ratio: Double { error / yardstick }
        var workloadBias: Double { bias / spent }

        mutating func add(_ series: VolumeSeries, cutoff: Int, prior total: VolumeSeries?) throws {
            let calendar = CentreCalendar()
            let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 1)
                .earlier(cutoff: cutoff, horizonSlots: min(336, series.count - cutoff))
            let prior = try total.flatMap { try HandleTimePrior(of: $0, calendar: calendar, knownSlots: cutoff) }
            let aht = HandleTimeModel(series: series, task: task, prior: prior).forecast(
                task: task, volumes: [Double](repeating: 10, count: task.horizonSlots))
            let answered = try #require(series.answered)
            let seconds = try #require(series.handleSeconds)
            let mean = seconds[..<cutoff].reduce(0, +) / answered[..<cutoff].reduce(0, +)
            for step in 0..<task.horizonSlots where answered[cutoff + step] > 0 {
                let n = answered[cutoff + step]
                let actual = seconds[cutoff + step] / n
                let forecast = try #require(aht.mean[step])
                error += n * abs(forecast - actual)
                yardstick += n * abs(mean - actual)
                bias += n * (forecast - actual)
                spent += n * actual
            }
        }
    }

    struct Case: CustomTestStringConvertible {
        var file: String
        var id: String
        var total: String?
        /// Cutoffs, in slots before the end.
        var cutoffs: [Int]
        var ratio: Double
        var bias: Double
        var testDescription: String {
            "\(id)\(total.map { " with the shape of \($0)" } ?? ""), \(cutoffs.count) cutoffs"
        }
    }

    static let bank = "anonbank_199902_30min.csv"
    static let emergency = "emergency_ecc_2025_30min.csv"
    static let weekly2 = [2, 1].map { 336 * $0 }
    static let weekly8 = (1...8).map { 336 * $0 }
    static let daily = (7...18).map { 48 * $0 }
    static let cases = [
        Case(file: bank, id: "anonbank_ALL", cutoffs: weekly2, ratio: 0.90, bias: 0.06),
        Case(file: bank, id: "anonbank_ALL", cutoffs: daily, ratio: 0.92, bias: 0.04),
        Case(file: bank, id: "anonbank_PS", cutoffs: weekly2, ratio: 0.98, bias: 0.03),
        Case(file: bank, id: "anonbank_PS", total: "anonbank_ALL", cutoffs: weekly2, ratio: 0.97, bias: 0.03),
        Case(file: bank, id: "anonbank_PS", total: "anonbank_ALL", cutoffs: daily, ratio: 0.97, bias: 0.03),
        Case(file: emergency, id: "ecc_ALL", cutoffs: weekly8, ratio: 1.0, bias: 0.03),
        Case(file: emergency, id: "ecc_ALL", cutoffs: (7...56).map { 48 * $0 }, ratio: 1.0, bias: 0.03),
        Case(file: emergency, id: "ecc_EMS", cutoffs: weekly8, ratio: 1.0, bias: 0.03),
        Case(file: emergency, id: "ecc_POLICE", cutoffs: weekly8, ratio: 1.0, bias: 0.03),
    ]

    @Test(
        "errors against the volume-weighted mean, and the workload's bias",
        .enabled(if: isPresent(bank) && isPresent(emergency), "needs data/forecasting of WFM_REFERENCE"),
        arguments: cases)
    func accuracy(_ example: Case) throws {
        let series = try Self.load(example.file, series: example.id)
        let total = try example.total.map { try Self.load(example.file, series: $0) }
        var score = Score()
        for back in example.cutoffs { try score.add(series, cutoff: series.count - back, prior: total) }
        #expect(score.ratio < example.ratio, "ratio \(score.ratio)")
        #expect(abs(score.workloadBias) < example.bias, "bias \(score.workloadBias)")
        // Kept in the log, so that the run states what was measured.
        print("AHT \(example.testDescription): ratio \(score.ratio), workload bias \(score.workloadBias)")
    }
}
