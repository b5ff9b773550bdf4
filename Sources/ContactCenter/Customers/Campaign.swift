/// Something the centre's company does that makes customers get in touch: a mailing, a price change.
public struct Campaign: Hashable, Sendable {
    /// Its name; campaigns of one name are one driver.
    public var name: String
    /// First day of its effect.
    public var start: CivilDate
    /// Last day of its effect.
    public var end: CivilDate
    /// Customers it reaches.
    public var reach: Double
    /// Series (queues) it moves; empty = all.
    public var series: [String]

    /// A campaign.
    public init(name: String, start: CivilDate, end: CivilDate, reach: Double, series: [String]) {
        self.name = name
        self.start = start
        self.end = end
        self.reach = reach
        self.series = series
    }
}
