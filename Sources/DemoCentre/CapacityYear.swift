/// A year of Harbour Telecom by week, for capacity plans: `weeks.csv` and `capacity.yaml`.
enum CapacityYear {
    /// Weeks from the first day to plan.
    static let weeks = 52

    /// Contacts over the year, relative, by the day of the year: quiet summers, busy Januaries.
    private static let season: [(x: Double, y: Double)] = [
        (0, 1.10), (45, 1.04), (100, 1.00), (190, 0.93), (230, 0.92), (270, 1.00), (330, 1.06), (366, 1.10),
    ]

    /// `weeks.csv`: what planners expect of every stream, growth at half the pace of the log's.
    static func weeksFile() -> TextBuffer {
        var file = TextBuffer()
        file.text("week,queue,channel,volume,aht_s,volume-lo-80,volume-hi-80\n")
        for week in 0..<weeks {
            let monday = Centre.planStart + 7 * week
            for stream in 0..<Centre.streamCount {
                let parameters = Centre.stream(stream)
                let growth = 1 + parameters.growth * (1 + 0.5 * Double(week) / 26)
                let volume =
                    parameters.weekly * Centre.contactsPerFirst * growth
                    * ExactMath.interpolate(season, at: Double((monday + 3).dayOfYear))
                // The further ahead, the less is known.
                let band = 0.05 + 0.0012 * Double(week)
                file.date(monday)
                file.text(",\(Centre.queue(stream).name),\(Centre.channels[stream % 3]),")
                file.number(Int(volume + 0.5))
                file.text(",")
                file.number(Int(parameters.talk + parameters.wrap + 0.5))
                file.text(",")
                file.number(Int(volume * (1 - band) + 0.5))
                file.text(",")
                file.number(Int(volume * (1 + band) + 0.5))
                file.text("\n")
            }
        }
        return file
    }

    /// `capacity.yaml`: the sixty people, how they come and go, and what they cost.
    static let settings = """
        # People, rules and prices of Harbour Telecom (invented) for a year's capacity plan.
        # wfm capacity data/demo/weeks.csv --plan data/demo/plan.yaml --settings data/demo/capacity.yaml --output capacity-output
        # Every key is described in docs/formats.md. Prices are pounds, shares are of 1.
        version: 1
        fte_hours_per_week: 37.5
        hours_per_head: 31                 # sixty people, many of them part-time
        occupancy: 0.55                    # nine small streams: what interval staffing comes to over a week

        staff:                             # who is there on the first Monday, by weeks since their first day
          - {heads: 38, tenure_weeks: 150}
          - {heads: 14, tenure_weeks: 40}
          - {heads: 8, tenure_weeks: 10}

        attrition:                         # share that would leave within a year, by tenure
          - {from_week: 0, annual: 0.45}
          - {from_week: 26, annual: 0.30}
          - {from_week: 104, annual: 0.15}
        attrition_sensitivity: 0.25        # and what if a quarter more, or fewer, leave?

        leave:                             # share on leave, by ISO week
          usual: 0.07
          weeks: {14-15: 0.12, 30-35: 0.15, 52: 0.20, 53: 0.20, 1: 0.12}

        hiring:
          lead_weeks: 6                    # from the decision to the first day
          training_weeks: 4
          training_attrition: 0.10         # of a class, before its training is over
          ramp_up: [0.5, 0.65, 0.8, 0.9]   # speed in the weeks after it
          class_size: {minimum: 3, maximum: 8}
          classes_at_once: 1
          scheduled: [{start: 2026-03-16, heads: 4}]

        costs: {wage_per_hour: 13.5, hire: 900, training: 650, class: 1800, shortage_per_hour: 54}
        overtime: {price_per_hour: 20.25, maximum_share: 0.05}
        voluntary_time_off: {saving_per_hour: 13.5, maximum_share: 0.04}
        outsourcing: {price_per_hour: 26, maximum_hours: 120}

        """
}
