import ContactCenter
import Tabular

/// `campaigns.csv`: `campaign,start,end,reach,series`.
public enum CampaignFile {
    /// Reads campaigns in file order; `series` (names joined by `|`) may be empty or missing.
    ///
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(_ input: InputBytes) throws(TabularError) -> [Campaign] {
        var table = try Table(input, required: ["campaign", "start", "end", "reach"])
        let name = table.column("campaign")
        let start = table.column("start")
        let end = table.column("end")
        let reach = table.column("reach")
        let series = table.column("series")
        var campaigns: [Campaign] = []
        while let row = try table.next() {
            let campaign = Campaign(
                name: try row.text(name), start: try row.date(start), end: try row.date(end),
                reach: try row.double(reach), series: try row.names(series))
            guard campaign.start <= campaign.end else {
                throw row.error(end, "the campaign ends on \(campaign.end), before its start \(campaign.start)")
            }
            campaigns.append(campaign)
        }
        return campaigns
    }
}

/// Long-form series with a column for each campaign, as `wfm forecast --long` takes its drivers.
public enum CampaignDriverFile {
    /// Days after the history whose rows are written at least: the four weeks of a plan.
    static let daysAhead = 28
    /// Days after the history whose rows are written at most: two years.
    static let mostDaysAhead = 731

    /// Writes `unique_id,ds,y` and one column a campaign name: the thousands of customers reached a day, on every slot of
    /// the campaign's days, 0 on all others. Rows of the days after the history, their `y` empty, repeat the slots of
    /// its usual week for four weeks, or through the end of the last campaign, two years at most.
    public static func write(_ series: [LongSeries], _ campaigns: [Campaign]) -> [UInt8] {
        var names: [String] = []
        for campaign in campaigns where !names.contains(columnName(campaign.name)) {
            names.append(columnName(campaign.name))
        }
        var writer = CSVWriter(header: ["unique_id", "ds", "y"] + names)
        for one in series {
            let own = campaigns.filter { $0.series.isEmpty || $0.series.contains(one.id) }
            var rows = zip(one.times, one.values).map { (time: $0, value: $1) }
            if let latest = rows.last?.time.date, one.months == nil {
                let wanted = max(campaigns.map(\.end).max() ?? latest, latest + daysAhead)
                let end = min(wanted, latest + mostDaysAhead)
                let week = usualWeek(rows.map(\.time), through: latest)
                for day in 1...(end - latest) {
                    let date = latest + day
                    rows += week[date.weekday].map { (time: $0 + (date - $0.date) * 1440, value: nil) }
                }
            }
            for row in rows {
                writer.add(one.id)
                writer.add("\(row.time):00")
                writer.add(row.value, decimals: 6)
                for name in names {
                    let reached = own.filter {
                        columnName($0.name) == name && $0.start <= row.time.date && row.time.date <= $0.end
                    }
                    .reduce(0) { $0 + $1.reach / Double($1.end - $1.start + 1) }
                    writer.add(reached / 1000, decimals: 6)
                }
                writer.endRow()
            }
        }
        return writer.bytes
    }

    /// Weeks in which a weekday is looked for.
    private static let weeksLookedAt = 4

    /// Times of a day for each weekday, from Monday: those of its fullest day in the last four weeks, the latest of
    /// equals. A holiday in the last week closes no later one.
    private static func usualWeek(_ times: [LocalTime], through latest: CivilDate) -> [[LocalTime]] {
        let days = Dictionary(grouping: times.filter { $0.date > latest + -7 * weeksLookedAt }, by: \.date)
        var week = [[LocalTime]](repeating: [], count: 7)
        for (date, times) in days.sorted(by: { $0.key < $1.key }) where times.count >= week[date.weekday].count {
            week[date.weekday] = times
        }
        return week
    }

    /// A name that a column can have and `--drivers` can list: no commas, no blanks.
    static func columnName(_ campaign: String) -> String {
        "campaign_" + String(campaign.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }
}
