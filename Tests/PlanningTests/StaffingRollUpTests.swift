import ContactCenter
import FileFormats
import Queueing
import Testing

@testable import Planning

@Suite("Requirements rolled up, and caps shared")
struct StaffingRollUpTests {
    private typealias Support = StaffingSupport

    /// A row without queueing: agents required and their measures as given.
    private func row(
        _ stream: QueueChannel, hour: Int, volume: Double, agents: Double, level: Double?, occupancy: Double?
    ) -> RequirementInterval {
        var row = RequirementInterval(
            stream: stream, start: Instant(seconds: 1_772_409_600 + hour * 3600), intervalSeconds: 1800)
        row.volume = volume
        row.load = volume / 10
        row.agentsRequired = agents
        row.agentsStaffed = agents
        row.agentsInOffice = agents * 1.25
        row.agentsScheduled = agents * 1.5
        row.serviceLevel = level
        row.occupancy = occupancy
        return row
    }

    @Test("By hand: two days, two streams")
    func byHand() throws {
        let rows = [
            row(Support.chat, hour: 9, volume: 10, agents: 1.5, level: 0.9, occupancy: 0.5),
            row(Support.chat, hour: 33, volume: 30, agents: 2, level: 0.8, occupancy: 0.75),
            row(Support.voice, hour: 9, volume: 20, agents: 4, level: 0.7, occupancy: 0.8),
            row(Support.voice, hour: 10, volume: 0, agents: 1, level: nil, occupancy: nil),
            row(Support.voice, hour: 33, volume: 40, agents: 3.5, level: 0.85, occupancy: 0.9),
        ]
        let staffing = StaffingPlan(fteHoursPerWeek: 4, paidHourCost: 10)
        let rollUp = StaffingRollUp(rows, staffing: staffing, zone: .utc)
        func find(
            _ scope: StaffingRollUp.Scope, _ period: StaffingRollUp.Period, _ start: String, _ channel: String = ""
        ) throws -> StaffingRollUp.Row {
            try #require(
                rollUp.rows.first {
                    $0.scope == scope && $0.period == period && $0.start.description == start && $0.channel == channel
                })
        }
        let monday = try find(.centre, .day, "2026-03-02")
        #expect(monday.figures.volume == 30 && monday.figures.workloadHours == 1.5)
        #expect(monday.figures.requiredHours == 3.25)
        #expect(monday.figures.inOfficeHours == 3.25 * 1.25 && monday.figures.paidHours == 3.25 * 1.5)
        #expect(monday.fte == 3.25 * 1.5 / 4 && monday.cost == 3.25 * 15)
        #expect(isClose(monday.figures.serviceLevel, (9 + 14) / 30, relative: 1e-15))
        // 1.5 agents are measured as 2, half busy: one agent's time of 1.5; the idle one counts.
        #expect(isClose(monday.figures.occupancy, (0.5 * 2 + 0.8 * 4) / 6.5, relative: 1e-15))
        #expect(monday.figures.peakAgents == 5.5)
        #expect(monday.figures.peakStart == Instant(seconds: 1_772_409_600 + 9 * 3600))
        let week = try find(.centre, .week, "2026-03-02")
        #expect(week.figures.paidHours == 6 * 1.5 && week.fte == 2.25)
        // Two days are two sevenths of a week.
        #expect(isClose(try find(.centre, .total, "2026-03-02").fte, 2.25 * 3.5, relative: 1e-15))
        #expect(try find(.stream, .total, "2026-03-02", "chat").figures.requiredHours == 1.75)
        #expect(try find(.stream, .day, "2026-03-03", "voice").figures.serviceLevel == 0.85)
        let table = rollUp.table
        #expect(table.columns == StaffingRollUp.columns && table.rows.allSatisfy { $0.count == table.columns.count })
        #expect(rollUp.rows.count == 3 * (2 + 1 + 1))
    }

    @Test("Days add up to weeks, streams to the centre, and intervals' FTE to the week's")
    func adding() throws {
        let cases = Support.cases(
            [Support.chat, Support.email, Support.voice], days: 9, shrinkage: Shrinkage(inOffice: 0.1),
            staffing: StaffingPlan(fteHoursPerWeek: 37.5))
        let rows = try cases.requirements()
        let rollUp = StaffingRollUp(rows, staffing: cases.staffing, zone: .utc)
        func sum(_ scope: StaffingRollUp.Scope, _ period: StaffingRollUp.Period) -> Double {
            rollUp.rows.filter { $0.scope == scope && $0.period == period }.reduce(0) { $0 + $1.figures.paidHours }
        }
        let total = sum(.centre, .total)
        for period in StaffingRollUp.Period.allCases {
            #expect(isClose(sum(.centre, period), total, relative: 1e-12))
            #expect(isClose(sum(.stream, period), total, relative: 1e-12))
        }
        let firstWeek = try #require(rollUp.rows.first { $0.scope == .centre && $0.period == .week })
        let intervals = rows.filter { $0.start < Instant(seconds: 1_772_409_600 + 7 * 86_400) }
        #expect(isClose(firstWeek.fte, intervals.reduce(0) { $0 + ($1.fte ?? 0) }, relative: 1e-12))
    }

    @Test("A centre's cap is shared in proportion, where all together need more")
    func sharedCap() throws {
        let free = Support.cases([Support.chat, Support.voice])
        var capped = free
        capped.staffing.staffCap = 14
        let before = try free.requirements()
        let rows = try capped.requirements()
        let required = Dictionary(grouping: before, by: \.start).mapValues { $0.reduce(0) { $0 + $1.agentsRequired } }
        var hasBound = false
        for (old, row) in zip(before, rows) {
            let all = try #require(required[row.start])
            #expect(row.agentsRequired == old.agentsRequired)
            guard all > 14 else {
                #expect(row == old)
                continue
            }
            hasBound = true
            #expect(isClose(row.agentsStaffed, row.agentsRequired * 14 / all, relative: 1e-12))
            #expect(isClose(row.shortfall, row.agentsRequired * (1 - 14 / all), relative: 1e-9))
            #expect(try #require(row.serviceLevel) < #require(old.serviceLevel))
        }
        #expect(hasBound)
        let staffed = Dictionary(grouping: rows, by: \.start).mapValues { $0.reduce(0) { $0 + $1.agentsStaffed } }
        #expect(staffed.values.allSatisfy { $0 <= 14 + 1e-9 })
        let words = StaffingShortfalls.words(rows, zone: .utc)
        #expect(words.count == 2 && words[0].hasPrefix("sales/chat: the staff cap leaves "))
        #expect(StaffingShortfalls.words(before, zone: .utc).isEmpty)
    }
}
