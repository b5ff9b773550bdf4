import ContactCenter
import Testing

@testable import Planning

@Suite("Groups of queues that the same agents answer")
struct StaffingPoolTests {
    @Test(
        "Skills that agents have together are one group, directly or over others",
        arguments: [
            ([["sales"], ["help"]], [["sales"], ["billing"], ["help"]]),
            ([["help", "sales"]], [["sales", "help"], ["billing"]]),
            ([["billing", "help"], ["sales", "help"]], [["sales", "billing", "help"]]),
        ])
    func components(held: [[String]], groups: [[String]]) {
        let found = StaffingPool.components(of: ["sales", "billing", "help"], heldTogether: held)
        #expect(found.map(\.skills) == groups.map(Set.init))
        #expect(found.map(\.name) == groups.map { $0.joined(separator: "|") })
    }

    @Test("The pooled requirement is asked for by the plan, and stands beside the streams' own")
    func reported() throws {
        let channels = [
            ChannelPlan(channel: .chat, target: ServiceTarget(), patience: .meanSeconds(120), arrivesAlways: false),
            ChannelPlan(channel: .voice, target: ServiceTarget(), patience: .meanSeconds(120), arrivesAlways: false),
        ]
        let cases = StaffingSupport.cases([StaffingSupport.chat, StaffingSupport.voice])
        let plain = try StaffingStage(StaffingSupport.workspace(channels: channels)).run(cases, context: StageContext())
        #expect(plain.pooled.isEmpty)
        var asked = cases
        asked.staffing.pooling = .report
        let outcome = try StaffingStage(StaffingSupport.workspace(channels: channels)).run(
            asked, context: StageContext())
        #expect(outcome.requirements == plain.requirements)
        #expect(outcome.pooled.map(\.name) == ["sales"])
        let rollUp = StaffingRollUp(
            outcome.requirements, pooled: outcome.pooled, staffing: asked.staffing, zone: .utc)
        func paid(_ scope: StaffingRollUp.Scope) throws -> Double {
            try #require(rollUp.rows.first { $0.scope == scope && $0.period == .total }).figures.paidHours
        }
        #expect(try paid(.pooled) < paid(.centre))
    }

    @Test("A skill that no queue needs, and a team that is not there, are refused")
    func refused() {
        func words(_ groups: StaffingPlan.SkillGroups) -> String {
            StaffingSupport.complaint {
                _ = try StaffingPool(
                    StaffingSupport.workspace(staffing: StaffingPlan(pooling: .report, skillGroups: groups)))
            }
        }
        let named = words(.named([.init(name: "phones", skills: ["sale"])]))
        #expect(
            named.hasPrefix("the plan's staffing.skill_groups.phones: unknown skill 'sale' | did you mean 'sales'?"),
            "\(named)")
        #expect(words(.team).hasPrefix("skill groups are to be those of the team"))
    }
}
