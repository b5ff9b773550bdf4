import ContactCenter
import FileFormats
import Tabular

@testable import Planning

/// Small plans and forecasts for tests of the staffing stage.
enum StaffingSupport {
    static let voice = QueueChannel(queue: "sales", channel: .voice)
    static let chat = QueueChannel(queue: "sales", channel: .chat)
    static let email = QueueChannel(queue: "sales", channel: .email)

    static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(dayNumber: 0) }

    /// A workspace of one queue that is open around the clock unless hours are given.
    static func workspace(
        channels: [ChannelPlan]? = nil, hours: OpeningHours = .always, intervalMinutes: Int = 15,
        zone: ZoneRules = .utc, shrinkage: Shrinkage = Shrinkage(), staffing: StaffingPlan = StaffingPlan()
    ) -> PlanWorkspace {
        let queue = QueuePlan(
            name: "sales", skill: "sales", openingHours: hours,
            channels: channels ?? [
                ChannelPlan(channel: .voice, target: ServiceTarget(), patience: .meanSeconds(120), arrivesAlways: false)
            ])
        return PlanWorkspace(
            plan: Plan(
                name: "test", timeZone: zone.identifier, interactions: InteractionSource(files: ["none.csv"]),
                intervalMinutes: intervalMinutes, queues: [queue], shrinkage: shrinkage, staffing: staffing),
            folder: ".", zone: zone, specialDays: [], team: nil)
    }

    static func interval(
        _ stream: QueueChannel, _ start: Instant, volume: Double, aht: Double? = 240, seconds: Int = 900,
        spread: Double = 0
    ) -> ForecastInterval {
        ForecastInterval(
            stream: stream, start: start, intervalSeconds: seconds, volume: volume,
            volume80: .init(lower: max(0, volume * (1 - spread)), upper: volume * (1 + spread)),
            volume95: .init(lower: max(0, volume * (1 - 1.5 * spread)), upper: volume * (1 + 1.5 * spread)),
            ahtSeconds: aht, ahtSeconds80: nil, model: "test")
    }

    /// Cases of a stream whose volume waves over a day of quarter hours.
    static func cases(
        _ streams: [QueueChannel] = [voice], days: Int = 1, shrinkage: Shrinkage = Shrinkage(),
        staffing: StaffingPlan = StaffingPlan(), target: ServiceTarget = ServiceTarget(), patience: Double? = 120,
        spread: Double = 0
    ) -> StaffingCases {
        // 2026-03-02, a Monday.
        let monday = 1_772_409_600
        return StaffingCases(
            cases: streams.map { stream in
                let forecast = (0..<(96 * days)).map { index in
                    interval(
                        stream, Instant(seconds: monday + index * 900),
                        volume: Double(4 + (index * 7) % 23 + (index / 12) % 5), spread: spread)
                }
                var target = target
                if stream.channel.service == .deferrable { target.withinSeconds = 4 * 3600 }
                return StaffingCase(
                    stream: stream, skill: "sales", forecast: forecast, isOpen: forecast.map { _ in true },
                    target: target, patienceSeconds: stream.channel.service == .deferrable ? nil : patience,
                    shrinkage: shrinkage)
            }, staffing: staffing)
    }

    static func hint(_ error: any Error) -> String {
        switch error {
        case let error as TabularError: "\(error) | \(error.hint ?? "")"
        case let error as PlanningError: "\(error) | \(error.hint ?? "")"
        case let error as WhatIfError: "\(error) | \(error.hint ?? "")"
        default: "\(error)"
        }
    }

    static func complaint(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "no complaint"
        } catch {
            return hint(error)
        }
    }
}

func isClose(_ value: Double?, _ reference: Double?, relative: Double, absolute: Double = 0) -> Bool {
    guard let value, let reference else { return value == nil && reference == nil }
    return value == reference || abs(value - reference) <= max(relative * abs(reference), absolute)
}
