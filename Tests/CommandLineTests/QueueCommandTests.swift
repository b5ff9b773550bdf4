import Foundation
import Testing

@Suite("wfm queue evaluate and agents") struct QueueCommandTests {
    private static let fixtures = WFMProcess.packageRoot.appendingPathComponent("Tests/QueueingTests/Fixtures")

    /// A reference table, what to ask, and the relative and absolute tolerance of its values.
    struct Table: Sendable, CustomTestStringConvertible {
        var name: String
        var verb: String
        var model: String
        var relative: Double
        var testDescription: String { name }
    }

    static let tables = [
        Table(name: "erlang_bc", verb: "evaluate", model: "erlang-c", relative: 1e-11),
        Table(name: "erlang_bc_continuous", verb: "evaluate", model: "erlang-c", relative: 1e-10),
        Table(name: "mms_performance", verb: "evaluate", model: "erlang-c", relative: 1e-10),
        Table(name: "min_agents", verb: "agents", model: "erlang-c", relative: 1e-10),
        Table(name: "min_agents_real", verb: "agents", model: "erlang-c", relative: 1e-9),
        Table(name: "erlang_a", verb: "evaluate", model: "erlang-a", relative: 1e-9),
        Table(name: "min_agents_erlang_a", verb: "agents", model: "erlang-a", relative: 1e-9),
        Table(name: "erlang_a_general_patience", verb: "evaluate", model: "erlang-a-general", relative: 1e-9),
        Table(name: "finite_lines", verb: "evaluate", model: "finite-lines", relative: 1e-10),
        Table(name: "retrials", verb: "evaluate", model: "retrials", relative: 1e-9),
        Table(name: "blending", verb: "evaluate", model: "blending", relative: 1e-10),
        Table(name: "chat_concurrency", verb: "evaluate", model: "chat", relative: 1e-10),
        Table(name: "gamma_poisson", verb: "evaluate", model: "gamma-poisson", relative: 1e-8),
    ]

    private func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test("Every reference table goes through the command line and comes back in its own columns", arguments: tables)
    func referenceTable(table: Table) throws {
        let path = Self.fixtures.appendingPathComponent("\(table.name).csv").path
        let result = try WFMProcess.run(["queue", table.verb, "--model", table.model, "--input", path])
        #expect(result.status == 0, "\(result.standardError)")
        let answers = rows(result.standardOutput)
        let expected = rows(try String(contentsOfFile: path, encoding: .utf8))
        #expect(answers.count == expected.count)
        #expect(answers.first == expected.first)
        for (row, other) in zip(answers, expected).dropFirst() {
            for (cell, reference) in zip(row, other) where cell != reference {
                let value = try #require(Double(cell), "\(cell)")
                let wanted = try #require(Double(reference), "\(reference)")
                // Probabilities that underflow are judged by their logarithms, tiny ones absolutely.
                let allowed = max(table.relative * abs(wanted), abs(wanted) < 1e-3 ? 1e-12 : 0)
                #expect(value == wanted || abs(value - wanted) <= allowed, "\(cell) against \(reference) in \(other)")
            }
        }
    }

    static let good = "360,180,service_level,0.8,20"

    @Test(
        "A bad row is told by line and column, keeps its place with empty answers, and the good rows go on",
        arguments: [
            ("-5,180,service_level,0.8,20", "calls_per_hour"), ("nan,180,service_level,0.8,20", "calls_per_hour"),
            ("inf,180,service_level,0.8,20", "calls_per_hour"), ("ten,180,service_level,0.8,20", "calls_per_hour"),
            ("360,0,service_level,0.8,20", "aht_s"), ("360,-1,service_level,0.8,20", "aht_s"),
            ("360,,service_level,0.8,20", "aht_s"), ("360,180,service_level,1,20", "target"),
            ("360,180,service_level,1.5,20", "target"), ("360,180,service_level,-0.1,20", "target"),
            ("360,180,service_level,0.8,-1", "target_s"), ("360,180,occupancy,0,", "target"),
            ("360,180,occupancy,1.01,", "target"), ("360,180,asa,0,", "target"), ("360,180,speed,0.8,20", "goal"),
            ("360,180", "fewer fields"),
        ])
    func badRow(row: String, column: String) throws {
        let input = "calls_per_hour,aht_s,goal,target,target_s\n\(Self.good)\n\(row)\n\(Self.good)\n"
        let result = try WFMProcess.run(["queue", "agents", "--model", "erlang-c", "--input", "-"], input: input)
        #expect(result.status == 65)
        #expect(result.standardError.contains("standard input:3"), "\(result.standardError)")
        #expect(result.standardError.contains(column), "\(result.standardError)")
        #expect(result.standardError.contains("hint:"))
        let answers = rows(result.standardOutput)
        #expect(answers.count == 4)
        #expect(answers[1] == answers[3])
        #expect(Int(answers[1][5]) == 22)
        #expect(answers[2].dropFirst(5).allSatisfy { $0.isEmpty })
        #expect(answers[2][0] == row.split(separator: ",").first.map(String.init))
    }

    @Test(
        "The other models' own columns are looked at",
        arguments: [
            ("erlang-a", "calls_per_hour,aht_s,patience_s,agents,target_s", "360,180,0,20,20", "patience_s"),
            ("erlang-a", "calls_per_hour,aht_s,patience_s,agents,target_s", "360,180,-3,20,20", "patience_s"),
            ("finite-lines", "calls_per_hour,aht_s,patience_s,lines,agents,target_s", "360,180,,19,20,20", "lines"),
            (
                "retrials", "first_calls_per_hour,aht_s,patience_s,agents,target_s,p_redial,p_reconnect",
                "360,180,60,20,20,0.3,1", "p_reconnect"
            ),
            (
                "chat", "chats_per_hour,aht_by_concurrency_s,patience_s,agents,target_s", "60,,60,6,20",
                "aht_by_concurrency_s"
            ),
        ])
    func ownColumns(model: String, header: String, row: String, column: String) throws {
        let result = try WFMProcess.run(
            ["queue", "evaluate", "--model", model, "--input", "-"], input: "\(header)\n\(row)\n")
        #expect(result.status == 65)
        #expect(result.standardError.contains("standard input:2"))
        #expect(result.standardError.contains(column))
    }

    @Test("No calls need nobody or the minimum staff; a cap below the requirement reports the shortfall")
    func limits() throws {
        let result = try WFMProcess.run(
            ["queue", "agents", "--model", "erlang-c", "--input", "-"],
            input: """
                calls_per_hour,aht_s,goal,target,target_s,staff_minimum,staff_maximum
                0,0,service_level,0.8,20,,
                0,0,service_level,0.8,20,4,
                360,180,service_level,0.8,20,,20

                """)
        #expect(result.status == 0, "\(result.standardError)")
        let answers = rows(result.standardOutput)
        #expect(
            answers[0][7...] == [
                "min_agents", "service_level", "asa_s", "occupancy", "goal_value_one_fewer", "shortfall",
            ])
        #expect(answers[1][7...] == ["0", "", "", "", "", "0"])
        #expect(answers[2][7] == "4" && answers[2][8].isEmpty)
        #expect(answers[3][7] == "20" && answers[3][12] == "2")
    }

    @Test("Many rows: one and two threads, file and pipe write the same bytes")
    func streaming() throws {
        var text = "id,calls_per_hour,aht_s,patience_s,goal,target,target_s\n"
        for row in 0..<12_000 {
            text +=
                row % 1000 == 17
                ? "\(row),x,180,60,sl_offered,0.8,20\n" : "\(row),\(row % 97),180,60,sl_offered,0.8,20\n"
        }
        let folder = try ScratchFolder()
        try folder.write(text, to: "cases.csv")
        let command = "\"$WFM\" queue agents --model erlang-a"
        let result = try WFMProcess.shell(
            """
            \(command) --input cases.csv --threads 1 --output one.csv 2> one.txt
            \(command) --input cases.csv --threads 2 --output two.csv 2> two.txt
            cat cases.csv | \(command) --input - --threads 2 > pipe.csv 2> pipe.txt
            cmp one.csv two.csv && cmp one.csv pipe.csv && cmp one.txt two.txt && grep -c '^error' one.txt && wc -l < one.csv
            """, in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(result.standardOutput.split(separator: "\n") == ["12", "12001"])
    }
}
