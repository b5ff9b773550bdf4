import ContactCenter

/// The capacity plan: three volumes, a hiring plan for each, the sensitivity to attrition and the price of service.
public struct CapacityPlanner: Sendable {
    /// Most weeks of a plan: 24 months are 731 days at most.
    public static let maximumWeeks = 105

    private let settings: CapacitySettings
    private let requirements: [WeeklyRequirement]
    private let shrinkage: Shrinkage
    private let required: [CapacityScenario: [Double]]

    /// The planner of consecutive weeks.
    ///
    /// - Parameters:
    ///   - requirements: One a week, 1…``maximumWeeks`` of them, in order of time.
    ///   - shrinkage: Share of the paid time of those at work that is not spent on contacts; leave apart.
    /// - Throws: ``CapacityError/invalidValue(what:value:place:hint:)`` for a setting or requirement outside its range,
    ///   a week that is missing, listed twice or does not begin on a Monday.
    public init(
        settings: CapacitySettings, requirements: [WeeklyRequirement], shrinkage: Shrinkage
    ) throws(CapacityError) {
        guard let first = requirements.first else {
            throw .invalidValue(
                what: "the number of weeks", value: "0", place: nil, hint: "give the forecast of at least one week")
        }
        try Domain.require(requirements.count, in: 1...Self.maximumWeeks, "the number of weeks")
        guard first.week.weekday == 0 else {
            throw .invalidValue(
                what: "the first week", value: "\(first.week)", place: nil, hint: "weeks begin on Monday")
        }
        for (index, requirement) in requirements.enumerated() {
            let expected = first.week + 7 * index
            guard requirement.week == expected else {
                throw .invalidValue(
                    what: "the week after \(expected + -7)", value: "\(requirement.week)", place: nil,
                    hint: "list every week once, in order of time")
            }
            let place = "week \(requirement.week)"
            for hours in [requirement.hoursLow, requirement.hours, requirement.hoursHigh] {
                try Domain.requireNonNegative(hours, "the hours on contacts", place: place)
            }
            guard requirement.hoursLow <= requirement.hours, requirement.hours <= requirement.hoursHigh else {
                throw .invalidValue(
                    what: "the band of the hours",
                    value: "\(requirement.hoursLow) … \(requirement.hours) … \(requirement.hoursHigh)", place: place,
                    hint: "the lower end is at most the expected, the upper at least")
            }
        }
        try Domain.requirePositive(settings.hoursPerFTE, "the hours of an FTE")
        try Domain.requireShareBelowOne(shrinkage.total, "the shrinkage")
        try Domain.requireShareBelowOne(settings.attritionSensitivity, "the sensitivity to attrition")
        self.settings = settings
        self.requirements = requirements
        self.shrinkage = shrinkage
        var required: [CapacityScenario: [Double]] = [:]
        for scenario in CapacityScenario.allCases {
            required[scenario] = requirements.map {
                WeeklyRequirement.fte(
                    hours: $0.hours(scenario), shrinkage: shrinkage, hoursPerFTE: settings.hoursPerFTE)
            }
        }
        self.required = required
    }

    /// The hiring question of a scenario.
    public func problem(
        _ scenario: CapacityScenario, attritionFactor: Double = 1
    ) throws(CapacityError) -> HiringProblem {
        try HiringProblem(
            settings, firstWeek: requirements[0].week, required: required[scenario] ?? [], shrinkage: shrinkage,
            attritionFactor: attritionFactor)
    }

    /// All plans.
    ///
    /// - Parameters:
    ///   - solver: Proves the hiring plans; without it they are searched, unproven, and a note says so.
    ///   - shouldStop: Asked between solves; `true` ends with ``CapacityError/interrupted``.
    ///   - progress: Told the share 0…1 that is done.
    public func run(
        solver: IntegerSolver?, limits: IntegerSolver.Limits = .init(), shouldStop: () -> Bool = { false },
        progress: (Double) -> Void = { _ in }
    ) throws(CapacityError) -> CapacityResult {
        var result = CapacityResult(plans: [])
        if solver == nil {
            result.notes.append(
                "the solver library HiGHS was not found: hiring plans are searched by single changes, not proven best")
        }
        var solutions: [CapacityScenario: HiringSolution] = [:]
        var problems: [CapacityScenario: HiringProblem] = [:]
        var done = 0.0
        for scenario in CapacityScenario.allCases {
            let problem = try problem(scenario)
            let solution = try HiringSolution.best(
                for: problem, solver: solver, limits: limits, shouldStop: shouldStop)
            result.notes += solution.notes.map { "\(scenario.rawValue) volume: \($0)" }
            problems[scenario] = problem
            solutions[scenario] = solution
            done += 1
            progress(done / 5)
        }
        guard let expected = solutions[.expected] else { return result }
        for scenario in CapacityScenario.allCases {
            guard let problem = problems[scenario], let solution = solutions[scenario] else { continue }
            let report = CapacityReport(
                problem: problem, scenario: scenario, requirements: requirements, required: required,
                settings: settings)
            result.plans.append(report.plan(solution, expectedHires: expected.outcome.hires))
            result.shortfalls += report.shortfalls(solution.outcome)
        }
        if settings.attritionSensitivity > 0, settings.attrition.contains(where: { $0.annual > 0 }) {
            for factor in [1 - settings.attritionSensitivity, 1 + settings.attritionSensitivity] {
                let problem = try problem(.expected, attritionFactor: factor)
                let solution = try HiringSolution.best(
                    for: problem, solver: solver, limits: limits, shouldStop: shouldStop)
                result.notes += solution.notes.map { "attrition × \(factor): \($0)" }
                let report = CapacityReport(
                    problem: problem, scenario: .expected, requirements: requirements, required: required,
                    settings: settings)
                result.attrition.append(
                    .init(
                        factor: factor, totals: report.totals(solution.outcome),
                        withExpectedHiring: report.totals(problem.outcome(expected.outcome.hires))))
                done += 1
                progress(done / 5)
            }
        }
        result.serviceLevelPrices = try prices()
        progress(1)
        return result
    }

    /// The price of a point of service level, week by week.
    private func prices() throws(CapacityError) -> [CapacityResult.ServiceLevelPrice] {
        let leave = try LeaveCalendar(settings.leave)
        return requirements.indices.compactMap { index in
            ServiceLevelPrice.price(
                of: requirements[index], requiredFTE: required[.expected]?[index] ?? 0,
                hoursPerFTE: settings.hoursPerFTE, wagePerHour: settings.costs.wagePerHour,
                shareOnLeave: leave.share(inWeekOf: requirements[index].week))
        }
    }
}
