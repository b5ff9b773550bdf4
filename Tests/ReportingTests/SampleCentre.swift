import ContactCenter
import Reporting

/// A made-up centre, deterministic, for pages that look like a real one's.
struct SampleCentre {
    var weeks = 4
    var agents = 60
    var historyWeeks = 26
    private var state: UInt64 = 20_260_302

    static let london = ZoneRules(
        identifier: "Europe/London", initialOffsetSeconds: 0,
        transitions: [
            .init(at: Instant(seconds: 1_743_296_400), offsetSeconds: 3600),
            .init(at: Instant(seconds: 1_761_440_400), offsetSeconds: 0),
            .init(at: Instant(seconds: 1_774_746_000), offsetSeconds: 3600),
            .init(at: Instant(seconds: 1_792_890_000), offsetSeconds: 0),
        ])
    static let queues = ["billing", "sales", "support"]
    static let channels = [Channel.chat, .email, .voice]
    let firstDay = CivilDate(dayNumber: 20_514)  // Monday 2 March 2026

    init(weeks: Int = 4, agents: Int = 60, historyWeeks: Int = 26) {
        self.weeks = weeks
        self.agents = agents
        self.historyWeeks = historyWeeks
    }

    private mutating func uniform() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 9_007_199_254_740_992
    }
    /// Roughly normal: sum of twelve.
    private mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + uniform() } }

    private static let hourShape: [Double] = [
        0.35, 0.6, 0.85, 1.05, 1.2, 1.25, 1.2, 1.1, 1.05, 1.0, 1.05, 1.1, 1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.75, 0.65,
        0.55, 0.45, 0.35, 0.25,
    ]
    private static let dayShape = [1.18, 1.05, 1.0, 0.98, 1.02, 0.62, 0]

    private func expected(_ queue: Int, _ channel: Int, _ date: CivilDate, _ slot: Int) -> Double {
        let base = [[3.6, 6.0, 19.0], [5.6, 3.4, 25.0], [8.0, 6.4, 30.0]][queue][channel]
        let weekday = date.weekday
        if weekday == 5, queue == 0 { return 0 }
        let trend = 1 + Double(date - firstDay) / 26 / 7 * 0.06
        return base * SampleCentre.dayShape[weekday] * SampleCentre.hourShape[slot] * trend
    }

    /// Content with every part filled.
    mutating func content(language: ReportLanguage = .english) -> ReportContent {
        let zone = SampleCentre.london
        var content = ReportContent(
            summary: PlanSummary(
                name: "Harbour Telecom", version: "0.1.0", seed: 20_260_302, timeZone: zone.identifier),
            zone: zone, language: language)
        content.skillOfQueue = ["billing": "billing", "sales": "sales", "support": "support"]
        let days = weeks * 7
        for queue in 0..<3 {
            for channel in 0..<3 { addStream(queue, channel, days: days, to: &content) }
        }
        addRoster(days: days, to: &content)
        addSummary(days: days, to: &content)
        return content
    }

    private mutating func addStream(_ queue: Int, _ channel: Int, days: Int, to content: inout ReportContent) {
        let stream = QueueChannel(queue: SampleCentre.queues[queue], channel: SampleCentre.channels[channel])
        let zone = SampleCentre.london
        let outage = firstDay + -12
        var offered = 0
        for day in (-historyWeeks * 7)..<0 {
            let date = firstDay + day
            let dayFactor = 1 + 0.06 * normal()
            for slot in 0..<24 {
                let mean = expected(queue, channel, date, slot)
                guard mean > 0 else { continue }
                let start = zone.instant(of: LocalTime(date: date, minuteOfDay: 480 + slot * 30))
                var counts = IntervalCounts(stream: stream, start: start, intervalSeconds: 1800)
                counts.offered = max(0, Int((mean * dayFactor + mean.squareRoot() * normal()).rounded()))
                if date == outage, (4..<9).contains(slot) {
                    counts.status = .outage
                    counts.offered /= 6
                }
                counts.answered = counts.offered
                offered += counts.offered
                content.history.append(counts)
            }
        }
        for day in 0..<days {
            let date = firstDay + day
            for slot in 0..<24 {
                let mean = expected(queue, channel, date, slot) * (0.97 + 0.06 * uniform())
                guard mean > 0 else { continue }
                let start = zone.instant(of: LocalTime(date: date, minuteOfDay: 480 + slot * 30))
                let deviation = (mean + 0.0036 * mean * mean).squareRoot()
                content.forecast.append(
                    ForecastInterval(
                        stream: stream, start: start, intervalSeconds: 1800, volume: mean,
                        volume80: .init(lower: max(0, mean - 1.2816 * deviation), upper: mean + 1.2816 * deviation),
                        volume95: .init(lower: max(0, mean - 1.96 * deviation), upper: mean + 1.96 * deviation),
                        ahtSeconds: 300, ahtSeconds80: nil, model: "weekly_profile"))
                var need = RequirementInterval(stream: stream, start: start, intervalSeconds: 1800)
                need.volume = mean
                need.load = mean * [420, 540, 330][channel] / 1800
                need.agentsRequired = need.load + (channel == 2 ? 0.7 * need.load.squareRoot() : 0.1)
                need.agentsScheduled = need.agentsRequired / 0.874
                content.requirements.append(need)
                addPerformance(stream, channel, start, mean, slot, date, to: &content)
            }
        }
        for (index, model) in ["seasonal_naive", "same_weekday_mean", "weekly_profile", "holt_winters"].enumerated() {
            content.accuracy.append(
                ForecastAccuracy(
                    stream: stream, series: stream.description, model: model, horizon: 1344, cutoffs: 6,
                    wape: 0.09 + 0.03 * Double(abs(index - 2)) + 0.05 * Double(2 - channel) + 0.01 * uniform(),
                    bias: 0.02 * normal(), mase: 0.72 + 0.06 * Double(abs(index - 2)), rmsse: 0.8,
                    coverage80: 0.78 + 0.05 * uniform(), coverage95: 0.93 + 0.03 * uniform(), scaledCRPS: 0.07,
                    isChosen: index == 2))
        }
        var summary = PlanSummary.Stream(queue: stream.queue, channel: stream.channel.name)
        summary.historyOffered = offered
        summary.historyServiceLevel = 0.71 + 0.1 * uniform()
        summary.historyAhtSeconds = [420, 540, 330][channel]
        summary.historyAbandonment = channel == 1 ? 0 : 0.05 + 0.03 * uniform()
        summary.forecastVolume = content.forecast.filter { $0.stream == stream }.reduce(0) { $0 + $1.volume }
        summary.model = "weekly_profile"
        summary.modelReason =
            "Lowest WAPE over 6 origins; 21% better than seasonal_naive, and its error is not biased on Saturdays."
        summary.backtestWape = content.accuracy.last { $0.isChosen }?.wape
        summary.backtestBias = content.accuracy.last { $0.isChosen }?.bias
        summary.patienceSeconds = channel == 2 ? 180 : nil
        summary.targetServiceLevel = [0.8, 0.95, 0.8][channel]
        summary.targetWithinSeconds = [60, 28_800, 20][channel]
        summary.requiredAgentHours =
            content.requirements.filter { $0.stream == stream }.reduce(0) { $0 + $1.agentsRequired } / 2
        summary.requiredServiceLevel = [0.83, 0.97, 0.82][channel]
        let simulated = content.performance.filter { $0.stream == stream }
        let total = simulated.reduce(0) { $0 + $1.offered }
        summary.simulatedServiceLevel = simulated.reduce(0) { $0 + $1.answeredWithin } / total
        summary.simulatedAbandonment = simulated.reduce(0) { $0 + $1.abandoned } / total
        summary.simulatedAsaSeconds =
            simulated.reduce(0) { $0 + ($1.asaSeconds ?? 0) * $1.answered } / simulated.reduce(0) { $0 + $1.answered }
        content.summary.streams.append(summary)
    }

    private mutating func addPerformance(
        _ stream: QueueChannel, _ channel: Int, _ start: Instant, _ mean: Double, _ slot: Int, _ date: CivilDate,
        to content: inout ReportContent
    ) {
        var interval = PerformanceInterval(stream: stream, start: start, intervalSeconds: 1800)
        let stress = slot < 7 && slot > 2 && date.weekday == 0 ? 0.17 : 0
        let level = min(1, max(0, [0.84, 0.97, 0.825][channel] - stress + 0.05 * normal()))
        interval.offered = mean
        interval.abandoned = channel == 1 ? 0 : mean * 0.16 * (1 - level)
        interval.answered = mean - interval.abandoned
        interval.answeredWithin = mean * level
        interval.serviceLevel = level
        interval.serviceLevelLower80 = max(0, level - 0.16)
        interval.serviceLevelUpper80 = min(1, level + 0.13)
        interval.asaSeconds = [60 * (1.1 - level), 7200 * (1.3 - level), 75 * (1.1 - level)][channel]
        interval.occupancy = 0.84 + 0.03 * normal()
        interval.agentsOnDuty = 12
        interval.backlog = channel == 1 ? 6 + 3 * uniform() : 0
        content.performance.append(interval)
    }

    private mutating func addRoster(days: Int, to content: inout ReportContent) {
        let zone = SampleCentre.london
        let kinds: [(String, Int, Int)] = [
            ("early8", 480, 510), ("mid8", 510, 510), ("late8", 630, 510), ("part5", 510, 300),
        ]
        let sets = ["billing", "billing|sales", "sales", "sales|support", "support", "support"]
        for agent in 0..<agents {
            let id = "a" + String(1000 + agent).dropFirst()
            for day in 0..<days {
                let date = firstDay + day
                let rotation = (agent + day / 7 * 2) % 6
                if date.weekday == 6 || (date.weekday == 5 && rotation > 2)
                    || (rotation <= 2 && date.weekday == rotation + 1)
                {
                    continue
                }
                let isOnLeave = agent % 11 == 3 && (8..<13).contains(day)
                let kind = kinds[agent % 9 == 4 ? 3 : (agent + day / 7) % 3]
                let begin = zone.instant(of: LocalTime(date: date, minuteOfDay: kind.1 + Int(uniform() * 3) * 30))
                func add(_ activity: RosterSegment.Activity, _ from: Int, _ to: Int, isPaid: Bool = true) {
                    content.roster.append(
                        RosterSegment(
                            agent: id, date: date, kind: kind.0, activity: activity,
                            skill: activity == .work ? sets[agent % 6] : "", start: begin + from * 60,
                            end: begin + to * 60, isPaid: isPaid))
                }
                if isOnLeave {
                    add(.leave, 0, kind.2)
                } else if kind.2 == 300 {
                    add(.work, 0, 150)
                    add(.rest, 150, 165)
                    add(.work, 165, 300)
                } else {
                    let shift = Int(uniform() * 4) * 15
                    add(.work, 0, 105 + shift)
                    add(.rest, 105 + shift, 120 + shift)
                    add(.work, 120 + shift, 225 + shift)
                    add(.lunch, 225 + shift, 255 + shift, isPaid: false)
                    add(.work, 255 + shift, 390 + shift)
                    add(.rest, 390 + shift, 405 + shift)
                    add(.work, 405 + shift, 510)
                }
            }
        }
    }

    private func addSummary(days: Int, to content: inout ReportContent) {
        content.summary.historyStart = (firstDay + -historyWeeks * 7).description
        content.summary.historyEnd = (firstDay + -1).description
        content.summary.forecastStart = firstDay.description
        content.summary.forecastEnd = (firstDay + (days - 1)).description
        content.summary.accounting.read = 301_204
        content.summary.accounting.accepted = 300_812
        content.summary.accounting.identicalDuplicates = 310
        content.summary.accounting.superseded = 52
        content.summary.accounting.rejected = 30
        var roster = PlanSummary.RosterFigures()
        roster.agents = agents
        roster.shifts = Set(content.roster.map { "\($0.agent) \($0.date)" }).count
        roster.paidHours =
            content.roster.reduce(0) { $0 + ($1.isPaid ? Double($1.end - $1.start) / 3600 : 0) }
        roster.requiredHours = content.requirements.reduce(0) { $0 + $1.agentsScheduled } / 2
        roster.underAgentHours = 63.5
        roster.overAgentHours = 412
        roster.cost = 4_212
        roster.lowerBound = 4_058
        content.summary.roster = roster
        content.summary.firstContactResolution = 0.763
        content.summary.shortfalls = [
            "support/voice: simulated service level 79.1% on Mondays 09:30–11:30 against a target of 80%.",
            "63.5 agent-hours of the requirement are not covered, most of them on Saturday 14 March.",
        ]
        content.summary.notes = [
            "Patience of sales/voice estimated as 182 s (mean, 4,120 abandoned of 61,003).",
            "Outage of 18 February 10:00–12:30 left out of the forecast.", "Easter is not in the horizon.",
        ]
    }
}
