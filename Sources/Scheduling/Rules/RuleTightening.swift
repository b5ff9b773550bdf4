import ContactCenter

/// Brings hard rules of a rule book into the terms that construction and search keep by themselves: rest, days in a
/// row, days a week, and break windows.
///
/// What comes out is never looser than the rules. Break rules narrow the windows of a shift kind for everybody who
/// works it, and a kind whose windows would become empty is taken from the contracts of the agents bound.
enum RuleTightening {
    /// `instance` with its rules so tightened.
    static func tightened(_ instance: RosteringInstance) -> RosteringInstance {
        guard !instance.ruleBook.isEmpty else { return instance }
        var result = instance
        for rule in instance.ruleBook where rule.level == .hard {
            let bindsAll = instance.agents.allSatisfy(rule.scope.binds)
            switch rule.term {
            case .rest(let least) where bindsAll:
                result.rules.minimumRestMinutes = max(result.rules.minimumRestMinutes, least)
            case .daysInRow(_, let most?) where bindsAll && most >= 1:
                result.rules.maximumConsecutiveDays = min(result.rules.maximumConsecutiveDays, most)
            case .workingDays(.weeks(1), _, let most?):
                for index in result.contracts.indices {
                    let members = instance.agents.filter { $0.contract == result.contracts[index].name }
                    guard !members.isEmpty, members.allSatisfy(rule.scope.binds) else { continue }
                    result.contracts[index].maximumDaysPerWeek = min(result.contracts[index].maximumDaysPerWeek, most)
                }
            case .breakTime, .longestStretch: narrow(&result, by: rule)
            default: break
            }
        }
        return result
    }

    private static func narrow(_ instance: inout RosteringInstance, by rule: RosterRule) {
        let bound = Set(instance.agents.filter(rule.scope.binds).map(\.contract))
        let worked = Set(instance.contracts.filter { bound.contains($0.name) }.flatMap(\.shiftKinds))
        for index in instance.shiftKinds.indices where worked.contains(instance.shiftKinds[index].name) {
            let kind = instance.shiftKinds[index]
            if let breaks = narrowed(kind, by: rule.term) {
                instance.shiftKinds[index].breaks = breaks
            } else {
                for contract in instance.contracts.indices where bound.contains(instance.contracts[contract].name) {
                    instance.contracts[contract].shiftKinds.removeAll { $0 == kind.name }
                }
            }
        }
    }

    /// Break windows of `kind` in which every placement keeps `term`; `nil` when there are none.
    static func narrowed(_ kind: ShiftKind, by term: RuleTerm) -> [BreakTemplate]? {
        var breaks = kind.breaks
        switch term {
        case .breakTime(let over, let count, let minutes, let latest, let isPaid):
            guard kind.presenceMinutes > over else { return breaks }
            let fitting = breaks.indices.filter { index in
                breaks[index].minutes >= minutes && (isPaid.map { $0 == breaks[index].isPaid } ?? true)
            }
            guard fitting.count >= count else { return nil }
            guard let latest else { return breaks }
            let window = breaks[fitting[count - 1]].startOffsets
            guard window.lowerBound <= latest else { return nil }
            breaks[fitting[count - 1]].startOffsets = window.lowerBound...min(window.upperBound, latest)
            return breaks
        case .longestStretch(let most):
            // The end of the break before is known only to lie after the earliest one; the last stretch is cut by
            // the latest break's earliest start.
            var endBefore = 0
            for index in breaks.indices {
                let window = breaks[index].startOffsets
                guard window.lowerBound <= endBefore + most else { return nil }
                breaks[index].startOffsets = window.lowerBound...min(window.upperBound, endBefore + most)
                endBefore = window.lowerBound + breaks[index].minutes
            }
            guard let last = breaks.indices.last else { return kind.presenceMinutes <= most ? breaks : nil }
            let earliest = kind.presenceMinutes - most - breaks[last].minutes
            let window = breaks[last].startOffsets
            guard earliest <= window.upperBound else { return nil }
            breaks[last].startOffsets = max(window.lowerBound, earliest)...window.upperBound
            return breaks
        default: return breaks
        }
    }
}
