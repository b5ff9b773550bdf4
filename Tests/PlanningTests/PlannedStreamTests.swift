import ContactCenter
import Testing

@testable import Planning

@Suite("Streams of a plan")
struct PlannedStreamTests {
    private static let christmas = SpecialDay(
        date: CivilDate(dayNumber: 20_447), name: "Christmas Day", kind: .closed)

    private func stream(_ channel: Channel, arrivesAlways: Bool) -> PlannedStream {
        let hours = OpeningHours(spans: Array(repeating: 480..<1200, count: 5) + [nil, nil])
        let channelPlan = ChannelPlan(
            channel: channel, target: ServiceTarget(), patience: .estimated, arrivesAlways: arrivesAlways)
        let queue = QueuePlan(name: "sales", skill: "sales", openingHours: hours, channels: [channelPlan])
        return PlannedStream(queue: queue, channelPlan: channelPlan, specialDays: [Self.christmas])
    }

    @Test("Calls arrive in opening hours only, and not on a closed day")
    func calls() {
        let calls = stream(.voice, arrivesAlways: false)
        let day = Self.christmas.date
        #expect(day.description == "2025-12-25")
        #expect(!calls.arrivalCalendar.isOpen(at: LocalTime(date: day, minuteOfDay: 600)))
        #expect(calls.arrivalCalendar.isOpen(at: LocalTime(date: day + 1, minuteOfDay: 600)))
        #expect(!calls.arrivalCalendar.isOpen(at: LocalTime(date: day + 1, minuteOfDay: 1200)))
    }

    @Test("Letters arrive around the clock; a closed day is an event of theirs, and closed for the work")
    func letters() {
        let letters = stream(.email, arrivesAlways: true)
        let day = Self.christmas.date
        #expect(letters.arrivalCalendar.isOpen(at: LocalTime(date: day, minuteOfDay: 120)))
        #expect(letters.arrivalCalendar.events(on: day) == ["Christmas Day"])
        #expect(!letters.openingCalendar.isOpen(at: LocalTime(date: day, minuteOfDay: 600)))
        #expect(!letters.needsPatienceEstimate)
    }
}
