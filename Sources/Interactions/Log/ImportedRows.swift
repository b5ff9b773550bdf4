import Tabular

/// The usable rows of all files of an import, in the order of the files, in the stretches in which they were read.
struct ImportedRows: Sendable {
    /// Rows of one stretch.
    struct Stretch: Sendable {
        var file: Int
        /// Number of its first row among all.
        var firstRow: Int
        /// Offset and physical line of its first record.
        var start: Int
        var line: Int
        /// Wide durations of the stretches before, by which the places in its own list are to be moved.
        var wideBefore: Int
        /// Of the times at which its contacts entered their queues; without rows `earliest` is the later.
        var earliest: UInt32
        var latest: UInt32
        var contacts: [CompactContact]
        var idCodes: [UInt64]
        var offsets: [UInt32]
        var reasons: [UInt32]
    }

    private(set) var files: [LogFile] = []
    private(set) var stretches: [Stretch] = []
    private(set) var wide: [WideDurations] = []
    private(set) var count = 0
    /// Rows that do not count any more, in order.
    private(set) var dropped: [Int] = []

    var chunkCount: Int { stretches.count }

    /// The rows that follow are of `file`.
    mutating func begin(_ file: LogFile) { files.append(file) }

    mutating func append(_ chunk: LogChunk, start: Int, line: Int) {
        // The contacts stay where they are: changing them here would copy the stretch.
        stretches.append(
            Stretch(
                file: files.count - 1, firstRow: count, start: start, line: line, wideBefore: wide.count,
                earliest: chunk.earliest, latest: chunk.latest, contacts: chunk.contacts, idCodes: chunk.idCodes,
                offsets: chunk.offsets, reasons: chunk.reasons))
        wide += chunk.wide
        count += chunk.contacts.count
    }

    /// Takes back the file begun last.
    mutating func removeFile(firstChunk: Int) {
        count = firstChunk < stretches.count ? stretches[firstChunk].firstRow : count
        stretches.removeSubrange(firstChunk...)
        files.removeLast()
    }

    /// Rows `rows` (in order) do not count any more.
    mutating func drop(_ rows: [Int]) {
        dropped = dropped.isEmpty ? rows : (dropped + rows).sorted()
    }

    /// Gives back what only the search for duplicates needs.
    mutating func forgetKeys() {
        for index in stretches.indices { stretches[index].idCodes = [] }
    }

    /// Gives back the contacts of a stretch.
    mutating func takeContacts(of index: Int) -> [CompactContact] {
        var contacts: [CompactContact] = []
        swap(&contacts, &stretches[index].contacts)
        return contacts
    }

    /// The stretch that holds a row, and the row's place in it.
    func place(of row: Int) -> (stretch: Int, index: Int) {
        var low = 0
        var high = stretches.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if stretches[middle].firstRow <= row { low = middle } else { high = middle }
        }
        return (low, row - stretches[low].firstRow)
    }

    /// The file of a row and the offset of its record.
    func origin(of row: Int) -> (file: LogFile, offset: Int) {
        let (stretch, index) = place(of: row)
        return (files[stretches[stretch].file], stretches[stretch].start + Int(stretches[stretch].offsets[index]))
    }

    /// Calls `body` for each row that still counts, in order. Wide durations are counted from the row's own stretch.
    func forEachStanding(_ body: (_ row: Int, _ contact: CompactContact) -> Void) {
        var next = 0
        for stretch in stretches {
            for (index, contact) in stretch.contacts.enumerated() {
                let row = stretch.firstRow + index
                if next < dropped.count, dropped[next] == row {
                    next += 1
                    continue
                }
                body(row, contact)
            }
        }
    }
}
