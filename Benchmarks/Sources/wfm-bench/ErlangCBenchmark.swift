import Foundation
import Queueing

/// Minimum agents under Erlang C for 80 % within 20 s: a call of ours against a call of pyworkforce, each inside its
/// process.
struct ErlangCBenchmark {
    let options: BenchOptions

    private struct Answer: Decodable {
        var agents: Int
        var cpuSeconds: Double

        enum CodingKeys: String, CodingKey {
            case agents
            case cpuSeconds = "cpu_seconds"
        }
    }

    func rows() throws -> [BenchRow] {
        let loads = [10.0, 100, 500]
        // The first round warms up.
        let rounds = try (0...options.rounds).map { _ in
            (ours: try loads.map(answer), peer: try peerAnswers(loads))
        }.dropFirst()
        return loads.indices.map { index in
            let ours = rounds.map(\.ours[index])
            let peer = rounds.map(\.peer[index])
            let agents = ours[0].agents
            let agreement =
                agents == peer[0].agents ? "both \(agents) agents" : "\(agents) agents, peer \(peer[0].agents)"
            let (oursTime, peerTime) = (microseconds(ours), microseconds(peer))
            return BenchRow(
                measure: "Load \(name(loads[index])) (\(agreement)): CPU a call",
                ours: oursTime.described(unit: "µs"), peer: peerTime.described(unit: "µs"),
                ratio: Measurement.short(peerTime.median / oursTime.median))
        }
    }

    private func answer(load: Double) throws -> Answer {
        let goals = [StaffingGoal.serviceLevel(target: 0.8, withinSeconds: 20)]
        let calls = 20_000
        // Every answer is used, so that no call can be left out.
        var sum = 0
        let start = threadCPUSeconds()
        for call in 0..<calls {
            // The load moves a hair with every call, so that nothing can be hoisted out of the loop.
            let traffic = try OfferedTraffic(callsPerHour: load * 20 * (1 - Double(call) * 1e-9), ahtSeconds: 180)
            sum += try ErlangC(traffic).minimumAgents(goals: goals)
        }
        return Answer(agents: sum / calls, cpuSeconds: (threadCPUSeconds() - start) / Double(calls))
    }

    private func peerAnswers(_ loads: [Double]) throws -> [Answer] {
        let output = try ChildProcess.standardOutput(
            [options.python, "\(options.peers)/erlang_c_pyworkforce.py"] + loads.map(name))
        let answers = try JSONDecoder().decode([String: Answer].self, from: output)
        return try loads.map { load in
            guard let answer = answers[name(load)] else {
                throw ChildProcess.Failure(description: "pyworkforce gave no answer for load \(name(load))")
            }
            return answer
        }
    }

    private func name(_ load: Double) -> String { String(format: "%g", load) }

    private func microseconds(_ answers: [Answer]) -> Measurement {
        Measurement(values: answers.map { $0.cpuSeconds * 1e6 })
    }
}
