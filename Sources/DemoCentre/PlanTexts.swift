/// The plan files of `data/demo`.
enum PlanTexts {
    /// `plan.yaml`: the newcomer's first plan.
    static let demo = """
        # Harbour Telecom (invented): three queues on three channels, sixty people, four weeks of March 2026.
        # wfm plan data/demo/plan.yaml --output demo-output
        # Paths are relative to this file. Every key is described in docs/plan-file.md.
        version: 1
        name: Harbour Telecom
        time_zone: Europe/London
        seed: 20260302                      # everything random follows from it: same seed, same plan

        interactions:
          files: [interactions.csv]         # one row a contact; written by `make demo` (300,000 rows, 26 weeks)

        interval_minutes: 30
        calendar: calendar.csv              # holidays, short days, bill runs, promotions, one outage

        queues:
          sales:
            opening_hours: {mon-fri: "08:00-20:00", sat: "09:00-17:00"}   # a day that is not named is closed
            channels:
              # 80 % of the calls answered within 20 s; patience is measured from the waits in the log
              voice: {service_level: 0.80, within_seconds: 20, short_abandon_seconds: 5, patience_seconds: estimate, occupancy_cap: 0.90, minimum_agents: 2}
              # an agent serves two chats at once
              chat: {service_level: 0.80, within_seconds: 60, concurrency: 2, patience_seconds: estimate, minimum_agents: 1}
              # e-mail arrives day and night; 24 hours would not do: Saturday evening's finds nobody before Monday
              email: {service_level: 0.90, within_hours: 48}
          billing:
            opening_hours: {mon-fri: "08:00-20:00", sat: "09:00-17:00"}
            channels:
              voice: {service_level: 0.80, within_seconds: 20, short_abandon_seconds: 5, patience_seconds: estimate, occupancy_cap: 0.90, minimum_agents: 2}
              chat: {service_level: 0.80, within_seconds: 60, concurrency: 2, patience_seconds: estimate, minimum_agents: 1}
              email: {service_level: 0.90, within_hours: 48}
          support:
            opening_hours: {mon-fri: "08:00-20:00", sat: "09:00-17:00", sun: "10:00-16:00"}
            channels:
              voice: {service_level: 0.80, within_seconds: 20, short_abandon_seconds: 5, patience_seconds: estimate, occupancy_cap: 0.90, minimum_agents: 2}
              chat: {service_level: 0.80, within_seconds: 60, concurrency: 2, patience_seconds: estimate, minimum_agents: 1}
              email: {service_level: 0.90, within_hours: 48}

        forecast: {start: 2026-03-02, weeks: 4, backtest_origins: 6}

        # Time that is paid for but not worked on contacts: meetings and coaching; sickness.
        # Booked leave is in the team's availability and not counted again here.
        shrinkage: {in_office: 0.08, out_of_office: 0.03, composition: compounding}

        team: team                          # agents, contracts, shift kinds, breaks, availability

        schedule:
          iterations: 4000000
          grid_minutes: 15
          rules: {min_rest_minutes: 660, max_consecutive_days: 6, min_free_weekends_per_4_weeks: 1, min_gap_between_breaks_minutes: 30}

        simulation: {replications: 20}

        """

    /// `sample/plan.yaml`: one queue and twelve people, for tests.
    static let sample = """
        # A piece of Harbour Telecom for tests: sales, eight weeks of two thirds of its customers, twelve people.
        version: 1
        name: Harbour Telecom sales (sample)
        time_zone: Europe/London
        seed: 20260302
        interactions:
          files: [interactions.csv]
        interval_minutes: 30
        calendar: calendar.csv
        queues:
          sales:
            opening_hours: {mon-fri: "08:00-20:00", sat: "09:00-17:00"}
            channels:
              voice: {service_level: 0.80, within_seconds: 20, short_abandon_seconds: 5, patience_seconds: estimate, minimum_agents: 1}
              chat: {service_level: 0.80, within_seconds: 60, concurrency: 2, patience_seconds: estimate}
              email: {service_level: 0.90, within_hours: 48}
        forecast: {start: 2026-03-02, weeks: 1, backtest_origins: 3}
        shrinkage: {in_office: 0.08, out_of_office: 0.03}
        team: team
        schedule: {iterations: 60000}
        simulation: {replications: 4}

        """
}
