import CDelimiterMask
import ContactCenter

/// Reads rows in the form that machines write, without making a string; any other row is left to
/// ``InteractionRowReader``, which knows every form and every message.
///
/// What it accepts, ``InteractionRowReader`` accepts with the same values: that is the rule that keeps the two readers
/// one, and random logs hold them to it in the tests. Raw bytes, because this runs for every row: a row of 170 bytes
/// takes about 0.25 µs here and 4 µs there.
struct PlainRowParser {
    /// One row: where it lies and what divides it.
    struct Row {
        var bytes: UnsafePointer<UInt8>
        /// First byte, and after the last, line end not included.
        var start: Int
        var end: Int
        /// Offsets after which the second, third, … field begins, from `origin`.
        var separators: UnsafePointer<UInt32>
        var origin: Int
        var hasQuotes: Bool
    }

    /// What a row says; seconds below zero = unknown.
    struct Reading {
        var createdSeconds = 0
        var stream: UInt32 = 0
        var reason: UInt32 = 0
        var isInbound = true
        var isAnswered = true
        var customer: UInt64 = 0
        var idHash: UInt64 = 0
        var wait = -1
        var talk = -1
        var hold = -1
        var wrap = -1
    }

    /// Why a row is left to the other reader.
    enum Outcome {
        case read
        /// Its form is not plain.
        case odd
        /// The queue and channel, or the reason, have not been met before.
        case unknownName
    }

    let columns: PlainColumns
    let keepsReasons: Bool
    /// Clock of stamps without offset; `nil` = such a stamp is a defect.
    let zone: ZoneRules?
    /// Rows read whose start had no offset.
    private(set) var withoutOffset = 0
    var streams = NameCache()
    var reasons = NameCache()
    private var dateBytes: UInt64 = 0
    private var dateTail: UInt16 = 0
    private var dateSeconds = 0
    /// Offset of the zone on the date; `nil` when the clock is changed about it.
    private var dateOffset: Int?

    init(columns: PlainColumns, keepsReasons: Bool, zone: ZoneRules?) {
        self.columns = columns
        self.keepsReasons = keepsReasons
        self.zone = zone
    }

    /// Starts counting anew, remembering the names and the date met.
    mutating func forgetCounts() { withoutOffset = 0 }

    /// A field without its quotes; `isOdd` when it has blanks at its ends or doubled quotes inside.
    @inline(__always)
    static func field(_ row: Row, _ column: Int, of count: Int, isOdd: inout Bool) -> UnsafeBufferPointer<UInt8> {
        var start = column == 0 ? row.start : row.origin + Int(row.separators[column - 1]) + 1
        var end = column == count - 1 ? row.end : row.origin + Int(row.separators[column])
        if row.hasQuotes, start < end, row.bytes[start] == 0x22 {
            start += 1
            end -= 1
            var at = start
            while at < end {
                if row.bytes[at] == 0x22 {
                    isOdd = true
                    break
                }
                at += 1
            }
        }
        if start < end, row.bytes[start] <= 0x20 || row.bytes[end - 1] <= 0x20 { isOdd = true }
        return UnsafeBufferPointer(start: row.bytes + start, count: end - start)
    }

    /// Reads a row that has a field for each column.
    @inline(__always)
    mutating func read(_ row: Row, into reading: inout Reading) -> Outcome {
        var isOdd = false
        @inline(__always) func field(_ column: Int) -> UnsafeBufferPointer<UInt8> {
            PlainRowParser.field(row, column, of: columns.count, isOdd: &isOdd)
        }
        let id = field(columns.interactionID)
        guard id.count > 0, let idBytes = id.baseAddress, !MissingWord.mayBe(id), !repeatsHeader(row) else {
            return .odd
        }
        reading.idHash = KeyCode.hash(idBytes, id.count)

        // Stamps.
        let createdField = field(columns.createdAt)
        let createdHasNoOffset = createdField.count == 19
        guard let created = seconds(createdField), ResolvedColumns.believableSeconds.contains(created)
        else { return .odd }
        var answered = -1
        var ended = -1
        if columns.answeredAt >= 0 {
            let bytes = field(columns.answeredAt)
            if bytes.count > 0 {
                guard let value = seconds(bytes), value >= created else { return .odd }
                answered = value
            }
        }
        if columns.endedAt >= 0 {
            let bytes = field(columns.endedAt)
            if bytes.count > 0 {
                guard let value = seconds(bytes), value >= created, value >= answered else { return .odd }
                ended = value
            }
        }

        if columns.updatedAt >= 0 {
            let bytes = field(columns.updatedAt)
            if bytes.count > 0, seconds(bytes) == nil { return .odd }
        }

        // Durations, amounts, truth values.
        var wait = -1
        var talk = -1
        var hold = -1
        var wrap = -1
        if columns.wait >= 0 { wait = PlainRowParser.duration(field(columns.wait)) }
        if columns.talk >= 0 { talk = PlainRowParser.duration(field(columns.talk)) }
        if columns.hold >= 0 { hold = PlainRowParser.duration(field(columns.hold)) }
        if columns.wrap >= 0 { wrap = PlainRowParser.duration(field(columns.wrap)) }
        guard min(min(wait, talk), min(hold, wrap)) >= -1 else { return .odd }
        if columns.revenue >= 0, !PlainRowParser.isAmount(field(columns.revenue)) { return .odd }
        if columns.resolved >= 0, !PlainRowParser.isTruth(field(columns.resolved)) { return .odd }
        if columns.transferred >= 0, !PlainRowParser.isTruth(field(columns.transferred)) { return .odd }

        // Direction and outcome.
        reading.isInbound = true
        if columns.direction >= 0 {
            let bytes = field(columns.direction)
            if bytes.count == 8, PlainRowParser.low(bytes, 8) == PlainRowParser.outboundBytes {
                reading.isInbound = false
            } else if bytes.count != 0, bytes.count != 7 || PlainRowParser.low(bytes, 7) != PlainRowParser.inboundBytes
            {
                return .odd
            }
        }
        if columns.answeredAt >= 0 {
            reading.isAnswered = answered >= 0
        } else if columns.disposition >= 0 {
            let bytes = field(columns.disposition)
            guard bytes.count == 8, PlainRowParser.low(bytes, 8) == PlainRowParser.answeredBytes else { return .odd }
            reading.isAnswered = true
        } else {
            reading.isAnswered = true
        }
        if reading.isAnswered {
            if wait < 0, answered >= 0 { wait = answered - created }
            if answered < 0, wait >= 0 { answered = created + wait }
            if talk < 0, answered >= 0, ended >= 0 { talk = max(0, ended - answered - max(0, hold)) }
        } else if wait < 0, ended >= 0 {
            wait = ended - created
        }

        // Customer, queue, channel, reason.
        reading.customer = 0
        if columns.customerID >= 0 {
            let bytes = field(columns.customerID)
            if bytes.count > 0, let base = bytes.baseAddress {
                if MissingWord.mayBe(bytes) { return .odd }
                reading.customer = KeyCode.customer(base, bytes.count)
            }
        }
        let queue = field(columns.queue)
        let channel = columns.channel >= 0 ? field(columns.channel) : UnsafeBufferPointer(start: nil, count: 0)
        if isOdd { return .odd }
        guard let stream = streams.number(queue, channel) else { return .unknownName }
        reading.stream = stream
        if keepsReasons, columns.reason >= 0 {
            var isEscaped = false
            let bytes = PlainRowParser.field(row, columns.reason, of: columns.count, isOdd: &isEscaped)
            if bytes.count > 0 {
                guard !isEscaped else { return .odd }
                guard let reason = reasons.number(bytes, UnsafeBufferPointer(start: nil, count: 0)) else {
                    return .unknownName
                }
                reading.reason = reason
            } else {
                reading.reason = 0
            }
        }
        if zone != nil, createdHasNoOffset { withoutOffset += 1 }
        reading.createdSeconds = created
        reading.wait = wait
        reading.talk = talk
        reading.hold = hold
        reading.wrap = wrap
        return .read
    }

    @inline(__always)
    private func repeatsHeader(_ row: Row) -> Bool {
        guard row.bytes[row.start] == columns.firstName.first else { return false }
        let length = (columns.count > 1 ? row.origin + Int(row.separators[0]) : row.end) - row.start
        guard length >= columns.firstName.count else { return false }
        return (0..<columns.firstName.count).allSatisfy { row.bytes[row.start + $0] == columns.firstName[$0] }
    }

    // MARK: Numbers

    private static let inboundBytes = word("inbound")
    private static let outboundBytes = word("outbound")
    private static let answeredBytes = word("answered")

    private static func word(_ text: StaticString) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<text.utf8CodeUnitCount { value |= UInt64(text.utf8Start[index]) << UInt64(8 * index) }
        return value
    }

    @inline(__always)
    private static func low(_ bytes: UnsafeBufferPointer<UInt8>, _ count: Int) -> UInt64 {
        guard let base = bytes.baseAddress else { return 0 }
        return UInt64(littleEndian: wfm_load64(base)) & (~0 >> UInt64(64 - 8 * count))
    }

    /// Whole seconds; −1 for an empty field, −2 for anything that is not up to seven digits.
    @inline(__always)
    private static func duration(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if bytes.count == 0 { return -1 }
        guard bytes.count <= 7 else { return -2 }
        var value = 0
        for byte in bytes {
            let digit = byte &- 0x30
            guard digit < 10 else { return -2 }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// Whether the field is empty or an amount of up to ten digits with at most two decimals.
    @inline(__always)
    private static func isAmount(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= 12 else { return false }
        var digits = 0
        var decimals = -1
        for byte in bytes {
            if byte &- 0x30 < 10 {
                digits += 1
                if decimals >= 0 { decimals += 1 }
            } else if byte == 0x2E, decimals < 0 {
                decimals = 0
            } else {
                return false
            }
        }
        return decimals <= 2 && (digits > 0 || bytes.count == 0)
    }

    @inline(__always)
    private static func isTruth(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count == 0 || (bytes.count == 1 && bytes[0] | 1 == 0x31)
    }

    // MARK: Stamps

    /// Seconds since 1970 of `YYYY-MM-DDTHH:MM:SS` with `Z` or `±HH:MM`, the date remembered from the row before.
    @inline(__always)
    private mutating func seconds(_ field: UnsafeBufferPointer<UInt8>) -> Int? {
        guard field.count == 25 || field.count == 20 || (field.count == 19 && zone != nil),
            let bytes = field.baseAddress
        else { return nil }
        let head = wfm_load64(bytes)
        let tail = UInt16(bytes[8]) | UInt16(bytes[9]) << 8
        if head != dateBytes || tail != dateTail {
            // The plain parser decides about the date; what follows it is checked here.
            guard case .instant(let midnight, _) = PlainRowParser.midnight(bytes) else { return nil }
            (dateBytes, dateTail, dateSeconds) = (head, tail, midnight.seconds)
            dateOffset = zone.flatMap { PlainRowParser.steadyOffset($0, around: midnight) }
        }
        guard bytes[10] == 0x54 || bytes[10] == 0x20, bytes[13] == 0x3A, bytes[16] == 0x3A,
            let hour = PlainRowParser.twoDigits(bytes + 11, below: 24),
            let minute = PlainRowParser.twoDigits(bytes + 14, below: 60),
            let second = PlainRowParser.twoDigits(bytes + 17, below: 60)
        else { return nil }
        let wall = dateSeconds + hour * 3600 + minute * 60 + second
        if field.count == 19 { return dateOffset.map { wall - $0 } }
        if field.count == 20 { return bytes[19] == 0x5A ? wall : nil }
        guard bytes[22] == 0x3A, let offsetHours = PlainRowParser.twoDigits(bytes + 20, below: 19),
            let offsetMinutes = PlainRowParser.twoDigits(bytes + 23, below: 60)
        else { return nil }
        let offset = offsetHours * 3600 + offsetMinutes * 60
        if bytes[19] == 0x2B { return wall - offset }
        return bytes[19] == 0x2D ? wall + offset : nil
    }

    @inline(__always)
    private static func twoDigits(_ bytes: UnsafePointer<UInt8>, below limit: Int) -> Int? {
        let tens = bytes[0] &- 0x30
        let ones = bytes[1] &- 0x30
        guard tens < 10, ones < 10 else { return nil }
        let value = Int(tens) * 10 + Int(ones)
        return value < limit ? value : nil
    }

    /// The offset in force from two days before to three days after an instant; `nil` when it changes.
    private static func steadyOffset(_ zone: ZoneRules, around midnight: Instant) -> Int? {
        let (from, to) = (midnight + -2 * 86_400, midnight + 3 * 86_400)
        guard !zone.transitions.contains(where: { $0.at >= from && $0.at <= to }) else { return nil }
        return zone.offsetSeconds(at: midnight)
    }

    private static func midnight(_ bytes: UnsafePointer<UInt8>) -> Instant.Stamp? {
        var stamp = Array(UnsafeBufferPointer(start: bytes, count: 10))
        stamp += Array("T00:00:00Z".utf8)
        return stamp.withUnsafeBufferPointer { Instant.parse($0) }
    }
}
