import ContactCenter

/// How many people to hire when: one capacity question with everything it takes to price an answer.
///
/// Decisions are the heads n(c) whose first day is in week c, whole numbers; what overtime, outsourcing and time off do
/// then follows (``FlexibleHours``). A plan's objective is its money — wages of everybody, hiring, training, overtime,
/// outsourcing, less time off — and the price of the shortage that is left. Nobody is dismissed: heads fall by attrition.
/// What newcomers are worth after the last week is not seen, so the last weeks hire too little.
public struct HiringProblem: Sendable {
    /// Weeks of the plan.
    public let weeks: Int
    /// FTE at work that each week needs.
    public let required: [Double]
    let staff: Workforce.Projection
    /// FTE at work of those already there and of the classes already decided.
    let available: [Double]
    /// Share of a productive head that is an FTE at work, by week.
    let presence: [Double]
    let newcomer: Workforce.Projection
    let flexible: FlexibleHours
    let weeklyWage: Double
    let hiring: CapacitySettings.Hiring
    let costs: CapacitySettings.Costs
    /// Classes that may still be in training at once, by week.
    let rooms: [Int]
    /// Money that no decision changes, by week.
    let fixedMoney: [Double]
    /// Money of one head from the first day on, by the week of that day.
    let moneyOfHead: [Double]
    /// Most that the plan may cost, `nil` = no limit.
    private(set) var budget: Double?

    /// The question of `settings` for `required` FTE a week.
    ///
    /// - Parameters:
    ///   - firstWeek: Monday of the first week.
    ///   - attritionFactor: Factor on the rate at which people leave after their training.
    /// - Throws: ``CapacityError/invalidValue(what:value:place:hint:)`` for a setting outside its range.
    public init(
        _ settings: CapacitySettings, firstWeek: CivilDate, required: [Double], shrinkage: Shrinkage,
        attritionFactor: Double = 1
    ) throws(CapacityError) {
        weeks = required.count
        self.required = required
        try Domain.require(weeks, in: 1...CapacityPlanner.maximumWeeks, "the number of weeks")
        for value in required { try Domain.requireNonNegative(value, "a required number of FTE") }
        try Domain.requirePositive(settings.hoursPerFTE, "the hours of an FTE")
        try Domain.requirePositive(settings.hoursPerHead, "the hours of a head")
        try Domain.requireShareBelowOne(shrinkage.total, "the shrinkage")
        try Domain.requireNonNegative(attritionFactor, "the factor on the attrition")
        let costs = settings.costs
        for (price, what) in [
            (costs.wagePerHour, "the wage"), (costs.hire, "the price of a hire"),
            (costs.training, "the price of a training"), (costs.perClass, "the price of a class"),
        ] { try Domain.requireNonNegative(price, what) }
        if let budget = settings.budget { try Domain.requireNonNegative(budget, "the budget") }
        let hiring = settings.hiring
        try Domain.require(hiring.leadWeeks, in: 0...104, "the lead time in weeks")
        try Domain.require(hiring.maximumClass, in: 0...10_000, "the largest class")
        try Domain.require(
            hiring.minimumClass, in: 1...max(1, hiring.maximumClass), "the smallest class")
        try Domain.require(hiring.classesAtOnce, in: 0...1000, "the classes at once")
        let curve = try TenureCurve(
            hiring, attrition: TenureAttrition(settings.attrition).scaled(by: attritionFactor))
        let leave = try LeaveCalendar(settings.leave)

        let workforce = try Workforce(settings, firstWeek: firstWeek, weeks: weeks)
        staff = workforce.projection(weeks: weeks, curve: curve)
        newcomer = Workforce([.init(heads: 1)]).projection(weeks: weeks, curve: curve)
        let ratio = settings.hoursPerHead / settings.hoursPerFTE
        presence = (0..<weeks).map { (1 - leave.share(inWeekOf: firstWeek + 7 * $0)) * ratio }
        available = zip(staff.productive, presence).map { $0 * $1 }
        flexible = try FlexibleHours(settings, shrinkage: shrinkage)
        weeklyWage = costs.wagePerHour * settings.hoursPerHead
        self.hiring = hiring
        self.costs = costs
        budget = settings.budget

        var rooms = [Int](repeating: hiring.classesAtOnce, count: weeks)
        var fixedMoney = staff.heads.map { [weeklyWage] in $0 * weeklyWage }
        for scheduled in settings.scheduledClasses {
            let start = (scheduled.start - firstWeek) / 7
            guard start < weeks else { continue }
            for week in start..<min(weeks, start + max(1, hiring.trainingWeeks)) { rooms[week] -= 1 }
            fixedMoney[start] += Double(scheduled.heads) * (costs.hire + costs.training) + costs.perClass
        }
        self.rooms = rooms
        self.fixedMoney = fixedMoney
        var wages = 0.0
        var wagesOverWeeks: [Double] = []
        for heads in newcomer.heads {
            wages += heads * weeklyWage
            wagesOverWeeks.append(wages)
        }
        moneyOfHead = (0..<required.count).map { [weeks] in
            costs.hire + costs.training + wagesOverWeeks[weeks - 1 - $0]
        }
    }

    /// FTE at work in `week` of one head whose first day is in week `start`.
    func availability(ofHeadFrom start: Int, in week: Int) -> Double {
        week < start ? 0 : newcomer.productive[week - start] * presence[week]
    }

    /// Classes that so many heads in one week take; `nil` when they cannot be split into lawful classes.
    func classes(of heads: Int) -> Int? {
        guard heads > 0 else { return 0 }
        guard hiring.maximumClass > 0 else { return nil }
        let classes = (heads + hiring.maximumClass - 1) / hiring.maximumClass
        return classes * hiring.minimumClass <= heads ? classes : nil
    }

    /// Weeks in which a class may start: after the lead time.
    var startWeeks: Range<Int> { min(hiring.leadWeeks, weeks)..<weeks }

    /// The same question without a budget.
    func withoutBudget() -> HiringProblem {
        var problem = self
        problem.budget = nil
        return problem
    }

    /// Whether `hires` (heads by week) start in lawful weeks and classes, no more of them at once than may.
    public func isLawful(_ hires: [Int]) -> Bool {
        guard hires.count == weeks else { return false }
        var running = [Int](repeating: 0, count: weeks)
        for (week, heads) in hires.enumerated() where heads != 0 {
            guard heads > 0, startWeeks.contains(week), let classes = classes(of: heads) else { return false }
            for later in week..<min(weeks, week + max(1, hiring.trainingWeeks)) { running[later] += classes }
        }
        return zip(running, rooms).allSatisfy { $0 == 0 || $0 <= $1 }
    }
}

extension Workforce {
    /// Those already there and the classes already decided.
    ///
    /// - Throws: ``CapacityError/invalidValue(what:value:place:hint:)`` for heads below 0 and classes that do not start
    ///   on a Monday of the plan or later.
    init(_ settings: CapacitySettings, firstWeek: CivilDate, weeks: Int) throws(CapacityError) {
        var cohorts: [Cohort] = []
        for group in settings.staff {
            try Domain.requireNonNegative(group.heads, "the heads of a tenure")
            try Domain.require(group.tenureWeeks, in: 0...5200, "the tenure in weeks")
            cohorts.append(Cohort(heads: group.heads, tenureWeeks: group.tenureWeeks))
        }
        for scheduled in settings.scheduledClasses {
            try Domain.require(scheduled.heads, in: 0...100_000, "the heads of a scheduled class")
            guard scheduled.start.weekday == 0, scheduled.start >= firstWeek else {
                throw .invalidValue(
                    what: "the start of a scheduled class", value: "\(scheduled.start)", place: nil,
                    hint: "give a Monday from \(firstWeek) on; earlier classes belong to the staff, with their tenure")
            }
            cohorts.append(Cohort(heads: Double(scheduled.heads), firstWeek: (scheduled.start - firstWeek) / 7))
        }
        self.init(cohorts)
    }
}
