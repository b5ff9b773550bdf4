import ContactCenter
import Tabular

/// A ticket log: `case_id,activity,agent_id,completed_at`, one row a step.
public enum TicketEventFile {
    /// Reads steps in file order. Times are taken as they stand: with offsets as instants, without on the log's clock,
    /// but not both in one file.
    ///
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(_ input: InputBytes) throws(TabularError) -> [TicketEvent] {
        let header = Set(try Table(input, required: []).header.map { $0.lowercased() })
        func name(_ names: [String]) -> String { names.first { header.contains($0) } ?? names[0] }
        let names = [
            name(["case_id", "ticket_id", "ticket", "case"]),
            name(["completed_at", "timestamp", "created_at", "time"]),
        ]
        var table = try Table(input, required: names)
        let ticket = table.column(names[0])
        let time = table.column(names[1])
        let activity = table.column(name(["activity", "event", "status"]))
        let agent = table.column(name(["agent_id", "agent", "assignee_id", "resource"]))
        var events: [TicketEvent] = []
        var hasOffsets: Bool?
        while let row = try table.next() {
            let text = try row.text(time)
            var copy = text
            let seconds: Int
            let isInstant: Bool
            switch copy.withUTF8({ Instant.parse($0) }) {
            case .instant(let instant, _): (seconds, isInstant) = (instant.seconds, true)
            case .wallClock(let wall): (seconds, isInstant) = (wall, false)
            case nil: throw row.error(time, "expected a date and time, found '\(text)'")
            }
            guard hasOffsets == nil || hasOffsets == isInstant else {
                throw row.error(time, "'\(text)' \(isInstant ? "has an" : "has no") offset, unlike the rows before")
            }
            hasOffsets = isInstant
            events.append(
                TicketEvent(
                    ticket: try row.text(ticket), activity: row.optionalText(activity), agent: row.optionalText(agent),
                    seconds: seconds))
        }
        guard !events.isEmpty else {
            throw .badData(Place(file: input.name), message: "the file has a header but no rows", hint: nil)
        }
        return events
    }
}
