import ContactCenter
import Tabular

/// Reads rows of an import once more, for their keys and everything else they say.
///
/// Rows are asked for in order, mostly in pairs of an early and a late one; so two windows of the files are held, and a
/// file that was imported twice is read through once more and not row by row.
struct VersionReader {
    /// One row with a key.
    struct Version {
        var row: Int
        var key: String
        var record: CSVRecord
        var file: LogFile

        /// Whether both say when they were changed, and this one earlier.
        func isOlder(than other: Version) -> Bool {
            guard let own = file.rows.version(of: record), let others = other.file.rows.version(of: other.record) else {
                return false
            }
            return own < others
        }
    }

    private struct Window {
        var file: LogFile
        var buffer: ChunkBuffer
    }

    private static let windowBytes = 65_536

    private let rows: ImportedRows
    /// The one used last stands last.
    private var windows: [Window] = []
    private var fields: [CSVField] = []
    /// By file: readers remember the names they have met.
    private var readers: [Int: InteractionRowReader] = [:]

    init(_ rows: ImportedRows) { self.rows = rows }

    /// The row of number `row`.
    mutating func version(_ row: Int) throws(TabularError) -> Version {
        let (file, offset) = rows.origin(of: row)
        let record = try record(of: file, at: offset)
        return Version(row: row, key: file.columns.interactionID.text(in: record) ?? "", record: record, file: file)
    }

    /// The record at an offset of a file, as it stands there and in its fields.
    mutating func record(of file: LogFile, at offset: Int) throws(TabularError) -> CSVRecord {
        if let held = windows.firstIndex(where: {
            $0.file.input === file.input && $0.buffer.start <= offset && offset < $0.buffer.end
        }) {
            let window = windows.remove(at: held)
            windows.append(window)
            if let record = scan(window, offset) { return record }
        } else if windows.count == 2 {
            windows.removeFirst()
        }
        if windows.last?.file.input !== file.input || windows.count < 2 {
            windows.append(Window(file: file, buffer: ChunkBuffer(file.input, capacity: VersionReader.windowBytes)))
        }
        let window = windows[windows.count - 1]
        var length = VersionReader.windowBytes
        try window.buffer.load(from: offset, to: offset + length)
        while true {
            if let record = scan(window, offset) { return record }
            guard !window.buffer.reachesEnd else {
                throw .inputOutput(path: file.input.name, reason: "the file became shorter while it was read")
            }
            length *= 2
            try window.buffer.extend(to: offset + length)
        }
    }

    /// The record at an offset, when it lies in the window as a whole.
    private mutating func scan(_ window: Window, _ offset: Int) -> CSVRecord? {
        let (buffer, file) = (window.buffer, window.file)
        let at = offset - buffer.start
        guard
            let found = buffer.scan(at: at, limit: file.recordLimit, dialect: file.dialect, fields: &fields),
            !found.ranOut || buffer.reachesEnd || buffer.count - at >= file.recordLimit
        else { return nil }
        return buffer.record(found, fields: fields, line: 0, problem: found.problem, dialect: file.dialect)
    }

    /// The contact of a row, and the number of the export that a transcript has it from.
    mutating func interaction(_ row: Int) throws(TabularError) -> (contact: Interaction, source: Int) {
        let (stretch, index) = rows.place(of: row)
        let origin = rows.stretches[stretch]
        let file = rows.files[origin.file]
        let record = try record(of: file, at: origin.start + Int(origin.offsets[index]))
        let created = Instant(seconds: Int(origin.contacts[index].createdSeconds))
        var contact: Interaction
        do throws(RowProblem) {
            contact = try readers[origin.file, default: file.rows].read(record)
        } catch {
            throw .inputOutput(path: file.input.name, reason: "the file changed while it was read")
        }
        if contact.createdAt != created {
            // The second pass of the hour that happens twice: what follows in that hour is of that pass too.
            contact.createdAt = created
            contact.answeredAt = contact.answeredAt.map { secondPass($0, file.zone) }
            contact.endedAt = contact.endedAt.map { secondPass($0, file.zone) }
        }
        return (contact, file.transcript == nil ? 0 : Transcript.source(of: record, in: file.reader))
    }

    private func secondPass(_ instant: Instant, _ zone: ZoneRules) -> Instant {
        let wall = instant.seconds + zone.offsetSeconds(at: instant)
        if case .ambiguous(_, let later) = zone.resolve(wallClockSeconds: wall) { return later }
        return instant
    }

    /// Whether two rows of one key say the same.
    func isSame(_ a: Version, _ b: Version) throws(TabularError) -> Bool {
        let (startA, startB) = (createdSeconds(of: a.row), createdSeconds(of: b.row))
        // The hour that happens twice: the same text may mean two times.
        guard startA == startB else { return false }
        if a.file.input === b.file.input || a.file.header == b.file.header, a.record.raw == b.record.raw { return true }
        return try contact(a, startA) == contact(b, startB)
    }

    /// Whether the later of two rows of one key takes the place of the earlier.
    func replaces(_ later: Version, _ earlier: Version) throws(TabularError) -> Bool {
        guard later.file.columns.updatedAt != nil || earlier.file.columns.updatedAt != nil else { return true }
        return try contact(later, createdSeconds(of: later.row))
            .replaces(contact(earlier, createdSeconds(of: earlier.row)))
    }

    private func createdSeconds(of row: Int) -> Int {
        let (stretch, index) = rows.place(of: row)
        return Int(rows.stretches[stretch].contacts[index].createdSeconds)
    }

    private func contact(_ version: Version, _ createdSeconds: Int) throws(TabularError) -> Interaction {
        var reader = version.file.rows
        do throws(RowProblem) {
            var contact = try reader.read(version.record)
            contact.createdAt = Instant(seconds: createdSeconds)
            return contact
        } catch {
            throw .inputOutput(path: version.file.input.name, reason: "the file changed while it was read")
        }
    }
}
