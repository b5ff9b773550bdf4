import ContactCenter
import Foundation
import Testing

@testable import Interactions

@Suite("Models of repeat buying")
struct RepeatBuyingTests {
    /// Customers who follow BG/NBD, from its own story: rates, purchases, dropout.
    static func simulated(
        customers: Int, r: Double, alpha: Double, dropout: ((inout TestRandom) -> Double), days: Int = 364, seed: UInt64
    ) -> [PurchaseHistory] {
        var random = TestRandom(seed)
        return (0..<customers).map { number in
            // Gamma of whole shape r: a sum of exponentials.
            let rate = (0..<Int(r)).reduce(0) { sum, _ in sum - log(random.uniform()) } / alpha
            let p = dropout(&random)
            var week = 0.0
            var history = PurchaseHistory(
                customer: "\(number)", occasions: 1, firstDay: CivilDate(dayNumber: 0),
                lastDay: CivilDate(dayNumber: 0),
                observedDays: days, meanRepeatValue: 0, total: 0)
            while random.uniform() >= p || week == 0 {
                week -= log(random.uniform()) / rate
                guard week * 7 < Double(days) else { break }
                history.occasions += 1
                history.lastDay = CivilDate(dayNumber: Int(week * 7))
            }
            return history
        }
    }

    @Test(
        "The gradient of the likelihood is that of finite differences",
        arguments: [[0.2, 4.4, 0.8, 2.4], [5, 30, 2, 9]])
    func gradient(point: [Double]) {
        let counts = PurchaseCounts(Self.simulated(customers: 200, r: 2, alpha: 10, dropout: { _ in 0.2 }, seed: 1))
        var slopes = [0.0, 0, 0, 0]
        var ignored = slopes
        func value(_ p: [Double]) -> Double {
            BetaGeometricModel(r: p[0], alpha: p[1], a: p[2], b: p[3]).logLikelihood(counts, gradient: &ignored)
        }
        _ = BetaGeometricModel(r: point[0], alpha: point[1], a: point[2], b: point[3])
            .logLikelihood(counts, gradient: &slopes)
        for index in 0..<4 {
            var up = point
            var down = point
            up[index] *= exp(1e-5)
            down[index] *= exp(-1e-5)
            let difference = (value(up) - value(down)) / 2e-5
            #expect(abs(slopes[index] - difference) < 1e-4 * max(1, abs(difference)), "\(index)")
        }
    }

    @Test("Customers who never leave: the degenerate maximum is seen, NBD is used, and predictions stay sound")
    func nobodyLeaves() throws {
        let histories = Self.simulated(customers: 2000, r: 2, alpha: 8, dropout: { _ in 0 }, seed: 5)
        let fit = try #require(RepeatBuyingFit.fit(histories))
        guard case .negativeBinomial(let model) = fit.model else {
            Issue.record("no NBD: \(fit)")
            return
        }
        #expect(try #require(fit.fallback).hasPrefix("BG/NBD is degenerate"))
        // The rates were drawn from gamma(2, 8): the fit finds them again.
        #expect(abs(model.r - 2) < 0.3 && abs(model.alpha - 8) < 1.2)
        try Self.checkSound(fit, histories)
    }

    @Test("One dropout for all: its mean is found by finite parameters, or the ridge is seen and said")
    func oneDropout() throws {
        let histories = Self.simulated(customers: 3000, r: 1, alpha: 3, dropout: { _ in 0.15 }, seed: 8)
        let fit = try #require(RepeatBuyingFit.fit(histories))
        if case .betaGeometric(let model) = fit.model {
            #expect(fit.fallback == nil && max(model.a, model.b) <= RepeatBuyingFit.largestShape)
            #expect(abs(model.a / (model.a + model.b) - 0.15) < 0.02)
            #expect(abs(model.r / model.alpha - 1.0 / 3) < 0.04)
        } else {
            #expect(try #require(fit.fallback).contains("run off"))
        }
        try Self.checkSound(fit, histories)
    }

    @Test("Everybody leaves after the first repeat: the edge is seen, and the worse fit of what stands in is said")
    func everybodyLeaves() throws {
        let histories = (0..<300).map { number in
            PurchaseHistory(
                customer: "\(number)", occasions: 1 + number % 2, firstDay: CivilDate(dayNumber: 0),
                lastDay: CivilDate(dayNumber: number % 2 == 0 ? 0 : 10), observedDays: 300, meanRepeatValue: 0, total: 0
            )
        }
        let fit = try #require(RepeatBuyingFit.fit(histories))
        let words = try #require(fit.fallback)
        #expect(words.hasPrefix("BG/NBD is degenerate: a = ") && words.contains("fits clearly worse"))
        try Self.checkSound(fit, histories)
    }

    @Test("All customers alike: one rate is left")
    func allAlike() throws {
        let one = PurchaseHistory(
            customer: "a", occasions: 5, firstDay: CivilDate(dayNumber: 0), lastDay: CivilDate(dayNumber: 250),
            observedDays: 280, meanRepeatValue: 10, total: 50)
        let histories = (0..<300).map { number in
            var copy = one
            copy.customer = "\(number)"
            return copy
        }
        let fit = try #require(RepeatBuyingFit.fit(histories))
        #expect(fit.model == .poisson(ratePerWeek: 0.1))
        #expect(fit.fallback != nil)
        try Self.checkSound(fit, histories)
        let value = try #require(PurchaseValueFit.fit(histories))
        #expect(value.model == nil && value.fallback != nil && value.correlation == nil)
        #expect(value.expectedValue(of: one) == 10)
    }

    @Test("Nothing to fit without a repeat, without time, without customers")
    func nothing() {
        let once = PurchaseHistory(
            customer: "a", occasions: 1, firstDay: CivilDate(dayNumber: 0), lastDay: CivilDate(dayNumber: 0),
            observedDays: 100, meanRepeatValue: 0, total: 50)
        #expect(RepeatBuyingFit.fit([once, once]) == nil)
        #expect(PurchaseValueFit.fit([once]) == nil)
        #expect(RepeatBuyingFit.fit([PurchaseHistory]()) == nil)
        var instant = once
        instant.observedDays = 0
        #expect(RepeatBuyingFit.fit([instant]) == nil)
    }

    static func checkSound(_ fit: RepeatBuyingFit, _ histories: [PurchaseHistory]) throws {
        var predictor = RepeatBuyingPredictor(fit)
        for history in histories.prefix(400) {
            var before = 0.0
            for weeks in [1.0, 10, 52, 520] {
                let outlook = predictor.outlook(
                    repeats: history.repeats, recency: Double(history.recencyDays) / 7,
                    observed: Double(history.observedDays) / 7, horizonWeeks: weeks)
                #expect((0...1).contains(outlook.probabilityAlive))
                #expect(outlook.expectedPurchases.isFinite && outlook.expectedPurchases >= before)
                #expect(outlook.expectedPurchases <= 20 * weeks)
                before = outlook.expectedPurchases
            }
        }
    }

    @Test("The mean over dropout equals the published formula with its hypergeometric series, and has no hole at a = 1")
    func hypergeometric() {
        /// Fader, Hardie & Lee 2005, equation 10, without P(alive).
        func published(_ m: BetaGeometricModel, _ x: Double, _ observed: Double, _ t: Double) -> Double {
            let z = t / (m.alpha + observed + t)
            var term = 1.0
            var series = 1.0
            for k in 0..<4000 {
                let k = Double(k)
                term *= (m.r + x + k) * (m.b + x + k) / ((m.a + m.b + x - 1 + k) * (k + 1)) * z
                series += term
            }
            let power = pow((m.alpha + observed) / (m.alpha + observed + t), m.r + x)
            return (m.a + m.b + x - 1) / (m.a - 1) * (1 - power * series)
        }
        for model in [
            BetaGeometricModel(r: 0.24, alpha: 4.4, a: 0.79, b: 2.4),
            BetaGeometricModel(r: 3, alpha: 20, a: 0.02, b: 0.3),
            BetaGeometricModel(r: 1, alpha: 2, a: 7, b: 60), BetaGeometricModel(r: 0.5, alpha: 9, a: 300, b: 4000),
        ] {
            var predictor = RepeatBuyingPredictor(
                RepeatBuyingFit(model: .betaGeometric(model), logLikelihood: 0, fallback: nil))
            for x in [1, 3, 20] {
                let found = predictor.outlook(repeats: x, recency: 20, observed: 30, horizonWeeks: 12).expectedIfAlive
                #expect(isClose(found, published(model, Double(x), 30, 12), relative: 1e-8), "\(model) \(x)")
            }
        }
        func at(_ a: Double) -> Double {
            var predictor = RepeatBuyingPredictor(
                RepeatBuyingFit(
                    model: .betaGeometric(BetaGeometricModel(r: 0.5, alpha: 5, a: a, b: 2)), logLikelihood: 0,
                    fallback: nil))
            return predictor.outlook(repeats: 2, recency: 3, observed: 30, horizonWeeks: 20).expectedIfAlive
        }
        #expect(isClose(at(1), (at(0.9999) + at(1.0001)) / 2, relative: 1e-7))
    }
}

@Suite("Histories and concentration of purchases")
struct PurchaseHistoryTests {
    private func day(_ number: Int) -> CivilDate { CivilDate(dayNumber: number) }

    @Test("Purchases of a day are one occasion, refunds are none but lower the total, later days are not seen")
    func occasions() throws {
        let purchases = [
            Purchase(customer: "b", day: day(10), amount: 5), Purchase(customer: "a", day: day(3), amount: 2),
            Purchase(customer: "b", day: day(4), amount: 1), Purchase(customer: "b", day: day(10), amount: 7),
            Purchase(customer: "b", day: day(12), amount: -4), Purchase(customer: "b", day: day(21), amount: 100),
            Purchase(customer: "c", day: day(1), amount: -9),
        ]
        let histories = PurchaseHistory.summarise(purchases, through: day(20))
        #expect(histories.map(\.customer) == ["a", "b"])
        #expect(histories[1].repeats == 1 && histories[1].recencyDays == 6 && histories[1].observedDays == 16)
        #expect(histories[1].meanRepeatValue == 12 && histories[1].total == 9)
        #expect(PurchaseHistory.summarise(purchases.reversed(), through: day(20)) == histories)
    }

    @Test("Equal values have Gini 0; one of many bringing all comes near 1; nothing has none")
    func gini() throws {
        #expect(abs(try #require(ValueConcentration([3, 3, 3, 3]).gini)) < 1e-12)
        let spread = ValueConcentration([Double](repeating: 1e-9, count: 999) + [1e6])
        #expect(abs(try #require(spread.gini) - 0.999) < 1e-6)
        #expect(ValueConcentration([0, -1]).gini == nil)
        #expect(ValueConcentration([0, -1, 2]).withoutValue == 2)
        #expect(ValueConcentration([4, 1, 1, 1, 1]).shareOfValue(byTop: 0.2) == 0.5)
        #expect(ValueConcentration([4, 1, 1, 1, 1]).shareOfCustomers(bringing: 0.5) == 0.2)
    }

    @Test("A prediction is tested over the days that the file has, whatever the horizon")
    func holdout() throws {
        var random = TestRandom(11)
        let start = CivilDate(dayNumber: 20_000)
        var purchases: [Purchase] = []
        for number in 0..<300 {
            let gap = 8 + 60 * random.uniform()
            var day = 100 * random.uniform()
            while day < 400 {
                purchases.append(
                    Purchase(customer: "\(number)", day: start + Int(day), amount: 10 + 5 * random.uniform()))
                day -= log(random.uniform()) * gap
            }
        }
        let last = try #require(purchases.map(\.day).max())
        let end = last + -28
        let year = try #require(CustomerValuation(purchases, end: end, horizonDays: 364))
        let month = try #require(CustomerValuation(purchases, end: end, horizonDays: 28))
        #expect(year.holdoutDays == 28 && month.holdoutDays == 28)
        let tested = try #require(HoldoutCheck(year.customers))
        #expect(tested == HoldoutCheck(month.customers))
        // Buyers at steady rates: four weeks are foretold to a fifth; a year would be thirteen times as many.
        #expect(abs(tested.expectedTotal - Double(tested.actualTotal)) < 0.2 * Double(tested.actualTotal))
        let horizon = year.customers.reduce(0) { $0 + ($1.expectedPurchases ?? 0) }
        #expect(horizon > 8 * tested.expectedTotal)
        #expect(month.customers.allSatisfy { $0.expectedInHoldout == $0.expectedPurchases })
        let whole = try #require(CustomerValuation(purchases, horizonDays: 28))
        #expect(whole.customers.allSatisfy { $0.expectedInHoldout == nil } && HoldoutCheck(whole.customers) == nil)
    }
}
