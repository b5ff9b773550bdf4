import ContactCenter

/// Reads the points in time of one file: formats, zones, and the two hours a year on which clocks mislead.
struct WallClock {
    let zone: ZoneRules
    /// Wall-clock stamps of the hour that happens twice.
    private(set) var ambiguous = 0
    /// Stamps that carried no offset.
    private(set) var withoutOffset = 0
    private var lastAmbiguousSeconds: Int?
    private var inSecondPass = false

    init(zone: ZoneRules) { self.zone = zone }

    /// Whether both clocks would read the same stamps the same.
    func reads(as other: WallClock) -> Bool {
        lastAmbiguousSeconds == other.lastAmbiguousSeconds && inSecondPass == other.inSecondPass
    }

    /// Starts counting anew, remembering where in the repeated hour it is.
    mutating func forgetCounts() { (ambiguous, withoutOffset) = (0, 0) }

    /// Counts stamps without offset that another reader has seen.
    mutating func add(withoutOffset count: Int) { withoutOffset += count }

    /// A stamp as it stands in the file.
    enum Reading: Equatable {
        case instant(Instant)
        /// Seconds since 1970 on the wall clock; `isTimeOfDay` when the date came from a column of its own.
        case wall(seconds: Int, isTimeOfDay: Bool)
    }

    /// The start of a contact.
    ///
    /// A time of the repeated hour is its first occurrence, until the file goes back by half an hour or more within
    /// that hour: from there on it is the second. `nil` = the clock jumped over that time.
    mutating func start(_ reading: Reading) -> Instant? {
        guard case .wall(let seconds, _) = reading else {
            if case .instant(let instant) = reading { return instant }
            return nil
        }
        withoutOffset += 1
        switch zone.resolve(wallClockSeconds: seconds) {
        case .unique(let instant): return instant
        case .skipped: return nil
        case .ambiguous(let earlier, let later):
            ambiguous += 1
            if let last = lastAmbiguousSeconds {
                if abs(seconds - last) > 43_200 {
                    inSecondPass = false
                } else if last - seconds >= 1800 {
                    inSecondPass = true
                }
            }
            lastAmbiguousSeconds = seconds
            return inSecondPass ? later : earlier
        }
    }

    /// A later event of a contact: in the repeated hour the first occurrence that is not before `start`.
    mutating func event(_ reading: Reading, after start: Instant) -> Instant? {
        guard case .wall(var seconds, let isTimeOfDay) = reading else {
            if case .instant(let instant) = reading { return instant }
            return nil
        }
        if isTimeOfDay {
            let startOnClock = start.seconds + zone.offsetSeconds(at: start)
            if startOnClock - seconds > 43_200 { seconds += 86_400 }
        }
        switch zone.resolve(wallClockSeconds: seconds) {
        case .unique(let instant): return instant
        case .skipped: return nil
        case .ambiguous(let earlier, let later):
            ambiguous += 1
            return earlier >= start ? earlier : later
        }
    }

    /// Seconds of a clock reading of two or three parts.
    static func clockSeconds(_ bytes: UnsafeBufferPointer<UInt8>, twoPartsAreMinutes: Bool) -> Int? {
        var parts = (0, 0, 0)
        var part = 0
        var digitsInPart = 0
        for byte in bytes {
            if byte == 0x3A {
                guard digitsInPart > 0, part < 2 else { return nil }
                part += 1
                digitsInPart = 0
                continue
            }
            let digit = Int(byte) - 0x30
            guard digit >= 0, digit < 10, digitsInPart < (part == 0 ? 6 : 2) else { return nil }
            digitsInPart += 1
            switch part {
            case 0: parts.0 = parts.0 * 10 + digit
            case 1: parts.1 = parts.1 * 10 + digit
            default: parts.2 = parts.2 * 10 + digit
            }
        }
        guard part > 0, digitsInPart == 2, parts.1 < 60, parts.2 < 60 else { return nil }
        if part == 1 { return twoPartsAreMinutes ? parts.0 * 60 + parts.1 : parts.0 * 3600 + parts.1 * 60 }
        return parts.0 * 3600 + parts.1 * 60 + parts.2
    }
}
