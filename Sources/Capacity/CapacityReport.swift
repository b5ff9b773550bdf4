import ContactCenter

/// Turns a hiring plan into the rows and totals that are reported.
struct CapacityReport {
    let problem: HiringProblem
    let scenario: CapacityScenario
    let requirements: [WeeklyRequirement]
    let required: [CapacityScenario: [Double]]
    let settings: CapacitySettings

    /// FTE below which a week does not count as short: rounding, not people.
    static let leastShortage = 1e-6

    func plan(_ solution: HiringSolution, expectedHires: [Int]) -> CapacityResult.Plan {
        CapacityResult.Plan(
            scenario: scenario, weeks: weeks(solution.outcome), classes: classes(solution.outcome.hires),
            totals: totals(solution.outcome), method: solution.method, lowerBound: solution.lowerBound,
            withExpectedHiring: totals(problem.outcome(expectedHires)))
    }

    /// Everybody: those already there, the classes already decided and the new ones.
    private func projection(_ hires: [Int]) -> Workforce.Projection {
        var sum = problem.staff
        for (start, heads) in hires.enumerated() where heads > 0 {
            for week in start..<problem.weeks {
                let age = week - start
                sum.heads[week] += Double(heads) * problem.newcomer.heads[age]
                sum.leavers[week] += Double(heads) * problem.newcomer.leavers[age]
                sum.inTraining[week] += Double(heads) * problem.newcomer.inTraining[age]
            }
        }
        return sum
    }

    private var scheduledHires: [Double] {
        var heads = [Double](repeating: 0, count: problem.weeks)
        for scheduled in settings.scheduledClasses {
            let start = (scheduled.start - requirements[0].week) / 7
            if start < heads.count { heads[start] += Double(scheduled.heads) }
        }
        return heads
    }

    func weeks(_ outcome: HiringProblem.Outcome) -> [CapacityWeek] {
        let people = projection(outcome.hires)
        let scheduled = scheduledHires
        let hours = settings.hoursPerFTE
        return requirements.indices.map { index in
            let use = outcome.uses[index]
            var week = CapacityWeek(week: requirements[index].week, scenario: scenario)
            week.requiredFTE = problem.required[index]
            week.requiredFTELow = required[.low]?[index] ?? problem.required[index]
            week.requiredFTEHigh = required[.high]?[index] ?? problem.required[index]
            week.heads = people.heads[index]
            week.availableFTE = outcome.available[index]
            let staffed = outcome.available[index] + use.overtime + use.outsourced - use.timeOff
            week.gapFTE = staffed - problem.required[index]
            week.overtimeHours = use.overtime * hours
            week.voluntaryTimeOffHours = use.timeOff * hours
            week.outsourcedHours = outsourcedHours(use)
            week.hiresStarted = Double(outcome.hires[index]) + scheduled[index]
            week.leavers = people.leavers[index]
            week.inTraining = people.inTraining[index]
            week.cost = outcome.money[index]
            if problem.required[index] > 0 {
                week.serviceLevelExpected = requirements[index].response?.serviceLevel(
                    at: staffed / problem.required[index])
            }
            return week
        }
    }

    /// Hours on contacts of the outsourced FTE.
    private func outsourcedHours(_ use: FlexibleHours.Use) -> Double {
        let flexible = problem.flexible
        guard use.outsourced > 0 else { return 0 }
        return use.outsourced / flexible.outsourcingMaximum * settings.outsourcing.maximumHours
    }

    func classes(_ hires: [Int]) -> [HiringClass] {
        let training = problem.hiring.trainingWeeks
        let wages = problem.newcomer.heads.prefix(training).reduce(0, +) * problem.weeklyWage
        func entry(start: CivilDate, classes: Int, size: Int, isScheduled: Bool) -> HiringClass {
            HiringClass(
                scenario: scenario, start: start, classes: classes, size: size, ready: start + 7 * training,
                cost: Double(size) * (problem.costs.hire + problem.costs.training + wages)
                    + Double(classes) * problem.costs.perClass, isScheduled: isScheduled)
        }
        let new = hires.enumerated().filter { $0.element > 0 }.map { week, heads in
            entry(
                start: requirements[week].week, classes: problem.classes(of: heads) ?? 0, size: heads,
                isScheduled: false)
        }
        let decided = settings.scheduledClasses
            .filter { $0.start < requirements[0].week + 7 * problem.weeks }
            .map { entry(start: $0.start, classes: 1, size: $0.heads, isScheduled: true) }
        return (decided + new).sorted { ($0.start, $0.isScheduled ? 0 : 1) < ($1.start, $1.isScheduled ? 0 : 1) }
    }

    func totals(_ outcome: HiringProblem.Outcome) -> CapacityResult.Totals {
        let people = projection(outcome.hires)
        let shortage = outcome.shortage
        var totals = CapacityResult.Totals()
        totals.cost = outcome.totalMoney
        totals.shortFTEWeeks = shortage.reduce(0, +)
        totals.shortageCost = outcome.shortageCost
        totals.weeksShort = shortage.count { $0 > Self.leastShortage }
        totals.hires = Double(outcome.hires.reduce(0, +)) + scheduledHires.reduce(0, +)
        totals.leavers = people.leavers.reduce(0, +)
        totals.headsAtEnd = (people.heads.last ?? 0) - (people.leavers.last ?? 0)
        return totals
    }

    /// What could not be met, in words.
    func shortfalls(_ outcome: HiringProblem.Outcome) -> [String] {
        var texts: [String] = []
        let short = weeks(outcome).enumerated().filter { outcome.shortage[$0.offset] > Self.leastShortage }
            .map(\.element)
        if let worst = short.min(by: { $0.gapFTE < $1.gapFTE }) {
            let level = worst.serviceLevelExpected.map { ", service level \(Self.percent($0))" } ?? ""
            let count = short.count == 1 ? "1 week is" : "\(short.count) weeks are"
            texts.append(
                "\(scenario.rawValue) volume: \(count) short, the week of \(worst.week) most:"
                    + " \(Self.tenths(-worst.gapFTE)) of \(Self.tenths(worst.requiredFTE)) FTE missing\(level)")
        }
        if !outcome.isWithinBudget, let budget = settings.budget {
            texts.append(
                "\(scenario.rawValue) volume: the budget of \(Self.tenths(budget)) does not even pay those already"
                    + " there; the plan costs \(Self.tenths(outcome.totalMoney))")
        }
        return texts
    }

    private static func percent(_ share: Double) -> String { "\(tenths(100 * share)) %" }

    /// One decimal, written without a formatter's locale.
    private static func tenths(_ value: Double) -> String {
        let rounded = (value * 10).rounded() / 10
        return rounded.magnitude < 1e15 ? "\(rounded)" : "\(value)"
    }
}
