/// The team as the files of a scheduling folder.
struct TeamFiles {
    /// Agents in the files, by index.
    let agents: [Int]
    /// The only skill to mention; `nil` = all.
    let onlySkill: Int?

    /// `agents.csv`.
    func agentsFile() -> TextBuffer {
        var file = TextBuffer()
        file.text("agent,contract,skills\n")
        for index in agents {
            let agent = Team.agents[index]
            let skills = agent.skills.filter { onlySkill == nil || $0 == onlySkill }.map { Centre.queues[$0].name }
            file.text("\(agent.name),\(Team.contracts[agent.contract].name),\(skills.joined(separator: "|"))\n")
        }
        return file
    }

    /// `contracts.csv`.
    func contractsFile() -> TextBuffer {
        var file = TextBuffer()
        file.text("contract,weekly_min_paid,weekly_max_paid,max_days_per_week,kinds\n")
        for contract in Team.contracts {
            file.text("\(contract.name),\(contract.weekly.lowerBound),\(contract.weekly.upperBound),")
            file.text("\(contract.maximumDays),\(contract.kinds.joined(separator: "|"))\n")
        }
        return file
    }

    /// `shift_kinds.csv`.
    func shiftKindsFile() -> TextBuffer {
        var file = TextBuffer()
        file.text("kind,presence_min,paid_min,earliest_start,latest_start,start_step_min\n")
        for kind in Team.shiftKinds {
            file.text("\(kind.name),\(kind.presence),\(kind.paid),08:00,")
            file.clock(kind.latestStart)
            file.text(",30\n")
        }
        return file
    }

    /// `breaks.csv`.
    func breaksFile() -> TextBuffer {
        var file = TextBuffer()
        file.text("kind,seq,minutes,paid,earliest_offset_min,latest_offset_min\n")
        for kind in Team.shiftKinds {
            for (index, pause) in kind.breaks.enumerated() {
                file.text("\(kind.name),\(index + 1),\(pause.minutes),\(pause.isPaid ? 1 : 0),")
                file.text("\(pause.window.lowerBound),\(pause.window.upperBound)\n")
            }
        }
        return file
    }

    /// `availability.csv`.
    func availabilityFile(_ availability: Availability) -> TextBuffer {
        var file = TextBuffer()
        file.text("agent,date,from,to,kind,credit_min,weight\n")
        for line in availability.lines where agents.contains(line.agent) {
            file.text(Team.agents[line.agent].name + ",")
            file.date(line.day)
            file.text(",")
            file.clock(line.span.lowerBound)
            file.text(",")
            file.clock(line.span.upperBound)
            file.text(",\(line.kind.rawValue),\(line.credit),\(line.weight)\n")
        }
        return file
    }

    /// Writes the five files.
    func write(_ availability: Availability, to path: String) throws(OutputError) {
        let folder = try OutputFolder(path)
        try folder.write("agents.csv", agentsFile())
        try folder.write("contracts.csv", contractsFile())
        try folder.write("shift_kinds.csv", shiftKindsFile())
        try folder.write("breaks.csv", breaksFile())
        try folder.write("availability.csv", availabilityFile(availability))
    }
}
