import Foundation
import Queueing

/// The staffing rows: kernels inside this process against plain C in its own, files through the command line, days.
///
/// The C programs of `staffing/` are looked for in the scratch folder, where `run-staffing` builds them.
struct StaffingBenchmark {
    let options: BenchOptions

    func run() throws {
        let sections: [(title: String, rows: () throws -> [BenchRow])] = [
            (
                "Fewest agents for 80 % within 20 s by Erlang C, handle time 180 s, against pyworkforce",
                ErlangCBenchmark(options: options).rows
            ),
            ("Erlang C and A, handle time 300 s, patience 180 s, against plain C", kernelRows),
            ("A year of quarter-hours (35,040 rows) through `wfm queue agents`, CSV in and out", fileRows),
            ("Days of 96 quarter-hours, 100 agents at the peak", dayRows),
        ]
        for section in sections {
            FileHandle.standardError.write(Data("wfm-bench: \(section.title)\n".utf8))
            write("### \(section.title)\n\n\(BenchRow.head)")
            for row in try section.rows() { write(row.markdown) }
            write("")
        }
    }

    // MARK: Kernels

    private func kernelRows() throws -> [BenchRow] {
        let goals = [StaffingGoal.serviceLevel(target: 0.8, withinSeconds: 20)]
        typealias Body = (Double, Double) throws -> Double
        let kernels: [(name: String, title: String, calls: Int, loads: [Double], body: Body)] = [
            (
                "erlang-c-agents", "Erlang C, fewest agents", 20_000, [10, 100, 500, 5000],
                { load, hair in
                    let traffic = try OfferedTraffic(callsPerHour: load * 12 * hair, ahtSeconds: 300)
                    return Double(try ErlangC(traffic).minimumAgents(goals: goals))
                }
            ),
            (
                "erlang-a", "Erlang A, all measures", 20_000, [10, 100, 500, 5000],
                { load, hair in
                    let traffic = try OfferedTraffic(callsPerHour: load * 12 * hair, ahtSeconds: 300)
                    return try ErlangA(traffic, patienceSeconds: 180).evaluate(
                        agents: (load * 1.02).rounded(.down), withinSeconds: 20
                    ).answeredWithin
                }
            ),
            (
                "erlang-a-agents", "Erlang A, fewest agents", 5000, [10, 100, 500, 5000],
                { load, hair in
                    let traffic = try OfferedTraffic(callsPerHour: load * 12 * hair, ahtSeconds: 300)
                    return Double(try ErlangA(traffic, patienceSeconds: 180).minimumAgents(goals: goals))
                }
            ),
        ]
        // C and ours in turn, so that a slow moment of the machine meets both.
        var ours: [String: [Double]] = [:]
        var peer: [String: [Double]] = [:]
        for round in 0...options.rounds {
            let answers = try baseline("erlang")
            for kernel in kernels {
                for load in kernel.loads {
                    let key = "\(kernel.name),\(Int(load))"
                    let time = try microseconds(calls: kernel.calls) { try kernel.body(load, $0) }
                    guard round > 0 else { continue }
                    ours[key, default: []].append(time)
                    if let other = answers[key] { peer[key, default: []].append(other) }
                }
            }
        }
        return kernels.flatMap { kernel in
            kernel.loads.map { load in
                let key = "\(kernel.name),\(Int(load))"
                return row(
                    "\(kernel.title), load \(Int(load)): CPU a call", Measurement(values: ours[key] ?? []),
                    Measurement(values: peer[key] ?? []), unit: "µs")
            }
        }
    }

    /// CPU of a call: the best of three stretches, as the C programs take the best of theirs.
    private func microseconds(calls: Int, _ body: (Double) throws -> Double) throws -> Double {
        var best = Double.infinity
        var sum = 0.0
        for _ in 0..<3 {
            let start = threadCPUSeconds()
            // The load moves a hair with every call, so that nothing can be hoisted out of the loop.
            for call in 0..<calls { sum += try body(1 - Double(call) * 1e-9) }
            best = min(best, (threadCPUSeconds() - start) / Double(calls) * 1e6)
        }
        guard sum > 0 else { throw ChildProcess.Failure(description: "the kernels answered nothing") }
        return best
    }

    /// What a C program prints: microseconds by name and load.
    private func baseline(_ program: String) throws -> [String: Double] {
        let output = try ChildProcess.standardOutput(["\(options.scratch)/\(program)"])
        var times: [String: Double] = [:]
        for line in String(decoding: output, as: UTF8.self).split(separator: "\n") {
            let cells = line.split(separator: ",")
            guard cells.count == 4, let time = Double(cells[2]) else { continue }
            times["\(cells[0]),\(cells[1])"] = time
        }
        return times
    }

    private func row(_ title: String, _ ours: Measurement, _ peer: Measurement?, unit: String) -> BenchRow {
        var row = BenchRow(measure: title, ours: ours.described(unit: unit))
        if let peer {
            row.peer = peer.described(unit: unit)
            row.ratio = Measurement.short(peer.median / ours.median)
        }
        return row
    }

    // MARK: Files

    private func fileRows() throws -> [BenchRow] {
        var rows: [BenchRow] = []
        for (model, patience, goal) in [("erlang-c", "", "service_level"), ("erlang-a", "180", "sl_offered")] {
            let year = "\(options.scratch)/year-\(model).csv"
            try write(StaffingBenchmark.cases(35_040, patience: patience, goal: goal), to: year)
            let command = [
                options.wfm, "queue", "agents", "--model", model, "--input", year, "--output",
                "\(options.scratch)/year-\(model)-agents.csv",
            ]
            let one = try ChildProcess.repeated(command + ["--threads", "1"], rounds: options.rounds)
            rows.append(row("`\(model)`: wall, one thread", one.wall, nil, unit: "s"))
            rows.append(row("the same: CPU", one.cpu, nil, unit: "s"))
        }
        // Half a minute of work, so that starting the process does not count.
        let large = "\(options.scratch)/large.csv"
        try write(StaffingBenchmark.cases(1_000_000, patience: "180", goal: "sl_offered"), to: large)
        func command(_ threads: String) -> [String] {
            [
                options.wfm, "queue", "agents", "--model", "erlang-a", "--input", large, "--output",
                "\(options.scratch)/large-\(threads).csv", "--threads", threads,
            ]
        }
        let runs = try ChildProcess.paired(command("2"), command("1"), rounds: options.rounds)
        rows.append(
            row(
                "a million rows of `erlang-a`: wall, two threads (peer: one)", runs.ours.wall, runs.peer.wall, unit: "s"
            ))
        rows.append(row("the same: CPU", runs.ours.cpu, runs.peer.cpu, unit: "s"))
        rows.append(row("the same: peak memory", runs.ours.memory, runs.peer.memory, unit: "MiB"))
        let same = try ["1", "2"].map {
            try Data(contentsOf: URL(fileURLWithPath: "\(options.scratch)/large-\($0).csv"))
        }
        guard same[0] == same[1] else {
            throw ChildProcess.Failure(description: "one and two threads do not write the same bytes")
        }
        return rows
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// Quarter-hours of a centre with two peaks a day, 20 to 1,200 calls an hour.
    private static func cases(_ count: Int, patience: String, goal: String) -> String {
        var text = "interval,calls_per_hour,aht_s,patience_s,goal,target,target_s\n"
        for index in 0..<count {
            let hour = Double(index % 96) / 4
            let peaks = exp(-pow((hour - 11) / 2.5, 2)) + exp(-pow((hour - 16.5) / 2.5, 2))
            let calls = 20 + 1100 * peaks + Double(index % 7) * 10
            text += "\(index),\(calls),\(240 + index % 90),\(patience),\(goal),0.8,20\n"
        }
        return text
    }

    // MARK: Days

    private func dayRows() throws -> [BenchRow] {
        let even = try DayCase(
            name: "even", contacts: [Double](repeating: 300, count: 96), agents: [Int](repeating: 100, count: 96),
            intervalSeconds: 900, ahtSeconds: 300, patienceSeconds: 180, targetSeconds: 20)
        var days: [Double] = []
        var plain: [Double] = []
        for round in 0...options.rounds {
            let other = try baseline("transient_day")["transient-day,100"] ?? .nan
            let start = threadCPUSeconds()
            for _ in 0..<3 { _ = try TransientDay(even, convention: .preemptive).evaluate(waits: false) }
            let time = (threadCPUSeconds() - start) / 3
            guard round > 0 else { continue }
            days.append(time * 1e3)
            plain.append(other * 1e-3)
        }
        var rows = [
            row(
                "the exact day, even load 100, patience 180 s: CPU", Measurement(values: days),
                Measurement(values: plain), unit: "ms")
        ]
        for patience in [180.0, nil] {
            let day = try StaffingBenchmark.twoPeaks(patience: patience)
            let kind = patience == nil ? "nobody gives up" : "patience 180 s"
            for convention in [StaffDropConvention.preemptive, .finishCall] {
                let staffing = try DayStaffing(day, bounds: 0...200, convention: convention)
                let name = "two peaks, \(kind), \(convention.rawValue)"
                rows.append(try search("\(name): day at least cost", { try staffing.leastCost(dayServiceLevel: 0.8) }))
                rows.append(try search("\(name): every interval", { try staffing.everyInterval(serviceLevel: 0.8) }))
                let demand = try DayDemand.gamma(day, variation: 0.1)
                let plan = try staffing.leastCost(dayServiceLevel: 0.8)
                rows.append(
                    try search(
                        "\(name): distribution under uncertain volumes (32 days)",
                        { try DayOutlook(day.staffed(plan.agents), demand: demand, convention: convention) }))
                rows.append(
                    try search(
                        "\(name): agents for P(day ≥ 80 %) ≥ 0.9",
                        { try staffing.leastCost(dayServiceLevel: 0.8, probability: 0.9, under: demand) }))
            }
        }
        return rows
    }

    private func search<Answer>(_ title: String, _ body: () throws -> Answer) throws -> BenchRow {
        var seconds: [Double] = []
        for _ in 0..<3 {
            let start = threadCPUSeconds()
            _ = try body()
            seconds.append(threadCPUSeconds() - start)
        }
        return row(title + ": CPU", Measurement(values: seconds), nil, unit: "s")
    }

    /// A day with a morning and an afternoon peak, both near 100 agents.
    private static func twoPeaks(patience: Double?) throws -> DayCase {
        let contacts = (0..<96).map { index -> Double in
            let hour = Double(index) / 4
            let shape = 0.25 + 0.65 * exp(-pow((hour - 11) / 2.5, 2)) + 0.6 * exp(-pow((hour - 16.5) / 2.5, 2))
            return 93 * shape * 3
        }
        return try DayCase(
            name: "two peaks", contacts: contacts, agents: contacts.map { Int(($0 / 3 * 1.05).rounded(.up)) },
            intervalSeconds: 900, ahtSeconds: 300, patienceSeconds: patience, targetSeconds: 20)
    }
}
