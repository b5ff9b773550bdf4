import Testing

@testable import TimeSeries

/// Against R's `forecast::Arima` (8.20) and statsforecast (2.1.1) on the same series.
///
/// Likelihoods are compared at the peers' coefficients, by the exact likelihood of the differenced series, which
/// `ARIMALikelihoodTests` proves. R's own figure agrees with it; statsforecast's does not for differenced series (its
/// likelihood of a random walk with drift exceeds the closed form's maximum, at a drift that is not the maximum's).
@Suite("ARIMA: agreement with R and statsforecast") struct ARIMAPeerTests {
    /// The exact log-likelihood at a peer's coefficients with the best regression for them; nil when they are not
    /// invertible and stationary.
    static func exactLogLikelihood(_ peer: ARIMAFixtures.Fit, _ series: ARIMAFixtures.Series) throws -> Double? {
        let constant = ARIMA.explanatoryColumns(
            series.values.count, peer.order, hasConstant: peer.hasConstant && peer.order.totalDifferences < 2)
        let design = try ARIMADesign(
            series.values, order: peer.order, regressors: constant + series.regressors)
        let vector = Array((peer.values["coef"] ?? []).prefix(peer.order.coefficientCount))
        let coefficients = ARIMACoefficients(vector, order: peer.order)
        guard coefficients.rootsExceed(1) else { return nil }
        var likelihood = ARIMALikelihood(order: peer.order, columns: [design.series] + design.columns)
        return ARIMAEstimator.estimate(&likelihood, peer.order, design, at: coefficients)?.logLikelihood
    }

    /// Each order fitted once, though both peers have it.
    static let models: [String: ARIMA] = {
        var result: [String: ARIMA] = [:]
        for peer in ARIMAFixtures.fits where result[peer.key] == nil {
            guard let series = ARIMAFixtures.series[peer.series] else { continue }
            result[peer.key] = try? ARIMA.fit(
                series.values, order: peer.order, includesConstant: peer.hasConstant, regressors: series.regressors)
        }
        return result
    }()

    static let choices: [String: ARIMA] = {
        var result: [String: ARIMA] = [:]
        for peer in ARIMAFixtures.choices where result[peer.series] == nil {
            guard let series = ARIMAFixtures.series[peer.series] else { continue }
            result[peer.series] = try? ARIMA.automatic(series.values, seasonLength: series.season)
        }
        return result
    }()

    @Test("no peer's coefficients are likelier; where they are as likely, all agrees", arguments: ARIMAFixtures.fits)
    func fit(_ peer: ARIMAFixtures.Fit) throws {
        let series = try #require(ARIMAFixtures.series[peer.series])
        let model = try #require(Self.models[peer.key])
        let reported = try #require(peer.values["loglik"]?.first)
        if peer.peer == "r" { #expect(model.logLikelihood > reported - 3e-3) }
        guard let theirs = try Self.exactLogLikelihood(peer, series) else { return }
        #expect(model.logLikelihood > theirs - 1e-6)
        // R is run to convergence; statsforecast stops earlier, and its coefficients are compared more loosely.
        let isClose = model.logLikelihood < theirs + (peer.peer == "r" ? 1e-6 : 1e-2)
        let share = peer.peer == "r" ? 1e-3 : 0.1
        guard isClose else { return }
        if peer.peer == "r" { #expect(abs(model.logLikelihood - reported) < 3e-3) }
        let prediction = try model.forecast(steps: 12, futureRegressors: series.futureRegressors)
        let variance = try #require(peer.values["sigma2"]?.first)
        let means = try #require(peer.values["mean"])
        let deviations = try #require(peer.values["se"])
        // R's sum of squares includes the values lost to differencing, divided by its prior variance of 10⁶.
        #expect(abs(model.innovationVariance - variance) < 2 * share * variance)
        for h in 0..<12 {
            #expect(abs(prediction.mean[h] - means[h]) < share * deviations[h])
            #expect(abs(prediction.standardDeviation[h] - deviations[h]) < share * deviations[h])
        }
        guard peer.peer == "r" else { return }
        for (a, b) in zip(model.coefficients.vector, peer.values["coef"] ?? []) { #expect(abs(a - b) < 1e-3) }
    }

    @Test("most fits of R have the same maximum, so that the comparison above means something")
    func sameMaxima() throws {
        let fits = ARIMAFixtures.fits.filter { $0.peer == "r" }
        var same = 0
        for peer in fits {
            let series = try #require(ARIMAFixtures.series[peer.series])
            let model = try #require(Self.models[peer.key])
            if let theirs = try Self.exactLogLikelihood(peer, series), abs(model.logLikelihood - theirs) < 1e-6 {
                same += 1
            }
        }
        #expect(same >= fits.count * 3 / 4, "\(same) of \(fits.count)")
    }

    @Test("the automatic choice is the peer's, or better by AICc", arguments: ARIMAFixtures.choices)
    func choice(_ peer: ARIMAFixtures.Fit) throws {
        let series = try #require(ARIMAFixtures.series[peer.series])
        let model = try #require(Self.choices[peer.series])
        guard model.order.totalDifferences == peer.order.totalDifferences else { return }
        // The peer's orders by the exact likelihood, unless they have a root that no chosen model may have.
        let theirs = try ARIMA.fit(series.values, order: peer.order, includesConstant: peer.hasConstant)
        guard theirs.coefficients.rootsExceed(1.01) else { return }
        #expect(model.aicc < theirs.aicc + 1e-3, "\(model) against \(theirs)")
        if peer.peer == "r", model.order == peer.order {
            let reported = try #require(peer.values["aicc"]?.first)
            #expect(model.aicc < reported + 2e-3)
        }
    }
}
