/// Leave, absences and wishes of the team in the weeks to plan.
///
/// Leave is booked so that every week stays lawful: a day of leave is worth `leaveCredit` paid minutes, a full week of
/// it is a week inside the contract's band, and what is left of a broken week can be filled with shifts of the contract.
struct Availability {
    /// What a line says.
    enum Kind: String {
        case leave, unavailable, avoid
    }

    /// A line of `availability.csv`.
    struct Line {
        let agent: Int
        let day: Day
        let span: Range<Int>
        let kind: Kind
        let credit: Int
        let weight: Int
    }

    /// Lines by agent, then kind, then date.
    let lines: [Line]

    /// The team's leave, absences and wishes under `seed`.
    init(seed: UInt64) {
        lines = Team.agents.indices.flatMap { Availability.lines(of: $0, seed: seed) }
    }

    private static func lines(of agent: Int, seed: UInt64) -> [Line] {
        var random = UnitStream(seed: seed, .availability, agent)
        let contract = Team.contracts[Team.agents[agent].contract]
        var lines: [Line] = []
        var leave: Set<Int> = []
        if random.chance(0.30) {
            let week = random.index(below: Centre.planDays / 7)
            let wanted = [1, 1, 2, 2, contract.days][random.index(below: 5)]
            let first = wanted == contract.days ? 0 : random.index(below: 6 - wanted)
            for day in first..<(first + wanted) { leave.insert(week * 7 + day) }
            for day in leave.sorted() {
                lines.append(
                    Line(
                        agent: agent, day: Centre.planStart + day, span: 0..<1440, kind: .leave,
                        credit: contract.leaveCredit, weight: 0))
            }
        }
        // Students come after lectures, parents leave before the school gate closes.
        if contract.name.hasPrefix("PT") && random.chance(0.45) {
            let blocked = random.chance(0.5) ? 0..<840 : 960..<1440
            for day in 0..<Centre.planDays where day % 7 < 5 && !leave.contains(day) {
                lines.append(
                    Line(
                        agent: agent, day: Centre.planStart + day, span: blocked, kind: .unavailable, credit: 0,
                        weight: 0))
            }
        }
        for day in 0..<Centre.planDays where !leave.contains(day) && random.chance(0.06) {
            let span = [0..<1440, 0..<600, 1080..<1440][random.pick([0.4, 0.25, 0.35])]
            lines.append(
                Line(
                    agent: agent, day: Centre.planStart + day, span: span, kind: .avoid, credit: 0,
                    weight: 1 + random.index(below: 3)))
        }
        return lines
    }
}
