import NumericalMethods

/// Intraday curves as a few factors, the scores of which are forecast from day to day and updated within the day.
///
/// √(y + ¼) of day d at slot s is Σₖ β(d, k) v(k, s): v are the leading right singular vectors of the day × slot matrix,
/// as many as forecast the last weeks best. A score is its weekday's mean plus a first-order autoregressive deviation.
/// Of a day that has begun, the scores minimise ‖known slots − Σ β v‖² + λ Σ (β − day-ahead forecast)²/ω², ω² the
/// variance of a score's forecast error and λ by cross-validation: between the day-ahead forecast (λ = ∞) and the
/// morning's least squares fit (λ = 0).
/// Source: Shen & Huang, "Interday forecasting and intraday updating of call center arrivals", Manufacturing &
/// Service Operations Management 10 (2008) 391–410, §3.1 (singular values), §3.2 (scores), §4.2 (penalised update).
/// Own: the weights 1/ω² of the penalty, the mean correction and the bounds on outliers.
public struct FactorModel: ForecastModel {
    /// `svd-factors`.
    public let name = "svd-factors"
    /// `intraday factors (SVD)`.
    public let title = "intraday factors (SVD)"
    /// A decomposition and an autoregression a factor.
    public let complexity = 4

    /// Days of history used at most.
    static let maximumDays = 364
    /// Factors tried at most.
    static let maximumRank = 5
    /// Days whose forecasts choose rank and penalty.
    static let validationDays = 20
    /// Half-life of a day's weight in the weekday means, in days.
    static let halfLifeDays = 56.0
    /// Days needed at least.
    static let minimumDays = 10
    /// Penalties tried, times noise variance over score variance (1 would be right if the model were).
    static let penalties = [0.5, 1, 2, 4, 8, 16, 64, Double.infinity]

    /// The factor model.
    public init() {}

    /// Expected volumes of the horizon; the mean of the last weeks where there is too little history for factors, NaN
    /// at times of day that were hardly ever open.
    ///
    /// - Complexity: O(days · slots²)
    public func path(for task: ForecastTask) -> [Double] {
        let timeline = task.timeline
        guard let matrix = FactorModelMatrix(task: task), matrix.rows.count >= Self.minimumDays else {
            return WeekdayMean(weeks: 8).path(for: task)
        }
        let validated = min(Self.validationDays, matrix.rows.count / 3)
        let fitted = matrix.rows.count - validated
        guard let trial = LeadingSingularVectors(rows: Array(matrix.rows[..<fitted]), count: Self.maximumRank),
            let factors = LeadingSingularVectors(rows: matrix.rows, count: Self.maximumRank)
        else { return WeekdayMean(weeks: 8).path(for: task) }
        let choice = FactorModelScores.bestRank(matrix: matrix, vectors: trial.vectors, from: fitted)
        let vectors = Array(factors.vectors.prefix(choice))
        let scores = FactorModelScores(matrix: matrix, vectors: vectors, days: 0..<matrix.rows.count)
        let correction = matrix.meanCorrection(vectors: vectors)
        let morning = matrix.morning(of: task)
        var penalty = Double.infinity
        if morning.count >= 1 {
            penalty = FactorModelScores.bestPenalty(
                matrix: matrix, vectors: Array(trial.vectors.prefix(choice)), from: fitted, known: morning.count)
        }
        var path = [Double](repeating: .nan, count: task.horizonSlots)
        let firstDay = timeline.day(task.cutoff)
        var ahead = 0
        for day in (matrix.lastDay + 1)..<max(timeline.days.count, matrix.lastDay + 1) {
            guard timeline.days[day].isOpen else { continue }
            ahead += 1
            guard day >= firstDay else { continue }
            var beta = scores.forecast(weekday: timeline.days[day].weekday, daysAhead: ahead)
            if day == firstDay, penalty.isFinite {
                beta = scores.updated(beta, morning: morning, vectors: vectors, penalty: penalty)
            }
            for slot in timeline.slots(ofDay: day) where slot >= task.cutoff && slot - task.cutoff < path.count {
                guard let column = matrix.column(ofSlot: timeline.slotOfDay(slot)) else { continue }
                var root = 0.0
                for k in vectors.indices { root += beta[k] * vectors[k][column] }
                path[slot - task.cutoff] = max(0, root) * max(0, root) * correction[column]
            }
        }
        return path
    }
}
