import ContactCenter
import Tabular

/// Writes the tables of a team.
enum TeamTables {
    static func write(_ agents: [Agent]) -> [UInt8] {
        let hasTeams = agents.contains { !$0.team.isEmpty }
        var writer = CSVWriter(header: ["agent", "contract", "skills"] + (hasTeams ? ["team"] : []))
        for agent in agents {
            writer.add(agent.id)
            writer.add(agent.contract)
            writer.add(agent.skills.joined(separator: "|"))
            if hasTeams { writer.add(agent.team) }
            writer.endRow()
        }
        return writer.bytes
    }

    static func write(_ contracts: [Contract]) -> [UInt8] {
        var writer = CSVWriter(
            header: ["contract", "weekly_min_paid", "weekly_max_paid", "max_days_per_week", "kinds"])
        for contract in contracts {
            writer.add(contract.name)
            writer.add(contract.weeklyPaidMinutes.lowerBound)
            writer.add(contract.weeklyPaidMinutes.upperBound)
            writer.add(contract.maximumDaysPerWeek)
            writer.add(contract.shiftKinds.joined(separator: "|"))
            writer.endRow()
        }
        return writer.bytes
    }

    static func writeKinds(_ kinds: [ShiftKind]) -> [UInt8] {
        var writer = CSVWriter(
            header: ["kind", "presence_min", "paid_min", "earliest_start", "latest_start", "start_step_min"])
        for kind in kinds {
            writer.add(kind.name)
            writer.add(kind.presenceMinutes)
            writer.add(kind.paidMinutes)
            writer.add(LocalTime.clock(kind.starts.lowerBound))
            writer.add(LocalTime.clock(kind.starts.upperBound))
            writer.add(kind.startStepMinutes)
            writer.endRow()
        }
        return writer.bytes
    }

    static func writeBreaks(of kinds: [ShiftKind]) -> [UInt8] {
        var writer = CSVWriter(
            header: ["kind", "seq", "minutes", "paid", "earliest_offset_min", "latest_offset_min"])
        for kind in kinds {
            for (index, template) in kind.breaks.enumerated() {
                writer.add(kind.name)
                writer.add(index + 1)
                writer.add(template.minutes)
                writer.add(template.isPaid ? 1 : 0)
                writer.add(template.startOffsets.lowerBound)
                writer.add(template.startOffsets.upperBound)
                writer.endRow()
            }
        }
        return writer.bytes
    }

    static func write(_ availability: [Availability]) -> [UInt8] {
        var writer = CSVWriter(header: ["agent", "date", "from", "to", "kind", "credit_min", "weight"])
        for row in availability {
            writer.add(row.agent)
            writer.add(row.date.description)
            writer.add(LocalTime.clock(row.span.lowerBound))
            writer.add(LocalTime.clock(row.span.upperBound))
            writer.add(row.kind.rawValue)
            writer.add(row.creditMinutes)
            writer.add(row.weight)
            writer.endRow()
        }
        return writer.bytes
    }
}
