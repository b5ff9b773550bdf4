import ContactCenter

/// The skill sets of an instance's agents and the subsets of skills that decide whether heads suffice.
///
/// A head on duty serves any one of its skills. The heads short are the largest value, over subsets S of the skills,
/// of (heads required in S) − (heads on duty with a skill in S), at least 0: the deficiency form of Hall's theorem
/// (Ore 1955, "Graphs and matching theorems", Duke Math. J. 22). Two facts keep the subsets few:
/// - the groups of agents without a skill in the best S are exactly those inside its complement, so S may be taken
///   as the complement of a union of occurring skill sets;
/// - skills that no agent connects are separate, and their shortages add.
struct SkillCover: Sendable {
    /// Most subsets the search holds.
    static let subsetLimit = 65_536

    /// Skill set of each group as bits of the instance's skills; agents whom different rules of minimum cover count are
    /// of different groups.
    let groupSkills: [[Bool]]
    /// Group of each agent.
    let groupOfAgent: [Int32]
    /// Subsets of skills; those of one component stand together, and each component's set of all skills comes first.
    let subsets: [[Bool]]
    /// Subsets of each component.
    let subsetsOfComponent: [Range<Int>]
    /// Component of each group; −1 for a group without a skill.
    let componentOfGroup: [Int32]
    /// Words that hold one bit for each subset.
    let wordCount: Int
    /// Bits of the subsets that a group has a skill in: `touch[group * wordCount + word]`.
    let touch: [UInt64]
    /// Bits of a component's subsets: `componentBits[component * wordCount + word]`.
    let componentBits: [UInt64]
    /// The subsets that a group has a skill in.
    let touchedSubsets: [[Int32]]

    /// The cover of `instance`.
    init(_ instance: RosteringInstance) throws(SchedulingError) {
        let skillCount = instance.skills.count
        let skillIndex = Dictionary(uniqueKeysWithValues: instance.skills.enumerated().map { ($1, $0) })
        var groupSkills: [[Bool]] = []
        var groupOfAgent: [Int32] = []
        var groupIndex: [[Bool]: Int32] = [:]
        let floors = instance.ruleBook.compactMap { rule -> (RosterRule, String?)? in
            guard case .minimumCover(let skill, _, _, _) = rule.term else { return nil }
            return (rule, skill)
        }
        for agent in instance.agents {
            var set = [Bool](repeating: false, count: skillCount)
            for skill in agent.skills { if let index = skillIndex[skill] { set[index] = true } }
            let key = set + floors.map { HeadFloor.counts(agent, for: $0, skill: $1) }
            let group = groupIndex[key] ?? Int32(groupSkills.count)
            if group == groupSkills.count {
                groupIndex[key] = group
                groupSkills.append(set)
            }
            groupOfAgent.append(group)
        }

        let componentOfSkill = SkillCover.components(of: groupSkills, skillCount: skillCount)
        let componentCount = (componentOfSkill.max() ?? -1) + 1
        var subsets: [[Bool]] = []
        var subsetsOfComponent: [Range<Int>] = []
        for component in 0..<componentCount {
            let all = componentOfSkill.map { $0 == component }
            let inside = groupSkills.filter { set in zip(set, all).contains { $0 && $1 } }
            let first = subsets.count
            subsets += try SkillCover.complementsOfUnions(of: inside, within: all)
            subsetsOfComponent.append(first..<subsets.count)
        }
        let words = max(1, (subsets.count + 63) / 64)
        var touch = [UInt64](repeating: 0, count: groupSkills.count * words)
        var touchedSubsets: [[Int32]] = []
        for (group, set) in groupSkills.enumerated() {
            var touched: [Int32] = []
            for (index, subset) in subsets.enumerated() where zip(set, subset).contains(where: { $0 && $1 }) {
                touch[group * words + index / 64] |= 1 << UInt64(index % 64)
                touched.append(Int32(index))
            }
            touchedSubsets.append(touched)
        }
        var componentBits = [UInt64](repeating: 0, count: componentCount * words)
        for (component, range) in subsetsOfComponent.enumerated() {
            for index in range { componentBits[component * words + index / 64] |= 1 << UInt64(index % 64) }
        }
        self.groupSkills = groupSkills
        self.groupOfAgent = groupOfAgent
        self.subsets = subsets
        self.subsetsOfComponent = subsetsOfComponent
        componentOfGroup = groupSkills.map { set in
            set.firstIndex(of: true).map { Int32(componentOfSkill[$0]) } ?? -1
        }
        wordCount = words
        self.touch = touch
        self.componentBits = componentBits
        self.touchedSubsets = touchedSubsets
    }

    /// Component of each skill: two skills are connected when an agent has both.
    private static func components(of groups: [[Bool]], skillCount: Int) -> [Int] {
        var label = Array(0..<skillCount)
        for set in groups {
            let members = set.indices.filter { set[$0] }
            guard let target = members.map({ label[$0] }).min() else { continue }
            let merged = Set(members.map { label[$0] })
            for skill in 0..<skillCount where merged.contains(label[skill]) { label[skill] = target }
        }
        var numbers: [Int: Int] = [:]
        return label.map { name in
            if let number = numbers[name] { return number }
            numbers[name] = numbers.count
            return numbers.count - 1
        }
    }

    /// Complements, within `all`, of the unions of `sets`; `all` itself first, the empty set left out.
    private static func complementsOfUnions(
        of sets: [[Bool]], within all: [Bool]
    ) throws(SchedulingError) -> [[Bool]] {
        var complements = [all]
        var seen: Set<[Bool]> = [all]
        for set in sets {
            for position in complements.indices {
                let smaller = zip(complements[position], set).map { $0 && !$1 }
                guard smaller.contains(true), seen.insert(smaller).inserted else { continue }
                complements.append(smaller)
            }
            if complements.count > subsetLimit {
                throw .tooManySkillCombinations(found: complements.count, limit: subsetLimit)
            }
        }
        return complements
    }
}
