import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Disaggregation") struct DisaggregationTests {
    @Test("by hand: the parabolas of 60, 120, 60")
    func byHand() {
        #expect(Disaggregation.split([60, 120, 60], parts: 2) == [22.5, 37.5, 60, 60, 37.5, 22.5])
    }

    @Test(
        "parts add up, nothing is negative, closed is zero and unknown stays unknown",
        arguments: 1...30 as ClosedRange<UInt64>)
    func lawful(seed: UInt64) {
        var stream = RandomStream(seed: seed)
        let volumes = (0..<24).map { _ in
            stream.uniform() < 0.1 ? Double.nan : stream.uniform() < 0.3 ? 0 : 100 * stream.uniform() * stream.uniform()
        }
        let isOpen = (0..<24).map { _ in stream.uniform() < 0.85 }
        let parts = 1 + stream.index(below: 6)
        let result = Disaggregation.split(volumes, parts: parts, isOpen: isOpen)
        #expect(result.count == 24 * parts)
        for hour in 0..<24 {
            let own = result[hour * parts..<(hour + 1) * parts]
            if !isOpen[hour] {
                #expect(own.allSatisfy { $0 == 0 })
            } else if volumes[hour].isNaN {
                #expect(own.allSatisfy { $0.isNaN })
            } else {
                #expect(own.allSatisfy { $0 >= 0 })
                #expect(abs(own.reduce(0, +) - volumes[hour]) < 1e-9)
            }
        }
    }

    @Test("a straight line comes out straight, one part is the volume itself, and a curve is met better than by steps")
    func accuracy() {
        let line = Disaggregation.split((0..<8).map { 10 + 4 * Double($0) }, parts: 4)
        for (i, value) in line.enumerated() {
            let middle = (Double(i) + 0.5) / 4 - 0.5
            #expect(abs(value - (10 + 4 * middle) / 4) < 1e-12)
        }
        #expect(Disaggregation.split([3, 1, 4], parts: 1) == [3, 1, 4])
        // Quarters of a smooth day, known exactly.
        func rate(_ hour: Double) -> Double {
            50 + 40 * (1 - (hour - 6) * (hour - 6) / 36) - 12 * (hour - 3) * (hour - 8) * (hour - 6) / 50
        }
        func volume(_ from: Double, _ to: Double) -> Double {
            // Simpson's rule is exact for a cubic.
            (to - from) * (rate(from) + 4 * rate((from + to) / 2) + rate(to)) / 6
        }
        let hours = (0..<12).map { volume(Double($0), Double($0 + 1)) }
        let quarters = Disaggregation.split(hours, parts: 4)
        var error = 0.0
        var stepError = 0.0
        for i in 0..<48 {
            let truth = volume(Double(i) / 4, Double(i + 1) / 4)
            error += abs(quarters[i] - truth)
            stepError += abs(hours[i / 4] / 4 - truth)
        }
        #expect(error < 0.15 * stepError)
    }
}

@Suite("New queues") struct NewQueueTests {
    static let office = CentreCalendar(openingHours: Synthetic.officeHours)
    static let weekdays = [1.3, 1.1, 1, 0.95, 0.9, 0.4]
    static let horizonWeeks = 2

    /// A queue of a group: the common pattern with its own level, weekdays and times of day, and month-start peaks.
    struct Queue {
        var level: Double
        var weekday: [Double]
        var slot: [Double]

        init(_ stream: inout RandomStream, level: Double? = nil) {
            self.level = level ?? 300 * Synthetic.expOf(stream.normal() * 0.7)
            weekday = (0..<7).map { _ in Synthetic.expOf(0.08 * stream.normal()) }
            slot = (0..<48).map { _ in Synthetic.expOf(0.12 * stream.normal()) }
        }

        func mean(_ time: LocalTime) -> Double {
            let hour = Double(time.minuteOfDay) / 60
            let shape = 1 + 0.6 * (1 - ((hour - 12) / 5) * ((hour - 12) / 5))
            let start = time.date.components.day <= 3 ? 1.35 : 1
            return level / 26 * shape * NewQueueTests.weekdays[time.date.weekday] * weekday[time.date.weekday]
                * slot[time.minuteOfDay / 30] * start
        }

        /// History of `days` days that ends where the horizon of all queues begins.
        func history(days: Int, _ stream: inout RandomStream) -> VolumeSeries {
            let start = Synthetic.monday + (84 - days)
            let first = LocalTime(date: start)
            var values: [Double] = []
            var isOpen: [Bool] = []
            var answered: [Double] = []
            for day in 0..<days {
                let effect = max(0.3, 1 + 0.12 * stream.normal())
                for slot in 0..<48 {
                    let time = first + day * 1440 + slot * 30
                    isOpen.append(NewQueueTests.office.isOpen(at: time))
                    values.append(isOpen[isOpen.count - 1] ? Synthetic.poisson(mean(time) * effect, &stream) : 0)
                    answered.append(values[values.count - 1])
                }
            }
            return VolumeSeries(
                id: "queue", start: first, slotMinutes: 30, values: values, isOpen: isOpen,
                handleSeconds: answered.map { $0 * 240 }, answered: answered)
        }

        var truth: [Double] {
            (0..<NewQueueTests.horizonWeeks * 336).map { slot in
                let time = LocalTime(date: Synthetic.monday + 84) + slot * 30
                return NewQueueTests.office.isOpen(at: time) ? mean(time) : 0
            }
        }

        func donor(_ stream: inout RandomStream) -> NewQueueDonor {
            let truth = truth
            let zero = truth.map { _ in 0.0 }
            // A forecast that is good, not perfect.
            let error = Synthetic.expOf(0.04 * stream.normal())
            return NewQueueDonor(
                series: history(days: 84, &stream),
                forecast: SeriesForecast(
                    start: LocalTime(date: Synthetic.monday + 84), slotMinutes: 30, mean: truth.map { $0 * error },
                    lower80: zero, upper80: zero, lower95: zero, upper95: zero,
                    ahtSeconds: truth.map { $0 > 0 ? 300 : nil }, ahtLower80: truth.map { _ in nil },
                    ahtUpper80: truth.map { _ in nil }, model: "m", reason: "r", accuracy: []))
        }
    }

    static func request(
        history: VolumeSeries?, group: [NewQueueDonor], analogue: NewQueueDonor? = nil, expected: Double? = nil
    ) -> NewQueueRequest {
        NewQueueRequest(
            id: "new/voice", history: history, calendar: office, start: LocalTime(date: Synthetic.monday + 84),
            horizonSlots: horizonWeeks * 336, slotMinutes: 30, analogue: analogue, group: group,
            expectedDailyVolume: expected)
    }

    static func error(_ forecast: [Double], _ truth: [Double]) -> Double {
        zip(forecast, truth).reduce(0) { $0 + abs($1.0 - $1.1) } / truth.reduce(0, +)
    }

    /// Mean of what the queue itself knows: the same slot of the week, else the same time of day.
    static func ownMean(_ history: VolumeSeries) throws -> [Double] {
        let task = try ForecastTask(series: history, calendar: office, horizonSlots: horizonWeeks * 336)
        return WeekdayMean(weeks: 8).lawfulPath(for: task)
    }

    @Test("with 7 and 28 days the group makes the forecast better than the queue's own mean", arguments: [7, 28])
    func betterThanOwnMean(days: Int) throws {
        var ours = 0.0
        var own = 0.0
        var wins = 0
        for seed in 1...20 as ClosedRange<UInt64> {
            var stream = RandomStream(seed: seed)
            let group = (0..<5).map { _ in Queue(&stream).donor(&stream) }
            let queue = Queue(&stream)
            let history = queue.history(days: days, &stream)
            let result = try forecastNewQueue(Self.request(history: history, group: group))
            let (mine, mean) = (
                Self.error(result.mean, queue.truth), Self.error(try Self.ownMean(history), queue.truth)
            )
            ours += mine / 20
            own += mean / 20
            wins += mine < mean ? 1 : 0
        }
        #expect(ours < (days == 7 ? 0.6 : 0.8) * own, "\(ours) against \(own)")
        #expect(wins >= 18)
    }

    @Test("more history makes it better, and none at all is far better than an even spread of the expectation")
    func zeroDays() throws {
        var errors = [0.0, 0, 0]
        var even = 0.0
        for seed in 1...20 as ClosedRange<UInt64> {
            var stream = RandomStream(seed: 100 + seed)
            let group = (0..<5).map { _ in Queue(&stream).donor(&stream) }
            let queue = Queue(&stream)
            let open = queue.truth.filter { $0 > 0 }
            let daily = queue.truth.reduce(0, +) / 12
            let expected = daily * Synthetic.expOf(0.2 * stream.normal())
            for (k, days) in [0, 7, 28].enumerated() {
                let history = days == 0 ? nil : queue.history(days: days, &stream)
                let result = try forecastNewQueue(Self.request(history: history, group: group, expected: expected))
                errors[k] += Self.error(result.mean, queue.truth) / 20
                let volume = result.mean.reduce(0, +) / 12
                if k == 0 { #expect(abs(volume / expected - 1) < 0.15) }
            }
            let flat = expected * 12 / Double(open.count)
            even += Self.error(queue.truth.map { $0 > 0 ? flat : 0 }, queue.truth) / 20
        }
        #expect(errors[0] < 0.75 * even)
        #expect(errors[1] < errors[0] && errors[2] < errors[1], "\(errors)")
    }

    @Test("an analogue gives its shape, and its volume until something else is known")
    func analogue() throws {
        var stream = RandomStream(seed: 7)
        let queue = Queue(&stream, level: 5000)
        let donor = queue.donor(&stream)
        let others = (0..<3).map { _ in Queue(&stream, level: 100).donor(&stream) }
        let result = try forecastNewQueue(Self.request(history: nil, group: others, analogue: donor))
        let (found, truth) = (result.mean.reduce(0, +), queue.truth.reduce(0, +))
        #expect(abs(found / truth - 1) < 0.1)
        #expect(Self.error(result.mean, queue.truth) < 0.1)
        #expect(result.reason.contains("shape of queue") && result.model == "new-queue")
        let small = try forecastNewQueue(Self.request(history: nil, group: [], analogue: donor, expected: 50))
        let ratio = small.mean.reduce(0, +) / result.mean.reduce(0, +)
        for (a, b) in zip(small.mean, result.mean) { #expect(abs(a - ratio * b) < 1e-9) }
    }

    @Test("it is lawful: closed is zero, bands are nested, handle times lean on the others")
    func lawful() throws {
        var stream = RandomStream(seed: 8)
        let group = (0..<3).map { _ in Queue(&stream).donor(&stream) }
        let queue = Queue(&stream)
        for days in [0, 7, 28] {
            let history = days == 0 ? nil : queue.history(days: days, &stream)
            let result = try forecastNewQueue(Self.request(history: history, group: group, expected: 200))
            for slot in result.mean.indices {
                let isOpen = Self.office.isOpen(at: result.start + slot * 30)
                #expect((result.mean[slot] > 0) == isOpen)
                #expect(result.lower95[slot] <= result.lower80[slot] && result.lower80[slot] <= result.mean[slot])
                #expect(result.mean[slot] <= result.upper80[slot] && result.upper80[slot] <= result.upper95[slot])
                #expect(result.lower95[slot] >= 0 && result.upper95[slot].isFinite)
                guard isOpen else { continue }
                let aht = try #require(result.ahtSeconds[slot])
                // Nothing of its own: 300 s as the others; after thousands of contacts its own 240 s.
                #expect(days == 0 ? aht == 300 : abs(aht - 240) < 3)
            }
        }
    }

    @Test("no donor at all, other hours than the others', and nothing known are no trouble")
    func edges() throws {
        var stream = RandomStream(seed: 9)
        let queue = Queue(&stream)
        let alone = try forecastNewQueue(Self.request(history: queue.history(days: 7, &stream), group: []))
        #expect(alone.mean.allSatisfy { $0.isFinite && $0 >= 0 })
        #expect(alone.reason.contains("no other queue"))
        #expect(throws: ForecastingError.noLevel(series: "new/voice")) {
            try forecastNewQueue(Self.request(history: nil, group: [queue.donor(&stream)]))
        }
        var wide = Self.request(history: nil, group: [queue.donor(&stream)], expected: 480)
        wide.calendar = CentreCalendar(openingHours: .always)
        let around = try forecastNewQueue(wide)
        #expect(around.mean.allSatisfy { $0 > 0 && $0.isFinite })
        let daily = around.mean.reduce(0, +) / 14
        #expect(abs(daily / 480 - 1) < 0.2)
        // A queue that opened on a Friday without a single contact.
        let silent = VolumeSeries(
            id: "new/voice", start: LocalTime(date: Synthetic.monday + 81), slotMinutes: 30,
            values: [Double](repeating: 0, count: 48), isOpen: [Bool](repeating: true, count: 48))
        let quiet = try forecastNewQueue(Self.request(history: silent, group: [queue.donor(&stream)]))
        #expect(quiet.mean.allSatisfy { $0.isFinite && $0 >= 0 })
    }

    @Test("spreads are learnt from the group: day effects of 12 %, times of day of 12 %")
    func spreads() {
        var stream = RandomStream(seed: 10)
        let donors = (0..<12).map { _ in Queue(&stream, level: 2000).donor(&stream) }.compactMap(DonorShape.init)
        let isOpen = (0..<336).map { slot in
            Synthetic.officeHours.spans[slot / 48]?.contains(slot % 48 * 30) ?? false
        }
        let spread = GroupShape(donors: donors, isOpen: isOpen, slotsPerDay: 48).spread
        #expect(abs(spread.slot - 0.12) < 0.03)
        // The month's first days add to the days' spread: 0.35 on one day in ten.
        #expect(spread.day > 0.1 && spread.day < 0.2)
        #expect(spread.weekday > 0.04 && spread.weekday < 0.13)
    }
}
