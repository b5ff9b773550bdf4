import ContactCenter
import Tabular

/// What was decided about a file, in words.
enum FileNotes {
    /// How often a file used forms that are worth a note.
    struct FormCounts {
        var withoutOffset: Int
        var ambiguous: Int
        var decimalCommas: Int
    }

    /// What was decided about a file, in words.
    static func notes(
        mapping: ColumnMapping, reader: CSVReader, columns: ResolvedColumns, zone: ZoneRules, readerNotes: [String],
        counts: FormCounts
    ) -> [String] {
        let file = reader.fileName
        var notes = readerNotes
        notes += columns.decisions.map { "\(file): \($0)" }
        if mapping.notesUnknownColumns {
            let known = Set(mapping.knownColumns.map { $0.lowercased() })
            let unknown = reader.header.filter { !known.contains($0.lowercased()) }
            if !unknown.isEmpty { notes.append("\(file): columns not used: \(ColumnNames.listed(unknown))") }
        }
        if columns.channel == nil { notes.append("\(file): no channel column; every contact is taken as voice") }
        if columns.outcome == nil, columns.answeredAt == nil, columns.disposition == nil {
            notes.append("\(file): no column says whether a contact was answered; all are taken as answered")
        }
        if counts.withoutOffset > 0 {
            notes.append(
                "\(file): \(counts.withoutOffset) contacts have no offset and are read on the clock of \(zone.identifier)"
            )
        }
        if counts.ambiguous > 0 {
            notes.append(
                "\(file): \(counts.ambiguous) times lie in the hour that happens twice; taken in order of appearance,"
                    + " as its second pass from where the file goes back by half an hour or more")
        }
        if counts.decimalCommas > 0 {
            notes.append("\(file): \(counts.decimalCommas) numbers are written with a decimal comma")
        }
        return notes
    }
}
