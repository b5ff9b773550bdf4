import ContactCenter

extension RosterChecker {
    /// The hard rules of several agents that `new` exceeds by more than `old` does.
    static func newTeamViolations(
        from old: Roster, in before: RosteringInstance, to new: Roster, in after: RosteringInstance
    ) -> [RosterViolation] {
        guard after.ruleBook.contains(where: RosterDesk.isHardTeamRule) else { return [] }
        func excesses(_ roster: Roster, _ instance: RosteringInstance) -> [RuleExcess] {
            var team = instance
            team.ruleBook = instance.ruleBook.filter(RosterDesk.isHardTeamRule)
            return ruleExcesses(of: roster, in: team)
        }
        let known = Dictionary(
            excesses(old, before).map { ($0.rule, $0.amount) }, uniquingKeysWith: { first, _ in first })
        return excesses(new, after).filter { $0.amount > (known[$0.rule] ?? 0) + 1e-9 }.map {
            RosterViolation(rule: $0.rule, agent: $0.agent, message: $0.message)
        }
    }

    /// What the rules about several agents find wrong: seats, minimum cover and pairing.
    static func togetherFindings(
        _ rule: RosterRule, shifts: [String: [RuleShift]], instance: RosteringInstance
    ) -> [Finding] {
        let bound = instance.agents.filter(rule.scope.binds)
        switch rule.term {
        case .seats(let most):
            let present = headCounts(bound, shifts, instance, countsBreaks: true)
            return stretches(instance) { slot in
                max(0, present[slot] - most)
            } words: {
                "\($0) agents more than the \(most) seats"
            }
        case .minimumCover(let skill, let heads, let weekdays, let span):
            let able = bound.filter { agent in skill.map(agent.skills.contains) ?? true }
            let onDuty = headCounts(able, shifts, instance, countsBreaks: false)
            let slotsPerDay = 1440 / instance.gridMinutes
            return stretches(instance) { slot in
                let minute = slot % slotsPerDay * instance.gridMinutes
                guard span.contains(minute), weekdays.isEmpty || weekdays.contains(slot / slotsPerDay % 7) else {
                    return 0
                }
                return max(0, heads - onDuty[slot])
            } words: {
                "\($0) of \(heads) agents\(skill.map { " with \($0)" } ?? "") missing"
            }
        case .pairing(let names, let together):
            let members = names.filter { name in instance.agents.contains { $0.id == name } }
            return (0..<instance.days).map { day in
                let working = members.compactMap { name in shifts[name]?.first { $0.day == day } }
                let date = instance.startDate + day
                if together {
                    let away = members.filter { name in
                        !(shifts[name] ?? []).contains { $0.day == day }
                            && !instance.availability.contains {
                                $0.agent == name && $0.date == date && $0.kind == .leave
                            }
                    }
                    let missing = working.isEmpty ? 0 : away.count
                    // Present together: one moment that all who work share.
                    let shares = (working.map(\.start).max() ?? 0) < (working.map(\.end).min() ?? 1)
                    return ("\(date): \(working.count) of \(members.count) work together", missing + (shares ? 0 : 1))
                }
                let inOrder = working.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
                let clashes = zip(inOrder, inOrder.dropFirst()).count { $0.end > $1.start }
                return ("\(date): present at the same time", clashes)
            }
        default: return []
        }
    }

    private static func headCounts(
        _ agents: [Agent], _ shifts: [String: [RuleShift]], _ instance: RosteringInstance, countsBreaks: Bool
    ) -> [Int] {
        let grid = instance.gridMinutes
        var heads = [Int](repeating: 0, count: instance.days * 1440 / grid)
        for agent in agents {
            for shift in shifts[agent.id] ?? [] {
                var away = Set<Int>()
                if !countsBreaks {
                    for activity in shift.activities {
                        away.formUnion(activity.lowerBound / grid..<(activity.upperBound + grid - 1) / grid)
                    }
                    for pause in shift.breaks {
                        let from = shift.start + pause.offsetMinutes
                        away.formUnion(from / grid..<max(from / grid, (from + pause.minutes) / grid))
                    }
                }
                for slot in shift.start / grid..<min(heads.count, shift.end / grid) where !away.contains(slot) {
                    heads[slot] += 1
                }
            }
        }
        return heads
    }

    /// One finding for each stretch of slots with a positive excess; its amount is excess × minutes.
    private static func stretches(
        _ instance: RosteringInstance, _ excess: (Int) -> Int, words: (Int) -> String
    ) -> [Finding] {
        let grid = instance.gridMinutes
        let slots = instance.days * 1440 / grid
        var findings: [Finding] = []
        var slot = 0
        while slot < slots {
            let first = slot
            var worst = 0
            var sum = 0
            while slot < slots, case let now = excess(slot), now > 0 {
                worst = max(worst, now)
                sum += now
                slot += 1
            }
            if sum > 0 {
                let from = LocalTime(date: instance.startDate) + first * grid
                let to = LocalTime(date: instance.startDate) + slot * grid
                findings.append(("\(from)–\(LocalTime.clock(to.minuteOfDay)): \(words(worst))", sum * grid))
            } else {
                slot += 1
            }
        }
        return findings
    }
}
