import Forecasting

/// Day totals that the nodes of a hierarchy would have been forecast from earlier origins, and what came.
struct PastDays {
    /// One day of one origin: forecast and actual of every node; NaN = closed or unknown.
    private struct Day {
        var origin: Int
        var forecasts: [Double]
        var actuals: [Double]

        /// Errors over the forecasts; NaN where either is unknown.
        var relativeErrors: [Double] {
            zip(forecasts, actuals).map { $0 > 0 && $1.isFinite ? ($1 - $0) / $0 : .nan }
        }
    }

    private var days: [Day] = []
    private let nodeCount: Int

    /// The past of `nodes`, which share their origins; slots of a node may be finer than days.
    init(nodes: [SeriesForecast]) {
        nodeCount = nodes.count
        let pasts = nodes.compactMap { node in node.past.map { (errors: $0.volume, perDay: 1440 / node.slotMinutes) } }
        guard pasts.count == nodes.count else { return }
        let origins = pasts.map(\.errors.originCount).min() ?? 0
        let ahead = pasts.map { $0.errors.slotsPerOrigin / $0.perDay }.min() ?? 0
        for origin in 0..<origins {
            for lead in 0..<ahead {
                let totals = pasts.map { Self.total($0.errors, origin: origin, day: lead, perDay: $0.perDay) }
                guard totals.contains(where: { $0.actual.isFinite }) else { continue }
                days.append(
                    Day(origin: origin, forecasts: totals.map(\.forecast), actuals: totals.map(\.actual)))
            }
        }
    }

    /// Forecast and actual of one day; the actual is unknown where a fifth of the forecast or more is not known to have
    /// come, and otherwise compared slot by slot.
    private static func total(
        _ errors: OriginErrors, origin: Int, day: Int, perDay: Int
    ) -> (forecast: Double, actual: Double) {
        let first = origin * errors.slotsPerOrigin + day * perDay
        var forecast = 0.0
        var known = 0.0
        var error = 0.0
        for slot in first..<first + perDay {
            let expected = errors.forecasts[slot]
            guard expected.isFinite else { return (.nan, .nan) }
            forecast += expected
            if errors.actuals[slot].isFinite {
                known += expected
                error += errors.actuals[slot] - expected
            }
        }
        guard forecast > 0 else { return (0, .nan) }
        return (forecast, known >= 0.8 * forecast ? forecast + error : .nan)
    }

    /// Days on which every node is known.
    var completeDays: Int { days.count { $0.relativeErrors.allSatisfy(\.isFinite) } }

    /// Coherent totals of a day whose nodes are forecast as `base`, by the errors of all origins but `without`.
    ///
    /// Errors are taken relative to their forecasts, so that busy and quiet days count alike.
    func reconciled(_ base: [Double], closed: [Bool], hierarchy: Hierarchy, without origin: Int?) -> [Double] {
        reconciled(base, closed: closed, hierarchy: hierarchy, covariance: covariance(without: origin))
    }

    private func covariance(without origin: Int?) -> ErrorCovariance {
        let errors = days.filter { $0.origin != origin }.map(\.relativeErrors)
        return ErrorCovariance.shrunk(errors: errors, nodeCount: nodeCount)
    }

    private func reconciled(
        _ base: [Double], closed: [Bool], hierarchy: Hierarchy, covariance: ErrorCovariance
    ) -> [Double] {
        let deviations = base.indices.map { base[$0] * covariance.values[$0 * nodeCount + $0].squareRoot() }
        let reconciliation = Reconciliation(
            hierarchy: hierarchy, covariance: covariance.scaled(toDeviations: deviations))
        return reconciliation.reconciled(base, closed: closed)
    }

    /// WAPE of the bottom series' days before and after reconciling each origin by what the other origins tell.
    func gain(_ hierarchy: Hierarchy) -> (before: Double, after: Double) {
        var before = 0.0
        var after = 0.0
        var volume = 0.0
        var origin = -1
        var covariance = covariance(without: nil)
        for day in days {
            if day.origin != origin {
                origin = day.origin
                covariance = self.covariance(without: origin)
            }
            let base = day.forecasts.map { $0.isFinite ? $0 : 0 }
            let bottom = hierarchy.aggregateCount..<nodeCount
            let coherent = reconciled(
                base, closed: base[bottom].map { $0 <= 0 }, hierarchy: hierarchy, covariance: covariance)
            for node in bottom where day.actuals[node].isFinite {
                before += abs(base[node] - day.actuals[node])
                after += abs(coherent[node] - day.actuals[node])
                volume += day.actuals[node]
            }
        }
        return volume > 0 ? (before / volume, after / volume) : (0, 0)
    }
}
