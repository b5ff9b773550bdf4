import ContactCenter

/// Conflicts of rules about several agents, shown by counting heads: sound, but not complete.
struct CoverConflicts {
    private let instance: CompiledInstance

    init(_ instance: CompiledInstance) { self.instance = instance }

    /// Minimum covers that no roster can keep, because too few agents exist, are available, or have seats.
    func conflicts() -> [RosterConflict] {
        let source = instance.source
        return source.ruleBook.flatMap { rule -> [RosterConflict] in
            guard rule.level == .hard, case .minimumCover(let skill, let heads, let weekdays, let span) = rule.term
            else { return [] }
            let able = source.agents.indices.filter { index in
                rule.scope.binds(source.agents[index]) && (skill.map(source.agents[index].skills.contains) ?? true)
            }
            let cause = RosterConflict.Cause(
                rule: rule.id,
                description: "rule '\(rule.id)' (\(rule.source)): at least \(heads) agents"
                    + (skill.map { " with '\($0)'" } ?? ""), mend: "")
            let days = (0..<instance.days).filter { weekdays.isEmpty || weekdays.contains($0 % 7) }
            guard let first = days.first, let last = days.last, heads > 0 else { return [] }
            let dates = source.startDate + first...source.startDate + last
            if able.count < heads {
                var alone = cause
                alone.mend =
                    "ask for at most \(able.count), or give \(heads - able.count) more agents"
                    + (skill.map { " the skill '\($0)'" } ?? " to it")
                return [RosterConflict(agent: "", dates: dates, causes: [alone])]
            }
            if let full = seats(of: able, below: heads) {
                return [
                    RosterConflict(
                        agent: "", dates: dates,
                        causes: [with(cause, "ask for at most \(full.most)"), full.cause])
                ]
            }
            return days.compactMap { shortDay($0, able, heads: heads, span: span, cause) }.prefix(1).map(\.self)
        }
    }

    private func with(_ cause: RosterConflict.Cause, _ mend: String) -> RosterConflict.Cause {
        RosterConflict.Cause(rule: cause.rule, description: cause.description, mend: mend)
    }

    /// A rule of seats that binds all of `agents` and has fewer than `heads`.
    private func seats(of agents: [Int], below heads: Int) -> (most: Int, cause: RosterConflict.Cause)? {
        for rule in instance.source.ruleBook where rule.level == .hard {
            guard case .seats(let most) = rule.term, most < heads,
                agents.allSatisfy({ rule.scope.binds(instance.source.agents[$0]) })
            else { continue }
            return (
                most,
                RosterConflict.Cause(
                    rule: rule.id, description: "rule '\(rule.id)' (\(rule.source)): at most \(most) agents present",
                    mend: "raise the seats to \(heads)")
            )
        }
        return nil
    }

    /// The first slot of a day at which fewer than `heads` of the able agents can be present at all.
    private func shortDay(
        _ day: Int, _ able: [Int], heads: Int, span: Range<Int>, _ cause: RosterConflict.Cause
    ) -> RosterConflict? {
        let source = instance.source
        for minute in stride(from: span.lowerBound, to: span.upperBound, by: source.gridMinutes) {
            let at = day * 1440 + minute
            let absent = able.filter { !canBePresent($0, at: at) }
            guard able.count - absent.count < heads else { continue }
            // As many as tip the balance; who has no shift at that time at all comes before who is away.
            let needed = able.count - heads + 1
            let never = absent.filter { !canBePresent($0, at: at, heedsRecords: false) }
            let away = absent.filter { canBePresent($0, at: at, heedsRecords: false) }
            let chosen = (never + away).prefix(needed)
            let date = source.startDate + day
            let time = LocalTime.clock(minute)
            let causes = chosen.map { agent -> RosterConflict.Cause in
                let name = source.agents[agent].id
                guard away.contains(agent) else {
                    return RosterConflict.Cause(
                        rule: "H1",
                        description: "contract '\(source.agents[agent].contract)' of '\(name)' has no shift at \(time)",
                        mend: "give the contract a kind that covers \(time)")
                }
                let records = source.availability.filter {
                    $0.agent == name && $0.kind != .avoid && abs($0.date - date) <= 1
                }
                return RosterConflict.Cause(
                    rule: "availability",
                    description: "availability.csv: '\(name)' is away ("
                        + records.map { "\($0.kind.rawValue) on \($0.date)" }.joined(separator: ", ") + ")",
                    mend: "move or drop it")
            }
            return RosterConflict(
                agent: "", dates: date...date,
                causes: [with(cause, "ask for at most \(able.count - absent.count) on \(date) at \(time)")] + causes)
        }
        return nil
    }

    /// Whether an option of the agent's contract is present at a minute from midnight of the first day.
    private func canBePresent(_ agent: Int, at minute: Int, heedsRecords: Bool = true) -> Bool {
        let options = instance.staff.optionsOfContract[Int(instance.staff.contractOfAgent[agent])]
        return (max(0, minute / 1440 - 2)...min(instance.days - 1, minute / 1440)).contains { day in
            options.contains { index in
                let option = instance.shifts.options[Int(index)]
                return instance.start(option, day: day) <= minute && instance.end(option, day: day) > minute
                    && (!heedsRecords
                        || instance.staff.allows(option: Int(index), agentDay: agent * instance.days + day))
            }
        }
    }
}
