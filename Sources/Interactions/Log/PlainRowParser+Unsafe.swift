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
        var idCode: UInt64 = 0
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
    /// Dates met: contacts of a night are answered the next day. Two days in a row lie at different places.
    private var dates: (DateEntry, DateEntry) = (DateEntry(), DateEntry())

    /// A date as it is written, and what it means.
    private struct DateEntry {
        /// `YYYY-MM-` and `DD`.
        var head: UInt64 = 0
        var day: UInt16 = 0
        /// Seconds since 1970 at midnight.
        var seconds = 0
        /// Offset of the zone on the date; `nil` when the clock is changed about it.
        var offset: Int?
    }

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
        reading.idCode = KeyCode.code(idBytes, id.count)

        // Stamps.
        let createdField = field(columns.createdAt)
        let createdHasNoOffset = createdField.count == 19
        let created = seconds(createdField)
        guard ResolvedColumns.believableSeconds.contains(created) else { return .odd }
        var answered = -1
        var ended = -1
        if columns.answeredAt >= 0 {
            let bytes = field(columns.answeredAt)
            if bytes.count > 0 {
                answered = seconds(bytes)
                if answered < created { return .odd }
            }
        }
        if columns.endedAt >= 0 {
            let bytes = field(columns.endedAt)
            if bytes.count > 0 {
                ended = seconds(bytes)
                if ended < created || ended < answered { return .odd }
            }
        }
        if columns.updatedAt >= 0 {
            let bytes = field(columns.updatedAt)
            if bytes.count > 0, seconds(bytes) == PlainRowParser.noStamp { return .odd }
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
            // The lengths differ too, and no byte of a word is 0.
            let word = bytes.baseAddress.map { ByteWord.load($0, min(bytes.count, 8)) } ?? 0
            reading.isInbound = word != PlainRowParser.outboundBytes
            guard bytes.count <= 8, word == 0 || word == PlainRowParser.inboundBytes || !reading.isInbound else {
                return .odd
            }
        }
        if columns.answeredAt >= 0 {
            reading.isAnswered = answered >= 0
        } else if columns.disposition >= 0 {
            let bytes = field(columns.disposition)
            guard bytes.count == 8, let base = bytes.baseAddress, ByteWord.load(base) == PlainRowParser.answeredBytes
            else { return .odd }
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
                reading.customer = KeyCode.code(base, bytes.count)
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

    /// Whole seconds; −1 for an empty field, −2 for anything that is not up to seven digits.
    @inline(__always)
    private static func duration(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard bytes.count &- 1 < 7, let base = bytes.baseAddress else { return -2 }
        if bytes.count == 0 { return -1 }
        let (value, isNumber) = ByteWord.number(ByteWord.load(base), bytes.count)
        return isNumber ? value : -2
    }

    /// Whether the field is empty or an amount of up to ten digits with at most two decimals.
    @inline(__always)
    private static func isAmount(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count > 0, let base = bytes.baseAddress else { return true }
        guard bytes.count <= 12 else { return false }
        if bytes.count <= 8 {
            let word = ByteWord.load(base)
            let others = ByteWord.nonDigits(word) & (UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* bytes.count))
            if others == 0 { return true }
            let place = others.trailingZeroBitCount &>> 3
            // One point, and digits on at least one side of it.
            return others & (others &- 1) == 0 && base[place] == 0x2E && bytes.count &- place <= 3 && bytes.count > 1
        }
        return isLongAmount(bytes)
    }

    private static func isLongAmount(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
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
        return decimals <= 2 && digits > 0
    }

    @inline(__always)
    private static func isTruth(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count == 0 || (bytes.count == 1 && bytes[0] | 1 == 0x31)
    }

    // MARK: Stamps

    /// No stamp in the usual form.
    private static let noStamp = Int.min

    /// Seconds since 1970 of `YYYY-MM-DDTHH:MM:SS` with `Z` or `±HH:MM`, the date remembered from rows before; ``noStamp``
    /// for anything else.
    @inline(__always)
    private mutating func seconds(_ field: UnsafeBufferPointer<UInt8>) -> Int {
        guard field.count == 25 || field.count == 20 || (field.count == 19 && zone != nil),
            let bytes = field.baseAddress
        else { return PlainRowParser.noStamp }
        let head = ByteWord.load(bytes)
        let dayAndHour = ByteWord.load(bytes + 8)
        let day = UInt16(truncatingIfNeeded: dayAndHour)
        var date = dayAndHour & 0x100 == 0 ? dates.0 : dates.1
        if date.head != head || date.day != day {
            guard let found = newDate(bytes, head: head, day: day) else { return PlainRowParser.noStamp }
            date = found
            if dayAndHour & 0x100 == 0 { dates.0 = found } else { dates.1 = found }
        }
        // `HH:MM:SS`: digits become their values, colons become 0.
        let clock = ByteWord.load(bytes + 11) ^ 0x3030_3A30_303A_3030
        let pairs = clock &* 10 &+ clock &>> 8
        let (hour, minute, second) = (pairs & 0xFF, pairs &>> 24 & 0xFF, pairs &>> 48 & 0xFF)
        let separator = dayAndHour &>> 16 & 0xFF
        guard ByteWord.notBelowTen(clock) | clock & 0x0000_FF00_00FF_0000 == 0, hour < 24, minute < 60, second < 60,
            separator == 0x54 || separator == 0x20
        else { return PlainRowParser.noStamp }
        let wall = date.seconds &+ Int(truncatingIfNeeded: hour &* 3600 &+ minute &* 60 &+ second)
        if field.count == 25 {
            // `±HH:MM`, the sign and the colon 0.
            let sign = bytes[19]
            let offset = (ByteWord.load(bytes + 17) ^ 0x3030_3A30_3000_0000) &>> 24 & 0x00FF_FFFF_FFFF
            let pairs = offset &* 10 &+ offset &>> 8
            let (hours, minutes) = (pairs & 0xFF, pairs &>> 24 & 0xFF)
            guard ByteWord.notBelowTen(offset) | offset & 0xFF_0000 == 0, hours < 19, minutes < 60 else {
                return PlainRowParser.noStamp
            }
            let shift = Int(truncatingIfNeeded: hours &* 3600 &+ minutes &* 60)
            if sign == 0x2B { return wall &- shift }
            return sign == 0x2D ? wall &+ shift : PlainRowParser.noStamp
        }
        if field.count == 20 { return bytes[19] == 0x5A ? wall : PlainRowParser.noStamp }
        return date.offset.map { wall &- $0 } ?? PlainRowParser.noStamp
    }

    /// A date that is none of those remembered.
    @inline(never)
    private func newDate(_ bytes: UnsafePointer<UInt8>, head: UInt64, day: UInt16) -> DateEntry? {
        // The plain parser decides about the date; what follows it is checked by the caller.
        guard case .instant(let midnight, _) = PlainRowParser.midnight(bytes) else { return nil }
        return DateEntry(
            head: head, day: day, seconds: midnight.seconds,
            offset: zone.flatMap { PlainRowParser.steadyOffset($0, around: midnight) })
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
