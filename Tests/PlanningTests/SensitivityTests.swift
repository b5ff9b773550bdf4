import ContactCenter
import FileFormats
import Queueing
import Testing

@testable import Planning

@Suite("Sensitivity of the requirement")
struct SensitivityTests {
    private typealias Support = StaffingSupport

    private func elasticity(
        _ table: SensitivityTable, _ parameter: WhatIfChange.Parameter, _ stream: QueueChannel?
    ) -> Double? {
        table.rows.first { $0.kind == "elasticity" && $0.parameter == parameter && $0.stream == stream }?
            .paidHoursPercent
    }

    @Test("One percent more deferred work is one percent more people, of contacts or of handle time")
    func deferred() throws {
        let table = try SensitivityTable(
            Support.cases([Support.email], days: 2, shrinkage: Shrinkage(inOffice: 0.1)), zone: .utc)
        #expect(isClose(elasticity(table, .volume, Support.email), 1, relative: 1e-11))
        #expect(isClose(elasticity(table, .aht, Support.email), 1, relative: 1e-11))
        #expect(elasticity(table, .patience, Support.email) == nil)
        #expect(elasticity(table, .target, Support.email) == nil)
    }

    @Test("A point of shrinkage costs 1 / (1 − shrinkage) percent", arguments: [0.0, 0.1, 0.3])
    func shrinkage(share: Double) throws {
        let table = try SensitivityTable(Support.cases(shrinkage: Shrinkage(outOfOffice: share)), zone: .utc)
        let value = try #require(elasticity(table, .shrinkage, Support.voice))
        // Central difference of 1 / (1 − x), or one-sided at 0: (1/(1−x−h) − 1/(1−x+h)) (1−x) / 2h.
        let (x, h) = (share, 0.005)
        let exact =
            share == 0
            ? (1 / (1 - h) - 1) / h : (1 / (1 - x - h) - 1 / (1 - x + h)) * (1 - x) / (2 * h)
        #expect(isClose(value, exact, relative: 1e-9))
        #expect(isClose(value, 1 / (1 - share), relative: 6e-3))
    }

    @Test("Calls need less than one percent more for one percent of volume, and people who wait longer need more")
    func calls() throws {
        let table = try SensitivityTable(Support.cases(), zone: .utc)
        let volume = try #require(elasticity(table, .volume, Support.voice))
        #expect(volume > 0.5 && volume < 1)
        let aht = try #require(elasticity(table, .aht, Support.voice))
        #expect(aht > volume)
        #expect(try #require(elasticity(table, .patience, Support.voice)) > 0)
        #expect(try #require(elasticity(table, .target, Support.voice)) > 0)
    }

    @Test("The elasticity of calls is the derivative of the real-valued requirement")
    func derivative() throws {
        var cases = Support.cases()
        cases.cases[0].forecast = [cases.cases[0].forecast[5]]
        cases.cases[0].isOpen = [true]
        let table = try SensitivityTable(cases, zone: .utc)
        let volume = cases.cases[0].forecast[0].volume
        func agents(_ factor: Double) throws -> Double {
            try ErlangA(
                OfferedTraffic(contacts: volume * factor, perSeconds: 900, ahtSeconds: 240), patienceSeconds: 120
            ).realAgents(goals: [.serviceLevel(target: 0.8, withinSeconds: 20)])
        }
        let slope = try (agents(1.0001) - agents(0.9999)) / 0.0002 / agents(1)
        #expect(isClose(elasticity(table, .volume, Support.voice), slope, relative: 1e-4))
    }

    @Test("The centre's elasticity weighs its streams by paid hours")
    func weighed() throws {
        let cases = Support.cases([Support.email, Support.voice])
        let table = try SensitivityTable(cases, zone: .utc)
        let rows = try cases.requirements(servers: .real)
        let hours = Dictionary(grouping: rows, by: \.stream).mapValues { $0.reduce(0) { $0 + $1.paidHours } }
        let (email, voice) = (hours[Support.email] ?? 0, hours[Support.voice] ?? 0)
        let parts =
            try #require(elasticity(table, .volume, Support.email)) * email
            + #require(elasticity(table, .volume, Support.voice)) * voice
        #expect(isClose(elasticity(table, .volume, nil), parts / (email + voice), relative: 1e-9))
    }

    @Test("Scenarios are what a what-if of the same change says")
    func scenarios() throws {
        let cases = Support.cases(shrinkage: Shrinkage(inOffice: 0.1), staffing: StaffingPlan(fteHoursPerWeek: 40))
        let table = try SensitivityTable(cases, zone: .utc)
        let row = try #require(
            table.rows.first {
                $0.kind == "scenario" && $0.parameter == .volume && $0.change == "+10%" && $0.stream == nil
            })
        let whatIf = try #require(
            try WhatIfComparison(
                base: cases, changed: cases.applying(WhatIfChange.list("volume=+10%")), zone: .utc
            ).rows.last)
        #expect(row.paidHours == whatIf.changed.paidHours)
        #expect(row.serviceLevelSameStaff == whatIf.sameStaff.serviceLevel)
        #expect(isClose(row.fte, whatIf.changed.paidHours / 40 * 7, relative: 1e-12))
        #expect(table.rows.contains { $0.parameter == .shrinkage && $0.change == "-5pt" })
        // 80 % less 5 points or more 5 points can be; the table's width holds.
        #expect(table.table.rows.allSatisfy { $0.count == SensitivityTable.columns.count })
    }
}
