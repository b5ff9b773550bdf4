extension ETS {
    /// The form of `forms` that describes a series best, with parameters and initial states of greatest likelihood.
    ///
    /// Forms that do not apply are passed over: multiplicative ones unless all values are positive, seasonal ones
    /// when `seasonLength` is 1 or there is not more than a season of values, and those with as many parameters as
    /// values. Bounds are R `forecast`'s: 10⁻⁴ ≤ α ≤ 0.9999, 10⁻⁴ ≤ β ≤ α, 10⁻⁴ ≤ γ ≤ 1 − α, 0.8 ≤ φ ≤ 0.98, and the
    /// states fade. Deterministic.
    ///
    /// - Parameters:
    ///   - values: The series, finite.
    ///   - seasonLength: Steps in a season, 1 or more (1 = no season).
    ///   - forms: Forms to choose among; one form to fit that one.
    ///   - criterion: What they are compared by; of equals, the first of `forms` is taken.
    ///   - allowsRunaway: Whether a form with multiplicative errors may be taken whose forecast a season ahead has a
    ///     standard deviation above its mean (`runsAway(within:)`). R `forecast` and statsforecast take them; their means run
    ///     away over long horizons. Where all do, the best is taken all the same.
    /// - Throws: `TimeSeriesError.tooShort` when there are too few values for any form, `.notFinite`,
    ///   `.invalidParameter` for a season below 1 or a form that is not admissible, `.noFit` when no form applies.
    /// - Complexity: O(values · forms), some fifty passes over the series a form.
    /// Source: Hyndman, Koehler, Snyder & Grose, Int. J. Forecasting 18 (2002) 439–454, §3 (choice, start);
    /// Hyndman et al. 2008, §5.1 (likelihood), ch. 10 (bounds). The search is our own (`ETSSearch`).
    public static func fit(
        _ values: [Double], seasonLength: Int = 1, forms: [ETSForm] = ETSForm.admissible,
        criterion: Criterion = .aicc, allowsRunaway: Bool = false
    ) throws(TimeSeriesError) -> ETS {
        let usable = try usableForms(forms, values: values, seasonLength: seasonLength)
        let size = values.reduce(0) { $0 + abs($1) / Double(values.count) }
        let scale = size > 0 ? size : 1
        let scaled = values.map { $0 / scale }
        var models: [ETSForm: ETS] = [:]
        for season in ETSForm.Season.allCases where usable.contains(where: { $0.season == season }) {
            let initial = ETSInitialState(values: scaled, seasonLength: seasonLength, season: season)
            guard let initial else { continue }
            var fits: [ETSFormFit] = []
            // From simple to rich, so that each form can start where a simpler one ended, asked for or not.
            for form in ETSForm.admissible where usable.contains(where: { form.leads(to: $0) }) && form.season == season
            {
                var search = ETSFormSearch(form: form, values: scaled, seasonLength: seasonLength, initial: initial)
                guard let found = search.run(related: fits) else { continue }
                fits.append(found)
                models[form] = model(of: found, values: values, scale: scale, seasonLength: seasonLength)
            }
        }
        let fitted = usable.compactMap { models[$0] }
        let ranked = fitted.sorted { $0.value(of: criterion) < $1.value(of: criterion) }
        guard let first = ranked.first else {
            throw .noFit(model: "ETS", reason: "no form has a likelihood on this series")
        }
        let leader = allowsRunaway ? first : ranked.first { !$0.runsAway(within: seasonLength) } ?? first
        // Perfect fits differ by rounding only; the order of `forms` decides.
        let limit = leader.value(of: criterion) + 1e-6
        var best =
            fitted.first {
                $0.value(of: criterion) <= limit && (allowsRunaway || !$0.runsAway(within: seasonLength))
            } ?? leader
        best.candidates = ranked.map { Candidate(form: $0.form, criterion: $0.value(of: criterion)) }
        return best
    }

    private static func usableForms(
        _ forms: [ETSForm], values: [Double], seasonLength: Int
    ) throws(TimeSeriesError) -> [ETSForm] {
        let name = forms.count == 1 ? forms[0].description : "ETS"
        guard seasonLength >= 1 else {
            throw .invalidParameter(
                model: name, name: "seasonLength", value: "\(seasonLength)", domain: "1 or more")
        }
        if let form = forms.first(where: { !$0.isAdmissible }) {
            throw .invalidParameter(
                model: name, name: "form", value: form.description,
                domain: "one without a multiplicative season under additive errors")
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(model: name, index: index) }
        let isPositive = values.allSatisfy { $0 > 0 }
        let suited = forms.filter {
            (isPositive || $0.error == .additive && $0.season != .multiplicative)
                && (seasonLength > 1 || $0.season == .none)
        }
        guard !suited.isEmpty else {
            throw .noFit(
                model: name,
                reason: forms.isEmpty
                    ? "no form was asked for"
                    : seasonLength > 1
                        ? "multiplicative errors and seasons need values above 0"
                        : "the forms need a season longer than 1 step, or values above 0")
        }
        // Four degrees of freedom more than the parameters, as R `forecast` asks before it fits.
        func needed(_ form: ETSForm) -> Int { form.parameterCount(seasonLength: seasonLength) + 5 }
        let fitting = suited.filter { values.count >= needed($0) }
        guard !fitting.isEmpty else {
            throw .tooShort(model: name, needed: suited.map(needed).min() ?? 0, found: values.count)
        }
        return fitting
    }

    private static func model(
        of fit: ETSFormFit, values: [Double], scale: Double, seasonLength: Int
    ) -> ETS? {
        let form = fit.form
        var state = State(level: fit.point[4], slope: fit.point[5])
        state.season = Array(fit.point[ETSLikelihood.seasonStart...])
        // The level takes the seasons' mean.
        let mean = state.season.isEmpty ? 0 : state.season.reduce(0, +) / Double(state.season.count)
        switch form.season {
        case .none: break
        case .additive:
            state.level += mean
            state.season = state.season.map { ($0 - mean) * scale }
        case .multiplicative:
            state.level *= mean
            state.slope *= mean
            state.season = state.season.map { $0 / mean }
        }
        state.level *= scale
        state.slope *= scale
        let likelihood = ETSLikelihood(form: form, values: [1], seasonLength: seasonLength)
        return try? ETS(
            values: values, form: form, seasonLength: seasonLength, smoothing: likelihood.smoothing(at: fit.point),
            initial: state)
    }
}
