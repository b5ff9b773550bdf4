import ContactCenter

/// Which rules of a rule book a search keeps, and which it leaves to the checker.
public enum RuleSupport {
    /// A sentence for each rule that construction and search do not know: it is checked, but not kept on the way.
    public static func notKeptBySearch(_ instance: RosteringInstance) -> [String] {
        instance.ruleBook.compactMap { rule in
            switch rule.term {
            case .seats where rule.level == .soft, .minimumCover, .pairing:
                "rule '\(rule.id)' looks at several agents together: the search does not know it, the roster is only "
                    + "checked against it"
            case .longestStretch where rule.level == .soft, .breakTime where rule.level == .soft:
                "the soft rule '\(rule.id)' looks at breaks: the search does not price it, the roster's cost has it"
            default: nil
            }
        }
    }
}
