import Foundation
import Queueing

/// Minimum agents under Erlang C for 80 % within 20 s: a call of ours against a call of pyworkforce.
struct ErlangCBenchmark {
    let options: BenchOptions

    private struct PeerAnswer: Decodable {
        var agents: Int
        var cpuSeconds: Double

        enum CodingKeys: String, CodingKey {
            case agents
            case cpuSeconds = "cpu_seconds"
        }
    }

    func rows() throws -> [BenchRow] {
        let loads = [10.0, 100, 500]
        let peer = try peerAnswers(loads: loads)
        return try loads.map { load in
            let (agents, seconds) = try ours(load: load)
            let name = String(format: "%g", load)
            let theirs = peer[name]
            let agreement =
                theirs.map { $0.agents == agents ? "both \(agents) agents" : "\(agents) agents, peer \($0.agents)" }
                ?? ""
            return BenchRow(
                measure: "Erlang C, fewest agents for 80/20, load \(name) (\(agreement)), CPU per call",
                ours: Measurement(values: seconds.map { $0 * 1e6 }).described(unit: "µs"),
                peer: theirs.map { "\(Measurement.short($0.cpuSeconds * 1e6)) µs" } ?? "—",
                ratio: theirs.map { Measurement.short($0.cpuSeconds / Measurement(values: seconds).median) } ?? "—")
        }
    }

    private func ours(load: Double) throws -> (agents: Int, secondsPerCall: [Double]) {
        let goal = StaffingGoal.serviceLevel(target: 0.8, withinSeconds: 20)
        var agents = 0
        let calls = 20_000
        // The load moves a hair with every call, so that nothing can be hoisted out of the loop.
        func round() throws -> Double {
            let start = threadCPUSeconds()
            for call in 0..<calls {
                let traffic = try OfferedTraffic(
                    callsPerHour: load * 20 * (1 - Double(call) * 1e-9), ahtSeconds: 180)
                agents = try ErlangC(traffic).minimumAgents(goals: [goal])
            }
            return (threadCPUSeconds() - start) / Double(calls)
        }
        _ = try round()
        return (agents, try (0..<options.rounds).map { _ in try round() })
    }

    private func peerAnswers(loads: [Double]) throws -> [String: PeerAnswer] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: options.python)
        process.arguments = ["\(options.peers)/erlang_c_pyworkforce.py"] + loads.map { String(format: "%g", $0) }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode([String: PeerAnswer].self, from: output)
    }
}
