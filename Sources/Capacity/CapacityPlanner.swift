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

    /// One hiring question of a capacity plan: a volume and a rate of leaving.
    public struct Case: Hashable, Sendable {
        /// The volume.
        public var scenario: CapacityScenario
        /// Factor on the rate at which people leave.
        public var attritionFactor: Double
    }

    /// A case with its hiring plan.
    public struct SolvedCase: Sendable {
        let problem: HiringProblem
        let solution: HiringSolution
    }

    /// The questions of this plan: the three volumes, then, where people leave and the sensitivity is asked for, the
    /// expected volume with less and with more attrition. Each can be solved by itself.
    public var cases: [Case] {
        let volumes = CapacityScenario.allCases.map { Case(scenario: $0, attritionFactor: 1) }
        guard settings.attritionSensitivity > 0, settings.attrition.contains(where: { $0.annual > 0 }) else {
            return volumes
        }
        let sensitivity = settings.attritionSensitivity
        return volumes + [1 - sensitivity, 1 + sensitivity].map { Case(scenario: .expected, attritionFactor: $0) }
    }

    /// The best hiring plan of one of ``cases``.
    ///
    /// - Parameters:
    ///   - solver: Proves the hiring plan; without it the plan is searched, unproven.
    ///   - shouldStop: Asked before and after the solve; `true` ends with ``CapacityError/interrupted``.
    public func solve(
        _ question: Case, solver: IntegerSolver?, limits: IntegerSolver.Limits = .init(),
        shouldStop: () -> Bool = { false }
    ) throws(CapacityError) -> SolvedCase {
        let problem = try problem(question.scenario, attritionFactor: question.attritionFactor)
        return SolvedCase(
            problem: problem,
            solution: try HiringSolution.best(for: problem, solver: solver, limits: limits, shouldStop: shouldStop))
    }

    /// All cases, one after another, and the ``result(of:)`` of them.
    public func run(
        solver: IntegerSolver?, limits: IntegerSolver.Limits = .init(), shouldStop: () -> Bool = { false }
    ) throws(CapacityError) -> CapacityResult {
        var solved: [SolvedCase] = []
        for question in cases {
            solved.append(try solve(question, solver: solver, limits: limits, shouldStop: shouldStop))
        }
        return try result(of: solved)
    }

    /// The capacity plan of the solved ``cases``, in their order.
    public func result(of solved: [SolvedCase]) throws(CapacityError) -> CapacityResult {
        let cases = cases
        precondition(solved.count == cases.count, "one solution a case")
        var result = CapacityResult(plans: [])
        let expectedIndex = cases.firstIndex { $0.scenario == .expected && $0.attritionFactor == 1 }
        guard let expectedIndex else { return result }
        let expectedHires = solved[expectedIndex].solution.outcome.hires
        for (question, answer) in zip(cases, solved) {
            let report = CapacityReport(
                problem: answer.problem, scenario: question.scenario, requirements: requirements, required: required,
                settings: settings)
            let outcome = answer.solution.outcome
            if question.attritionFactor == 1 {
                result.plans.append(report.plan(answer.solution, expectedHires: expectedHires))
                result.shortfalls += report.shortfalls(outcome)
                result.notes += answer.solution.notes.map { "\(question.scenario.rawValue) volume: \($0)" }
            } else {
                result.attrition.append(
                    .init(
                        factor: question.attritionFactor, totals: report.totals(outcome),
                        withExpectedHiring: report.totals(answer.problem.outcome(expectedHires))))
                result.notes += answer.solution.notes.map { "attrition × \(question.attritionFactor): \($0)" }
            }
        }
        if solved.contains(where: { $0.solution.method == .search }) {
            result.notes.append(
                "hiring plans are searched by single changes and not proven best where the solver HiGHS gives none")
        }
        result.serviceLevelPrices = try prices()
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
