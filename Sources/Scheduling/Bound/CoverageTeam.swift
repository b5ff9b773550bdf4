/// Agents of one contract who may work the same starts on every day of a week that they can work at all.
struct CoverageTeam: Sendable {
    /// Most teams of one contract; agents beyond them share one more, to whom every start of the contract is open.
    static let limit = 24

    /// The agents, by index of the instance.
    private(set) var members: [Int] = []
    /// Options of the contract.
    private let contractOptions: [Int32]
    /// First day of the week.
    private let firstDay: Int
    /// Bits of the allowed options on each day of the week; empty where no member can work, and in a team without
    /// distinctions.
    private var masks: [[UInt64]]
    private let isOpen: Bool

    private init(contractOptions: [Int32], firstDay: Int, isOpen: Bool) {
        self.contractOptions = contractOptions
        self.firstDay = firstDay
        self.isOpen = isOpen
        masks = [[UInt64]](repeating: [], count: 7)
    }

    /// The teams of `agents` in `week`, in a fixed order.
    static func teams(of agents: [Int], week: Int, in instance: CompiledInstance) -> [CoverageTeam] {
        var teams: [Int32: [CoverageTeam]] = [:]
        for agent in agents {
            let contract = instance.staff.contractOfAgent[agent]
            let masks = (week * 7..<week * 7 + 7).map { mask(of: agent, day: $0, in: instance) }
            var ofContract = teams[contract] ?? []
            if let place = ofContract.firstIndex(where: { $0.admits(masks) }) {
                ofContract[place].add(agent, masks)
            } else {
                var team = CoverageTeam(
                    contractOptions: instance.staff.optionsOfContract[Int(contract)], firstDay: week * 7,
                    isOpen: ofContract.count >= limit)
                team.add(agent, masks)
                ofContract.append(team)
            }
            teams[contract] = ofContract
        }
        return teams.keys.sorted().flatMap { teams[$0] ?? [] }
    }

    /// Options open to the team on `day`; days before the week know no distinctions.
    func options(on day: Int, in instance: CompiledInstance) -> [Int32] {
        guard !isOpen, day >= firstDay else { return contractOptions }
        let mask = masks[day - firstDay]
        guard !mask.isEmpty else { return [] }
        return contractOptions.filter { mask[Int($0) / 64] & (1 << UInt64($0 % 64)) != 0 }
    }

    /// Members who can work on `day`.
    func able(on day: Int, in instance: CompiledInstance) -> Int {
        members.count { !CoverageTeam.mask(of: $0, day: day, in: instance).isEmpty }
    }

    private func admits(_ other: [[UInt64]]) -> Bool {
        isOpen || zip(masks, other).allSatisfy { $0.isEmpty || $1.isEmpty || $0 == $1 }
    }

    private mutating func add(_ agent: Int, _ other: [[UInt64]]) {
        members.append(agent)
        guard !isOpen else { return }
        for day in 0..<7 where masks[day].isEmpty { masks[day] = other[day] }
    }

    /// Bits of the options that `agent` may start on `day`; empty when there is none.
    private static func mask(of agent: Int, day: Int, in instance: CompiledInstance) -> [UInt64] {
        let words = instance.staff.wordsPerDay
        let base = (agent * instance.days + day) * words
        let bits = Array(instance.staff.allowed[base..<base + words])
        return bits.contains { $0 != 0 } ? bits : []
    }
}
