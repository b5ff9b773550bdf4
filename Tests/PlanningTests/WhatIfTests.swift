import ContactCenter
import FileFormats
import Testing

@testable import Planning

@Suite("What if")
struct WhatIfTests {
    private typealias Support = StaffingSupport

    @Test(
        "Changes are read as they are written",
        arguments: [
            ("aht=-5%", WhatIfChange(.aht, .factor(0.95))), ("aht=−5%", WhatIfChange(.aht, .factor(0.95))),
            ("aht=x1.1", WhatIfChange(.aht, .factor(1.1))), ("aht=*1.1", WhatIfChange(.aht, .factor(1.1))),
            ("aht=+10s", WhatIfChange(.aht, .added(10))), ("aht=280", WhatIfChange(.aht, .value(280))),
            ("volume=+10%", WhatIfChange(.volume, .factor(1.1))),
            ("shrinkage=+3pt", WhatIfChange(.shrinkage, .added(0.03))),
            ("shrinkage=30%", WhatIfChange(.shrinkage, .value(0.3))),
            ("in_office=-10%", WhatIfChange(.inOffice, .factor(0.9))),
            ("target=85/20", WhatIfChange(.target, .value(0.85), withinSeconds: 20)),
            ("target=0.85", WhatIfChange(.target, .value(0.85))),
            ("target=+2pt/30", WhatIfChange(.target, .added(0.02), withinSeconds: 30)),
            ("sales/chat:concurrency=3", WhatIfChange(.concurrency, .value(3), scope: "sales/chat")),
            ("minimum_agents=+1", WhatIfChange(.minimumAgents, .added(1))),
        ])
    func read(text: String, change: WhatIfChange) throws {
        let read = try WhatIfChange(text)
        #expect(read.parameter == change.parameter && read.scope == change.scope)
        #expect(read.withinSeconds == change.withinSeconds)
        for old in [0.2, 1, 300] {
            #expect(isClose(read.amount.applied(to: old), change.amount.applied(to: old), relative: 1e-14))
        }
    }

    @Test(
        "What cannot be read is quoted, with what to write",
        arguments: [
            ("ahtt=-5%", "unknown parameter 'ahtt' in 'ahtt=-5%' | did you mean 'aht'?"),
            ("aht", "expected parameter=change, found 'aht'"), ("", "expected parameter=change, found ''"),
            ("aht=-5%,", "expected parameter=change, found ''"),
            ("aht=5%", "'aht=5%' has no sign, and aht is no share | write aht=+5% for more, -5% for less"),
            ("aht=+3pt", "points are of a share, and aht is none"),
            ("aht=fast", "expected a number, found 'fast' in 'aht=fast'"),
            ("aht=nan", "expected a number, found 'nan'"), ("aht=x0x10", "expected a number"),
            ("shrinkage=+3", "does not say whether it means percent or points | write shrinkage=+3pt or"),
            ("volume=120", "'volume=120' cannot be the volume of every interval"),
            ("target=85/soon", "expected seconds after the slash, found 'soon'"),
            ("target=85/-1", "expected seconds after the slash, found '-1'"),
        ])
    func refused(text: String, message: String) {
        let words = Support.complaint { _ = try WhatIfChange.list(text) }
        #expect(words.contains(message), "\(words)")
    }

    @Test(
        "Changes that leave a parameter's domain are refused with the value it would have",
        arguments: [
            ("shrinkage=+70pt", "sales/voice: shrinkage would become 1.06 | it must stay from 0 to below 1"),
            ("shrinkage=-50pt", "shrinkage would become -0.14"), ("aht=x0", "aht would become 0"),
            ("aht=-1000s", "aht would become -760"), ("patience=-100%", "patience would become 0"),
            ("target=100%", "target would become 1 | it must stay from 0 to below 1 (1 cannot be reached"),
            ("target=+30pt", "target would become 1.1"), ("occupancy_cap=0", "occupancy_cap would become 0"),
            ("occupancy_cap=120%", "occupancy_cap would become 1.2"), ("within=-1000%", "within would become -180"),
            ("volume=x-1", "volume would become -1"), ("out_of_office=70%", "shrinkage would become 1"),
            ("sale:aht=+5%", "no queue, channel or queue/channel is called 'sale' | did you mean 'sales'?"),
        ])
    func outside(text: String, message: String) {
        let cases = Support.cases(shrinkage: Shrinkage(inOffice: 0.3, outOfOffice: 0.06, composition: .partition))
        let words = Support.complaint { _ = try cases.applying(WhatIfChange.list(text)) }
        #expect(words.contains(message), "\(words)")
    }

    private func comparison(_ cases: StaffingCases, _ changes: String) throws -> [WhatIfComparison.Row] {
        try WhatIfComparison(base: cases, changed: cases.applying(WhatIfChange.list(changes)), zone: .utc).rows
    }

    @Test("Changes of nothing change nothing")
    func nothing() throws {
        let cases = Support.cases(
            [Support.chat, Support.email, Support.voice], shrinkage: Shrinkage(inOffice: 0.1),
            staffing: StaffingPlan(fteHoursPerWeek: 37.5, paidHourCost: 20))
        let rows = try comparison(cases, "aht=+0%,volume=x1,patience=+0s,shrinkage=+0pt,target=+0pt,concurrency=1")
        #expect(rows.count == 4)
        for row in rows {
            #expect(row.base == row.changed)
            #expect(isClose(row.sameStaff.serviceLevel, row.base.serviceLevel, relative: 1e-12))
        }
    }

    @Test("Twice the contacts of half the handle time are the same work: the same e-mail staff, no more for calls")
    func sameLoad() throws {
        let cases = Support.cases([Support.email, Support.voice], shrinkage: Shrinkage(inOffice: 0.1))
        let rows = try comparison(cases, "volume=x2,aht=x0.5")
        for row in rows { #expect(isClose(row.changed.workloadHours, row.base.workloadHours, relative: 1e-12)) }
        #expect(isClose(rows[0].changed.paidHours, rows[0].base.paidHours, relative: 1e-12))
        // Contacts half as long free an agent twice as often, and waits shrink.
        #expect(rows[1].changed.paidHours <= rows[1].base.paidHours)
        #expect(try #require(rows[1].sameStaff.serviceLevel) > #require(rows[1].base.serviceLevel))
    }

    @Test("Each change works in its direction, and on its scope only")
    func directions() throws {
        let cases = Support.cases(
            [Support.chat, Support.email, Support.voice], shrinkage: Shrinkage(inOffice: 0.1),
            staffing: StaffingPlan(fteHoursPerWeek: 37.5, paidHourCost: 20))
        func centre(_ changes: String) throws -> WhatIfComparison.Row {
            try #require(try comparison(cases, changes).last)
        }
        for more in ["volume=+10%", "aht=+10%", "patience=+30%", "target=+5pt", "shrinkage=+5pt", "minimum_agents=30"] {
            let row = try centre(more)
            #expect(row.changed.paidHours > row.base.paidHours, "\(more)")
        }
        for less in ["volume=-10%", "aht=-20s", "patience=60", "target=70/20", "in_office=5%", "chat:concurrency=2"] {
            let row = try centre(less)
            #expect(row.changed.paidHours < row.base.paidHours, "\(less)")
        }
        let scoped = try comparison(cases, "voice:aht=+10%")
        #expect(scoped[0].changed == scoped[0].base && scoped[1].changed == scoped[1].base)
        #expect(scoped[2].changed.requiredHours > scoped[2].base.requiredHours)
        // The same people with more work: fewer contacts in time.
        #expect(try #require(scoped[2].sameStaff.serviceLevel) < #require(scoped[2].base.serviceLevel))
        // The time of an unscoped target is that of calls.
        let timed = try cases.applying(WhatIfChange.list("target=85/15"))
        #expect(timed.cases.map(\.target.withinSeconds) == [20, 14_400, 15])
        #expect(timed.cases.map(\.target.serviceLevel) == [0.85, 0.8, 0.85])
    }

    @Test("Shrinkage moves paid hours as 1 / (1 − shrinkage), to the last digit, and nothing else")
    func shrinkage() throws {
        let cases = Support.cases(shrinkage: Shrinkage(inOffice: 0.1, outOfOffice: 0.05))
        let row = try #require(try comparison(cases, "shrinkage=+3pt").last)
        let before = 1 - 0.9 * 0.95
        #expect(
            isClose(row.changed.paidHours / row.base.paidHours, (1 - before) / (1 - before - 0.03), relative: 1e-12))
        #expect(row.changed.requiredHours == row.base.requiredHours)
    }

    @Test("The table has a row a stream and one for all, the differences computed, cost and FTE where they are known")
    func table() throws {
        let cases = Support.cases(
            [Support.email, Support.voice], days: 7,
            staffing: StaffingPlan(fteHoursPerWeek: 40, paidHourCost: 20))
        let comparison = try WhatIfComparison(
            base: cases, changed: cases.applying(WhatIfChange.list("volume=+10%")), zone: .utc)
        let table = comparison.table
        #expect(table.columns == WhatIfComparison.columns && table.rows.allSatisfy { $0.count == table.columns.count })
        #expect(table.rows.map { $0[0] } == [.text("stream"), .text("stream"), .text("centre")])
        let row = try #require(comparison.rows.last)
        func cell(_ name: String) throws -> Double? {
            let index = try #require(table.columns.firstIndex(of: name))
            guard case .number(let number, _) = try #require(table.rows.last)[index] else { return nil }
            return number
        }
        #expect(try cell("fte_base") == row.base.paidHours / 40)
        #expect(try cell("cost_changed") == row.changed.paidHours * 20)
        #expect(try cell("paid_hours_difference") == row.changed.paidHours - row.base.paidHours)
        let plain = try WhatIfComparison(base: Support.cases(), changed: Support.cases(), zone: .utc).table
        let fte = try #require(plain.columns.firstIndex(of: "fte_base"))
        #expect(plain.rows[0][fte] == .number(nil, decimals: 6))
    }
}
