import ContactCenter
import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Average handle time by slot of the week, from handle seconds over answered contacts.
///
/// aht(w) = level · credible(time of day) · credible(slot of the week | time of day). Both sums halve every eight
/// weeks; a cell keeps Z = n/(n + κ) of its deviation from the cell above it, n its answered contacts and κ the
/// variance within over the variance between cells; the profile is scaled so that Σ answered · aht is the handle time
/// that was really spent (the workload is unbiased); the level is the handle time of the last weeks over what the
/// profile says, credible in the same way.
/// Source: Bühlmann & Straub, "Glaubwürdigkeit für Schadensätze", Mitteilungen SAV 70 (1970) 111–133; Bühlmann &
/// Gisler, A Course in Credibility Theory, 2005, §4.8 (estimators).
struct HandleTimeModel {
    /// Half-life of the sums, in weeks.
    static let memoryHalfLifeWeeks = 8.0
    /// Half-life of the level, in weeks.
    static let levelHalfLifeWeeks = 2.0

    /// Expected handle seconds by slot of the week; `nil` when nothing was ever answered.
    private(set) var profile: [Double]?
    private var level = 1.0
    /// Variance of one contact's share in a slot's average, in seconds².
    private var contactVariance = 0.0
    /// Variance of the relative level a few weeks ahead.
    private var levelVariance = 0.0

    /// Learns from the slots before the task's cutoff that know handle seconds and answered contacts.
    init(series: VolumeSeries, task: ForecastTask) {
        let cells = HandleTimeCells(series: series, task: task)
        guard let global = cells.globalSeconds else { return }
        contactVariance = cells.contactVariance
        let slotsPerDay = task.timeline.slotsPerDay
        let byTime = Self.credible(
            cells.sums(period: slotsPerDay), around: [Double](repeating: global, count: slotsPerDay),
            contactVariance: contactVariance)
        let weekly = cells.sums(period: task.timeline.slotsPerWeek)
        var profile = Self.credible(
            weekly, around: weekly.indices.map { byTime[$0 % slotsPerDay] }, contactVariance: contactVariance)
        var spent = 0.0
        var implied = 0.0
        for (cell, aht) in zip(weekly, profile) {
            spent += cell.seconds
            implied += cell.answered * aht
        }
        if implied > 0 { profile = profile.map { $0 * spent / implied } }
        self.profile = profile
        (level, levelVariance) = cells.level(profile: profile, contactVariance: contactVariance)
    }

    /// Credibility estimates of cells around their prior means.
    static func credible(
        _ cells: [HandleTimeCells.Cell], around prior: [Double], contactVariance: Double
    ) -> [Double] {
        var total = 0.0
        var squares = 0.0
        var deviation = 0.0
        var known = 0.0
        for (cell, mean) in zip(cells, prior) where cell.answered > 0 {
            let difference = cell.seconds / cell.answered - mean
            total += cell.answered
            squares += cell.answered * cell.answered
            deviation += cell.answered * difference * difference
            known += 1
        }
        let spread = total > 0 ? total - squares / total : 0
        let between = spread > 0 ? max(0, (deviation - (known - 1) * contactVariance) / spread) : 0
        return zip(cells, prior).map { cell, mean in
            guard cell.answered > 0, between > 0 else { return mean }
            let z = cell.answered / (cell.answered + contactVariance / between)
            return mean + z * (cell.seconds / cell.answered - mean)
        }
    }

    /// Handle seconds of each horizon slot with an 80 % interval for the average of the contacts expected in it.
    func forecast(
        task: ForecastTask, volumes: [Double]
    ) -> (mean: [Double?], lower80: [Double?], upper80: [Double?]) {
        var mean = [Double?](repeating: nil, count: volumes.count)
        var lower = mean
        var upper = mean
        guard let profile else { return (mean, lower, upper) }
        let z = NormalDistribution.quantile(0.9)
        for step in volumes.indices where task.timeline.isOpen[task.cutoff + step] {
            let aht = level * profile[task.timeline.slotOfWeek(task.cutoff + step)]
            // A lognormal interval: handle times are skewed and positive.
            let variance = contactVariance / max(volumes[step], 1) + levelVariance * aht * aht
            let spread = aht > 0 ? log1p(variance / (aht * aht)).squareRoot() : 0
            mean[step] = aht
            lower[step] = min(aht, aht * exp(-z * spread - spread * spread / 2))
            upper[step] = max(aht, aht * exp(z * spread - spread * spread / 2))
        }
        return (mean, lower, upper)
    }
}
