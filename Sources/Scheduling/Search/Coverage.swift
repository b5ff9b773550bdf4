#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// Heads on duty in every slot, what they cost, and what one head more or less of each skill group would cost.
///
/// The marginal prices are kept up to date when a head comes or goes, so that a proposed move is priced by summing
/// table entries; most proposals are refused, and only an accepted one pays for the update.
struct Coverage: Sendable {
    /// Slots of the horizon.
    let slotCount: Int
    /// Cost of surplus and shortage in whole units.
    private(set) var cost: Int
    /// Price of one head more of a group in a slot: `[group * slotCount + slot]`.
    private(set) var added: [Int32]
    /// Price of one head fewer of a group in a slot (meaningful where the group has one on duty).
    private(set) var removed: [Int32]

    /// Whether a hard rule asks for a minimum cover.
    let hasHardFloors: Bool

    private let cover: SkillCover
    private let floors: [HeadFloor]
    /// Heads needed by a rule of minimum cover minus those on duty: `[floor * slotCount + slot]`.
    private var floorMargin: [Int32]
    private let prices: ScaledPrices
    private let groupCount: Int
    private let subsetCount: Int
    private let freeHeads: [Int32]
    private let curves: ShortageCurves?
    /// With ``curves``, what the heads short cost in each slot.
    private var curveCost: [Int]
    /// Heads required in a subset minus heads on duty with a skill in it: `[slot * subsets + subset]`.
    private var margin: [Int32]
    private var tight: [UInt64]
    private var componentMargin: [Int32]
    /// Heads short in each slot.
    private var shortHeads: [Int32]
    /// What the tables show besides the true prices.
    private var guide = PriceGuide.trueCost
    /// Extra price of a component's largest margin m, by |m|; entries beyond are 0.
    private var smoothing: [Int32] = [0]
    /// Price of a head short as the search sees it, up to the free share and beyond.
    private var seenUnder: Int32
    private var seenExcess: Int32
    /// Extra price of a head on duty: `[group * slotCount + slot]`; empty when there is none.
    private var lean: [Int32] = []

    /// Nobody on duty.
    init(_ instance: CompiledInstance) {
        slotCount = instance.slotCount
        cover = instance.cover
        prices = instance.prices
        groupCount = instance.cover.groupSkills.count
        subsetCount = instance.cover.subsets.count
        margin = instance.demand
        curves = instance.shortage
        curveCost = instance.shortage == nil ? [] : [Int](repeating: 0, count: instance.slotCount)
        let prices = instance.prices
        floors = instance.floors
        hasHardFloors = floors.contains(where: \.isHard)
        floorMargin = floors.flatMap(\.need)
        freeHeads = instance.totalDemand.map { Int32(prices.freeHeads(required: Int($0))) }
        added = [Int32](repeating: 0, count: groupCount * slotCount)
        removed = added
        tight = [UInt64](repeating: 0, count: instance.cover.wordCount)
        componentMargin = [Int32](repeating: 0, count: max(1, instance.cover.subsetsOfComponent.count))
        shortHeads = [Int32](repeating: 0, count: slotCount)
        cost = floors.reduce(0) { sum, floor in
            sum + Int(floor.price) * floor.need.reduce(0) { $0 + Int($1) }
        }
        seenUnder = prices.under
        seenExcess = prices.underExcess
        for slot in 0..<slotCount {
            // Without anybody on duty every required head is short and no head is too many.
            let short = Int(instance.totalDemand[slot])
            let free = min(short, Int(freeHeads[slot]))
            if curves == nil { cost += free * Int(prices.under) + (short - free) * Int(prices.underExcess) }
            refresh(slot)
            if curves != nil { cost += curveCost[slot] }
        }
    }

    /// Price of one head more (`heads` = 1) or fewer (−1) of `group` in the slots `low ..< high`.
    @inline(__always)
    func price(group: Int, low: Int, high: Int, heads: Int32) -> Int {
        let base = group * slotCount
        var sum: Int32 = 0
        if heads > 0 {
            for index in base + low..<base + high { sum &+= added[index] }
        } else {
            for index in base + low..<base + high { sum &+= removed[index] }
        }
        return Int(sum)
    }

    /// One head more (1) or fewer (−1) of `group` in the slots `low ..< high`.
    mutating func change(group: Int, low: Int, high: Int, heads: Int32) {
        for slot in low..<high {
            let base = slot * subsetCount
            for subset in cover.touchedSubsets[group] { margin[base + Int(subset)] -= heads }
            if !floors.isEmpty { changeFloors(group: group, slot: slot, heads: heads) }
            let before = shortHeads[slot]
            let curveBefore = curves == nil ? 0 : curveCost[slot]
            refresh(slot)
            let after = shortHeads[slot]
            cost += Int(heads) * Int(prices.over)
            guard curves == nil else {
                cost += Int(after - before) * Int(prices.over) + curveCost[slot] - curveBefore
                continue
            }
            if before != after { cost += shortPrice(after, slot) - shortPrice(before, slot) }
        }
    }

    /// Takes over the heads and prices of `days` from `other`, whose cost on them has changed by `costChange`.
    mutating func takeOver(from other: Coverage, days: [Int32], slotsPerDay: Int, costChange: Int) {
        for day in days {
            let slots = Int(day) * slotsPerDay..<(Int(day) + 1) * slotsPerDay
            for group in 0..<groupCount {
                let places = group * slotCount + slots.lowerBound..<group * slotCount + slots.upperBound
                added.replaceSubrange(places, with: other.added[places])
                removed.replaceSubrange(places, with: other.removed[places])
            }
            let margins = slots.lowerBound * subsetCount..<slots.upperBound * subsetCount
            margin.replaceSubrange(margins, with: other.margin[margins])
            shortHeads.replaceSubrange(slots, with: other.shortHeads[slots])
            if curves != nil { curveCost.replaceSubrange(slots, with: other.curveCost[slots]) }
            for base in stride(from: 0, to: floorMargin.count, by: slotCount) {
                let places = base + slots.lowerBound..<base + slots.upperBound
                floorMargin.replaceSubrange(places, with: other.floorMargin[places])
            }
        }
        cost += costChange
    }

    /// Cost of `short` heads short in `slot`, with the surplus that stands against them.
    private func shortPrice(_ short: Int32, _ slot: Int) -> Int {
        let free = min(short, freeHeads[slot])
        return Int(short) * Int(prices.over) + Int(free) * Int(prices.under)
            + Int(short - free) * Int(prices.underExcess)
    }

    private mutating func changeFloors(group: Int, slot: Int, heads: Int32) {
        for (index, floor) in floors.enumerated() where floor.counts[group] {
            let place = index * slotCount + slot
            let before = max(0, floorMargin[place])
            floorMargin[place] -= heads
            if floor.need[slot] > 0 { cost += Int(floor.price) * Int(max(0, floorMargin[place]) - before) }
        }
    }

    /// Heads and slots that hard rules of minimum cover lose (below 0: win) when one head more (1) or fewer (−1) of
    /// `group` is on duty in the slots `low ..< high`.
    func hardFloorLoss(group: Int, low: Int, high: Int, heads: Int32) -> Int {
        var loss = 0
        for (index, floor) in floors.enumerated() where floor.isHard && floor.counts[group] {
            for slot in low..<high where floor.need[slot] > 0 {
                let missing = floorMargin[index * slotCount + slot]
                if heads < 0, missing >= 0 { loss += 1 }
                if heads > 0, missing > 0 { loss -= 1 }
            }
        }
        return loss
    }

    /// Heads that the rule of minimum cover `floor` misses in `slot`; below 0 when there are more than needed.
    func missing(floor: Int, slot: Int) -> Int32 { floorMargin[floor * slotCount + slot] }

    /// Shows prices as `guide` says, heads on duty leaning towards `slotPrices` (by group and slot, whole units); the
    /// cost stays the true one.
    mutating func show(_ guide: PriceGuide, slotPrices: [Double] = []) {
        self.guide = guide
        seenUnder = Int32(min(Double(prices.under), guide.shortage))
        seenExcess = Int32(min(Double(prices.underExcess), guide.shortage))
        // Within the range of the prices themselves, so that sums over a shift still fit 32 bits.
        lean =
            guide.tilt > 0 && slotPrices.count == added.count
            ? slotPrices.map { Int32(min(max((guide.tilt * $0).rounded(), -1_048_576), 1_048_576)) } : []
        let height = Double(seenUnder + prices.over)
        smoothing.removeAll(keepingCapacity: true)
        if guide.width > 0 {
            var size = 0
            while true {
                let value = Int32((height * guide.width * log1p(exp(-Double(size) / guide.width))).rounded())
                smoothing.append(value)
                if value == 0 { break }
                size += 1
            }
        } else {
            smoothing.append(0)
        }
        for slot in 0..<slotCount { refresh(slot) }
    }

    /// Heads short over all slots.
    var headsShort: Int { shortHeads.reduce(0) { $0 + Int($1) } }

    /// Moves `slotPrices` by `weight` of the way towards what a head on duty costs as the tables show it now, brought
    /// back to the size of the true prices.
    func average(into slotPrices: inout [Double], weight: Double) {
        // The middle between one head more and one fewer: the slope where the price has a kink.
        let factor = 0.5 / (1 + (lean.isEmpty ? 0 : guide.tilt))
        for index in added.indices {
            slotPrices[index] += weight * (factor * Double(added[index] - removed[index]) - slotPrices[index])
        }
    }

    @inline(__always)
    private func smoothPrice(_ margin: Int32) -> Int32 { smoothing[min(Int(abs(margin)), smoothing.count &- 1)] }

    /// Works the marginal prices of a slot out of its margins.
    private mutating func refresh(_ slot: Int) {
        let words = cover.wordCount
        let base = slot * subsetCount
        var short: Int32 = 0
        for word in 0..<words { tight[word] = 0 }
        for component in cover.subsetsOfComponent.indices {
            let range = cover.subsetsOfComponent[component]
            var most = Int32.min
            for subset in range { most = max(most, margin[base + subset]) }
            for subset in range where margin[base + subset] == most {
                tight[subset >> 6] |= 1 << UInt64(subset & 63)
            }
            componentMargin[component] = most
            short += max(0, most)
        }
        shortHeads[slot] = short
        if let curves {
            curveCost[slot] = cover.subsetsOfComponent.indices.reduce(0) {
                $0 + curves.total($1, slot: slot, heads: componentMargin[$1])
            }
        }
        // Prices of the last head short and of the next one.
        let last = short <= freeHeads[slot] ? seenUnder : seenExcess
        let next = short < freeHeads[slot] ? seenUnder : seenExcess
        for group in 0..<groupCount {
            let component = Int(cover.componentOfGroup[group])
            var serves: UInt64 = 0
            var misses: UInt64 = 0
            if component >= 0 {
                for word in 0..<words {
                    let touch = cover.touch[group * words + word]
                    serves |= tight[word] & touch
                    misses |= tight[word] & ~touch & cover.componentBits[component * words + word]
                }
            }
            // One head more lowers the shortage when every tight subset has a skill of the group;
            // one fewer raises it when some tight subset has one. Otherwise the surplus changes.
            let most = component >= 0 ? componentMargin[component] : 0
            var last = last
            var next = next
            if let curves, component >= 0 {
                last = curves.price(component, slot: slot, head: max(1, most))
                next = curves.price(component, slot: slot, head: max(0, most) + 1)
            }
            var more = component >= 0 && misses == 0 && most > 0 ? -last : prices.over
            var fewer = serves != 0 && most >= 0 ? next : -prices.over
            if smoothing.count > 1 {
                if component >= 0, misses == 0 { more += smoothPrice(most - 1) - smoothPrice(most) }
                if serves != 0 { fewer += smoothPrice(most + 1) - smoothPrice(most) }
            }
            if !lean.isEmpty {
                more += lean[group * slotCount + slot]
                fewer -= lean[group * slotCount + slot]
            }
            for (index, floor) in floors.enumerated() where floor.counts[group] && floor.need[slot] > 0 {
                let missing = floorMargin[index * slotCount + slot]
                if missing > 0 { more -= floor.price }
                if missing >= 0 { fewer += floor.price }
            }
            added[group * slotCount + slot] = more
            removed[group * slotCount + slot] = fewer
        }
    }
}
