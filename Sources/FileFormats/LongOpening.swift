import ContactCenter

/// When a series of a long-form file is open, inferred from its rows, and of which slots it lists rows.
///
/// A file without opening hours tells them by the rows it has:
/// - A slot of the week (Tuesday 10:30) is **usual** when rows are there in at least half of the weeks in which it lies
///   between the first row and the last.
/// - A slot is **listed** when it has a row, or is usual on a day with rows. A day without any row is closed, whatever
///   its weekday. After the last row every usual slot is listed.
/// - A listed slot is **open**, unless zeros say that it is closed, which only values before the cutoff may say:
///   - a stretch of the week in which no contact ever came, though one hundredth of the mean volume would have
///     brought five, is closed in every week (nights and weekends written as zeros);
///   - a day without a contact, though a quarter of its weekday's median would have brought five, was closed (a
///     holiday written as zeros). By chance that happens less than once in a hundred and fifty such days.
/// - A calendar closes days and hours, unless a value before the cutoff is above zero there; after the file it also
///   opens hours.
public struct LongOpening: Hashable, Sendable {
    /// Whether each slot is open.
    public private(set) var isOpen: [Bool]
    /// Whether each slot has a row, or would have one: what a forecast has rows for, closed ones with zero.
    public private(set) var isListed: [Bool]

    /// Contacts that must have been expected for their absence to mean closed: by chance it has e⁻⁵ < 1 %.
    static let expectedContacts = 5.0
    /// Share of the mean volume that a stretch of the week would at least have if it were open.
    static let openShare = 0.01
    /// Share of its weekday's median that an open day would at least have.
    static let dayShare = 0.25

    /// Slots listed in a usual week; 0 when nothing is usual.
    public let listedPerWeek: Int

    private let grid: WeekGrid
    private var isUsual: [Bool]
    private let fileSlots: Int

    /// Infers the opening of `slots` slots from the first row of `series` on, with values looked at before `known` only.
    ///
    /// - Parameters:
    ///   - known: Slots whose values may be looked at.
    ///   - slots: Slots wanted; may reach past the last row.
    ///   - specialDays: Days of a calendar that concern the series.
    /// - Complexity: O(slots)
    public init(_ series: LongSeries, known: Int, slots: Int, specialDays: [SpecialDay] = []) {
        grid = WeekGrid(start: series.start, slotMinutes: series.slotMinutes)
        fileSlots = series.count
        isUsual = LongOpening.usualSlots(series, grid: grid)
        listedPerWeek = isUsual.count { $0 }
        isListed = LongOpening.listedSlots(series, slots: max(slots, series.count), grid: grid, isUsual: isUsual)
        isOpen = isListed
        let known = min(known, series.count)
        closeSilentStretches(series, known: known)
        closeSilentDays(series, known: known)
        // A closure beats special hours, and those beat a make-up working day's.
        let ranked = specialDays.filter(\.decidesOpening).sorted { LongOpening.rank($0) < LongOpening.rank($1) }
        for day in ranked { apply(day, series: series, known: known) }
        isListed.removeSubrange(slots...)
        isOpen.removeSubrange(slots...)
    }

    private static func usualSlots(_ series: LongSeries, grid: WeekGrid) -> [Bool] {
        var seen = [Int](repeating: 0, count: grid.slotsPerWeek)
        var slot = grid.firstSlot
        for hasRow in series.hasRow {
            if hasRow { seen[slot] += 1 }
            slot = slot + 1 == grid.slotsPerWeek ? 0 : slot + 1
        }
        return seen.indices.map { slot in
            seen[slot] > 0 && 2 * seen[slot] >= grid.occurrences(of: slot, in: series.count)
        }
    }

    private static func listedSlots(_ series: LongSeries, slots: Int, grid: WeekGrid, isUsual: [Bool]) -> [Bool] {
        var listed = [Bool](repeating: false, count: slots)
        for day in 0..<grid.dayCount(slots: slots) {
            let range = grid.slots(ofDay: day, count: slots)
            let inFile = range.clamped(to: 0..<series.count)
            let isDayThere = series.hasRow[inFile].contains(true)
            var slot = grid.slotOfWeek(range.lowerBound)
            for index in range {
                listed[index] =
                    index < series.count ? series.hasRow[index] || (isDayThere && isUsual[slot]) : isUsual[slot]
                slot = slot + 1 == grid.slotsPerWeek ? 0 : slot + 1
            }
        }
        return listed
    }

    /// Closes stretches of the week without a contact.
    private mutating func closeSilentStretches(_ series: LongSeries, known: Int) {
        let week = grid.slotsPerWeek
        var sums = [Double](repeating: 0, count: week)
        var counts = [Int](repeating: 0, count: week)
        var slot = grid.firstSlot
        for index in 0..<known {
            let value = series.slots[index]
            if !value.isNaN {
                sums[slot] += abs(value)
                counts[slot] += 1
            }
            slot = slot + 1 == week ? 0 : slot + 1
        }
        let total = sums.reduce(0, +)
        let needed = LongOpening.expectedContacts / LongOpening.openShare
        let countTotal = counts.reduce(0, +)
        // Stretches go round the end of the week, so they begin after a slot with contacts.
        guard total > 0, let loud = sums.firstIndex(where: { $0 > 0 }) else { return }
        let mean = total / Double(countTotal)
        var isSilent = [Bool](repeating: false, count: week)
        var stretch: [Int] = []
        var zeros = 0
        for step in 1...week {
            let slot = (loud + step) % week
            if sums[slot] == 0 {
                // Slots that are never listed lie between zeros without parting them.
                if counts[slot] > 0 || isUsual[slot] { stretch.append(slot) }
                zeros += counts[slot]
                continue
            }
            // Two weeks at least must have said so.
            let closed = stretch.filter { counts[$0] >= 2 }
            if Double(zeros) * mean >= needed { for slot in closed { isSilent[slot] = true } }
            stretch.removeAll(keepingCapacity: true)
            zeros = 0
        }
        guard isSilent.contains(true) else { return }
        slot = grid.firstSlot
        for index in isOpen.indices {
            if isSilent[slot] { isOpen[index] = false }
            slot = slot + 1 == week ? 0 : slot + 1
        }
        for slot in isSilent.indices where isSilent[slot] { isUsual[slot] = false }
    }

    /// Closes days without a contact on which there should have been many.
    private mutating func closeSilentDays(_ series: LongSeries, known: Int) {
        let days = grid.dayCount(slots: known)
        var sums = [Double](repeating: 0, count: days)
        var counts = [Int](repeating: 0, count: days)
        for day in 0..<days {
            for slot in grid.slots(ofDay: day, count: known) where isOpen[slot] && !series.slots[slot].isNaN {
                sums[day] += abs(series.slots[slot])
                counts[day] += 1
            }
        }
        guard (0..<days).contains(where: { counts[$0] > 0 && sums[$0] == 0 }) else { return }
        for weekday in 0..<7 {
            let usual = grid.slots(ofWeekday: weekday).count { isUsual[$0] }
            // A day counts when at least half of its usual slots are known.
            let whole = (0..<days).filter {
                grid.weekday(ofDay: $0) == weekday && counts[$0] > 0 && 2 * counts[$0] >= usual
            }
            let totals = whole.map { sums[$0] }.sorted()
            guard !totals.isEmpty, totals[totals.count / 2] * LongOpening.dayShare >= LongOpening.expectedContacts
            else { continue }
            for day in whole where sums[day] == 0 {
                for slot in grid.slots(ofDay: day, count: isOpen.count) { isOpen[slot] = false }
            }
        }
    }

    private static func rank(_ day: SpecialDay) -> Int {
        switch day.kind {
        case .closed: 2
        case .hours: 1
        case .workday, .event, .outage: 0
        }
    }

    private mutating func apply(_ special: SpecialDay, series: LongSeries, known: Int) {
        let day = special.date - series.start.date
        guard day >= 0, series.slotMinutes <= 1440, day < grid.dayCount(slots: isOpen.count) else { return }
        for slot in grid.slots(ofDay: day, count: isOpen.count) {
            guard let isInside = opens(special, slot: slot, time: series.time(of: slot)) else { return }
            if isInside {
                if slot >= fileSlots { isListed[slot] = true }
                isOpen[slot] = isListed[slot]
            } else if !(slot < known && series.slots[slot] > 0) {
                isOpen[slot] = false
                if slot >= fileSlots { isListed[slot] = false }
            }
        }
    }

    /// Whether a special day has a slot open; `nil` when it says nothing about opening.
    private func opens(_ special: SpecialDay, slot: Int, time: LocalTime) -> Bool? {
        switch special.kind {
        case .event, .outage: return nil
        case .closed: return false
        case .hours(let span): return grid.slotMinutes == 1440 ? !span.isEmpty : span.contains(time.minuteOfDay)
        case .workday(let like):
            let shift = (like - time.date.weekday + 7) % 7 * 1440 / grid.slotMinutes
            return isUsual[grid.slotOfWeek(slot + shift)]
        }
    }

    /// Whether anything was open on a date; `nil` for a date outside the slots, or whose weekday usually is not open.
    public func wasOpen(on date: CivilDate) -> Bool? {
        let day = date - grid.firstDate
        guard day >= 0, grid.slotMinutes <= 1440, day < grid.dayCount(slots: isOpen.count),
            grid.slots(ofWeekday: date.weekday).contains(where: { isUsual[$0] })
        else { return nil }
        return isOpen[grid.slots(ofDay: day, count: isOpen.count)].contains(true)
    }

    /// One span a weekday, from its first usual open slot to its last.
    public func usualHours() -> OpeningHours {
        var spans: [Range<Int>?] = Array(repeating: nil, count: 7)
        for weekday in 0..<7 {
            for slot in grid.slots(ofWeekday: weekday) where isUsual[slot] {
                let minutes = grid.minutesOfDay(ofWeekSlot: slot)
                let known = spans[weekday] ?? minutes
                spans[weekday] =
                    min(known.lowerBound, minutes.lowerBound)..<max(known.upperBound, minutes.upperBound)
            }
        }
        return OpeningHours(spans: spans)
    }

    /// Days on which nothing is open.
    func closedDays() -> [CivilDate] {
        (0..<grid.dayCount(slots: isOpen.count)).filter { day in
            !isOpen[grid.slots(ofDay: day, count: isOpen.count)].contains(true)
        }.map { grid.firstDate + $0 }
    }
}

/// Where the slots of a grid lie in their day and week (Monday first).
struct WeekGrid: Hashable, Sendable {
    let start: LocalTime
    let slotMinutes: Int
    /// 1 for slots that do not fill a week (two days, a fortnight).
    let slotsPerWeek: Int
    /// Slot of the week of the first slot.
    let firstSlot: Int

    init(start: LocalTime, slotMinutes: Int) {
        self.start = start
        self.slotMinutes = slotMinutes
        slotsPerWeek = 10_080 % slotMinutes == 0 ? 10_080 / slotMinutes : 1
        firstSlot = (start.date.weekday * 1440 + start.minuteOfDay) / slotMinutes % slotsPerWeek
    }

    var firstDate: CivilDate { start.date }

    func slotOfWeek(_ index: Int) -> Int { (firstSlot + index) % slotsPerWeek }

    /// How often a slot of the week occurs in the first `count` slots.
    func occurrences(of slot: Int, in count: Int) -> Int {
        let first = (slot - firstSlot + slotsPerWeek) % slotsPerWeek
        return first < count ? (count - first - 1) / slotsPerWeek + 1 : 0
    }

    /// Days, or slots longer than a day, that the first `slots` slots touch.
    func dayCount(slots: Int) -> Int {
        guard slots > 0 else { return 0 }
        return slotMinutes >= 1440 ? slots : (start.minuteOfDay + (slots - 1) * slotMinutes) / 1440 + 1
    }

    /// The slots of a day among the first `count`.
    func slots(ofDay day: Int, count: Int) -> Range<Int> {
        if slotMinutes >= 1440 { return (day..<(day + 1)).clamped(to: 0..<count) }
        let first = (day * 1440 - start.minuteOfDay + slotMinutes - 1) / slotMinutes
        let next = ((day + 1) * 1440 - start.minuteOfDay + slotMinutes - 1) / slotMinutes
        return (max(0, first)..<max(0, next)).clamped(to: 0..<count)
    }

    func weekday(ofDay day: Int) -> Int { (start + day * max(1440, slotMinutes)).date.weekday }

    /// The slots of the week that begin on a weekday; all of them on the first slot's weekday when one slot is a week
    /// or more.
    func slots(ofWeekday weekday: Int) -> Range<Int> {
        if slotsPerWeek == 1 { return weekday == start.date.weekday ? 0..<1 : 0..<0 }
        return (weekday * slotsPerWeek / 7)..<((weekday + 1) * slotsPerWeek / 7)
    }

    func minutesOfDay(ofWeekSlot slot: Int) -> Range<Int> {
        guard slotMinutes < 1440 else { return 0..<1440 }
        let first = slot % (1440 / slotMinutes) * slotMinutes + start.minuteOfDay % slotMinutes
        return first..<min(1440, first + slotMinutes)
    }
}
