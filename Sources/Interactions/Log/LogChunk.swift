import Synchronization
import Tabular

/// What one stretch of a log holds: the records that start in it.
///
/// A stretch that begins in the middle of the file takes the first line feed in it for the end of a record. That is
/// wrong when a quoted field holds that line feed; then the stretch before ends elsewhere than this one begins, and
/// this one is read again from there. So the result is that of reading from the first byte to the last.
public struct LogChunk: Sendable {
    /// Offset of its first record; `nil` when no line ends in it.
    var start: Int?
    /// Offset of the first record after it.
    var next = 0
    /// Records with content.
    var read = 0
    /// Physical lines.
    var lines = 0
    /// Usable rows in the order of the file.
    var contacts: [CompactContact] = []
    /// Durations that do not fit ``CompactContact``.
    var wide: [WideDurations] = []
    /// ``KeyCode/code(_:_:)`` of the key of each row.
    var idCodes: [UInt64] = []
    /// Offset of each row from ``start``.
    var offsets: [UInt32] = []
    /// Of the times at which the contacts entered their queues; without rows `earliest` is the later.
    var earliest = UInt32.max
    var latest: UInt32 = 0
    /// Number of the reason of each row, where reasons are wanted.
    var reasons: [UInt32] = []
    /// The rows as a whole, where they are handed on instead.
    var interactions: [Interaction] = []
    /// Refused rows; lines and offsets count from those of ``start``.
    var rejects: [Reject] = []
    /// Characters of two bytes or more in records that are UTF-8.
    var multibyteCharacters = 0
    /// Places that are not UTF-8.
    var invalidPlaces = 0
    /// Numbers written with a decimal comma.
    var decimalCommas = 0
    /// The clock after the last row.
    var clock: WallClock

    init(clock: WallClock) { self.clock = clock }
}

/// What a scanner leaves for the next one: a list that has room already (the system clears new memory page by page),
/// and the names it has met.
struct LogScratch: Sendable {
    var rows: RowList
    var parser: PlainRowParser?
}

/// Scratch that nobody uses at the moment.
final class LogScratchPool: Sendable {
    private let free = Mutex<[LogScratch]>([])

    /// Scratch of an earlier scanner; `nil` = there is none.
    func take() -> LogScratch? { free.withLock { $0.popLast() } }

    /// Keeps scratch for another scanner.
    func give(_ scratch: LogScratch) { free.withLock { $0.append(scratch) } }
}
