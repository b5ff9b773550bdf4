/// Places the breaks of one shift at least cost where some of its slots are taken.
///
/// A dynamic programme along the sequence of breaks: the best beginning of a break is that of least cost plus the best
/// of the breaks before it that have ended, with their gap, by then. All costs add up slot by slot, so the result is
/// the optimum. Source: own.
struct BreakFitting: Sendable {
    /// Beginnings found by ``fit(windows:prefix:taken:preferred:gridMinutes:)``, in slots after the shift's first slot.
    private(set) var starts: [Int32] = []
    private var best: [Int] = []
    private var from: [Int32] = []

    private static let positions = 256

    init() {
        best = [Int](repeating: 0, count: InstanceValidation.maximumBreaks * BreakFitting.positions)
        from = [Int32](repeating: 0, count: best.count)
    }

    /// Least cost of the breaks of `windows`, with their beginnings in ``starts``; `nil` where they fit nowhere.
    ///
    /// - Parameters:
    ///   - prefix: Sums of the cost of being off duty: `prefix[i]` for the first i slots of the shift.
    ///   - taken: Slots after the shift's first in which no break may lie.
    ///   - preferred: Beginnings that win among equals.
    mutating func fit(
        windows: ArraySlice<BreakWindow>, prefix: [Int], taken: [Range<Int>], preferred: [Int32], gridMinutes: Int
    ) -> Int? {
        starts.removeAll(keepingCapacity: true)
        var before = 0
        for (index, window) in windows.enumerated() {
            let base = index * BreakFitting.positions
            let earlier = index > 0 ? windows[windows.startIndex + index - 1] : nil
            // The best of the earlier break's beginnings that leave its gap, found as the position moves on.
            var reached = 0
            var soFar = Int.max
            var soFarPosition: Int32 = -1
            var isPossible = false
            for position in 0..<Int(window.positions) {
                let start = Int(window.earliest) + position
                if let earlier {
                    while reached < Int(earlier.positions),
                        Int(earlier.earliest) + reached + Int(earlier.step) <= start
                    {
                        let value = best[base - BreakFitting.positions + reached]
                        if value < soFar {
                            soFar = value
                            soFarPosition = Int32(reached)
                        }
                        reached += 1
                    }
                } else {
                    soFar = 0
                }
                let end = start + Int(window.slots)
                let span = start..<start + window.touchedSlots(gridMinutes)
                guard soFar != .max, !taken.contains(where: { $0.overlaps(span) }) else {
                    best[base + position] = .max
                    continue
                }
                best[base + position] =
                    soFar + prefix[min(end, prefix.count - 1)] - prefix[min(start, prefix.count - 1)]
                    + (preferred[index] == Int32(start) ? 0 : 1)
                from[base + position] = soFarPosition
                isPossible = true
            }
            guard isPossible else { return nil }
        }
        guard let last = windows.last else { return 0 }
        let base = (windows.count - 1) * BreakFitting.positions
        var position = 0
        for other in 0..<Int(last.positions) where best[base + other] < best[base + position] { position = other }
        before = best[base + position]
        guard before != .max else { return nil }
        for (index, window) in windows.enumerated().reversed() {
            starts.append(window.earliest + Int32(position))
            position = Int(from[index * BreakFitting.positions + position])
        }
        starts.reverse()
        return before
    }
}

extension BreakWindow {
    /// Slots that the break touches; one shorter than a slot takes nobody off duty (``slots`` is 0), but an activity
    /// may not lie over it either.
    func touchedSlots(_ gridMinutes: Int) -> Int { (Int(minutes) + gridMinutes - 1) / gridMinutes }
}
