import ContactCenter

/// The plan on a terminal: streams as a table, the roster on a line, shortfalls in words.
public enum TerminalSummary {
    /// The summary as lines of at most `width` columns (not less than 40), each ended by a line feed.
    ///
    /// Columns that do not fit are left out, the least important first. Control characters in names become `?`, so a
    /// name cannot drive the terminal. `useColour` adds ANSI colours; without it the text is plain.
    public static func render(_ summary: PlanSummary, width: Int, useColour: Bool) -> String {
        let text = HumanText(language: .english)
        let width = max(40, width)
        var lines = [heading(summary, text, useColour)]
        if !summary.streams.isEmpty { lines += table(summary.streams, text, width, useColour) }
        if let roster = summary.roster { lines += wrap(rosterLine(roster, text), width, indent: "") }
        if summary.shortfalls.isEmpty {
            // Without a roster nothing was tried, so nothing can be said to be met.
            lines.append(
                summary.roster == nil ? "No roster: nothing to compare." : paint("No shortfall.", .green, useColour))
        } else {
            lines.append(paint("Shortfalls:", .yellow, useColour))
            for shortfall in summary.shortfalls { lines += wrap("- " + clean(shortfall), width, indent: "  ") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private enum Colour: String {
        case bold = "1"
        case green = "32"
        case yellow = "33"
        case red = "31"
    }

    private static func paint(_ text: String, _ colour: Colour, _ useColour: Bool) -> String {
        useColour ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }

    private static func heading(_ summary: PlanSummary, _ text: HumanText, _ useColour: Bool) -> String {
        var parts = [paint(clean(summary.name), .bold, useColour)]
        if let first = CivilDate(summary.forecastStart), let last = CivilDate(summary.forecastEnd), first <= last {
            parts.append(text.period(first, last))
        }
        return parts.joined(separator: "  ")
    }

    private static func rosterLine(_ roster: PlanSummary.RosterFigures, _ text: HumanText) -> String {
        var parts = [
            "Roster: \(text.count(roster.agents)) agents, \(text.count(roster.shifts)) shifts",
            "\(text.hours(roster.paidHours)) paid for \(text.hours(roster.requiredHours)) required",
            "short \(text.hours(roster.underAgentHours)), above \(text.hours(roster.overAgentHours))",
        ]
        var cost = "cost \(text.count(roster.cost))"
        if let bound = roster.lowerBound, bound.isFinite, bound > 0 {
            cost +=
                " (proven bound \(text.count(bound)), at most \(text.percent(max(0, roster.cost / bound - 1))) above)"
        }
        parts.append(cost)
        parts.append("\(text.count(roster.violations)) rule violations")
        return parts.joined(separator: "; ") + "."
    }

    /// A column: its name, whether it goes first when space is short, and its cells.
    private struct Column {
        let name: String
        let rank: Int
        let cells: [String]
        var isLeft = false
        var colours: [Colour?] = []
    }

    private static func table(
        _ streams: [PlanSummary.Stream], _ text: HumanText, _ width: Int, _ useColour: Bool
    ) -> [String] {
        func cells(_ value: (PlanSummary.Stream) -> String) -> [String] { streams.map(value) }
        let verdicts: [Bool?] = streams.map { stream in
            guard let target = stream.targetServiceLevel, let level = stream.simulatedServiceLevel, target.isFinite,
                level.isFinite
            else { return nil }
            return (level * 1000).rounded() >= (target * 1000).rounded()
        }
        var columns = [
            Column(name: "stream", rank: 0, cells: cells { clean("\($0.queue)/\($0.channel)") }, isLeft: true),
            Column(name: "volume", rank: 0, cells: cells { text.count($0.forecastVolume) }),
            Column(name: "WAPE", rank: 2, cells: cells { text.percent($0.backtestWape) }),
            Column(name: "hours", rank: 3, cells: cells { text.decimal($0.requiredAgentHours, 0) }),
            Column(
                name: "target", rank: 1,
                cells: cells { stream in
                    guard let within = stream.targetWithinSeconds else {
                        return text.percent(stream.targetServiceLevel, 0)
                    }
                    return "\(text.percent(stream.targetServiceLevel, 0)) in \(text.duration(within))"
                }),
            Column(
                name: "simulated", rank: 0,
                cells: zip(streams, verdicts).map { stream, verdict in
                    let mark = verdict.map { $0 ? "✓ " : "▼ " } ?? ""
                    return mark + text.percent(stream.simulatedServiceLevel)
                }, colours: verdicts.map { $0.map { $0 ? .green : .red } }),
            Column(name: "ASA", rank: 4, cells: cells { text.duration($0.simulatedAsaSeconds) }),
            Column(name: "abandoned", rank: 5, cells: cells { text.percent($0.simulatedAbandonment) }),
        ]
        func widths() -> [Int] {
            columns.map { column in max(columnsOf(column.name), column.cells.map(columnsOf).max() ?? 0) }
        }
        while widths().reduce(0, +) + 2 * (columns.count - 1) > width,
            let least = columns.indices.filter({ columns[$0].rank > 0 }).max(by: { columns[$0].rank < columns[$1].rank }
            )
        {
            columns.remove(at: least)
        }
        let sizes = widths()
        func pad(_ cell: String, _ index: Int) -> String {
            let room = String(repeating: " ", count: max(0, sizes[index] - columnsOf(cell)))
            return columns[index].isLeft ? cell + room : room + cell
        }
        var lines = [columns.indices.map { pad(columns[$0].name, $0) }.joined(separator: "  ")]
        for row in streams.indices {
            lines.append(
                columns.indices.map { index in
                    let cell = pad(columns[index].cells[row], index)
                    guard columns[index].colours.indices.contains(row), let colour = columns[index].colours[row] else {
                        return cell
                    }
                    return paint(cell, colour, useColour)
                }.joined(separator: "  "))
        }
        return lines
    }

    private static func wrap(_ text: String, _ width: Int, indent: String) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, columnsOf(line) + 1 + columnsOf(String(word)) > width {
                lines.append(line)
                line = indent + word
            } else {
                line += line.isEmpty || line == indent ? String(word) : " " + word
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private static func clean(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }

    /// Columns a text takes on a terminal: two for the wide characters of East Asian scripts, none for marks.
    private static func columnsOf(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { columns, scalar in
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format, .control: return columns
            default: break
            }
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
                return columns + 2
            default: return columns + 1
            }
        }
    }
}
