import ContactCenter

/// One lawful way to start a shift: a kind at a minute of the day.
struct ShiftOption: Sendable {
    /// Index of the kind in the instance.
    let kind: Int32
    /// Start in minutes after midnight.
    let startMinute: Int32
    /// End in minutes after midnight of the start's day (may exceed a day).
    let endMinute: Int32
    /// Paid minutes.
    let paidMinutes: Int32
    /// First slot of presence, counted from midnight.
    let firstSlot: Int32
    /// Slots of presence.
    let slotCount: Int32
    /// Index of the first break window.
    let windowStart: Int32
    /// Number of breaks.
    let breakCount: Int32
}

/// Where one break may begin, in slots after the shift's first slot.
struct BreakWindow: Sendable {
    /// Earliest beginning.
    let earliest: Int32
    /// Number of beginnings, one slot apart.
    let positions: Int32
    /// Slots it takes away.
    let slots: Int32
    /// Least slots from its beginning to the next break's beginning.
    let step: Int32
    /// Its length in minutes.
    let minutes: Int32
}

/// All (kind, start) pairs of an instance with their break windows, in contiguous arrays; starts of one kind stand
/// together in order of time.
///
/// Windows are narrowed along the sequence of breaks, so that any beginning inside a window leaves a beginning for
/// every later and earlier break. A kind whose breaks fit nowhere has no option.
struct ShiftOptions: Sendable {
    /// All options.
    let options: [ShiftOption]
    /// Break windows; an option's stand together.
    let windows: [BreakWindow]
    /// Options of each kind.
    let optionsOfKind: [Range<Int>]

    init(_ instance: RosteringInstance) {
        var options: [ShiftOption] = []
        var windows: [BreakWindow] = []
        var optionsOfKind: [Range<Int>] = []
        let grid = instance.gridMinutes
        for (index, kind) in instance.shiftKinds.enumerated() {
            let first = options.count
            var windowStartOfRemainder: [Int: Int?] = [:]
            for start in stride(
                from: kind.starts.lowerBound, through: kind.starts.upperBound, by: kind.startStepMinutes)
            {
                let remainder = start % grid
                let known = windowStartOfRemainder[remainder]
                let windowStart: Int?
                if let known {
                    windowStart = known
                } else {
                    windowStart = ShiftOptions.addWindows(
                        of: kind, remainder: remainder, grid: grid,
                        minimumGap: instance.rules.minimumGapBetweenBreaksMinutes, to: &windows)
                    windowStartOfRemainder[remainder] = .some(windowStart)
                }
                guard let windowStart else { continue }
                options.append(
                    ShiftOption(
                        kind: Int32(index), startMinute: Int32(start), endMinute: Int32(start + kind.presenceMinutes),
                        paidMinutes: Int32(kind.paidMinutes), firstSlot: Int32(start / grid),
                        slotCount: Int32((remainder + kind.presenceMinutes) / grid), windowStart: Int32(windowStart),
                        breakCount: Int32(kind.breaks.count)))
            }
            optionsOfKind.append(first..<options.count)
        }
        self.options = options
        self.windows = windows
        self.optionsOfKind = optionsOfKind
    }

    /// Appends the windows of one kind for starts `remainder` minutes after a slot's beginning; `nil` when the
    /// breaks fit nowhere.
    private static func addWindows(
        of kind: ShiftKind, remainder: Int, grid: Int, minimumGap: Int, to windows: inout [BreakWindow]
    ) -> Int? {
        let breaks = kind.breaks
        var earliest = breaks.map { ($0.startOffsets.lowerBound + grid - 1) / grid }
        var latest = breaks.map { min($0.startOffsets.upperBound, kind.presenceMinutes - $0.minutes) / grid }
        let steps = breaks.map { max(1, ($0.minutes + max(minimumGap, 0) + grid - 1) / grid) }
        for index in breaks.indices.dropFirst() {
            earliest[index] = max(earliest[index], earliest[index - 1] + steps[index - 1])
        }
        // A cell keeps a break's position in one byte; on a one-minute grid a very wide window is cut short.
        for index in breaks.indices { latest[index] = min(latest[index], earliest[index] + 255) }
        for index in breaks.indices.dropLast().reversed() {
            latest[index] = min(latest[index], latest[index + 1] - steps[index])
        }
        let start = windows.count
        for index in breaks.indices {
            guard earliest[index] <= latest[index] else {
                windows.removeLast(windows.count - start)
                return nil
            }
            windows.append(
                BreakWindow(
                    earliest: Int32(earliest[index]), positions: Int32(latest[index] - earliest[index] + 1),
                    slots: Int32((remainder + breaks[index].minutes) / grid), step: Int32(steps[index]),
                    minutes: Int32(breaks[index].minutes)))
        }
        return start
    }
}

extension RosteringInstance {
    /// Whether the clock skips the time `minutes` after midnight of the first day.
    func skipsClock(at minutes: Int) -> Bool {
        !clockGaps.isEmpty && clockGaps.contains { $0.contains(LocalTime(date: startDate) + minutes) }
    }
}
