import ContactCenter
import Tabular

/// `summary.json`: the plan in figures. Names are those of ``ContactCenter/PlanSummary`` in snake case, in one fixed
/// order; unknown figures are absent.
public enum SummaryFile {
    /// Reads a summary. Absent figures are unknown, or zero where they cannot be; names it does not know are ignored, so
    /// that a later version's summary can be read.
    ///
    /// - Throws: `TabularError.badData` with line and key.
    public static func read(_ input: InputBytes) throws(TabularError) -> PlanSummary {
        let root = try YAMLNode.parseJSON(input)
        var summary = PlanSummary(
            name: try root.required("name").text(), version: try root.required("version").text(),
            seed: try seed(root.required("seed")), timeZone: try root.required("time_zone").text())
        for field in SummaryFields.dates { try field.read(root, into: &summary) }
        if let accounting = try root.optional("accounting") {
            for field in SummaryFields.accounting { try field.read(accounting, into: &summary.accounting) }
        }
        if let streams = try root.optional("streams") {
            for node in try streams.items() {
                var stream = PlanSummary.Stream(
                    queue: try node.required("queue").text(), channel: try node.required("channel").text())
                for field in SummaryFields.stream { try field.read(node, into: &stream) }
                summary.streams.append(stream)
            }
        }
        if let node = try root.optional("roster") {
            var roster = PlanSummary.RosterFigures()
            for field in SummaryFields.roster { try field.read(node, into: &roster) }
            summary.roster = roster
        }
        for field in SummaryFields.results { try field.read(root, into: &summary) }
        summary.shortfalls = try texts(root.optional("shortfalls"))
        summary.notes = try texts(root.optional("notes"))
        return summary
    }

    /// The summary as JSON, two blanks a level. Doubles keep every digit.
    public static func write(_ summary: PlanSummary) -> [UInt8] {
        // A seed beyond what every JSON reader holds exactly is written as text.
        let seed: JSONValue =
            summary.seed < 1 << 53 ? .integer(Int(summary.seed)) : .string(String(summary.seed))
        var members: [JSONValue.Member] = [
            .init("name", .string(summary.name)), .init("version", .string(summary.version)), .init("seed", seed),
            .init("time_zone", .string(summary.timeZone)),
        ]
        members += SummaryFields.dates.compactMap { $0.write(summary) }
        members.append(
            .init("accounting", .object(SummaryFields.accounting.compactMap { $0.write(summary.accounting) })))
        let streams = summary.streams.map { stream in
            JSONValue.object(
                [.init("queue", .string(stream.queue)), .init("channel", .string(stream.channel))]
                    + SummaryFields.stream.compactMap { $0.write(stream) })
        }
        members.append(.init("streams", .array(streams)))
        if let roster = summary.roster {
            members.append(.init("roster", .object(SummaryFields.roster.compactMap { $0.write(roster) })))
        }
        members += SummaryFields.results.compactMap { $0.write(summary) }
        members.append(.init("shortfalls", .array(summary.shortfalls.map(JSONValue.string))))
        members.append(.init("notes", .array(summary.notes.map(JSONValue.string))))
        return JSONValue.object(members).serialised(.pretty)
    }

    private static func seed(_ node: YAMLNode) throws(TabularError) -> UInt64 {
        let text = try node.text()
        guard let seed = UInt64(text) else { throw node.error("expected a whole number, found '\(text)'") }
        return seed
    }

    private static func texts(_ node: YAMLNode?) throws(TabularError) -> [String] {
        guard let node else { return [] }
        var texts: [String] = []
        for item in try node.items() { texts.append(try item.text()) }
        return texts
    }
}
