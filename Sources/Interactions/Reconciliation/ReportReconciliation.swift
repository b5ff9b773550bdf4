import ContactCenter

/// Which formula and which booking of contacts reproduce the centre's own report, and where they do not.
public struct ReportReconciliation: Sendable {
    /// How well a variant reproduces the report.
    public struct Fit: Hashable, Sendable {
        /// The variant.
        public var variant: ReportVariant
        /// Intervals in which both have a figure.
        public var compared: Int
        /// Intervals in which they agree within what the report's rounding hides.
        public var matched: Int
        /// Mean of |ours − reported|.
        public var meanAbsoluteError: Double
    }

    /// An interval in which the best variant differs.
    public struct Difference: Hashable, Sendable {
        /// What is stated.
        public var measure: CentreReportRow.Measure
        /// Position of the row in the report.
        public var row: Int
        /// What the report says.
        public var reported: Double
        /// What the contacts say.
        public var computed: Double
    }

    /// By measure, the variants from best to worst.
    public let fits: [(measure: CentreReportRow.Measure, fits: [Fit])]
    /// Differences of the best variant of each measure, in the order of the report.
    public let differences: [Difference]

    /// Reconciles `rows` with the inbound contacts of `interactions`.
    ///
    /// - Parameters:
    ///   - within: Thresholds of the service level to try, the likeliest first.
    ///   - short: Limits of short abandons to try, the likeliest first.
    public init(_ rows: [CentreReportRow], _ interactions: [Interaction], within: [Double], short: [Double]) {
        let inbound = interactions.filter { $0.direction == .inbound }
        var booker = Booker(rows, inbound)
        var fits: [(measure: CentreReportRow.Measure, fits: [Fit])] = []
        var differences: [Difference] = []
        for measure in CentreReportRow.Measure.allCases where rows.contains(where: { $0.figures[measure] != nil }) {
            var found: [(order: Int, fit: Fit)] = []
            for (order, variant) in ReportVariant.all(measure, within: within, short: short).enumerated() {
                found.append((order, fit(variant, rows, booker.values(variant))))
            }
            found.sort { a, b in
                if a.fit.matched != b.fit.matched { return a.fit.matched > b.fit.matched }
                if abs(a.fit.meanAbsoluteError - b.fit.meanAbsoluteError) > 1e-12 {
                    return a.fit.meanAbsoluteError < b.fit.meanAbsoluteError
                }
                return a.order < b.order
            }
            fits.append((measure, found.map(\.fit)))
            guard let best = found.first?.fit, best.matched < best.compared else { continue }
            for (index, value) in booker.values(best.variant).enumerated() {
                guard let figure = rows[index].figures[measure], let value,
                    !ReportReconciliation.agree(value, figure)
                else { continue }
                differences.append(
                    Difference(measure: measure, row: index, reported: figure.value, computed: value))
            }
        }
        self.fits = fits
        self.differences = differences.sorted { ($0.row, $0.measure.rawValue) < ($1.row, $1.measure.rawValue) }
    }

    private static func agree(_ value: Double, _ figure: CentreReportRow.Figure) -> Bool {
        abs(value - figure.value) <= figure.tolerance + 1e-9 * max(1, abs(value))
    }
}

private func fit(
    _ variant: ReportVariant, _ rows: [CentreReportRow], _ values: [Double?]
) -> ReportReconciliation.Fit {
    var fit = ReportReconciliation.Fit(variant: variant, compared: 0, matched: 0, meanAbsoluteError: 0)
    for (row, value) in zip(rows, values) {
        guard let figure = row.figures[variant.measure], let value else { continue }
        fit.compared += 1
        let error = abs(value - figure.value)
        if error <= figure.tolerance + 1e-9 * max(1, abs(value)) { fit.matched += 1 }
        fit.meanAbsoluteError += error
    }
    if fit.compared > 0 { fit.meanAbsoluteError /= Double(fit.compared) }
    return fit
}

/// Contacts booked to the rows of a report.
private struct Booker {
    private let rows: [CentreReportRow]
    private let contacts: [Interaction]
    /// By queue and channel of the report, its rows in order of time.
    private var groups: [Group: [Int]] = [:]
    private var booked: [Key: [[Int]]] = [:]

    private struct Group: Hashable {
        var queue: String
        var channel: String
    }

    private struct Key: Hashable {
        var booking: BookingRule
        var within: Double
    }

    init(_ rows: [CentreReportRow], _ contacts: [Interaction]) {
        self.rows = rows
        self.contacts = contacts
        for (index, row) in rows.enumerated() {
            groups[Group(queue: row.queue, channel: row.channel), default: []].append(index)
        }
        for group in groups.keys { groups[group]?.sort { rows[$0].start < rows[$1].start } }
    }

    /// A variant's figure of every row; `nil` when nothing counts there.
    mutating func values(_ variant: ReportVariant) -> [Double?] {
        if variant.booking == .trueToInterval { return trueWorkload(HandleParts(rawValue: variant.formula)) }
        return contactsOfRows(variant).map { figure(variant, $0) }
    }

    private mutating func contactsOfRows(_ variant: ReportVariant) -> [[Int]] {
        let within = variant.booking == .settled ? variant.withinSeconds ?? 0 : 0
        let key = Key(booking: variant.booking, within: within)
        if let known = booked[key] { return known }
        var made = [[Int]](repeating: [], count: rows.count)
        for (index, contact) in contacts.enumerated() {
            for row in rowsHolding(variant.booking.seconds(contact, withinSeconds: within), contact) {
                made[row].append(index)
            }
        }
        booked[key] = made
        return made
    }

    /// Rows for the contact's queue and channel, or for all together, whose interval holds a second.
    private func rowsHolding(_ seconds: Int, _ contact: Interaction) -> [Int] {
        groupsOf(contact).compactMap { members in
            var low = 0
            var high = members.count
            while low < high {
                let middle = (low + high) / 2
                if rows[members[middle]].start.seconds <= seconds { low = middle + 1 } else { high = middle }
            }
            guard low > 0 else { return nil }
            let row = rows[members[low - 1]]
            return seconds < row.start.seconds + row.intervalSeconds ? members[low - 1] : nil
        }
    }

    private func groupsOf(_ contact: Interaction) -> [[Int]] {
        let stream = contact.stream
        return [
            Group(queue: stream.queue, channel: stream.channel.name), Group(queue: stream.queue, channel: ""),
            Group(queue: "", channel: stream.channel.name), Group(queue: "", channel: ""),
        ].compactMap { groups[$0] }
    }

    private func figure(_ variant: ReportVariant, _ members: [Int]) -> Double? {
        var counts = IntervalCounts(
            stream: QueueChannel(queue: "", channel: .voice), start: Instant(seconds: 0), intervalSeconds: 1)
        let parts = HandleParts(rawValue: variant.formula)
        var handled = 0
        for index in members {
            let contact = contacts[index]
            let wait = contact.waitSeconds ?? 0
            let within = variant.withinSeconds.map { variant.isStrict ? wait < $0 : wait <= $0 } ?? false
            counts.offered += 1
            if contact.outcome == .answered {
                counts.answered += 1
                counts.waitAnsweredSeconds += wait
                if within { counts.answeredWithin += 1 }
                if let seconds = parts?.seconds(contact) {
                    handled += 1
                    counts.handleSeconds += seconds
                }
            } else {
                counts.abandoned += 1
                counts.waitAbandonedSeconds += wait
                if within { counts.abandonedWithin += 1 }
                if let short = variant.shortSeconds, wait < short { counts.shortAbandoned += 1 }
            }
        }
        func ratio(_ part: Double, _ whole: Int) -> Double? { whole > 0 ? part / Double(whole) : nil }
        switch variant.measure {
        case .offered: return Double(counts.offered)
        case .answered: return Double(counts.answered)
        case .abandoned: return Double(counts.abandoned)
        case .serviceLevel: return ReportedServiceLevel(rawValue: variant.formula)?.level(counts)
        case .abandonment:
            return ratio(Double(counts.abandoned - counts.shortAbandoned), counts.offered - counts.shortAbandoned)
        case .speedOfAnswer:
            return variant.formula == "answered"
                ? ratio(counts.waitAnsweredSeconds, counts.answered)
                : ratio(counts.waitAnsweredSeconds + counts.waitAbandonedSeconds, counts.offered)
        case .handleTime: return ratio(counts.handleSeconds, handled)
        case .workload: return counts.handleSeconds
        }
    }

    /// Seconds of handling done inside each row's interval.
    private func trueWorkload(_ parts: HandleParts?) -> [Double?] {
        var sums = [Double](repeating: 0, count: rows.count)
        for contact in contacts where contact.outcome == .answered {
            guard let seconds = parts?.seconds(contact) else { continue }
            let from = Double(contact.createdAt.seconds) + (contact.waitSeconds ?? 0)
            for members in groupsOf(contact) {
                for row in members {
                    let start = Double(rows[row].start.seconds)
                    let overlap = min(from + seconds, start + Double(rows[row].intervalSeconds)) - max(from, start)
                    if overlap > 0 { sums[row] += overlap }
                }
            }
        }
        return sums
    }
}
