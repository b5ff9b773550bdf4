import Foundation

/// A roster for a generated folder of 100 agents and four weeks, judged by a checker that shares no code with wfm.
struct RosterBenchmark {
    let options: BenchOptions

    private struct Verdict: Decodable {
        var violations: Int
        var cost: Double
        var hoursShort: Double
        var hoursRequired: Double

        enum CodingKeys: String, CodingKey {
            case violations
            case cost = "cost_total"
            case hoursShort = "under_agent_hours"
            case hoursRequired = "required_hours"
        }
    }

    func rows() throws -> [BenchRow] {
        let name = "cc100-8to22-30m"
        let folder = "\(options.scratch)/\(name)"
        _ = try ChildProcess.run([
            options.python, "\(options.peers)/gen_instance.py", folder, "--agents", "100", "--interval", "30",
            "--hours", "8-22", "--seed", "1",
        ])
        return try [500_000, 4_000_000].flatMap { moves in
            let roster = "\(options.scratch)/\(name)-\(moves).csv"
            let runs = try ChildProcess.repeated(
                [
                    options.wfm, "schedule", "generate", folder, "--iterations", "\(moves)", "--seed", "1", "--threads",
                    "1", "--format", "compact", "--output", roster, "--quiet",
                ], rounds: options.rounds)
            let verdict = try JSONDecoder().decode(
                Verdict.self,
                from: ChildProcess.standardOutput([
                    options.python, "\(options.peers)/check_roster.py", folder, roster, "--json",
                ]))
            return [
                BenchRow(
                    measure: "`\(name)`, \(moves) moves: broken rules (must be 0)", ours: "\(verdict.violations)"),
                BenchRow(
                    measure: "the same: cost",
                    ours: String(
                        format: "%.2f (%.2f of %.0f hours short)", verdict.cost, verdict.hoursShort,
                        verdict.hoursRequired)),
                BenchRow(measure: "the same: CPU, whole process", ours: runs.cpu.described(unit: "s")),
            ]
        }
    }
}
