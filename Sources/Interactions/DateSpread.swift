/// How contacts lie in time, day by day, and which of them lie astray: more than a year from all others and fewer than
/// one in a hundred. That is a year typed wrongly, which would stretch the history over decades of zeros.
package struct DateSpread {
    static let yearSeconds = 366 * 86_400
    /// Days of 1970–2099.
    private static let days = ResolvedColumns.believableSeconds.upperBound / 86_400

    private var first = [UInt32](repeating: .max, count: days)
    private var last = [UInt32](repeating: 0, count: days)
    private var count = [Int](repeating: 0, count: days)
    private var total = 0

    /// Nothing yet.
    package init() {}

    /// Adds contacts that lie in `from` ... `to`, seconds since 1970 that are at most a day apart.
    package mutating func add(from: Int, to: Int, contacts: Int) {
        let day = from / 86_400
        first[day] = min(first[day], UInt32(from))
        last[day] = max(last[day], UInt32(to))
        count[day] += contacts
        total += contacts
    }

    /// The times of contacts that lie astray.
    package struct Strays: Sendable {
        private var ranges: [ClosedRange<UInt32>] = []

        /// Whether there are none.
        package var isEmpty: Bool { ranges.isEmpty }

        /// Whether a contact at `seconds` lies astray.
        package func contain(_ seconds: Int) -> Bool { ranges.contains { $0.contains(UInt32(seconds)) } }

        fileprivate mutating func add(_ range: ClosedRange<UInt32>) { ranges.append(range) }
    }

    /// Finds them.
    package func strays() -> Strays {
        // Groups of days: a gap of more than a year divides them.
        var groups: [(from: UInt32, to: UInt32, count: Int)] = []
        for day in 0..<DateSpread.days where count[day] > 0 {
            if let open = groups.last, Int(first[day]) - Int(open.to) <= DateSpread.yearSeconds {
                groups[groups.count - 1].to = max(open.to, last[day])
                groups[groups.count - 1].count += count[day]
            } else {
                groups.append((first[day], last[day], count[day]))
            }
        }
        var strays = Strays()
        for group in groups where group.count * 100 < total { strays.add(group.from...group.to) }
        return strays
    }
}
