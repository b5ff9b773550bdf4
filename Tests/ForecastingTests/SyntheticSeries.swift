import ContactCenter
import NumericalMethods

@testable import Forecasting

/// Series made for the tests.
enum Synthetic {
    /// 2026-01-05, a Monday.
    static let monday = CivilDate(dayNumber: 20_458)

    /// Monday to Friday 08–18, Saturday 09–13.
    static let officeHours = OpeningHours(
        spans: Array(repeating: 480..<1080, count: 5) + [540..<780, nil])

    /// A series of `weeks` weeks under `calendar`; `volume` is asked for every open slot.
    static func series(
        weeks: Int, slotMinutes: Int = 30, calendar: CentreCalendar, start: CivilDate = monday,
        volume: (_ slot: Int, _ time: LocalTime) -> Double
    ) -> VolumeSeries {
        let count = weeks * 7 * 1440 / slotMinutes
        let first = LocalTime(date: start)
        let times = (0..<count).map { first + $0 * slotMinutes }
        let isOpen = times.map { slotMinutes == 1440 ? calendar.openSpan(on: $0.date) != nil : calendar.isOpen(at: $0) }
        let values = times.indices.map { isOpen[$0] ? volume($0, times[$0]) : 0 }
        return VolumeSeries(id: "test", start: first, slotMinutes: slotMinutes, values: values, isOpen: isOpen)
    }

    /// A weekly pattern without noise, 20…70 a slot, busier on Mondays.
    static func pattern(_ time: LocalTime) -> Double {
        let hour = Double(time.minuteOfDay) / 60
        let shape = 1 + 0.6 * (1 - ((hour - 12) / 12) * ((hour - 12) / 12))
        return 30 * shape * (1.3 - 0.1 * Double(time.date.weekday))
    }

    /// A Poisson draw by inversion, small means only.
    static func poisson(_ mean: Double, _ stream: inout RandomStream) -> Double {
        var left = mean
        var count = 0.0
        // Means above 30 are split, so that the product below does not underflow.
        while left > 30 {
            count += poisson(30, &stream)
            left -= 30
        }
        var product = stream.uniform()
        let limit = expOf(-left)
        while product > limit {
            count += 1
            product *= stream.uniform()
        }
        return count
    }

    /// eˣ by its series after halving, so that the tests need no C library.
    static func expOf(_ x: Double) -> Double {
        let reduced = x / 64
        var term = 1.0
        var sum = 1.0
        for k in 1...20 {
            term *= reduced / Double(k)
            sum += term
        }
        for _ in 0..<6 { sum *= sum }
        return sum
    }

    /// ln x for x > 0, by Newton's iteration on ``expOf(_:)``.
    static func logOf(_ x: Double) -> Double {
        var y = 0.0
        for _ in 0..<60 { y += 2 * (x - expOf(y)) / (x + expOf(y)) }
        return y
    }
}
