import ContactCenter
import FileFormats
import Interactions
import Tabular

/// `customers.json`: everything that is not a table.
enum CustomerSummary {
    static func json(_ result: CustomerResult) -> JSONValue {
        var members: [JSONValue.Member] = []
        if let rows = result.accounting {
            members.append(.init("accounting", rows.json))
        }
        if let contacts = result.contacts { members.append(.init("contacts", contactFigures(contacts, result))) }
        if let valuation = result.valuation { members.append(.init("value", value(valuation, result))) }
        if let tickets = result.tickets { members.append(.init("tickets", ticketFigures(tickets))) }
        if let candidates = result.candidates {
            members.append(
                .init(
                    "outbound",
                    .object([
                        .init("customers", .integer(candidates.count)),
                        .init("net_value", .number(candidates.reduce(0) { $0 + $1.netValue })),
                        .init("work_s", .number(candidates.reduce(0) { $0 + $1.workSeconds })),
                        .init("placed_s", .optional(result.outbound?.placedSeconds)),
                        .init("spare_s", .optional(result.outbound?.spareSeconds)),
                    ])))
        }
        members.append(.init("notes", .array(result.notes.map(JSONValue.string))))
        return .object(members)
    }

    private static func contactFigures(_ figures: ContactFigures, _ result: CustomerResult) -> JSONValue {
        func rate(_ unit: RepeatRate.Unit) -> RepeatRate? {
            result.repeats.first {
                $0.unit == unit && $0.windowDays == 7 && $0.queue.isEmpty && $0.reason.isEmpty && $0.cohort == nil
            }
        }
        let chains = figures.chains.sorted { $0.key < $1.key }
        var members: [JSONValue.Member] = [
            .init("calls", .integer(figures.contacts)),
            .init("calls_with_customer", .integer(figures.contactsWithCustomer)),
            .init("customers", .integer(figures.customers)),
            .init("top_20pct_share_of_calls", .optional(figures.top20Share)),
            .init("top_1pct_share_of_calls", .optional(figures.top1Share)),
            .init("fcr_7d", .optional(rate(.contact)?.resolution)),
            .init("eligible", .integer(rate(.contact)?.judged ?? 0)),
            .init("fcr_7d_demand", .optional(rate(.demand)?.resolution)),
            .init("eligible_demand", .integer(rate(.demand)?.judged ?? 0)),
            .init("abandoned_share", .optional(figures.abandonedShare)),
            .init("answered_20s_of_offered", .optional(figures.answered20sShare)),
            .init("mean_service_s", .optional(figures.meanTalkSeconds)),
            .init("chains", .integer(chains.reduce(0) { $0 + $1.value })),
            .init("chain_length_counts", .object(chains.map { .init("\($0.key)", .integer($0.value)) })),
        ]
        if let staff = result.staff {
            members.append(
                .init(
                    "staff_basis",
                    .object([
                        .init("occupancy", .number(staff.occupancy)), .init("shrinkage", .number(staff.shrinkage)),
                        .init("hours_per_fte", .number(staff.hoursPerFTE)),
                    ])))
        }
        return .object(members)
    }

    private static func value(_ valuation: CustomerValuation, _ result: CustomerResult) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("calibration_end", .string(valuation.end.description)), .init("unit", "week (days / 7)"),
            .init("purchase_occasion", "one per customer and day, amounts added up"),
            .init("customers", .integer(valuation.customers.count)),
            .init("repeat_customers", .integer(valuation.customers.count { $0.repeats > 0 })),
            .init("gamma_gamma_customers", .integer(valuation.value?.customers ?? 0)),
            .init("model", .string(CustomerWords.model(valuation.buying))),
        ]
        if let buying = valuation.buying { members.append(parameters(buying)) }
        if let reason = valuation.buying?.fallback { members.append(.init("model_fallback", .string(reason))) }
        if let value = valuation.value {
            if let model = value.model, let likelihood = value.logLikelihood {
                members.append(
                    .init(
                        "gamma_gamma",
                        .object([
                            .init("p", .number(model.p)), .init("q", .number(model.q)),
                            .init("gamma", .number(model.gamma)), .init("log_likelihood", .number(likelihood)),
                        ])))
            } else if let reason = value.fallback {
                members.append(.init("gamma_gamma_fallback", .string(reason)))
            }
            members.append(.init("mean_repeat_value", .number(value.pooledMean)))
            members.append(.init("correlation_repeats_value", .optional(value.correlation)))
        }
        members.append(.init("horizon_days", .integer(valuation.horizonDays)))
        members.append(
            .init(
                "expected_repeat_total",
                .optional(
                    valuation.buying.map { _ in
                        valuation.customers.reduce(0) { $0 + ($1.expectedPurchases ?? 0) }
                    })))
        if let check = result.holdout { members += holdout(check, valuation) }
        members.append(
            .init(
                "expected_new_customer_purchases",
                .object(valuation.newCustomerRepeats.map { .init("\($0.weeks)", .number($0.purchases)) })))
        members.append(.init("concentration", concentration(valuation.concentration)))
        if let spread = result.spread {
            members.append(.init("concentration_all", concentration(spread.concentration)))
            members.append(
                .init("concentration_all_period", .string("\(spread.period.lowerBound) to \(spread.period.upperBound)"))
            )
        }
        members.append(.init("churn_listed", .integer(result.churn.count)))
        return .object(members)
    }

    private static func parameters(_ fit: RepeatBuyingFit) -> JSONValue.Member {
        let likelihood = JSONValue.Member("log_likelihood", .number(fit.logLikelihood))
        switch fit.model {
        case .betaGeometric(let model):
            return .init(
                "bg_nbd",
                .object([
                    .init("r", .number(model.r)), .init("alpha", .number(model.alpha)), .init("a", .number(model.a)),
                    .init("b", .number(model.b)), likelihood,
                ]))
        case .negativeBinomial(let model):
            return .init(
                "nbd", .object([.init("r", .number(model.r)), .init("alpha", .number(model.alpha)), likelihood]))
        case .poisson(let rate):
            return .init("poisson", .object([.init("rate_per_week", .number(rate)), likelihood]))
        }
    }

    private static func holdout(_ check: HoldoutCheck, _ valuation: CustomerValuation) -> [JSONValue.Member] {
        [
            .init("holdout_days", .integer(valuation.holdoutDays ?? 0)),
            .init("expected_holdout_total", .number(check.expectedTotal)),
            .init("actual_repeat_total", .integer(check.actualTotal)),
            .init("mae_per_customer", .number(check.meanAbsoluteError)),
            .init("correlation", .optional(check.correlation)),
            .init(
                "holdout_by_repeats",
                .array(
                    check.bins.map { bin in
                        .object([
                            .init("x", .string(HoldoutCheck.name(ofBin: bin.repeats))),
                            .init("customers", .integer(bin.customers)), .init("expected", .number(bin.expected)),
                            .init("actual", .number(bin.actual)),
                        ])
                    })),
        ]
    }

    private static func concentration(_ spread: ValueConcentration) -> JSONValue {
        .object([
            .init("customers", .integer(spread.values.count)), .init("without_value", .integer(spread.withoutValue)),
            .init("total", .number((spread.total * 10_000).rounded() / 10_000)),
            .init("share_of_top_1pct", .optional(spread.shareOfValue(byTop: 0.01))),
            .init("share_of_top_12pct", .optional(spread.shareOfValue(byTop: 0.12))),
            .init("share_of_top_20pct", .optional(spread.shareOfValue(byTop: 0.2))),
            .init("customer_share_for_57pct", .optional(spread.shareOfCustomers(bringing: 0.57))),
            .init("customer_share_for_80pct", .optional(spread.shareOfCustomers(bringing: 0.8))),
            .init("gini", .optional(spread.gini)),
        ])
    }

    private static func ticketFigures(_ tickets: TicketDurations) -> JSONValue {
        .object([
            .init("events", .integer(tickets.events)), .init("cases", .integer(tickets.tickets)),
            .init("cases_closed", .integer(tickets.closed)), .init("mean_duration_s", .number(tickets.meanSeconds)),
            .init("median_duration_s", .number(tickets.medianSeconds)),
            .init("p90_duration_s", .number(tickets.percentile90Seconds)),
            .init("mean_events_per_case", .number(tickets.eventsPerTicket)),
            .init("cases_with_more_than_one_agent", .integer(tickets.withSeveralAgents)),
            .init("agents", .integer(tickets.agents)),
            .init("exact_duplicate_rows", .integer(tickets.identicalDuplicates)),
            .init("first", .string(clock(tickets.firstSeconds))),
            .init("last", .string(clock(tickets.lastSeconds))),
            .init("quantile_rule", "linear interpolation"),
        ])
    }

    /// The log's clock, to the second.
    private static func clock(_ seconds: Int) -> String {
        String(Instant(seconds: seconds).iso8601(offsetSeconds: 0).dropLast())
    }
}
