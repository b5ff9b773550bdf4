import ContactCenter

/// Requirement against roster, slot by slot, for every skill and for all skills together.
///
/// The requirement of a skill is the sum over its queues and channels of agents to schedule (shrinkage included),
/// rounded up to whole heads: what a roster is asked for. Heads on duty are those at work segments, heads on shift
/// include breaks. A break may be shorter than a slot, so roster and shortfall are counted on a finer grid, on which
/// all segments start and end, and averaged over the slot: a head missing for half a slot is half a head missing.
struct CoverageFigures: Sendable {
    /// One skill, or all of them.
    struct Group: Sendable {
        /// Name of the skill; `nil` = all skills together.
        let skill: String?
        /// Agents to schedule per slot.
        var required: [Double]
        /// Agents needed on contacts per slot, before shrinkage.
        var onContacts: [Double]
        /// Agents on shift per slot, breaks included.
        var onShift: [Double]
        /// Agents on duty per slot.
        var onDuty: [Double]
        /// Agents short per slot.
        var under: [Double]
        /// Agents above the requirement per slot.
        var over: [Double]
    }

    /// An interval in which agents are missing.
    struct ShortSlot: Sendable {
        let time: LocalTime
        let required: Double
        let onDuty: Double
        let under: Double
    }

    /// Slots of the weeks.
    let axis: SlotAxis
    /// All skills first, then, when there are several, each skill.
    let groups: [Group]
    /// Skills without a group of their own because there are too many.
    let omittedSkills: Int
    /// Whether there is a roster.
    let hasRoster: Bool
    /// Whether the shortfall of all skills together is exact rather than a lower bound.
    let isExact: Bool

    /// `nil` without requirements.
    init?(content: ReportContent, shifts: [RosterShift]) {
        let needed = content.requirements.filter { $0.agentsScheduled.isFinite && $0.agentsScheduled > 0 }
        guard let slotSeconds = needed.map(\.intervalSeconds).min(), slotSeconds >= 60 else { return nil }
        let times = needed.map { content.zone.localTime(at: $0.start) }
        guard let first = times.min()?.date, let last = times.max()?.date else { return nil }
        let work = shifts.flatMap(\.parts).filter { $0.activity == .work }
        let axis = SlotAxis(
            days: first...min(last, first + (Limits.weekRows * 7 - 1)), slotMinutes: slotSeconds / 60,
            activeMinutes: SlotAxis.span(
                of: times.map(\.minuteOfDay)
                    + work.flatMap { part in
                        // The slots in which the part starts and ends.
                        [part.start, part.end - 1].map { minute in
                            LocalTime(minutes: minute).minuteOfDay / (slotSeconds / 60) * (slotSeconds / 60)
                        }
                    }))
        self.axis = axis

        let neededSkills = Set(needed.map { content.skillOfQueue[$0.stream.queue] ?? $0.stream.queue })
        // Sets of skills are bits of one word; skills beyond the 64th by name are counted as omitted.
        let skills = Array(neededSkills.sorted().prefix(64))
        let demand = Demand(needed, times: times, skills: skills, axis: axis, skillOfQueue: content.skillOfQueue)
        let fine = CoverageFigures.fineSlotMinutes(axis: axis, parts: shifts.flatMap(\.parts))
        let supply = Supply(
            shifts, skills: skills, axis: SlotAxis(refining: axis, slotMinutes: fine), perSlot: axis.slotMinutes / fine)
        hasRoster = !supply.onShift.isEmpty
        isExact = skills.count <= Limits.exactSkills

        func group(_ skill: String?, _ members: Range<Int>, mask: UInt64) -> Group {
            let required = demand.sum(demand.required, members)
            let onDuty = supply.heads(supply.onDuty, touching: mask)
            let fineRequired = members.map { index in supply.refined(demand.required[index]) }
            let fineTotal = supply.refined(required)
            let missing =
                members.count == 1
                ? zip(fineTotal, onDuty).map { max(0, $0 - $1) }
                : CoverageFigures.shortfall(required: fineRequired, onDuty: supply.onDuty, count: fineTotal.count)
            let surplus = fineTotal.indices.map { max(0, onDuty[$0] - fineTotal[$0] + missing[$0]) }
            return Group(
                skill: skill, required: required, onContacts: demand.sum(demand.onContacts, members),
                onShift: supply.averaged(supply.heads(supply.onShift, touching: mask)),
                onDuty: supply.averaged(onDuty), under: supply.averaged(missing), over: supply.averaged(surplus))
        }
        let total = group(nil, 0..<skills.count, mask: .max)
        let each = skills.indices.prefix(Limits.skillPanels).map { index in
            group(skills[index], index..<(index + 1), mask: UInt64(1) << UInt64(index))
        }
        groups = [total] + (skills.count > 1 ? each : [])
        omittedSkills = skills.count > 1 ? max(0, neededSkills.count - Limits.skillPanels) : 0
    }

    /// Hours of a slot.
    var slotHours: Double { Double(axis.slotMinutes) / 60 }

    /// Slots in which most agents are missing in all, worst first, earlier first among equals.
    var shortestSlots: [ShortSlot] {
        let total = groups[0]
        // In two steps with stated types: as one chain it takes the compiler two seconds.
        let short: [Int] = (0..<axis.count).filter { total.under[$0] >= 0.05 }
        let worstFirst: [Int] = short.sorted { (a: Int, b: Int) -> Bool in
            total.under[a] == total.under[b] ? a < b : total.under[a] > total.under[b]
        }
        return worstFirst.prefix(Limits.worstIntervals)
            .map { slot in
                ShortSlot(
                    time: LocalTime(
                        date: axis.date(slot / axis.slotsPerDay), minuteOfDay: axis.minute(slot % axis.slotsPerDay)),
                    required: total.required[slot], onDuty: total.onDuty[slot], under: total.under[slot])
            }
    }

    /// Mean surplus (positive) or shortfall (negative) by weekday and slot; shortfall wins where both exist.
    func gapProfile(_ group: Group) -> WeekdayProfile {
        var profile = WeekdayProfile(slots: axis.slotsPerDay)
        for slot in 0..<axis.count where group.required[slot] > 0 || group.onDuty[slot] > 0 {
            profile.add(
                group.under[slot] > 0.005 ? -group.under[slot] : group.over[slot],
                weekday: slot / axis.slotsPerDay % 7, slot: slot % axis.slotsPerDay)
        }
        return profile
    }

    /// Agent-hours of a slot series per day of the axis.
    func dailyHours(_ values: [Double]) -> [Double] {
        (0..<axis.days).map { day in
            values[(day * axis.slotsPerDay)..<((day + 1) * axis.slotsPerDay)].reduce(0, +) * slotHours
        }
    }

    /// The longest grid, not under five minutes, on which every part of a shift starts and ends.
    private static func fineSlotMinutes(axis: SlotAxis, parts: [RosterShift.Part]) -> Int {
        func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
        let grid = parts.reduce(axis.slotMinutes) { divisor(divisor($0, $1.start), $1.end) }
        return max(grid, axis.slotMinutes % 5 == 0 ? 5 : 1)
    }

    /// Agents missing per slot when a head may serve any one of its skills: the greatest, over sets of skills, of
    /// what the set requires beyond the heads who have a skill of it. Above ``Limits/exactSkills`` skills only single
    /// skills and all of them are tried, which is a lower bound.
    ///
    /// Source: P. Hall, "On Representatives of Subsets" (1935), as the deficiency form of the marriage theorem.
    static func shortfall(required: [[Double]], onDuty: [UInt64: [Double]], count: Int) -> [Double] {
        let skills = required.count
        let sets: [UInt64] =
            skills <= Limits.exactSkills
            ? (1..<(UInt64(1) << UInt64(skills))).map { $0 }
            : (0..<skills).map { UInt64(1) << UInt64($0) } + [.max]
        let rows = onDuty.sorted { $0.key < $1.key }
        var worst = [Double](repeating: 0, count: count)
        for set in sets {
            let members = (0..<skills).filter { set & (UInt64(1) << UInt64($0)) != 0 }
            let heads = rows.filter { $0.key & set != 0 }
            for slot in 0..<count {
                var missing = 0.0
                for skill in members { missing += required[skill][slot] }
                guard missing > worst[slot] else { continue }
                for row in heads { missing -= row.value[slot] }
                if missing > worst[slot] { worst[slot] = missing }
            }
        }
        return worst
    }
}
