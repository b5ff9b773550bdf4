/// The folder `data/volumes`: sets of series in long form, `unique_id,ds,y`, local time without offset.
enum VolumeSets {
    /// Seed of everything random in `data/volumes`.
    static let seed: UInt64 = 20_260_303

    /// A set: series on one grid.
    struct SeriesSet {
        let name: String
        let start: Day
        let days: Int
        let slotMinutes: Int
        /// Open minutes of an open day.
        let open: Range<Int>
        /// Whether the announced events are written as regressors `promotion,holiday` and into a calendar file.
        var hasCalendar = false
        let series: [SeriesTruth]
    }

    /// Writes every set; returns the number of rows.
    static func write(to path: String) throws(OutputError) -> Int {
        let folder = try OutputFolder(path)
        var rows = 0
        for (setIndex, set) in all.enumerated() {
            var file = TextBuffer()
            // Daily series carry what was known in advance as regressors, as the public daily sets do.
            let hasRegressors = set.slotMinutes == 1440
            file.text(hasRegressors ? "unique_id,ds,y,promotion,holiday\n" : "unique_id,ds,y\n")
            for (index, truth) in set.series.enumerated() {
                var random = UnitStream(seed: seed, .volumes, setIndex, index)
                truth.generate(
                    start: set.start, days: set.days, slotMinutes: set.slotMinutes, open: set.open, random: &random
                ) { day, minute, count in
                    file.text(truth.name + ",")
                    file.date(day)
                    file.text("T")
                    file.clock(minute)
                    file.text(":00,")
                    file.number(count)
                    if hasRegressors {
                        let known = truth.events.filter { $0.day == day && $0.isAnnounced }
                        let isPromotion = known.contains { $0.name == "Promotion" }
                        file.text(isPromotion ? ",1" : ",0")
                        file.text(known.contains { $0.name != "Promotion" } ? ",1" : ",0")
                    }
                    file.text("\n")
                    rows += 1
                }
            }
            try folder.write(set.name + ".csv", file)
            if set.hasCalendar {
                let events = set.series.first?.events ?? []
                try folder.write(
                    set.name + ".calendar.csv", VolumeCalendar.file(events, from: set.start, days: set.days))
            }
        }
        return rows
    }
}
