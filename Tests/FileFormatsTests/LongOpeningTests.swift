import ContactCenter
import Testing

@testable import FileFormats

/// Half hours of `weeks` weeks from Monday 2026-03-02 at midnight; `value` says what a slot holds, `nil` = no row.
private func series(weeks: Int, _ value: (_ day: Int, _ slot: Int) -> Double?) throws -> LongSeries {
    var slots: [Double] = []
    var hasRow: [Bool] = []
    for day in 0..<(7 * weeks) {
        for slot in 0..<48 {
            let value = value(day, slot)
            slots.append(value ?? .nan)
            hasRow.append(value != nil)
        }
    }
    return LongSeries(
        id: "s", start: LocalTime(date: CivilDate(dayNumber: 20_514)), slotMinutes: 30, slots: slots, hasRow: hasRow)
}

/// Monday to Friday 08:00 to 18:00, a holiday on day 16.
private func isOpen(_ day: Int, _ slot: Int) -> Bool { day % 7 < 5 && (16..<36).contains(slot) && day != 16 }
/// A level that is never zero.
private func volume(_ day: Int, _ slot: Int) -> Double { Double(20 + (day * 7 + slot * 3) % 11) }

@Suite("Opening inferred from rows")
struct LongOpeningTests {
    @Test("Nights, weekends and holidays written as zeros are closed exactly as when they have no rows")
    func zeros() throws {
        let zeros = try series(weeks: 8) { isOpen($0, $1) ? volume($0, $1) : 0 }
        let absent = try series(weeks: 8) { isOpen($0, $1) ? volume($0, $1) : nil }
        let fromZeros = LongOpening(zeros, known: zeros.count, slots: zeros.count + 336)
        // The first row of the other file is Monday 08:00; its grid is the same here, written with empty slots.
        let fromAbsent = LongOpening(absent, known: absent.count, slots: absent.count + 336)
        #expect(fromZeros.isOpen == fromAbsent.isOpen)
        #expect(fromZeros.usualHours() == fromAbsent.usualHours())
        for day in 0..<63 {
            for slot in 0..<48 { #expect(fromZeros.isOpen[day * 48 + slot] == isOpen(day, slot)) }
        }
        // A file that has rows for closed slots wants forecasts for them.
        #expect(fromZeros.isListed.allSatisfy { $0 })
        #expect(fromAbsent.isListed == fromAbsent.isOpen)
    }

    @Test("A quiet queue is not closed by its zeros")
    func quiet() throws {
        let quiet = try series(weeks: 8) { day, slot in (day * 48 + slot) % 37 == 0 ? 1 : 0 }
        #expect(LongOpening(quiet, known: quiet.count, slots: quiet.count).isOpen.allSatisfy { $0 })
        let silent = try series(weeks: 8) { _, _ in 0 }
        #expect(LongOpening(silent, known: silent.count, slots: silent.count).isOpen.allSatisfy { $0 })
    }

    @Test("A day of zeros is a closed day only where its weekday brings many contacts")
    func silentDay() throws {
        // 1 contact a half hour of 20 hours: 20 would be expected on an open day, then 19.
        for (perDay, isClosed) in [(20, true), (19, false)] {
            let centre = try series(weeks: 8) { day, slot in day == 23 ? 0 : slot < perDay ? 1 : 0 }
            let opening = LongOpening(centre, known: centre.count, slots: centre.count)
            #expect(opening.isOpen[23 * 48] == !isClosed)
            #expect(opening.isListed[23 * 48])
        }
    }

    @Test("Values after the cutoff are not looked at, rows are")
    func cutoff() throws {
        let centre = try series(weeks: 8) { day, slot in
            if day == 45 { return 0 }  // zeros that are not known yet
            if day == 47 { return nil }  // rows that are not there
            return volume(day, slot)
        }
        let early = LongOpening(centre, known: 40 * 48, slots: centre.count)
        #expect(early.isOpen[45 * 48])
        #expect(!early.isOpen[47 * 48])
        let late = LongOpening(centre, known: centre.count, slots: centre.count)
        #expect(!late.isOpen[45 * 48])
        var changed = centre
        for slot in (40 * 48)..<centre.count where !changed.slots[slot].isNaN { changed.slots[slot] *= 1000 }
        #expect(LongOpening(changed, known: 40 * 48, slots: centre.count) == early)
    }

    @Test("A calendar closes days and shortens others, opens special ones, and does not contradict known volumes")
    func calendar() throws {
        let centre = try series(weeks: 4) { isOpen($0, $1) ? volume($0, $1) : nil }
        let monday = CivilDate(dayNumber: 20_514)
        func special(_ day: Int, _ kind: SpecialDay.Kind) -> SpecialDay {
            SpecialDay(date: monday + day, name: "x", kind: kind)
        }
        let opening = LongOpening(
            centre, known: centre.count, slots: centre.count + 14 * 48,
            specialDays: [
                special(3, .closed), special(28, .closed), special(29, .hours(540..<720)),
                special(33, .hours(600..<660)), special(30, .event), special(500, .closed),
                special(34, .workday(like: 2)),
            ])
        func open(_ day: Int) -> [Int] { (0..<48).filter { opening.isOpen[day * 48 + $0] } }
        #expect(open(3) == Array(16..<36))
        #expect(open(28).isEmpty)
        #expect(open(29) == Array(18..<24))
        #expect(open(30) == Array(16..<36))
        #expect(open(33) == [20, 21])
        #expect(open(34) == Array(16..<36))
        #expect(open(35) == Array(16..<36))
        #expect(opening.wasOpen(on: monday + 4) == true)
        #expect(opening.wasOpen(on: monday + 16) == false)
        #expect(opening.wasOpen(on: monday + 5) == nil)
        #expect(opening.wasOpen(on: monday + 900) == nil)
        #expect((0..<48).filter { opening.isListed[28 * 48 + $0] }.isEmpty)
    }

    @Test("Volumes are zero where closed and unknown where open and not known, negative or after the cutoff")
    func volumes() throws {
        var centre = try series(weeks: 4) { isOpen($0, $1) ? volume($0, $1) : nil }
        centre.slots[16] = -5
        centre.slots[17] = .nan
        let known = 21 * 48
        let opening = LongOpening(centre, known: known, slots: centre.count + 48)
        let volumes = centre.volumes(opening, known: known)
        #expect(volumes.count == centre.count + 48)
        for slot in 0..<volumes.count {
            if !opening.isOpen[slot] {
                #expect(volumes.values[slot] == 0)
            } else if slot >= known || slot == 16 || slot == 17 {
                #expect(volumes.values[slot].isNaN)
            } else {
                #expect(volumes.values[slot] == centre.slots[slot])
            }
        }
    }

    @Test("Rows without values at the end are not history")
    func template() throws {
        let centre = try series(weeks: 3) { day, slot in isOpen(day, slot) ? (day < 14 ? volume(day, slot) : .nan) : nil
        }
        #expect(centre.historyCount == 11 * 48 + 36)
        #expect(try series(weeks: 1) { _, _ in .nan }.historyCount == 0)
    }

    @Test("Daily series know closed days by their zeros")
    func daily() throws {
        let days = 70
        func isShut(_ day: Int) -> Bool { day % 7 == 6 || day == 30 }
        var values: [Double] = []
        for day in 0..<days { values.append(isShut(day) ? 0 : Double(300 + day % 5)) }
        let series = LongSeries(
            id: "d", start: LocalTime(date: CivilDate(dayNumber: 20_514)), slotMinutes: 1440, slots: values,
            hasRow: Array(repeating: true, count: days))
        let opening = LongOpening(series, known: days, slots: days + 14)
        for day in 0..<(days + 14) { #expect(opening.isOpen[day] == !isShut(day), "\(day)") }
        #expect(opening.isListed.allSatisfy { $0 })
    }
}
