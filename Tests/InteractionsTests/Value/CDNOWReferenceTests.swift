import ContactCenter
import Foundation
import Tabular
import Testing

@testable import Interactions

@Suite(
    "Value of customers: the CDNOW purchases",
    .enabled(if: Reference.has(CDNOW.sample), "reference data absent: set WFM_REFERENCE to its folder"))
struct CDNOWReferenceTests {
    @Test("BG/NBD and gamma-gamma reach the parameters and likelihoods of an independent fit")
    func parameters() throws {
        let histories = try CDNOW.histories()
        let expected = try Reference.json("oracles/crm/cdnow_sample_clv.json")
        #expect(histories.count == expected["customers"] as? Int)
        #expect(histories.count { $0.repeats > 0 } == expected["repeat_customers"] as? Int)
        let fit = try #require(RepeatBuyingFit.fit(histories))
        #expect(fit.fallback == nil)
        guard case .betaGeometric(let model) = fit.model else {
            Issue.record("no BG/NBD: \(fit)")
            return
        }
        try check(model, fit.logLikelihood, expected["bg_nbd"])
        let value = try #require(PurchaseValueFit.fit(histories))
        #expect(value.customers == expected["gamma_gamma_customers"] as? Int)
        try check(try #require(value.model), try #require(value.logLikelihood), expected["gamma_gamma"])
    }

    @Test("The published summary, whose weeks are rounded to two decimals, gives the published parameters")
    func published() throws {
        let expected = try Reference.json("oracles/crm/cdnow_summary_fit.json")
        let counts = PurchaseCounts(
            try CDNOW.histories().map {
                (repeats: $0.repeats, recencyDays: $0.recencyDays, observedDays: $0.observedDays)
            }
        ) { (Double($0) / 7 * 100).rounded() / 100 }
        let fit = try #require(RepeatBuyingFit.fit(counts))
        guard case .betaGeometric(let model) = fit.model else {
            Issue.record("no BG/NBD: \(fit)")
            return
        }
        try check(model, fit.logLikelihood, expected["bg_nbd"])
        // Its mean values have two decimals too, halves rounded up (on paper: 22.345 is a hair less in binary).
        let rounded = try CDNOW.histories().map { history in
            var history = history
            history.meanRepeatValue = (history.meanRepeatValue * 100 + 1e-7).rounded() / 100
            return history
        }
        let value = try #require(PurchaseValueFit.fit(rounded))
        try check(try #require(value.model), try #require(value.logLikelihood), expected["gamma_gamma"])
    }

    private func check(_ model: BetaGeometricModel, _ logLikelihood: Double, _ expected: Any?) throws {
        let figures = try #require(expected as? [String: Double])
        for (name, value) in [("r", model.r), ("alpha", model.alpha), ("a", model.a), ("b", model.b)] {
            #expect(isClose(value, try #require(figures[name]), relative: 1e-4), "\(name) \(value)")
        }
        #expect(abs(logLikelihood - (try #require(figures["log_likelihood"]))) < 1e-5, "\(logLikelihood)")
    }

    private func check(_ model: GammaGammaModel, _ logLikelihood: Double, _ expected: Any?) throws {
        let figures = try #require(expected as? [String: Double])
        for (name, value) in [("p", model.p), ("q", model.q), ("gamma", model.gamma)] {
            #expect(isClose(value, try #require(figures[name]), relative: 1e-4), "\(name) \(value)")
        }
        #expect(abs(logLikelihood - (try #require(figures["log_likelihood"]))) < 1e-5, "\(logLikelihood)")
    }

    @Test("Every customer's P(alive), expected purchases and expected value equal the reference")
    func customers() throws {
        let histories = try CDNOW.histories()
        let fit = try #require(RepeatBuyingFit.fit(histories))
        let value = try #require(PurchaseValueFit.fit(histories))
        var predictor = RepeatBuyingPredictor(fit)
        var reader = try CSVReader(Reference.input("oracles/crm/cdnow_sample_clv_customers.csv"))
        _ = try reader.require(["customer_id", "x", "t_x", "T", "m", "p_alive", "expected_purchases", "expected_value"])
        var rows = 0
        while let record = reader.next() {
            let history = histories[rows]
            rows += 1
            let figures = (1...7).compactMap { record.double($0) }
            #expect(history.customer == record[0] && Double(history.repeats) == figures[0])
            let outlook = predictor.outlook(
                repeats: history.repeats, recency: Double(history.recencyDays) / 7,
                observed: Double(history.observedDays) / 7, horizonWeeks: 39)
            let found = [
                Double(history.recencyDays) / 7, Double(history.observedDays) / 7, history.meanRepeatValue,
                outlook.probabilityAlive, outlook.expectedPurchases, value.expectedValue(of: history),
            ]
            for (one, other) in zip(found, figures[1...]) {
                #expect(isClose(one, other, relative: 1e-4) || abs(one - other) < 1e-9, "\(record[0]): \(one) \(other)")
            }
        }
        #expect(rows == histories.count && rows == 2357)
        let expected = try Reference.json("oracles/crm/cdnow_sample_clv.json")
        for (weeks, value) in try #require(expected["expected_new_customer_purchases"] as? [String: Double]) {
            let found = predictor.expectedRepeatsOfNewCustomer(weeks: try #require(Double(weeks)))
            #expect(isClose(found, value, relative: 1e-4), "\(weeks)")
        }
    }

    @Test("Recency, frequency, value and their scores equal the reference in every row")
    func scores() throws {
        let histories = try CDNOW.histories()
        let rows = RecencyFrequencyMonetary.score(histories, reference: CDNOW.calibrationEnd + 1)
        var reader = try CSVReader(Reference.input("oracles/crm/cdnow_sample_rfm.csv"))
        var index = 0
        while let record = reader.next() {
            let row = rows[index]
            index += 1
            #expect(row.customer == record[0])
            #expect([row.recencyDays, row.frequency] == [record.int(1), record.int(2)])
            #expect(abs(row.monetary - (record.double(3) ?? .nan)) < 1e-9)
            #expect(row.code == record.int(7), "\(row)")
        }
        #expect(index == rows.count)
    }

    @Test("Concentration over all purchases equals the reference")
    func concentration() throws {
        let purchases = try CDNOW.purchases()
        let last = try #require(purchases.map(\.day).max())
        let spread = ValueConcentration(PurchaseHistory.summarise(purchases, through: last).map(\.total))
        let expected = try #require(
            try Reference.json("oracles/crm/cdnow_sample_clv.json")["concentration_all"] as? [String: Any])
        #expect(spread.values.count == expected["customers"] as? Int)
        let found: [String: Double?] = [
            "total": spread.total, "share_of_top_1pct": spread.shareOfValue(byTop: 0.01),
            "share_of_top_12pct": spread.shareOfValue(byTop: 0.12),
            "share_of_top_20pct": spread.shareOfValue(byTop: 0.2),
            "customer_share_for_57pct": spread.shareOfCustomers(bringing: 0.57),
            "customer_share_for_80pct": spread.shareOfCustomers(bringing: 0.8), "gini": spread.gini,
        ]
        for (name, value) in found {
            let figure = try #require(expected[name] as? Double)
            #expect(isClose(try #require(value), figure, relative: 1e-9), "\(name)")
        }
    }
}
