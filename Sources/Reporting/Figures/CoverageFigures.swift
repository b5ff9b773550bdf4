import ContactCenter

/// Requirement against roster, slot by slot, for every skill and for all skills together.
///
/// The requirement of a skill is the sum over its queues and channels of agents to schedule (real numbers, shrinkage
/// included). Heads on duty are those at work segments, averaged over the slot; heads on shift include breaks.
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
        let zone = content.zone
        let needed = content.requirements.filter { $0.agentsScheduled.isFinite && $0.agentsScheduled > 0 }
        guard let slotSeconds = needed.map(\.intervalSeconds).min(), slotSeconds >= 60 else { return nil }
        let times = needed.map { zone.localTime(at: $0.start) }
        guard let first = times.min()?.date, let last = times.max()?.date else { return nil }
        let axis = SlotAxis(
            days: first...min(last, first + (Limits.weekRows * 7 - 1)), slotMinutes: slotSeconds / 60,
            activeMinutes: SlotAxis.span(of: times.map(\.minuteOfDay)))
        self.axis = axis

        let neededSkills = Set(needed.map { content.skillOfQueue[$0.stream.queue] ?? $0.stream.queue })
        // 64 skills fit the mask; more than that share the last bit's fate of being shown in the total only.
        let skills = Array(neededSkills.sorted().prefix(64))
        let bit = Dictionary(uniqueKeysWithValues: skills.enumerated().map { ($1, UInt64(1) << UInt64($0)) })
        let zeros = [Double](repeating: 0, count: axis.count)
        var required = [[Double]](repeating: zeros, count: skills.count)
        var onContacts = required
        for (interval, time) in zip(needed, times) {
            guard let slot = axis.index(of: time),
                let skill = skills.firstIndex(of: content.skillOfQueue[interval.stream.queue] ?? interval.stream.queue)
            else { continue }
            required[skill][slot] += interval.agentsScheduled
            if interval.agentsRequired.isFinite { onContacts[skill][slot] += interval.agentsRequired }
        }

        var onDuty: [UInt64: [Double]] = [:]
        var onShift: [UInt64: [Double]] = [:]
        for shift in shifts {
            let mask = shift.skills.reduce(UInt64(0)) { $0 | (bit[$1] ?? 0) }
            guard mask != 0 else { continue }
            for part in shift.parts where part.activity != .leave {
                CoverageFigures.add(part, to: &onShift[mask, default: zeros], axis)
                if part.activity == .work { CoverageFigures.add(part, to: &onDuty[mask, default: zeros], axis) }
            }
        }
        hasRoster = !onShift.isEmpty
        isExact = skills.count <= Limits.exactSkills

        func heads(_ grid: [UInt64: [Double]], touching mask: UInt64) -> [Double] {
            var sum = zeros
            for (key, values) in grid.sorted(by: { $0.key < $1.key }) where key & mask != 0 {
                for slot in 0..<sum.count { sum[slot] += values[slot] }
            }
            return sum
        }
        var each: [Group] = []
        for (index, skill) in skills.enumerated() {
            let duty = heads(onDuty, touching: UInt64(1) << UInt64(index))
            each.append(
                Group(
                    skill: skill, required: required[index], onContacts: onContacts[index],
                    onShift: heads(onShift, touching: UInt64(1) << UInt64(index)), onDuty: duty,
                    under: zip(required[index], duty).map { max(0, $0 - $1) },
                    over: zip(required[index], duty).map { max(0, $1 - $0) }))
        }
        let totalRequired = (0..<axis.count).map { slot in required.reduce(0) { $0 + $1[slot] } }
        let totalDuty = heads(onDuty, touching: .max)
        let under = CoverageFigures.shortfall(required: required, onDuty: onDuty, count: axis.count)
        let total = Group(
            skill: nil, required: totalRequired,
            onContacts: (0..<axis.count).map { slot in onContacts.reduce(0) { $0 + $1[slot] } },
            onShift: heads(onShift, touching: .max), onDuty: totalDuty, under: under,
            over: (0..<axis.count).map { max(0, totalDuty[$0] - totalRequired[$0] + under[$0]) })
        groups = [total] + (skills.count > 1 ? Array(each.prefix(Limits.skillPanels)) : [])
        omittedSkills = skills.count > 1 ? max(0, neededSkills.count - Limits.skillPanels) : 0
    }

    /// Hours of a slot.
    var slotHours: Double { Double(axis.slotMinutes) / 60 }

    /// Slots in which most agents are missing in all, worst first, earlier first among equals.
    var shortestSlots: [ShortSlot] {
        let total = groups[0]
        return (0..<axis.count).filter { total.under[$0] >= 0.05 }
            .sorted { total.under[$0] == total.under[$1] ? $0 < $1 : total.under[$0] > total.under[$1] }
            .prefix(Limits.worstIntervals)
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

    private static func add(_ part: RosterShift.Part, to grid: inout [Double], _ axis: SlotAxis) {
        var minute = part.start
        while minute < part.end {
            let offset = LocalTime(minutes: minute).minuteOfDay % axis.slotMinutes
            let next = min(part.end, minute - offset + axis.slotMinutes)
            if let slot = axis.index(of: LocalTime(minutes: minute)) {
                grid[slot] += Double(next - minute) / Double(axis.slotMinutes)
            }
            minute = next
        }
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
