import ContactCenter
import FileFormats
import Interactions
import Tabular

/// The centre's own report against its contacts.
public struct ReconcileStage: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
        /// The report.
        public let rows: [CentreReportRow]
        /// What reproduces it.
        public let reconciliation: ReportReconciliation
        /// Clock of the centre.
        public let zone: ZoneRules
        /// Where the rows of the logs went.
        public let accounting: PlanSummary.Accounting
        /// What was decided on the way, in words.
        public let notes: [String]
    }

    /// The centre's report.
    public var report: String
    /// Interaction logs.
    public var source: ContactSource
    /// Thresholds to try, in seconds.
    public var within: [Double]
    /// Limits of short abandons to try, in seconds.
    public var short: [Double]

    /// A reconciliation of `report` with the contacts of `source`.
    public init(report: String, source: ContactSource, within: [Double], short: [Double]) {
        self.report = report
        self.source = source
        self.within = within
        self.short = short
    }

    /// Reads the files and tries every variant.
    ///
    /// - Throws: `TabularError` of a file that cannot be read; `PlanningError` when no contact lies in the report's
    ///   intervals.
    public func run(context: StageContext) async throws -> Outcome {
        let zone = source.zone
        let rows = try CentreReportFile.read(InputBytes.read(report), zone: zone)
        let imported = try await source.read(context: context)
        let interactions = try imported.interactions()
        try context.checkInterruption()
        let queues = Set(interactions.map(\.stream.queue))
        for row in rows where !row.queue.isEmpty && !queues.contains(row.queue) {
            throw PlanningError.unknownName(what: "queue", name: row.queue, place: report, known: queues.sorted())
        }
        return Outcome(
            rows: rows,
            reconciliation: ReportReconciliation(rows, interactions, within: within, short: short), zone: zone,
            accounting: imported.accounting, notes: imported.notes)
    }
}

extension ReconcileStage.Outcome {
    /// The best variants of each measure as a table.
    public func variants(most: Int) -> [UInt8] {
        var writer = CSVWriter(header: [
            "measure", "rank", "formula", "booking", "within_s", "comparison", "short_s", "compared", "matched",
            "mean_absolute_error", "documented_by",
        ])
        for (measure, fits) in reconciliation.fits {
            for (rank, fit) in fits.prefix(most).enumerated() {
                let variant = fit.variant
                writer.add(measure.rawValue)
                writer.add(rank + 1)
                writer.add(variant.formula)
                writer.add(variant.booking.rawValue)
                writer.add(variant.withinSeconds, decimals: 3)
                writer.add(variant.withinSeconds == nil ? "" : variant.isStrict ? "<" : "<=")
                writer.add(variant.shortSeconds, decimals: 3)
                writer.add(fit.compared)
                writer.add(fit.matched)
                writer.add(fit.meanAbsoluteError, decimals: 6)
                writer.add(ReportedServiceLevel(rawValue: variant.formula)?.documentedBy ?? "")
                writer.endRow()
            }
        }
        return writer.bytes
    }

    /// The intervals in which the best variants differ.
    public func differences() -> [UInt8] {
        var writer = CSVWriter(header: [
            "queue", "channel", "interval_start", "measure", "reported", "computed", "difference",
        ])
        for difference in reconciliation.differences {
            let row = rows[difference.row]
            writer.addGuarded(row.queue)
            writer.addGuarded(row.channel)
            writer.add(zone.iso8601(row.start))
            writer.add(difference.measure.rawValue)
            writer.add(difference.reported, decimals: 6)
            writer.add(difference.computed, decimals: 6)
            writer.add(difference.computed - difference.reported, decimals: 6)
            writer.endRow()
        }
        return writer.bytes
    }

    /// A line a measure.
    public var inWords: [String] {
        reconciliation.fits.compactMap { measure, fits in
            guard let best = fits.first else { return nil }
            guard best.compared > 0 else {
                return "\(measure.rawValue): no contact lies in an interval of the report; is the time zone right?"
            }
            let equals = fits.dropFirst().prefix {
                $0.matched == best.matched && abs($0.meanAbsoluteError - best.meanAbsoluteError) <= 1e-12
            }
            let whose = ReportedServiceLevel(rawValue: best.variant.formula).map { " (\($0.documentedBy))" } ?? ""
            return
                "\(measure.rawValue): \(best.matched) of \(best.compared) intervals by \(best.variant.inWords)\(whose)"
                + (equals.isEmpty ? "" : "; \(equals.count) other variants do as well")
        }
    }
}
