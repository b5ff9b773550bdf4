import ContactCenter
import FileFormats

/// What the series of a long-form file had in common that a user should know, a line for each kind of thing.
struct LongFormNotes {
    /// What one series had.
    struct Facts: Sendable {
        let id: String
        /// Values that no volume can have, and the time of the first.
        let negatives: Int
        let firstNegative: LocalTime?
        /// Drivers that may be used but are unknown somewhere in the horizon.
        private(set) var missingDrivers: Set<String> = []
        /// Drivers that are used.
        private(set) var usedDrivers: Set<String> = []
        /// Whether it is a series of weeks or months.
        var isOfPeriods = false
        /// Why there is no forecast.
        var refusal: PlanningError?

        init(_ series: LongSeries) {
            id = series.id
            negatives = series.negativeCount
            firstNegative = series.slots.firstIndex { $0 < 0 }.map(series.time)
        }

        mutating func add(_ origin: ForecastOrigin) {
            for driver in origin.series.drivers {
                usedDrivers.insert(driver.name)
                let isMissing = origin.listed.contains { step in
                    origin.series.isOpen[origin.cutoff + step] && driver.value(at: origin.cutoff + step).isNaN
                }
                if isMissing { missingDrivers.insert(driver.name) }
            }
        }
    }

    private let file: String
    private let count: Int
    private let driverNames: [String]
    private let asksForDrivers: Bool
    private let silentModels: [String]
    private let asksForPaths: Bool
    private var ofPeriods = 0
    private var negatives = 0
    private var firstNegative = ""
    private var missing: [String: Int] = [:]
    private var used: Set<String> = []
    private var refused = 0
    private var firstRefusal: PlanningError?

    init(table: LongTable, settings: LongFormForecast.Settings) {
        file = table.file
        count = table.count
        driverNames = table.driverNames
        asksForDrivers = settings.drivers != .none
        silentModels = settings.models.filter { !LongFormPeriods.knows($0) }
        asksForPaths = settings.pathCount > 0
    }

    mutating func add(_ facts: Facts) {
        if facts.negatives > 0, negatives == 0, let time = facts.firstNegative {
            firstNegative = "'\(facts.id)' at \(time)"
        }
        negatives += facts.negatives
        if facts.isOfPeriods { ofPeriods += 1 }
        for name in facts.missingDrivers { missing[name, default: 0] += 1 }
        used.formUnion(facts.usedDrivers)
        if let refusal = facts.refusal {
            refused += 1
            firstRefusal = firstRefusal ?? refusal
        }
    }

    /// The notes.
    ///
    /// - Throws: The first series' reason when no series could be forecast.
    func lines() throws(PlanningError) -> [String] {
        if let firstRefusal, refused == count { throw firstRefusal }
        var lines: [String] = []
        if negatives > 0 {
            lines.append(
                "\(file): \(negatives) negative \(negatives == 1 ? "value is" : "values are") taken as unknown, volumes"
                    + " cannot be (first: \(firstNegative))")
        }
        let unused = ofPeriods == count ? [] : driverNames.filter { !used.contains($0) }
        if asksForDrivers, !unused.isEmpty {
            lines.append(
                "\(file): columns not used, because they have no value after the last known y:"
                    + " \(unused.joined(separator: ", ")); if they are known ahead, name them with --drivers")
        }
        for name in driverNames {
            guard let series = missing[name] else { continue }
            lines.append(
                "\(file): driver '\(name)' is not known in all of the horizon of \(series) series; where it is unknown,"
                    + " it is left out")
        }
        let periods = "\(file): \(ofPeriods) series of weeks or months"
        if ofPeriods > 0, !silentModels.isEmpty {
            lines.append(
                "\(periods): empty are the columns of models for days and finer, \(silentModels.joined(separator: ", "))"
            )
        }
        if ofPeriods > 0, asksForPaths {
            lines.append("\(periods): sample paths are drawn of days and finer only")
        }
        if let firstRefusal {
            lines.append("\(file): \(refused) of \(count) series have no forecast, the first because \(firstRefusal)")
        }
        return lines
    }
}
