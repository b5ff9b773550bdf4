import ContactCenter

/// A rostering instance as contiguous arrays of small integers, ready for millions of moves.
///
/// Times are minutes or slots counted from midnight of the first day; agents, contracts, kinds and skills are
/// indices; prices are whole numbers (``ScaledPrices``).
struct CompiledInstance: Sendable {
    /// The instance it was made from.
    let source: RosteringInstance
    /// Days of the horizon.
    let days: Int
    /// Whole weeks; the days after them know no weekly band.
    let weeks: Int
    /// Slots of a day.
    let slotsPerDay: Int
    /// Slots of the horizon.
    let slotCount: Int
    /// Least rest between two shifts in minutes.
    let minimumRestMinutes: Int
    /// Most working days in a row.
    let maximumConsecutiveDays: Int
    /// Days between two shifts' starts up to which rest must be looked at.
    let restReachDays: Int
    /// Most weekends an agent may work in the horizon.
    let maximumWeekends: Int
    /// Weekends worked free of charge.
    let freeWeekends: Int
    /// Prices.
    let prices: ScaledPrices
    /// Prices of heads short interval by interval; `nil` = by agent-hours.
    let shortage: ShortageCurves?
    /// Price of a worked weekend beyond the free ones; 0 for horizons under four weeks.
    let weekendPrice: Int
    /// Shift options and break windows.
    let shifts: ShiftOptions
    /// Skill groups and subsets.
    let cover: SkillCover
    /// Rules of minimum cover.
    let floors: [HeadFloor]
    /// Rules of several agents and soft rules of breaks.
    let team: TeamRules
    /// Whether a hard rule looks at several agents.
    let hasHardTeamRules: Bool
    /// What the agents did before the horizon.
    let prior: PriorDays
    /// Working days in a row of each agent up to the day before the horizon.
    let runBefore: [Int]
    /// Contracts, availability and wishes of the agents.
    let staff: StaffTable
    /// Heads required in each subset of skills without anybody on duty: `demand[slot * subsets + subset]`.
    let demand: [Int32]
    /// Heads required in all skills together.
    let totalDemand: [Int32]

    /// Compiles `given`, or says everything that is wrong with it.
    init(_ given: RosteringInstance) throws(SchedulingError) {
        let problems = InstanceValidation.problems(in: given)
        guard problems.isEmpty else { throw .invalidInstance(problems) }
        source = given
        let instance = RuleTightening.tightened(given)
        days = instance.days
        weeks = instance.days / 7
        slotsPerDay = 1440 / instance.gridMinutes
        slotCount = instance.days * slotsPerDay
        minimumRestMinutes = instance.rules.minimumRestMinutes
        let prices = ScaledPrices(
            instance.costs, gridMinutes: instance.gridMinutes,
            extraPerSlot: HeadFloor.slotPrices(of: instance) + ShortageCurves.dearest(in: instance))
        shifts = ShiftOptions(instance)
        let cover = try SkillCover(instance)
        self.cover = cover
        shortage = ShortageCurves(instance, cover: cover, unitsPerCost: prices.unitsPerCost)
        self.prices = shortage.map { prices.withShortage($0.meanFirst) } ?? prices
        floors = HeadFloor.floors(
            of: instance, groupOfAgent: cover.groupOfAgent, groupCount: cover.groupSkills.count,
            unitsPerCost: prices.unitsPerCost)
        team = TeamRules(instance, unitsPerCost: prices.unitsPerCost)
        hasHardTeamRules = instance.ruleBook.contains(where: RosterDesk.isHardTeamRule)
        let prior = PriorDays(given)
        self.prior = prior
        runBefore = instance.agents.map { prior.run(of: $0.id) }
        maximumConsecutiveDays = min(
            instance.rules.maximumConsecutiveDays, instance.days + (runBefore.max() ?? 0))
        staff = StaffTable(instance, shifts: shifts, avoidUnit: prices.avoidUnit, prior: prior)

        let latestEnd = shifts.options.map { Int($0.endMinute) }.max() ?? 0
        let earliestStart = shifts.options.map { Int($0.startMinute) }.min() ?? 0
        restReachDays = max(0, (latestEnd + minimumRestMinutes - earliestStart + 1439) / 1440)
        let fourWeeks = instance.days / 28
        maximumWeekends =
            fourWeeks == 0
            ? weeks : max(0, weeks - max(0, instance.rules.minimumFreeWeekendsPerFourWeeks) * fourWeeks)
        freeWeekends = 2 * fourWeeks
        weekendPrice = fourWeeks == 0 ? 0 : prices.weekend

        let slotsPerInterval = instance.intervalMinutes / instance.gridMinutes
        let subsetCount = cover.subsets.count
        var demand = [Int32](repeating: 0, count: slotCount * subsetCount)
        var totalDemand = [Int32](repeating: 0, count: slotCount)
        for (skill, heads) in instance.requirements.enumerated() {
            let holding = cover.subsets.indices.filter { cover.subsets[$0][skill] }
            for slot in 0..<slotCount {
                let required = Int32(heads[slot / slotsPerInterval])
                guard required > 0 else { continue }
                totalDemand[slot] += required
                for subset in holding { demand[slot * subsetCount + subset] += required }
            }
        }
        self.demand = demand
        self.totalDemand = totalDemand
    }

    /// Minutes from midnight of the first day to the start of `option` on `day`.
    func start(_ option: ShiftOption, day: Int) -> Int { day * 1440 + Int(option.startMinute) }
    /// Minutes from midnight of the first day to the end of `option` on `day`.
    func end(_ option: ShiftOption, day: Int) -> Int { day * 1440 + Int(option.endMinute) }
}
