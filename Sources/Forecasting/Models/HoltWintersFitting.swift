/// The choice of Holt–Winters parameters by the errors of whole paths.
///
/// Every second day of the last six weeks a path over the horizon, at most a week of it (four of daily volumes), is forecast; the measure is the
/// mean absolute error of its slots (every second one after the third). The last ten weeks are smoothed once for every
/// candidate, from a state that came there with slow gains. The candidates lie on a lattice that is the same for every
/// series; from a middling start one parameter after the other is moved while the measure falls, at most four times
/// round. A coarse lattice and a multi-step measure are what keeps this from following noise: with a continuous search
/// over one-step errors the forecasts are worse.
/// Source: own.
struct HoltWintersFitting {
    /// Index into the series at which the fitting window begins.
    let from: Int
    /// The state there.
    let warm: DoubleSeasonalHoltWinters.State

    private let series: ScaledSeries
    /// Number of values that the parameters may know.
    private let count: Int
    private let origins: [Int]
    private let steps: Int

    /// Weeks smoothed for every candidate.
    static let fittingWeeks = 10
    /// Weeks before the end within which paths are scored.
    static let scoredWeeks = 6
    /// Days between two scored paths.
    static let originDays = 2
    /// Times that every parameter is tried at most.
    static let rounds = 4
    /// Candidate values of each parameter, and the one to start from.
    static let lattice: [(values: [Double], start: Int)] = [
        ([0.01, 0.03, 0.1, 0.3, 0.6], 2),  // γ
        ([0.003, 0.01, 0.04, 0.15, 0.4, 0.8], 2),  // α a day
        ([0.002, 0.01, 0.04, 0.15, 0.4], 2),  // δ
        ([0, 0.3, 0.6, 0.8, 0.95], 2),  // φ
        ([0, 1], 1),  // level share
        ([1, 4], 1),  // κ
    ]
    /// What the state runs with up to the fitting window.
    static let slow = HoltWintersParameters(
        alphaPerDay: 0.04, delta: 0.01, gamma: 0.01, phi: 0.3, kappa: 2, levelShare: 1)

    init(_ series: ScaledSeries, start: DoubleSeasonalHoltWinters.State, horizonSlots: Int, count: Int) {
        self.series = series
        self.count = count
        from = max(0, count - Self.fittingWeeks * series.slotsPerWeek)
        var warm = start
        warm.run(series, 0..<from, Self.slow, correcting: false)
        self.warm = warm
        // Of daily volumes a week is little to judge by.
        steps = min(horizonSlots, (series.slotsPerDay == 1 ? 4 : 1) * series.slotsPerWeek)
        // A week to settle; a short history is scored over its last three days at least.
        let settled = min(from + series.slotsPerWeek + series.slotsPerDay, count - 3 * series.slotsPerDay)
        let earliest = max(0, settled, count - Self.scoredWeeks * series.slotsPerWeek)
        origins = Array(
            stride(from: count, to: earliest - 1, by: -Self.originDays * series.slotsPerDay).dropFirst().reversed())
    }

    /// The best parameters found.
    ///
    /// - Complexity: about 25 passes over the fitting window.
    func parameters() -> HoltWintersParameters { Self.parameters(at: place()) }

    /// The best place of the lattice found: no step along one axis makes it better, unless four rounds did not do.
    func place() -> [Int] {
        var place = Self.lattice.map(\.start)
        guard !origins.isEmpty else { return place }
        var state = warm
        var best = error(of: Self.parameters(at: place), below: .infinity, state: &state)
        for _ in 0..<Self.rounds {
            var moved = false
            for axis in place.indices {
                for direction in [-1, 1] {
                    let before = place[axis]
                    while Self.lattice[axis].values.indices.contains(place[axis] + direction) {
                        place[axis] += direction
                        let value = error(of: Self.parameters(at: place), below: best, state: &state)
                        guard value < best else {
                            place[axis] -= direction
                            break
                        }
                        best = value
                        moved = true
                    }
                    if place[axis] != before { break }
                }
            }
            guard moved else { break }
        }
        return place
    }

    /// The parameters at a place of the lattice.
    static func parameters(at place: [Int]) -> HoltWintersParameters {
        func value(_ axis: Int) -> Double { lattice[axis].values[place[axis]] }
        return HoltWintersParameters(
            alphaPerDay: value(1), delta: value(2), gamma: value(0), phi: value(3), kappa: value(5),
            levelShare: value(4))
    }

    /// Sum of absolute errors of the scored paths.
    func error(of parameters: HoltWintersParameters) -> Double {
        var state = warm
        return error(of: parameters, below: .infinity, state: &state)
    }

    /// Sum of absolute errors of the scored paths, given up as soon as it exceeds `bound`.
    private func error(
        of parameters: HoltWintersParameters, below bound: Double, state: inout DoubleSeasonalHoltWinters.State
    ) -> Double {
        state = warm
        var sum = 0.0
        var position = from
        for origin in origins {
            state.run(series, position..<origin, parameters, correcting: false)
            position = origin
            sum += pathError(state, at: origin, phi: parameters.phi)
            if sum >= bound { return .infinity }
        }
        return sum
    }

    private func pathError(_ state: DoubleSeasonalHoltWinters.State, at origin: Int, phi: Double) -> Double {
        let count = min(steps, self.count - origin)
        let values = series.values.span
        let worth = series.worth.span
        let daily = state.daily.span
        let weekly = state.weekly.span
        var key = (series.firstSlotOfWeek + origin) % series.slotsPerWeek
        var time = key % series.slotsPerDay
        var error = state.error
        var sum = 0.0
        for step in 0..<count {
            error *= phi
            if step & 1 == 0 || step < 3 {
                let actual = values[origin + step]
                if !actual.isNaN {
                    let miss = abs(state.level + daily[time] + weekly[key] + error - actual)
                    // Beyond a factor e the natural scale's error grows faster than the logarithm's.
                    sum += worth[origin + step] * (series.isLogarithm && miss > 1 ? miss * miss : miss)
                }
            }
            key += 1
            time += 1
            if time == daily.count {
                time = 0
                if key == weekly.count { key = 0 }
            }
        }
        return sum
    }
}
