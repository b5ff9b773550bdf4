extension NeighbourhoodModel {
    /// Shortage and surplus of every slot that free agent-days can touch, priced as the cost prices them.
    mutating func addCover(heads: HeadCounts) {
        let groupOfAgent = instance.cover.groupOfAgent
        var terms = [[Int: [Term]]](repeating: [:], count: instance.cover.groupSkills.count)
        var fixed = heads
        for day in days {
            let place = day.agent * instance.days + day.day
            day.addHeads(countsBreaks: false, to: &terms[Int(groupOfAgent[day.agent])], instance)
            fixed.add(cells[place], place: place, -1, instance)
        }
        let slots = Set(terms.flatMap(\.keys)).sorted()
        for slot in slots { addSlot(slot, terms: terms.map { $0[slot] ?? [] }, fixed: fixed) }
    }

    private mutating func addSlot(_ slot: Int, terms: [[Term]], fixed: HeadCounts) {
        let cover = instance.cover
        let prices = instance.prices
        let groups = terms.indices.filter { !terms[$0].isEmpty }
        // One variable for the free heads of a group.
        var free: [Int: Literal] = [:]
        for group in groups {
            let agents = Set(terms[group].map(\.variable)).count
            let heads = hinted.integer(0...agents, now: hinted.value(terms[group]))
            hinted.equal(terms[group] + [(heads, -1)], 0)
            hinted.minimise(heads, Int(prices.over))
            free[group] = heads
        }
        var short: [Term] = []
        var fixedShort = 0
        var mostShort = 0
        for component in cover.subsetsOfComponent.indices {
            var rows: [(terms: [Term], missing: Int)] = []
            var sure = 0
            for subset in cover.subsetsOfComponent[component] {
                var missing = Int(instance.demand[slot * cover.subsets.count + subset])
                var able: [Term] = []
                for group in cover.groupSkills.indices where Int(cover.componentOfGroup[group]) == component {
                    guard cover.touch[group * cover.wordCount + subset / 64] & (1 << UInt64(subset % 64)) != 0 else {
                        continue
                    }
                    missing -= fixed.heads(group: group, slot: slot)
                    if let heads = free[group] { able.append((heads, -1)) }
                }
                if able.isEmpty { sure = max(sure, missing) } else if missing > 0 { rows.append((able, missing)) }
            }
            rows.removeAll { $0.missing <= 0 }
            guard let most = rows.map(\.missing).max() else {
                fixedShort += sure
                continue
            }
            let now = rows.map { hinted.value($0.terms) + $0.missing }.max() ?? 0
            let heads = hinted.integer(sure...max(most, sure), now: max(sure, now))
            for row in rows { hinted.atMost(row.terms + [(heads, -1)], -row.missing) }
            hinted.minimise(heads, Int(prices.under) + Int(prices.over))
            short.append((heads, 1))
            mostShort += max(most, sure)
        }
        let allowed = prices.freeHeads(required: Int(instance.totalDemand[slot])) - fixedShort
        guard !short.isEmpty, mostShort > allowed else { return }
        // What the fixed shortage alone exceeds is paid whatever happens.
        hinted.excess(
            over: short, least: -max(0, allowed), most: mostShort, price: Int(prices.underExcess - prices.under))
    }
}
