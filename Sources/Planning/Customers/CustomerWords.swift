import ContactCenter
import Interactions

/// The result in sentences, for the terminal.
public enum CustomerWords {
    /// A few lines on what matters.
    public static func inWords(_ result: CustomerResult) -> [String] {
        var lines: [String] = []
        if let figures = result.contacts {
            lines.append(
                "\(figures.contacts) contacts, \(figures.contactsWithCustomer) of them by \(figures.customers) known customers;"
                    + " the busiest 20 % of them made \(percent(figures.top20Share)) of theirs")
            let all = result.repeats.filter {
                $0.queue.isEmpty && $0.reason.isEmpty && $0.cohort == nil && $0.unit == .demand
            }
            let rates = all.map { "\($0.windowDays) d \(percent($0.resolution))" }
            lines.append(
                "resolved at first contact, transfers, callbacks and redials chained: \(rates.joined(separator: ", "))")
            for driver in result.drivers.prefix(3) where !driver.reason.isEmpty {
                lines.append(
                    "'\(driver.reason)': \(percent(driver.shareOfHandling)) of the work,"
                        + " \(rounded(driver.contactsPerThousandCustomers)) contacts per 1,000 customers,"
                        + " resolved at first contact \(percent(driver.resolution.resolution))")
            }
            for effect in result.effects where effect.stream == nil {
                lines.append(
                    "resolution +\(rounded(effect.points * 100)) points: volume \(percent(effect.volumeFactor - 1)),"
                        + " \(rounded(effect.now.hoursPerWeek - effect.after.hoursPerWeek)) hours of handling a week and"
                        + " \(rounded(effect.savedFTE)) of \(rounded(effect.now.fte)) FTE less")
            }
            if let staff = result.staff, !result.effects.isEmpty {
                lines.append(
                    "FTE at occupancy \(percent(staff.occupancy)), shrinkage \(percent(staff.shrinkage)),"
                        + " \(rounded(staff.hoursPerFTE)) paid hours a week; interval by interval:"
                        + " wfm staff --what-if with the volume factors of resolution-effect.csv")
            }
        }
        if let spread = result.spread, spread.concentration.total > 0 {
            lines.append(
                "the best 12 % of customers bring \(percent(spread.concentration.shareOfValue(byTop: 0.12))) of the value"
                    + " (\(spread.period.lowerBound) to \(spread.period.upperBound)),"
                    + " Gini \(rounded(spread.concentration.gini))")
        }
        if let valuation = result.valuation {
            lines.append(
                "repeat buying: \(model(valuation.buying)); \(result.churn.count) customers may have left (churn.csv)")
            if let check = result.holdout {
                lines.append(
                    "test on the \(valuation.holdoutDays ?? 0) days after \(valuation.end): expected"
                        + " \(rounded(check.expectedTotal)) purchases, made \(check.actualTotal)")
            }
        }
        if let candidates = result.candidates {
            lines.append(
                "\(candidates.count) customers are worth a call:"
                    + " \(rounded(candidates.reduce(0) { $0 + $1.netValue })) more than it costs,"
                    + " \(hours(candidates.reduce(0) { $0 + $1.workSeconds })) agent hours")
        }
        if let tickets = result.tickets {
            lines.append(
                "\(tickets.tickets) tickets, median \(rounded(tickets.medianSeconds / 86_400)) days,"
                    + " 90 % within \(rounded(tickets.percentile90Seconds / 86_400)) days")
        }
        return lines
    }

    /// What a valuation had to decide.
    static func notes(on valuation: CustomerValuation) -> [String] {
        var notes: [String] = []
        if valuation.refunds > 0 {
            notes.append(
                "value: \(valuation.refunds) negative amounts lower what customers brought and are no purchases")
        }
        switch valuation.buying {
        case nil:
            notes.append(
                valuation.customers.allSatisfy { $0.repeats == 0 }
                    ? "value: nobody bought on two days; without a repeat purchase there is nothing to predict from"
                    : "value: the observation has no length; nothing can be predicted")
        case let fit?:
            if let reason = fit.fallback { notes.append("value: \(reason)") }
        }
        if let value = valuation.value {
            if let reason = value.fallback { notes.append("value: gamma-gamma is degenerate: \(reason)") }
            if let correlation = value.correlation, abs(correlation) > 0.2 {
                notes.append(
                    "value: number and value of purchases hang together (correlation \(rounded(correlation)));"
                        + " the gamma-gamma model supposes they do not")
            }
        } else if valuation.buying != nil {
            notes.append("value: no repeat purchase brought anything; purchases are predicted, not their value")
        }
        return notes
    }

    /// Name of a model.
    public static func model(_ fit: RepeatBuyingFit?) -> String {
        switch fit?.model {
        case .betaGeometric: "BG/NBD"
        case .negativeBinomial: "NBD (no dropout)"
        case .poisson: "one rate for all"
        case nil: "none"
        }
    }

    static func hours(_ seconds: Double) -> String { rounded(seconds / 3600) }

    static func percent(_ share: Double?) -> String {
        guard let share else { return "missing" }
        return "\((share * 1000).rounded() / 10) %"
    }

    static func rounded(_ value: Double?) -> String {
        guard let value else { return "unknown" }
        let text = (value * 100).rounded() / 100
        return text == text.rounded() && abs(text) < 1e15 ? "\(Int(text))" : "\(text)"
    }
}
