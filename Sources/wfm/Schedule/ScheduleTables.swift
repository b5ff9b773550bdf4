import ContactCenter
import FileFormats
import Scheduling

/// Tables and sentences of the verbs of `wfm schedule`.
enum ScheduleTables {
    static func rounded(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    static func words(_ shift: Shift?) -> String {
        shift.map { "\($0.kind) at \(LocalTime.clock($0.start.minuteOfDay))" } ?? "off"
    }

    static func sentence(_ change: AgentDayChange) -> String {
        "\(change.agent) on \(change.date): \(words(change.before)) → \(words(change.after)) (\(change.reason))"
    }

    static func sentence(_ offer: ShiftOffer) -> String {
        "\(offer.kind.rawValue) to \(offer.agent) on \(offer.date): \(words(offer.before)) → \(words(offer.after)), "
            + "cost \(rounded(offer.costChange)), \(offer.paidMinutes) paid minutes"
    }

    static func changes(_ changes: [AgentDayChange]) -> ResultRows {
        var table = ResultRows(
            columns: ["agent", "date", "before_kind", "before_start", "after_kind", "after_start", "reason"])
        for change in changes {
            table.add(
                [.text(change.agent), .text(change.date.description)] + ResultRows.shift(change.before)
                    + ResultRows.shift(change.after) + [.text(change.reason)])
        }
        return table
    }

    static func offers(_ offers: [ShiftOffer]) -> ResultRows {
        var table = ResultRows(
            columns: [
                "kind", "agent", "date", "before_kind", "before_start", "after_kind", "after_start", "cost_change",
                "paid_min", "beyond_contract_min",
            ])
        for offer in offers {
            table.add(
                [.text(offer.kind.rawValue), .text(offer.agent), .text(offer.date.description)]
                    + ResultRows.shift(offer.before) + ResultRows.shift(offer.after)
                    + [
                        .number(offer.costChange, decimals: 4), .integer(offer.paidMinutes),
                        .integer(offer.beyondContractMinutes),
                    ])
        }
        return table
    }
}
