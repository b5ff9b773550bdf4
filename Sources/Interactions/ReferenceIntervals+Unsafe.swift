import ContactCenter
import Tabular

/// The interval aggregate in the columns other tools' reference queries write, for comparison row by row:
/// `queue,channel,interval_start,offered,answered,abandoned,answered_20s,handle_s,customers`, one row per interval with
/// a contact, starts in seconds since 1970.
///
/// Rows are written straight into memory: there are millions of them, and appending each field to an array takes 0.1 µs
/// a row more.
///
/// `answered_20s` is the history's `answered_within`: aggregate with a target of 20 seconds.
public enum ReferenceIntervals {
    private static let columns = [
        "queue", "channel", "interval_start", "offered", "answered", "abandoned", "answered_20s", "handle_s",
        "customers",
    ]

    /// The header line alone, for a table that is written stream by stream.
    public static var header: [UInt8] { CSVWriter(header: columns).bytes }

    /// The table of `history` (any order).
    public static func write(_ history: [IntervalCounts]) -> [UInt8] {
        let rows = history.sorted {
            ($0.stream.queue, $0.stream.channel.name, $0.start) < ($1.stream.queue, $1.stream.channel.name, $1.start)
        }
        var bytes = header
        var start = 0
        while start < rows.count {
            let end = rows[start...].firstIndex { $0.stream != rows[start].stream } ?? rows.count
            bytes += writeRows(Array(rows[start..<end]))
            start = end
        }
        return bytes
    }

    /// Rows of one stream in order of time, to follow the ``header``.
    public static func writeRows(_ history: [IntervalCounts]) -> [UInt8] {
        guard let stream = history.first?.stream else { return [] }
        // The names are the same from row to row.
        let comma = UInt8(ascii: ",")
        let names = CSVWriter.encoded(stream.queue) + [comma] + CSVWriter.encoded(stream.channel.name)
        let longestRow = names.count + (columns.count - 2) * (DecimalDigits.maximumBytes + 1) + 1
        return history.withUnsafeBufferPointer { rows in
            [UInt8](unsafeUninitializedCapacity: rows.count * longestRow) { buffer, filled in
                guard let base = buffer.baseAddress else { return }
                var end = base
                func add(_ number: Int) {
                    end.pointee = comma
                    end += 1
                    if number < 0 {
                        end.pointee = UInt8(ascii: "-")
                        end += 1
                    }
                    end = DecimalDigits.write(UInt64(number.magnitude), to: end)
                }
                for index in rows.indices where rows[index].offered > 0 {
                    names.withUnsafeBufferPointer { names in
                        for byte in names {
                            end.pointee = byte
                            end += 1
                        }
                    }
                    add(rows[index].start.seconds)
                    add(rows[index].offered)
                    add(rows[index].answered)
                    add(rows[index].abandoned)
                    add(rows[index].answeredWithin)
                    // Whole seconds, as most logs have them, are written quicker; the bytes are the same.
                    let handleSeconds = rows[index].handleSeconds
                    if let whole = Int(exactly: handleSeconds) {
                        add(whole)
                    } else {
                        end.pointee = comma
                        end = DecimalDigits.write(handleSeconds, decimals: 3, to: end + 1)
                    }
                    add(rows[index].customers)
                    end.pointee = 0x0A
                    end += 1
                }
                filled = end - base
            }
        }
    }

    /// First-contact resolution per queue: `queue,eligible,first_contact`.
    public static func write(_ resolutions: [QueueResolution]) -> [UInt8] {
        var writer = CSVWriter(header: ["queue", "eligible", "first_contact"])
        for row in resolutions.sorted(by: { $0.queue < $1.queue }) {
            writer.add(row.queue)
            writer.add(row.eligible)
            writer.add(row.firstContact)
            writer.endRow()
        }
        return writer.bytes
    }
}
