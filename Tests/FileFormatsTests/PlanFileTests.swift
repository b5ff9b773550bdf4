import ContactCenter
import Foundation
import Tabular
import Testing

@testable import FileFormats

private let minimal = """
    version: 1
    name: Small
    time_zone: Europe/London
    interactions: {files: [calls.csv]}
    queues:
      sales:
        opening_hours: {mon-fri: "08:00-18:00"}
        channels:
          voice: {}

    """

private func plan(_ text: String) throws -> Plan { try PlanFile.read(input(text, name: "plan.yaml")) }

/// The minimal plan with one line replaced.
private func minimal(_ old: String, _ new: String) -> String { minimal.replacingOccurrences(of: old, with: new) }

@Suite("Plan file")
struct PlanFileTests {
    @Test("Every key is read")
    func everyKey() throws {
        let plan = try plan(
            """
            version: 1
            name: Harbour Telecom
            time_zone: Europe/London
            seed: 20260302
            interactions: {files: [a.csv, b.csv], mapping: bank.mapping.yaml}
            interval_minutes: 30
            calendar: [calendar.csv, uk.ics]
            holidays: {country: de-by, closed: false, exclude: [Epiphany], files: own.csv}
            queues:
              sales:
                skill: selling
                opening_hours: {mon-fri: "08:00-20:00", sat: "9:00-17:00", sun: closed}
                channels:
                  voice: {service_level: 0.9, within_seconds: 15, formula: sl_answered, short_abandon_seconds: 10, patience_seconds: 180, occupancy_cap: 0.88, minimum_agents: 2, maximum_agents: 30}
                  chat: {service_level: 0.80, within_seconds: 60, concurrency: 2.5, patience_seconds: unlimited}
                  email: {service_level: 0.95, within_hours: 8, arrives: open}
                  Pigeon: {service: deferrable, service_level: 0.5, within_seconds: 86400}
              night:
                opening_hours: {always: true}
                channels: {phone: {patience_seconds: estimate}}
            forecast: {start: 2026-03-02, weeks: 6, models: [seasonal-naive, profile], backtest_origins: 3, reconcile: auto, overrides: fixes.csv}
            shrinkage: {in_office: 0.08, out_of_office: 0.05, composition: partition}
            staffing: {fte_hours_per_week: 37.5, staff_cap: 60, paid_hour_cost: 21.5, risk: 90%, pooling: report, skill_groups: {all: [selling, night]}}
            team: team
            schedule:
              iterations: 1000
              grid_minutes: 10
              rules: {min_rest_minutes: 600, max_consecutive_days: 5, min_free_weekends_per_4_weeks: 2, min_gap_between_breaks_minutes: 45}
              costs: {under_agent_hour: 11, under_excess_agent_hour: 31, under_excess_from_share: 0.2, over_agent_hour: 2, avoid_weight_unit: 3, weekend_beyond_2_per_4_weeks: 5}
            simulation: {replications: 7}
            """)
        var rules = RosterRules()
        rules.minimumRestMinutes = 600
        rules.maximumConsecutiveDays = 5
        rules.minimumFreeWeekendsPerFourWeeks = 2
        rules.minimumGapBetweenBreaksMinutes = 45
        var costs = CoverageCosts()
        costs.underAgentHour = 11
        costs.underExcessAgentHour = 31
        costs.excessShare = 0.2
        costs.overAgentHour = 2
        costs.avoidWeightUnit = 3
        costs.weekendBeyondTwoPerFourWeeks = 5
        let sales = QueuePlan(
            name: "sales", skill: "selling",
            openingHours: OpeningHours(
                spans: Array(repeating: 480..<1200, count: 5) + [540..<1020, nil]),
            channels: [
                ChannelPlan(
                    channel: .voice,
                    target: ServiceTarget(
                        serviceLevel: 0.9, withinSeconds: 15, formula: .answered, shortAbandonSeconds: 10,
                        occupancyCap: 0.88, minimumAgents: 2, maximumAgents: 30),
                    patience: .meanSeconds(180), arrivesAlways: false),
                ChannelPlan(
                    channel: .chat, target: ServiceTarget(serviceLevel: 0.8, withinSeconds: 60, concurrency: 2.5),
                    patience: .unlimited, arrivesAlways: false),
                ChannelPlan(
                    channel: .email, target: ServiceTarget(serviceLevel: 0.95, withinSeconds: 28_800),
                    patience: .unlimited, arrivesAlways: false),
                ChannelPlan(
                    channel: Channel(name: "pigeon", service: .deferrable),
                    target: ServiceTarget(serviceLevel: 0.5, withinSeconds: 86_400), patience: .unlimited,
                    arrivesAlways: true),
            ])
        let night = QueuePlan(
            name: "night", skill: "night", openingHours: .always,
            channels: [
                ChannelPlan(
                    channel: Channel(name: "phone", service: .immediate), target: ServiceTarget(),
                    patience: .estimated, arrivesAlways: false)
            ])
        #expect(
            plan
                == Plan(
                    name: "Harbour Telecom", timeZone: "Europe/London", seed: 20_260_302,
                    interactions: InteractionSource(files: ["a.csv", "b.csv"], mappingFile: "bank.mapping.yaml"),
                    intervalMinutes: 30, calendarFiles: ["calendar.csv", "uk.ics"],
                    holidays: HolidayPlan(
                        country: try #require(HolidayCountry("DE-BY")), isClosed: false, include: nil,
                        exclude: ["Epiphany"], files: ["own.csv"]),
                    queues: [sales, night],
                    forecast: ForecastPlan(
                        start: CivilDate("2026-03-02"), weeks: 6, models: ["seasonal-naive", "profile"],
                        backtestOrigins: 3, overridesFile: "fixes.csv", reconciliation: .auto),
                    shrinkage: Shrinkage(inOffice: 0.08, outOfOffice: 0.05, composition: .partition),
                    staffing: StaffingPlan(
                        fteHoursPerWeek: 37.5, staffCap: 60, paidHourCost: 21.5, risk: .probability(0.9),
                        pooling: .report, skillGroups: .named([.init(name: "all", skills: ["selling", "night"])])),
                    teamFolder: "team",
                    schedule: SchedulePlan(iterations: 1000, gridMinutes: 10, rules: rules, costs: costs),
                    simulation: SimulationPlan(replications: 7)))
        #expect(plan.queues[0].channels[3].channel.service == .deferrable)
    }

    @Test("What is left out takes its default")
    func defaults() throws {
        let plan = try plan(minimal)
        #expect(plan.seed == 1)
        #expect(plan.intervalMinutes == 30)
        #expect(plan.calendarFiles.isEmpty)
        #expect(plan.holidays == nil)
        #expect(plan.teamFolder == nil)
        #expect(plan.forecast == ForecastPlan())
        #expect(plan.shrinkage == Shrinkage())
        #expect(plan.staffing == StaffingPlan())
        #expect(plan.schedule == SchedulePlan())
        #expect(plan.simulation == SimulationPlan())
        #expect(plan.queues[0].skill == "sales")
        #expect(plan.queues[0].channels[0].target == ServiceTarget())
        #expect(plan.queues[0].channels[0].patience == .estimated)
    }

    @Test("A channel without settings, and a grid that follows the interval")
    func bareChannel() throws {
        let bare = try plan(minimal("voice: {}", "voice:"))
        #expect(bare.queues[0].channels.map(\.channel.name) == ["voice"])
        #expect(try plan(minimal + "interval_minutes: 20\n").schedule.gridMinutes == 20)
        #expect(try plan(minimal + "interval_minutes: 60\n").schedule.gridMinutes == 15)
    }

    @Test("A week may wrap around Sunday")
    func wrappedWeek() throws {
        let plan = try plan(minimal("mon-fri", "sun-thu"))
        #expect(plan.queues[0].openingHours.spans.map { $0 != nil } == [true, true, true, true, false, false, true])
    }

    @Test("JSON is accepted, being YAML")
    func json() throws {
        let text = """
            {"version": 1, "name": "Small", "time_zone": "Europe/London",
             "interactions": {"files": ["calls.csv"]},
             "queues": {"sales": {"opening_hours": {"mon-fri": "08:00-18:00"}, "channels": {"voice": {}}}}}
            """
        #expect(try plan(text) == plan(minimal))
    }

    @Test(
        "What is wrong is refused at its line, with what was found and what to do",
        arguments: [
            (
                "version: 1", "version: 2",
                "plan.yaml:1: key 'version': version 2 is not known; this wfm reads version 1"
            ),
            ("version: 1\n", "", "plan.yaml:1: key 'version' is missing"),
            ("name: Small", "namme: Small", "plan.yaml:2: unknown key 'namme' | did you mean 'name'?"),
            (
                "Europe/London", "Europe/Lodnon",
                "plan.yaml:3: key 'time_zone': unknown time zone 'Europe/Lodnon' | did you mean 'Europe/London'?"
            ),
            ("{files: [calls.csv]}", "{file: calls.csv}", "unknown key 'interactions.file' | did you mean 'files'?"),
            ("{files: [calls.csv]}", "{files: []}", "key 'interactions.files': expected at least one file"),
            ("{files: [calls.csv]}", "calls.csv", "key 'interactions': expected keys and values, found 'calls.csv'"),
            (
                "queues:", "interval_minutes: 7\nqueues:",
                "plan.yaml:5: key 'interval_minutes': 7 minutes do not divide a day"
            ),
            ("queues:", "interval_minutes: 0\nqueues:", "expected a whole number from 1 to 1440, found 0"),
            ("queues:", "calendar: []\nqueues:", "key 'calendar': expected at least one file, found an empty list"),
            ("queues:", "calendar: [a.csv, a.csv]\nqueues:", "key 'calendar[2]': file 'a.csv' is listed twice"),
            ("queues:", "calendar: \"-\"\nqueues:", "key 'calendar': a calendar cannot be read from"),
            ("queues:", "holidays: {closed: true}\nqueues:", "plan.yaml:5: key 'holidays': key 'country' is missing"),
            (
                "queues:", "holidays: {country: DE-BX}\nqueues:",
                "key 'holidays.country': no holidays are known for 'DE-BX' | did you mean 'DE-BB'?"
            ),
            ("queues:", "holidays: {country: US, close: true}\nqueues:", "did you mean 'closed'?"),
            ("queues:", "holidays: {country: US, closed: maybe}\nqueues:", "expected true or false, found 'maybe'"),
            (
                "queues:", "holidays: {country: US, include: [Labor Day], exclude: Labor Day}\nqueues:",
                "key 'holidays.exclude': 'Labor Day' is included and excluded"
            ),
            ("queues:", "holidays: US\nqueues:", "key 'holidays': expected keys and values, found 'US'"),
            ("queues:", "seed: -1\nqueues:", "key 'seed': expected a whole number of at least 0, found -1"),
            ("mon-fri", "mon-fry", "plan.yaml:7: unknown day 'queues.sales.opening_hours.mon-fry'"),
            (
                "08:00-18:00", "8-18",
                "plan.yaml:7: key 'queues.sales.opening_hours.mon-fri': expected hours HH:MM-HH:MM, found '8-18'"
            ),
            ("08:00-18:00", "18:00-08:00", "closes before it opens"),
            ("08:00-18:00", "08:10-18:00", "08:10 is not on the grid of 30 minutes"),
            ("08:00-18:00", "08:00-24:30", "expected hours HH:MM-HH:MM, found '08:00-24:30'"),
            (
                "mon-fri: \"08:00-18:00\"", "mon-wed: \"08:00-18:00\", tue: \"08:00-18:00\"",
                "the hours of tue are given twice"
            ),
            ("{mon-fri: \"08:00-18:00\"}", "{sun: closed}", "no day is open"),
            ("{mon-fri: \"08:00-18:00\"}", "{always: true, mon: \"08:00-18:00\"}", "'always: true' stands alone"),
            (
                "voice: {}", "voise: {}",
                "plan.yaml:9: key 'queues.sales.channels.voise': 'voise' is not a channel known by name | did you mean 'voice'?"
            ),
            ("voice: {}", "carrier: {}", "say how it is served: service: immediate | concurrent | deferrable"),
            (
                "voice: {}", "voice: {service_level: 1}",
                "key 'queues.sales.channels.voice.service_level': expected a number above 0 and below 1, found 1"
            ),
            ("voice: {}", "voice: {service_level: 80%}", "expected a number, found '80%'"),
            (
                "voice: {}", "voice: {servicelevel: 0.8}",
                "unknown key 'queues.sales.channels.voice.servicelevel' | did you mean 'service_level'?"
            ),
            (
                "queues:", "forecast: {reconcile: mnt}\nqueues:",
                "key 'forecast.reconcile': expected one of none, mint, auto, found 'mnt' | did you mean 'mint'?"
            ),
            ("queues:", "forecast: {reconcil: mint}\nqueues:", "did you mean 'reconcile'?"),
            ("queues:", "forecast: {overrides: '-'}\nqueues:", "overrides cannot be read from standard input"),
            ("voice: {}", "voice: {formula: sl_oferred}", "found 'sl_oferred' | did you mean 'sl_offered'?"),
            ("voice: {}", "voice: {concurrency: 2}", "an agent serves one 'voice' contact at a time"),
            ("voice: {}", "voice: {within_seconds: 20, within_hours: 1}", "within_hours': given beside within_seconds"),
            ("voice: {}", "voice: {patience_seconds: unlimted}", "did you mean 'unlimited'?"),
            ("voice: {}", "voice: {patience_seconds: 0}", "expected a number greater than 0, found 0"),
            ("voice: {}", "voice: {occupancy_cap: 1.2}", "expected a number above 0 and at most 1, found 1.2"),
            ("voice: {}", "voice: {}\n      Voice: {}", "channel 'voice' is given twice"),
            ("voice: {}", "voice: {}\n      voice: {}", "key 'voice' is given twice"),
            (
                "voice: {}", "email: {service_level: 0.9}",
                "key 'within_hours' is missing | say by when 'email' is to be answered"
            ),
            ("voice: {}", "email: {within_hours: 8}", "key 'service_level' is missing"),
            (
                "voice: {}", "email: {service_level: 0.9, within_hours: 8, patience_seconds: 60}",
                "nobody waits on the line for 'email'"
            ),
            ("queues:", "forecast: {weeks: 0}\nqueues:", "expected a whole number from 1 to 104, found 0"),
            ("queues:", "forecast: {start: 2026-02-30}\nqueues:", "expected a date YYYY-MM-DD, found '2026-02-30'"),
            ("queues:", "forecast: {models: [a, a]}\nqueues:", "key 'forecast.models[2]': model 'a' is listed twice"),
            ("queues:", "shrinkage: {in_office: 8}\nqueues:", "expected a number from 0 up to but not 1, found 8"),
            (
                "queues:", "shrinkage: {in_office: 0.5, out_of_office: 0.5, composition: partition}\nqueues:",
                "leave nobody to work"
            ),
            (
                "queues:", "staffing: {staff_caps: 3}\nqueues:",
                "unknown key 'staffing.staff_caps' | did you mean 'staff_cap'?"
            ),
            ("queues:", "staffing: {fte_hours_per_week: 169}\nqueues:", "above 0 and at most 168, found 169"),
            ("queues:", "staffing: {paid_hour_cost: -1}\nqueues:", "expected a number of at least 0, found -1"),
            (
                "queues:", "staffing: {risk: expectd}\nqueues:",
                "key 'staffing.risk': expected ignore, report, expected or a probability above 0 and below 1, found "
                    + "'expectd' | did you mean 'expected'?"
            ),
            ("queues:", "staffing: {pooling: reprot}\nqueues:", "did you mean 'report'?"),
            ("queues:", "staffing: {skill_groups: teem}\nqueues:", "did you mean 'team'?"),
            (
                "queues:", "staffing: {skill_groups: {a: [sales], b: [sales]}}\nqueues:",
                "skill 'sales' is listed twice"
            ),
            ("voice: {}", "voice: {minimum_agents: 3, maximum_agents: 2}", "2 is below minimum_agents 3"),
            ("queues:", "schedule: {iterations: -1}\nqueues:", "found -1"),
            ("queues:", "schedule: {grid_minutes: 20}\nqueues:", "20 minutes do not divide the interval of 30 minutes"),
            ("queues:", "schedule: {rules: {min_rest: 1}}\nqueues:", "unknown key 'schedule.rules.min_rest'"),
            (
                "queues:", "schedule: {costs: {over_agent_hour: -1}}\nqueues:",
                "expected a number of at least 0, found -1"
            ),
            ("queues:", "schedule: {costs: {under_agent_hour: 50}}\nqueues:", "is below under_agent_hour"),
            ("queues:", "simulation: {replications: 0}\nqueues:", "found 0"),
        ])
    func refused(old: String, new: String, message: String) {
        let found = complaint { _ = try plan(minimal(old, new)) }
        #expect(found.contains(message), "\(found)")
    }

    @Test("The complete example of docs/plan-file.md is a plan")
    func documentedExample() throws {
        let page = try String(contentsOfFile: Package.path("docs/plan-file.md"), encoding: .utf8)
        let parts = page.components(separatedBy: "```yaml\n")
        try #require(parts.count >= 2)
        let example = parts[1].components(separatedBy: "```")[0]
        let plan = try plan(example)
        #expect(plan.queues.count >= 2)
        // Every documented key of the reference tables appears in the schema, and the other way round.
        for key in ["patience_seconds", "occupancy_cap", "min_gap_between_breaks_minutes", "under_excess_from_share"] {
            #expect(page.contains("`\(key)`"), "\(key)")
        }
    }
}
