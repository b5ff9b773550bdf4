import ContactCenter

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The patience of a stream in stretches of equal length, beside the exponential one that Erlang A supposes.
///
/// Share willing to wait longer: Kaplan–Meier (JASA 53 (1958) 457–481). Its 95 % interval: Greenwood's variance of
/// ln(−ln S), which keeps it inside 0…1 (J. Kalbfleisch, R. Prentice, *The Statistical Analysis of Failure Time Data*
/// (2002), equation 1.15). Hazard: those who gave up / seconds waited, stretch by stretch.
public struct PatienceCurve: Sendable {
    /// Waits of a stream's inbound contacts.
    private var waits: [QueueChannel: [(seconds: Double, isAbandoned: Bool)]] = [:]

    /// Stretches end here: what an hour did not tell, more will not.
    public static let longestSeconds = 3600.0

    /// A curve of no contact yet.
    public init() {}

    /// Adds a contact; only inbound ones that somebody waits in count, and only known waits.
    public mutating func add(_ contact: Interaction) {
        guard contact.direction == .inbound, contact.stream.channel.service != .deferrable,
            let wait = contact.waitSeconds, wait >= 0
        else { return }
        waits[contact.stream, default: []].append((wait, contact.outcome == .abandoned))
    }

    /// Stretches of `seconds` of every stream, in order, from 0 to where nobody waits any more.
    ///
    /// - Complexity: O(n log n)
    public func rows(everySeconds seconds: Double) -> [PatienceInterval] {
        precondition(seconds > 0, "a stretch has a length")
        return waits.keys.sorted().flatMap { stretches(of: $0, seconds) }
    }

    /// A sentence a stream.
    public var inWords: [String] {
        waits.keys.sorted().compactMap { stream in
            guard let all = waits[stream] else { return nil }
            let abandoned = all.count { $0.isAbandoned }
            guard let mean = PatienceEstimate.meanSeconds(of: all) else {
                return "patience of \(stream): missing, \(abandoned) of \(all.count) gave up, too few to tell"
            }
            let median = PatienceEstimate.kaplanMeier(all).first { $0.willingToWaitLonger <= 0.5 }?.seconds
            return "patience of \(stream): \(abandoned) of \(all.count) gave up; mean \(Int(mean.rounded())) s ± "
                + "\(Int((mean / Double(abandoned).squareRoot()).rounded())) s if exponential (Erlang A); "
                + (median.map { "half give up within \(Int($0.rounded())) s (Kaplan–Meier)" }
                    ?? "fewer than half were seen to give up (Kaplan–Meier)")
        }
    }

    private func stretches(of stream: QueueChannel, _ length: Double) -> [PatienceInterval] {
        let sorted = (waits[stream] ?? []).sorted { $0.seconds < $1.seconds }
        let mean = PatienceEstimate.meanSeconds(of: sorted)
        var rows: [PatienceInterval] = []
        var next = 0
        var willing = 1.0
        /// Greenwood's sum.
        var sum = 0.0
        var from = 0.0
        while next < sorted.count, from < PatienceCurve.longestSeconds {
            var row = PatienceInterval(stream: stream, fromSeconds: from, toSeconds: from + length)
            row.atRisk = sorted.count - next
            var exposure = 0.0
            // A wait belongs to the stretch that it ends in; one of no seconds to the first.
            while next < sorted.count, sorted[next].seconds <= row.toSeconds {
                let wait = sorted[next].seconds
                let atRisk = sorted.count - next
                var abandoned = 0
                while next < sorted.count, sorted[next].seconds == wait {
                    if sorted[next].isAbandoned { abandoned += 1 } else { row.answered += 1 }
                    exposure += wait - from
                    next += 1
                }
                row.abandoned += abandoned
                guard abandoned > 0 else { continue }
                willing *= 1 - Double(abandoned) / Double(atRisk)
                if abandoned < atRisk { sum += Double(abandoned) / (Double(atRisk) * Double(atRisk - abandoned)) }
            }
            exposure += Double(sorted.count - next) * length
            row.hazardPerSecond = exposure > 0 ? Double(row.abandoned) / exposure : nil
            row.willing = willing
            if willing > 0, willing < 1 {
                let half = 1.959963984540054 * sum.squareRoot() / abs(log(willing))
                row.willing95 = pow(willing, exp(half))...pow(willing, exp(-half))
            }
            row.exponential = mean.map { exp(-row.toSeconds / $0) }
            rows.append(row)
            from = row.toSeconds
        }
        return rows
    }
}

extension PatienceEstimate {
    /// Mean patience by censored waits; `nil` as for ``estimate(from:stream:)``.
    static func meanSeconds(of waits: [(seconds: Double, isAbandoned: Bool)]) -> Double? {
        meanSeconds(totalWaitSeconds: waits.reduce(0) { $0 + $1.seconds }, abandoned: waits.count { $0.isAbandoned })
    }
}
