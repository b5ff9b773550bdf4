import ContactCenter
import Interactions
import Planning
import Reporting

extension CustomerReportContent {
    /// The page of what `wfm customers` found.
    init(_ result: CustomerResult, name: String, language: ReportLanguage) {
        self.init(name: name, version: WFM.version, language: language, zone: result.zone)
        contacts = result.contacts.map {
            Contacts(
                contacts: $0.contacts, ofKnown: $0.contactsWithCustomer, customers: $0.customers,
                top20Share: $0.top20Share)
        }
        repeats = result.repeats
        drivers = result.drivers
        effects = result.effects
        staff = result.staff.map {
            StaffBasis(occupancy: $0.occupancy, shrinkage: $0.shrinkage, hoursPerFTE: $0.hoursPerFTE)
        }
        concentration = result.spread.map { spread in
            let found = spread.concentration
            return Concentration(
                curve: spread.curve, customers: found.values.count, withoutValue: found.withoutValue,
                top12: found.shareOfValue(byTop: 0.12), top20: found.shareOfValue(byTop: 0.2),
                for57: found.shareOfCustomers(bringing: 0.57), for80: found.shareOfCustomers(bringing: 0.8),
                gini: found.gini, period: spread.period)
        }
        value = result.valuation.map { valuation in
            Value(
                customers: valuation.customers, model: CustomerWords.model(valuation.buying),
                fallback: valuation.buying?.fallback, horizonDays: valuation.horizonDays, churn: result.churn,
                holdout: (result.holdout?.bins ?? []).map {
                    (
                        repeats: HoldoutCheck.name(ofBin: $0.repeats), customers: $0.customers, expected: $0.expected,
                        actual: $0.actual
                    )
                })
        }
        candidates = result.candidates
        outbound = result.outbound.map {
            Outbound(
                wantedSeconds: $0.wantedSeconds, placedSeconds: $0.placedSeconds, spareSeconds: $0.spareSeconds)
        }
        notes = result.notes
    }
}

extension AgentReportContent {
    /// The page of what `wfm agents` found.
    init(_ result: AgentResult, name: String, withinSeconds: Double, language: ReportLanguage) {
        self.init(name: name, version: WFM.version, language: language, zone: result.zone)
        agents = result.agents
        overallResolution = result.comparison.overallResolution
        overallHandleSeconds = result.comparison.overallHandleSeconds
        correlation = result.comparison.correlation
        queues = result.queues
        self.withinSeconds = withinSeconds
        benchmarks = result.benchmarks
        sample = result.sample.precision.first
        notes = result.notes
    }
}
