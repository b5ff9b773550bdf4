import ContactCenter
import NumericalMethods

/// Instances made for tests.
enum Instances {
    /// A Monday.
    static let start = CivilDate(dayNumber: 20514)

    /// A small random instance: 1–4 weeks and some odd days, one or two contracts, leave, blocks and wishes.
    static func random(seed: UInt64, skills skillCount: Int? = nil, overnight: Bool? = nil) -> RosteringInstance {
        var random = RandomStream(seed: seed, unit: 77)
        let days = [7, 7, 10, 14, 28, 30][random.index(below: 6)]
        let grid = [15, 30][random.index(below: 2)]
        let interval = 30 * (1 + random.index(below: 2))
        let aroundTheClock = overnight ?? (random.index(below: 3) == 0)
        let open = aroundTheClock ? 0 : 480
        let close = aroundTheClock ? 1440 : 1080 + 60 * random.index(below: 4)
        let count = skillCount ?? (1 + random.index(below: 3))
        let skills = (0..<count).map { "skill\($0)" }
        func kind(_ name: String, _ presence: Int, _ paid: Int, _ breaks: [BreakTemplate]) -> ShiftKind {
            ShiftKind(
                name: name, presenceMinutes: presence, paidMinutes: paid,
                starts: open...(aroundTheClock ? 1410 : close - presence), startStepMinutes: 30, breaks: breaks)
        }
        let kinds = [
            kind("short", 240, 240, [BreakTemplate(minutes: 15, isPaid: true, startOffsets: 60...150)]),
            kind(
                "middle", 360, 330,
                [
                    BreakTemplate(minutes: 30, isPaid: false, startOffsets: 90...180),
                    BreakTemplate(minutes: 15, isPaid: true, startOffsets: 150...300),
                ]),
            kind(
                "long", 510, 480,
                [
                    BreakTemplate(minutes: 15, isPaid: true, startOffsets: 75...135),
                    BreakTemplate(minutes: 30, isPaid: false, startOffsets: 195...285),
                    BreakTemplate(minutes: 15, isPaid: true, startOffsets: 360...435),
                ]),
        ]
        let contracts = [
            Contract(
                name: "full", weeklyPaidMinutes: 1920...2400, maximumDaysPerWeek: 5, shiftKinds: ["long", "middle"]),
            Contract(
                name: "part", weeklyPaidMinutes: 480...1320, maximumDaysPerWeek: 5, shiftKinds: ["short", "middle"]),
        ]
        let agents = (0..<(2 + random.index(below: 6))).map { index in
            var own = skills.filter { _ in random.index(below: 2) == 0 }
            if own.isEmpty { own = [skills[random.index(below: count)]] }
            return Agent(id: "a\(index)", contract: contracts[random.index(below: 2)].name, skills: own)
        }
        var availability: [Availability] = []
        for agent in agents {
            for day in 0..<days {
                switch random.index(below: 14) {
                case 0:
                    availability.append(
                        Availability(
                            agent: agent.id, date: start + day, span: 0..<1440, kind: .leave,
                            creditMinutes: agent.contract == "full" ? 480 : 240))
                case 1:
                    availability.append(
                        Availability(agent: agent.id, date: start + day, span: 960..<1440, kind: .unavailable))
                case 2, 3:
                    availability.append(
                        Availability(
                            agent: agent.id, date: start + day, span: 0..<(60 * (1 + random.index(below: 23))),
                            kind: .avoid, weight: 1 + random.index(below: 3)))
                default: break
                }
            }
        }
        let requirements = skills.map { _ in
            (0..<days * 1440 / interval).map { index in
                let minute = index * interval % 1440
                return minute >= open && minute < close ? random.index(below: 4) : 0
            }
        }
        return RosteringInstance(
            name: "random \(seed)", startDate: start, days: days, gridMinutes: grid, intervalMinutes: interval,
            open: open, close: close, skills: skills, agents: agents, contracts: contracts, shiftKinds: kinds,
            availability: availability, requirements: requirements)
    }

    /// Random prices of heads missing, never falling, whole in a slot's share of an interval.
    static func shortagePrices(_ instance: RosteringInstance, seed: UInt64) -> [[[Double]]] {
        var random = RandomStream(seed: seed, unit: 79)
        return instance.requirements.map { heads in
            heads.map { _ in
                var price = 0.0
                return (0..<1 + random.index(below: 3)).map { _ in
                    price += 0.24 * Double(random.index(below: 30))
                    return price
                }
            }
        }
    }

    /// Random shifts of everybody on the `days` days before the horizon, the first of them worked by somebody.
    static func before(_ instance: RosteringInstance, days: Int, seed: UInt64) -> [Shift] {
        var random = RandomStream(seed: seed, unit: 78)
        return instance.agents.flatMap { agent in
            (1...days).reversed().compactMap { back -> Shift? in
                guard random.index(below: 10) < 6 || (agent == instance.agents[0] && back == days) else { return nil }
                let kind = instance.shiftKinds[random.index(below: instance.shiftKinds.count)]
                let steps = (kind.starts.upperBound - kind.starts.lowerBound) / kind.startStepMinutes + 1
                let minute = kind.starts.lowerBound + random.index(below: steps) * kind.startStepMinutes
                return Shift(
                    agent: agent.id, kind: kind.name,
                    start: LocalTime(date: instance.startDate + -back, minuteOfDay: minute), breaks: [])
            }
        }
    }

    /// One agent, one skill, one kind of 4 hours without breaks, one week; 16 paid hours in at most 5 days.
    static func plain(agents: Int = 1, required: Int = 0) -> RosteringInstance {
        RosteringInstance(
            name: "plain", startDate: start, days: 7, gridMinutes: 60, intervalMinutes: 60, open: 480, close: 1200,
            skills: ["sales"], agents: (0..<agents).map { Agent(id: "a\($0)", contract: "c", skills: ["sales"]) },
            contracts: [
                Contract(name: "c", weeklyPaidMinutes: 960...960, maximumDaysPerWeek: 5, shiftKinds: ["k"])
            ],
            shiftKinds: [
                ShiftKind(
                    name: "k", presenceMinutes: 240, paidMinutes: 240, starts: 480...960, startStepMinutes: 60,
                    breaks: [])
            ],
            availability: [],
            requirements: [
                (0..<168).map { $0 % 24 >= 8 && $0 % 24 < 20 ? required : 0 }
            ])
    }
}
