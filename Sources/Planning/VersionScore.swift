import ContactCenter

/// Errors of some intervals of a forecast, added up.
struct VersionScore {
    private var absoluteError = 0.0
    private var inside80 = 0
    private var inside95 = 0
    private var banded = 0
    private var days: Set<CivilDate> = []
    private(set) var intervals = 0
    private(set) var actual = 0.0
    private(set) var expected = 0.0

    /// Adds an interval; `bands` are the 80 % and the 95 % interval of the volume scored, if it has any.
    mutating func add(
        actual: Double, expected: Double, date: CivilDate, bands: (ForecastInterval.Band, ForecastInterval.Band)?
    ) {
        intervals += 1
        days.insert(date)
        self.actual += actual
        self.expected += expected
        absoluteError += abs(expected - actual)
        guard let (band80, band95) = bands else { return }
        banded += 1
        inside80 += actual >= band80.lower && actual <= band80.upper ? 1 : 0
        inside95 += actual >= band95.lower && actual <= band95.upper ? 1 : 0
    }

    func row(
        version: String, stream: QueueChannel?, lead: VersionAccuracy.Lead, source: VersionAccuracy.Source,
        author: String?
    ) -> VersionAccuracy {
        VersionAccuracy(
            version: version, stream: stream, lead: lead, source: source, author: author, days: days.count,
            intervals: intervals, actual: actual, expected: expected,
            wape: actual > 0 ? absoluteError / actual : nil, bias: actual > 0 ? (expected - actual) / actual : nil,
            coverage80: banded > 0 ? Double(inside80) / Double(banded) : nil,
            coverage95: banded > 0 ? Double(inside95) / Double(banded) : nil)
    }
}
