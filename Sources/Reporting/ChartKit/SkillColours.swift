/// Colours of work: one a skill, the same on every day of the page.
struct SkillColours {
    /// Classes of the style sheet, `k0` … ; more skills than colours begin again from the first.
    private static let classes: [StaticString] = ["k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"]

    /// Skills in the order of their colours.
    let skills: [String]
    private let index: [String: Int]

    /// The skills that work is assigned to, by name.
    init(_ shifts: [RosterShift]) {
        skills = Set(shifts.flatMap { $0.parts.map(\.skill) }).filter { !$0.isEmpty }.sorted()
        index = Dictionary(uniqueKeysWithValues: skills.enumerated().map { ($1, $0) })
    }

    /// Looks of work with and without a skill, of breaks and of activities, in the order they are drawn.
    var looks: [StaticString] {
        Array(SkillColours.classes.prefix(max(1, skills.count))) + ["gw", "gb", "gu", "ga"]
    }

    /// Look of a part of a shift.
    func look(_ part: RosterShift.Part) -> StaticString {
        switch part.activity {
        case .work: index[part.skill].map { SkillColours.classes[$0 % SkillColours.classes.count] } ?? "gw"
        case .rest: "gb"
        case .lunch, .leave: "gu"
        case .activity: "ga"
        }
    }

    /// Look of a skill in a legend.
    func look(ofSkill place: Int) -> StaticString { SkillColours.classes[place % SkillColours.classes.count] }
}
