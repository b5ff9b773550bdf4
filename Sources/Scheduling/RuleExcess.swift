/// By how much a roster exceeds one rule of its rule book for one agent (or, with no agent, for the whole centre).
public struct RuleExcess: Hashable, Sendable {
    /// Identifier of the rule.
    public var rule: String
    /// The agent; empty for a rule about several agents.
    public var agent: String
    /// Whether the rule is hard.
    public var isHard: Bool
    /// Units beyond what the rule asks: hours, or days, nights, weekends, shifts.
    public var amount: Double
    /// Cost: amount × weight; 0 for a hard rule.
    public var cost: Double
    /// What is wrong, in words.
    public var message: String
}
