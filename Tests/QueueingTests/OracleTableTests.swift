import Testing

@testable import Queueing

/// Every row of every reference table goes through the table interface and comes back in the table's own columns.
@Suite("Reference tables") struct OracleTableTests {
    @Test(
        "Tables are there with all their rows",
        arguments: [
            ("erlang_bc.csv", 211), ("erlang_bc_continuous.csv", 20), ("mms_performance.csv", 108),
            ("min_agents.csv", 238), ("min_agents_real.csv", 18), ("erlang_a.csv", 97),
            ("min_agents_erlang_a.csv", 70), ("deferred_least_capacity.csv", 14),
            ("erlang_a_general_patience.csv", 18), ("finite_lines.csv", 60), ("retrials.csv", 20), ("blending.csv", 20),
            ("chat_concurrency.csv", 8), ("gamma_poisson.csv", 7), ("mgs_simulated.csv", 24),
        ])
    func tablesAreThere(name: String, count: Int) throws {
        #expect(try OracleTable(name).rows.count == count)
    }

    /// The answers of a row by column, checked to be the columns of the table that are not questions, in its order.
    private func answers(_ row: OracleRow, _ name: String, _ verb: QueueCaseTable.Verb, _ model: String) throws -> [(
        column: String, value: Double?
    )] {
        let header = try OracleTable(name).header
        let table = try QueueCaseTable(verb: verb, model: model, header: header)
        let questions = Set(table.inputs.map(\.name))
        #expect(header.filter { !questions.contains($0) } == table.outputs.filter { !questions.contains($0) })
        let values = try table.evaluate(table.inputs.map(row.value))
        return Array(zip(table.outputs, values)).map { (column: $0, value: $1) }
    }

    private func expect(
        _ answer: (column: String, value: Double?), _ row: OracleRow, relative: Double, absolute: Double = 0
    ) throws {
        let cell = try #require(row.cells[answer.column])
        guard !cell.isEmpty else {
            #expect(answer.value == nil, "\(answer.column)")
            return
        }
        let value = try #require(answer.value, "\(answer.column)")
        let reference = try #require(Double(cell))
        #expect(
            isClose(value, reference, relative: relative, absolute: absolute),
            "\(answer.column) \(value) against \(reference), relative \(abs(value / reference - 1))")
    }

    @Test(
        "Erlang B and C, 1 to 20,000 agents, to 1e-11 and their logarithms to 1e-12",
        arguments: OracleTable.rows("erlang_bc.csv"))
    func blockingAndDelay(row: OracleRow) throws {
        for answer in try answers(row, "erlang_bc.csv", .evaluate, "erlang-c") {
            let reference = try row.number(answer.column)
            if answer.column.hasPrefix("ln_") {
                try expect(answer, row, relative: 1e-12, absolute: abs(reference) < 1 ? 1e-12 : 0)
            } else if reference >= 1e-300 {
                try expect(answer, row, relative: 1e-11)
            } else {
                #expect(try #require(answer.value) < 1e-299)
            }
        }
    }

    @Test("Erlang B and C of real-valued agents to 1e-10", arguments: OracleTable.rows("erlang_bc_continuous.csv"))
    func continuousAgents(row: OracleRow) throws {
        for answer in try answers(row, "erlang_bc_continuous.csv", .evaluate, "erlang-c") {
            try expect(answer, row, relative: 1e-10)
        }
    }

    @Test("All measures of M/M/s to 1e-10", arguments: OracleTable.rows("mms_performance.csv"))
    func delayMeasures(row: OracleRow) throws {
        let critical = 1e-15 / (1 - (try row.number("occupancy")))
        for answer in try answers(row, "mms_performance.csv", .evaluate, "erlang-c") {
            try expect(answer, row, relative: max(1e-10, critical))
        }
    }

    @Test("Fewest agents without abandonment, exactly", arguments: OracleTable.rows("min_agents.csv"))
    func fewestAgents(row: OracleRow) throws {
        for answer in try answers(row, "min_agents.csv", .agents, "erlang-c") {
            try expect(
                answer, row, relative: answer.column == "min_agents" ? 0 : 1e-10,
                absolute: answer.column == "min_agents" ? 0 : 1e-300)
        }
    }

    @Test("Real-valued agents for a service level to 1e-9", arguments: OracleTable.rows("min_agents_real.csv"))
    func realAgents(row: OracleRow) throws {
        for answer in try answers(row, "min_agents_real.csv", .agents, "erlang-c") {
            try expect(answer, row, relative: 1e-9)
        }
    }

    @Test("All measures of M/M/s+M under every definition to 1e-9", arguments: OracleTable.rows("erlang_a.csv"))
    func abandonmentMeasures(row: OracleRow) throws {
        for answer in try answers(row, "erlang_a.csv", .evaluate, "erlang-a") {
            let reference = try row.number(answer.column)
            try expect(answer, row, relative: 1e-9, absolute: abs(reference) < 1e-3 ? 1e-12 : 0)
        }
    }

    @Test("Both ways to sum the waiting states agree with the table", arguments: OracleTable.rows("erlang_a.csv"))
    func bothMethods(row: OracleRow) throws {
        let traffic = try OfferedTraffic(callsPerHour: row.number("calls_per_hour"), ahtSeconds: row.number("aht_s"))
        let agents = try row.number("agents")
        let rates = WaitingSums.Rates(
            arrival: traffic.contactsPerSecond, answer: agents / traffic.ahtSeconds,
            excess: -traffic.slack(agents: agents) / traffic.ahtSeconds, abandon: 1 / (try row.number("patience_s")),
            within: try row.number("target_s"), short: try row.number("short_abandon_s"))
        let series = WaitingSums(series: rates)
        let quadrature = WaitingSums(quadrature: rates)
        let parts: [KeyPath<WaitingSums, Double> & Sendable] = [
            \.waiting, \.answered, \.answeredWithin, \.answeredLate, \.abandoned, \.abandonedWithin, \.shortAbandoned,
            \.virtuallyLate, \.waitOfAnswered, \.waitOfAbandoned,
        ]
        for part in parts {
            let (a, b) = (series[keyPath: part], quadrature[keyPath: part] / quadrature.scale)
            let whole = part == \.waitOfAnswered || part == \.waitOfAbandoned ? a : series.waiting
            #expect(isClose(a, b, relative: 1e-10, absolute: 1e-12 * whole), "\(part) \(a) against \(b)")
        }
    }

    @Test("Fewest agents with abandonment, exactly", arguments: OracleTable.rows("min_agents_erlang_a.csv"))
    func fewestAgentsWithAbandonment(row: OracleRow) throws {
        for answer in try answers(row, "min_agents_erlang_a.csv", .agents, "erlang-a") {
            try expect(answer, row, relative: answer.column == "min_agents" ? 0 : 1e-9)
        }
    }

    @Test("M/M/s+G under five laws of patience to 1e-9", arguments: OracleTable.rows("erlang_a_general_patience.csv"))
    func generalPatience(row: OracleRow) throws {
        for answer in try answers(row, "erlang_a_general_patience.csv", .evaluate, "erlang-a-general") {
            // The table has 13 digits.
            try expect(answer, row, relative: 1e-9)
        }
    }

    @Test("Finite lines, with and without patience, to 1e-10", arguments: OracleTable.rows("finite_lines.csv"))
    func finiteLines(row: OracleRow) throws {
        for answer in try answers(row, "finite_lines.csv", .evaluate, "finite-lines") {
            try expect(answer, row, relative: 1e-10, absolute: 1e-30)
        }
    }

    @Test("Redials and reconnects to 1e-9", arguments: OracleTable.rows("retrials.csv"))
    func retrials(row: OracleRow) throws {
        for answer in try answers(row, "retrials.csv", .evaluate, "retrials") {
            try expect(answer, row, relative: 1e-9)
        }
    }

    @Test("Blending with outbound to 1e-10", arguments: OracleTable.rows("blending.csv"))
    func blending(row: OracleRow) throws {
        for answer in try answers(row, "blending.csv", .evaluate, "blending") {
            try expect(answer, row, relative: 1e-10)
        }
    }

    @Test("Chat with several in hand to 1e-10", arguments: OracleTable.rows("chat_concurrency.csv"))
    func chat(row: OracleRow) throws {
        for answer in try answers(row, "chat_concurrency.csv", .evaluate, "chat") {
            try expect(answer, row, relative: 1e-10)
        }
    }

    @Test("Gamma-Poisson arrivals to 1e-8", arguments: OracleTable.rows("gamma_poisson.csv"))
    func gammaPoisson(row: OracleRow) throws {
        for answer in try answers(row, "gamma_poisson.csv", .evaluate, "gamma-poisson") {
            try expect(answer, row, relative: 1e-8)
        }
    }

    /// The errors stated in the documentation of the approximation.
    @Test("M/G/s within its stated error of the simulations", arguments: OracleTable.rows("mgs_simulated.csv"))
    func generalService(row: OracleRow) throws {
        let header = ["calls_per_hour", "aht_s", "agents", "patience_s", "service_cv", "target_s"]
        let table = try QueueCaseTable(verb: .evaluate, model: "general-service", header: header)
        let values = Dictionary(
            uniqueKeysWithValues: zip(table.outputs, try table.evaluate(table.inputs.map(row.value))))
        func error(_ column: String) throws -> Double {
            try #require(values[column] ?? nil) - (try row.number(column))
        }
        #expect(abs(try error("prob_wait")) < 0.0305)
        #expect(abs(try error("sl_offered")) < 0.0195)
        #expect(abs(try error("prob_abandon")) < 0.0095)
        #expect(abs(try error("mean_wait_all_s")) < 0.125 * (try row.number("mean_wait_all_s")))
    }
}
