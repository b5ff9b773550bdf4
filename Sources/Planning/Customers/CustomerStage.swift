import ContactCenter
import FileFormats
import Interactions
import Tabular

/// Interactions and purchases → who the customers are, who comes back and why, and what they are worth.
public struct CustomerStage: Sendable {
    private let request: CustomerRequest

    /// The stage for a request.
    public init(_ request: CustomerRequest) { self.request = request }

    /// Reads the files and works everything out.
    ///
    /// - Throws: `TabularError` of a file that cannot be read; `PlanningError` when the files say nothing of customers.
    public func run(context: StageContext) async throws -> CustomerResult {
        var result = CustomerResult(zone: request.zone, horizonDays: request.horizonDays)
        let identities = try identities(&result)
        var contacts: [Interaction] = []
        if !request.source.paths.isEmpty {
            contacts = try await self.contacts(identities, &result, context)
            try context.checkInterruption()
            try judge(contacts, &result)
        }
        try context.checkInterruption()
        // A log tells longer that nobody buys than its last purchase does.
        let lastContact = contacts.map(\.createdAt).max().map { request.zone.localTime(at: $0).date }
        try value(
            try purchases(contacts, identities, &result),
            observedThrough: request.transactions.isEmpty ? lastContact : nil, hasLog: !contacts.isEmpty, &result)
        try context.checkInterruption()
        if let path = request.tickets {
            result.tickets = TicketDurations(
                try TicketEventFile.read(InputBytes.read(path)), closing: request.closing)
        }
        try rankOffers(contacts, &result)
        if let (campaigns, series) = request.campaigns {
            let read = try LongFormFile.readWithNotes(InputBytes.read(series))
            result.notes += read.notes
            let rows = try CampaignFile.read(InputBytes.read(campaigns))
            let known = read.series.map(\.id)
            for name in rows.flatMap(\.series) where !known.contains(name) {
                throw PlanningError.unknownName(what: "series", name: name, place: campaigns, known: known)
            }
            result.campaignDrivers = CampaignDriverFile.write(read.series, rows)
        }
        return result
    }

    // MARK: Who is who

    private func identities(_ result: inout CustomerResult) throws -> IdentityResolver.Result {
        let records = try request.identities.map { try IdentityFile.read(InputBytes.read($0)) } ?? []
        let resolved = request.resolver.resolve(records)
        if !records.isEmpty {
            result.trail = resolved.trail
            result.notes.append(
                "identities: \(records.count) records are \(resolved.customers) customers"
                    + " (\(resolved.trail.count { $0.decision == .linked }) links); rule: \(request.resolver.sharedRule)"
                    + " (\(resolved.shared.count) shared keys found)")
            let invalid = resolved.trail.count { $0.decision == .invalid }
            if invalid > 0 {
                result.notes.append("identities: \(invalid) keys cannot be keys of their kind and join nobody")
            }
        }
        return resolved
    }

    private func contacts(
        _ identities: IdentityResolver.Result, _ result: inout CustomerResult, _ context: StageContext
    ) async throws -> [Interaction] {
        let imported = try await request.source.read(context: context)
        result.accounting = imported.accounting
        result.rejects = imported.rejects
        result.notes += imported.notes
        var contacts = try imported.interactions()
        var known: [String: String?] = [:]
        var behindShared = 0
        for index in contacts.indices {
            guard let id = contacts[index].customerID else { continue }
            let customer: String?
            if let seen = known[id] {
                customer = seen
            } else {
                customer = identities.customer(of: id)
                known[id] = .some(customer)
            }
            if customer == nil { behindShared += 1 }
            contacts[index].customerID = customer
        }
        if behindShared > 0 {
            result.notes.append("\(behindShared) contacts carry a shared key and belong to no known customer")
        }
        return contacts
    }

    // MARK: Who comes back

    private func judge(_ contacts: [Interaction], _ result: inout CustomerResult) throws {
        let customers = CustomerContacts(contacts)
        guard customers.customers > 0 else {
            throw PlanningError.invalid(
                "\(request.source.name): no contact names its customer",
                hint: "a column customer_id is needed (or customer_id: in the mapping file); wfm import does without")
        }
        guard let chained = RepeatContacts(contacts, rule: request.rule),
            let single = RepeatContacts(contacts, rule: .none)
        else {
            throw PlanningError.invalid(
                "\(request.source.name): no inbound contact",
                hint: "only customers' own contacts are demand; see the column direction")
        }
        result.contacts = ContactFigures(contacts, customers: customers)
        result.notes.append(
            "repeats: \(request.rule.inWords); observed until \(request.zone.iso8601(chained.observedEnd))")
        for days in request.windowsDays {
            for repeats in [chained, single] {
                for part in [RepeatContacts.Part.all, .queue, .reason] {
                    result.repeats += repeats.rates(windowDays: days, by: part)
                }
            }
            result.repeats += chained.rates(windowDays: days, by: .cohort(request.zone))
            if result.repeats.first(where: { $0.windowDays == days && $0.queue == "" && $0.reason == "" })?.judged == 0
            {
                result.notes.append(
                    "resolution within \(days) days is missing: no answered contact of a known customer is that old")
            }
        }
        result.drivers = ContactDrivers.drivers(contacts, chained, customerBase: request.customerBase)
        if result.drivers.count == 1, result.drivers[0].reason.isEmpty {
            result.notes.append("no contact has a reason: repeats are told by customer alone, drivers are one row")
        }
        let timeline = CustomerTimeline(contacts, chained)
        result.profiles = timeline.profiles
        result.timeline = timeline.entries
        let window = FirstContactResolution.sevenDaySeconds
        if let loop = RepeatLoop(chained, contacts, windowSeconds: window) {
            for points in request.resolutionPoints {
                guard let effect = loop.effect(of: points, staff: request.staff) else {
                    result.notes.append("staff effect of resolution: repeats never die out, nobody is ever resolved")
                    break
                }
                result.effects += effect
            }
            result.staff = request.staff
        } else {
            result.notes.append("staff effect of resolution: missing, the log is shorter than seven days")
        }
    }

    // MARK: What customers are worth

    private func purchases(
        _ contacts: [Interaction], _ identities: IdentityResolver.Result, _ result: inout CustomerResult
    ) throws -> [Purchase] {
        var purchases: [Purchase] = []
        for path in request.transactions {
            let columns = request.transactionColumns
            let content = try PurchaseFile.read(
                InputBytes.read(path), customer: columns.customer, date: columns.date, amount: columns.amount)
            result.notes += content.notes
            purchases += content.purchases
        }
        if request.transactions.isEmpty {
            for contact in contacts {
                // A contact that brought nothing is no purchase; one that took money back is a refund.
                guard let customer = contact.customerID, let cents = contact.revenueCents, cents != 0 else { continue }
                purchases.append(
                    Purchase(
                        customer: customer, day: request.zone.localTime(at: contact.createdAt).date,
                        amount: Double(cents) / 100))
            }
            return purchases
        }
        var known: [String: String?] = [:]
        var shared = 0
        return purchases.compactMap { purchase in
            let customer: String?
            if let seen = known[purchase.customer] {
                customer = seen
            } else {
                customer = identities.customer(of: purchase.customer)
                known[purchase.customer] = .some(customer)
                if customer == nil { shared += 1 }
            }
            guard let customer else { return nil }
            var purchase = purchase
            purchase.customer = customer
            return purchase
        }
    }

    private func value(
        _ purchases: [Purchase], observedThrough: CivilDate?, hasLog: Bool, _ result: inout CustomerResult
    ) throws {
        guard !purchases.isEmpty else {
            if hasLog { result.notes.append("value: missing, no contact of a known customer brought revenue") }
            return
        }
        guard
            let valuation = CustomerValuation(
                purchases, end: request.calibrationEnd ?? observedThrough, horizonDays: request.horizonDays)
        else {
            if let end = request.calibrationEnd, purchases.contains(where: { $0.amount >= 0 }) {
                throw PlanningError.invalid(
                    "no purchase lies on or before \(end)",
                    hint: "--calibration-end must not lie before the first purchase")
            }
            result.notes.append("value: missing, all \(purchases.count) amounts are negative: there is no purchase")
            return
        }
        result.valuation = valuation
        result.spread = CustomerResult.Spread(purchases)
        result.churn = ChurnList.list(valuation.customers)
        result.holdout = HoldoutCheck(valuation.customers)
        result.notes += CustomerWords.notes(on: valuation)
    }

    // MARK: Whom to call

    private func rankOffers(_ contacts: [Interaction], _ result: inout CustomerResult) throws {
        guard let path = request.offers else { return }
        let offers = try OfferFile.read(InputBytes.read(path))
        var reasons: [String: Set<String>] = [:]
        for contact in contacts {
            if let customer = contact.customerID {
                reasons[customer, default: []].formUnion(contact.reason.map { [$0] } ?? [])
            }
        }
        let ranking = OfferRanking(offers, reasons: reasons, values: result.valuation?.customers ?? [])
        result.candidates = ranking.candidates
        result.notes += ranking.notes
        guard let quiet = request.quiet else {
            result.notes.append("outbound: not placed; name --requirements and --roster to fill their quiet intervals")
            return
        }
        let fill = OutboundFill(
            ranking.candidates, requirements: try RequirementFile.read(InputBytes.read(quiet.requirements)),
            roster: try PlannerRosterFile.read(InputBytes.read(quiet.roster)), callingMinutes: request.callingMinutes,
            occupancy: request.staff.occupancy, zone: request.zone)
        result.outbound = fill
        result.notes.append(
            "outbound: \(CustomerWords.hours(fill.placedSeconds)) of \(CustomerWords.hours(fill.wantedSeconds)) agent"
                + " hours found room in quiet intervals, which had \(CustomerWords.hours(fill.spareSeconds)) to spare")
    }
}
