import ContactCenter

/// A usable row of a log in 24 bytes: what its intervals and repeats are counted from.
///
/// Logs have tens of millions of rows, and all of them have to be kept until the last one is read, because it may
/// replace any of them.
struct CompactContact {
    /// Seconds since 1970 at which it entered the queue; logs lie in 1970–2099.
    var createdSeconds: UInt32
    private var bits: UInt32
    /// ``KeyCode`` of the customer; 0 = not identified.
    var customer: UInt64
    /// Wait, talk, hold and after-contact work in 16 bits each, or the place of a ``WideDurations``.
    private var durations: UInt64

    /// Flags of ``bits``; the rest is the number of the stream.
    private static let inbound: UInt32 = 1
    private static let answered: UInt32 = 2
    private static let wide: UInt32 = 4
    private static let flagBits: UInt32 = 3

    /// Unknown, among durations of 16 bits.
    private static let unknown: UInt64 = 0xFFFF
    /// Longest duration of 16 bits.
    static let mostSeconds = 65_534

    /// A contact with whole seconds up to ``mostSeconds``; below zero = unknown.
    init(
        createdSeconds: Int, stream: UInt32, isInbound: Bool, isAnswered: Bool, customer: UInt64, wait: Int, talk: Int,
        hold: Int, wrap: Int
    ) {
        self.createdSeconds = UInt32(truncatingIfNeeded: createdSeconds)
        bits =
            stream << CompactContact.flagBits | (isInbound ? CompactContact.inbound : 0)
            | (isAnswered ? CompactContact.answered : 0)
        self.customer = customer
        // −1 is 0xFFFF in 16 bits.
        durations =
            (UInt64(truncatingIfNeeded: wait) & 0xFFFF) | (UInt64(truncatingIfNeeded: talk) & 0xFFFF) << 16
            | (UInt64(truncatingIfNeeded: hold) & 0xFFFF) << 32 | (UInt64(truncatingIfNeeded: wrap) & 0xFFFF) << 48
    }

    /// A contact whose durations stand at `place` of a list.
    init(
        createdSeconds: Int, stream: UInt32, isInbound: Bool, isAnswered: Bool, customer: UInt64, wideAt place: Int
    ) {
        self.init(
            createdSeconds: createdSeconds, stream: stream, isInbound: isInbound, isAnswered: isAnswered,
            customer: customer, wait: -1, talk: -1, hold: -1, wrap: -1)
        bits |= CompactContact.wide
        durations = UInt64(place)
    }

    /// Number of the stream.
    var stream: Int { Int(bits >> CompactContact.flagBits) }
    /// Whether the customer started it.
    var isInbound: Bool { bits & CompactContact.inbound != 0 }
    /// Whether an agent served it.
    var isAnswered: Bool { bits & CompactContact.answered != 0 }

    /// Moves a place in a list by `shift`, when the list becomes part of a longer one.
    mutating func shiftWide(by shift: Int) {
        if bits & CompactContact.wide != 0 { durations += UInt64(shift) }
    }

    /// The durations in seconds.
    ///
    /// - Parameter wide: The list of those that do not fit.
    @inline(__always)
    func durations(_ wide: [WideDurations]) -> WideDurations {
        guard bits & CompactContact.wide == 0 else { return wide[Int(durations)] }
        return WideDurations(
            wait: CompactContact.seconds(durations & 0xFFFF), talk: CompactContact.seconds(durations >> 16 & 0xFFFF),
            hold: CompactContact.seconds(durations >> 32 & 0xFFFF), wrap: CompactContact.seconds(durations >> 48))
    }

    @inline(__always)
    private static func seconds(_ value: UInt64) -> Double { value == unknown ? -1 : Double(value) }
}

/// Durations in seconds of any size and with fractions; below zero = unknown.
struct WideDurations: Hashable {
    var wait: Double
    var talk: Double
    var hold: Double
    var wrap: Double

    /// Whether all of them are whole seconds that fit 16 bits, or unknown.
    var isCompact: Bool {
        [wait, talk, hold, wrap].allSatisfy {
            $0 < 0 || ($0 <= Double(CompactContact.mostSeconds) && $0 == $0.rounded(.towardZero))
        }
    }
}
