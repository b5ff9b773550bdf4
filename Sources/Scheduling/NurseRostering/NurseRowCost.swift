import ContactCenter

/// What a nurse's row costs, in one pass over flat tables: the search's own count, which the validator judges.
struct NurseRowCost: Sendable {
    /// A row that breaks a hard rule of its own.
    static let never = Int32(1) << 28

    private struct Contract: Sendable {
        var least: Int32
        var most: Int32
        var work: (Int32, Int32)
        var off: (Int32, Int32)
        var weekends: Int32
        var complete: Bool
    }

    /// A row up to some day: what the days behind need to know, and what the days so far have cost and count.
    struct Progress: Sendable {
        /// Shift + 1 of the last day; 0 for off.
        var before = 0
        /// Run of the last shift; 0 when off.
        var sameShift: Int32 = 0
        /// Run of days worked, or off.
        var run: Int32 = 0
        var total: Int32 = 0
        var weekends: Int32 = 0
        var cost: Int32 = 0

        /// Whether the same days behind cost and count the same from here as from `other`.
        func goesOn(like other: Progress) -> Bool {
            before == other.before && run == other.run && sameShift == other.sameShift
        }
    }

    let days: Int
    let shifts: Int
    let skills: Int
    private let contracts: [Contract]
    private let contractOf: [Int]
    private let history: [NurseRosteringInstance.History]
    private let shiftRange: [(Int32, Int32)]
    private let forbidden: [Bool]
    /// Wish cost by (nurse · days + day) · (shifts + 1) + shift + 1.
    private let wishes: [Int32]
    /// Whether the nurse may have the cell.
    private let holds: [Bool]
    private let cells: Int
    /// Shift + 1 of each cell, 0 for off.
    private let shiftOf: [UInt8]

    /// Totals are compared with the contract's when the scenario ends here; before that, with the share of the limits
    /// that the weeks so far make up, so that no nurse is used up early.
    init(_ instance: NurseRosteringInstance) {
        days = instance.days
        shifts = instance.shiftTypes.count
        skills = instance.skills.count
        let done = instance.weeksBefore + instance.weeks.count
        let all = max(1, instance.scenarioWeeks)
        contracts = instance.contracts.map { contract in
            let isLast = done >= all
            let most = contract.assignments.upperBound
            let least = contract.assignments.lowerBound
            return Contract(
                least: Int32(isLast ? least : least * done / all),
                most: Int32(isLast ? most : (most * done + all - 1) / all),
                work: (Int32(contract.consecutiveWork.lowerBound), Int32(contract.consecutiveWork.upperBound)),
                off: (Int32(contract.consecutiveOff.lowerBound), Int32(contract.consecutiveOff.upperBound)),
                weekends: Int32(
                    isLast ? contract.maximumWeekends : (contract.maximumWeekends * done + all - 1) / all),
                complete: contract.wantsCompleteWeekends)
        }
        contractOf = instance.nurses.map(\.contract)
        history = instance.nurses.map(\.history)
        shiftRange =
            [(0, .max)]
            + instance.shiftTypes.map { (Int32($0.consecutive.lowerBound), Int32($0.consecutive.upperBound)) }
        let width = shifts + 1
        var forbidden = [Bool](repeating: false, count: width * width)
        for (before, type) in instance.shiftTypes.enumerated() {
            for after in type.forbiddenNext { forbidden[(before + 1) * width + after + 1] = true }
        }
        self.forbidden = forbidden
        var wishes = [Int32](repeating: 0, count: instance.nurses.count * days * width)
        for (week, data) in instance.weeks.enumerated() {
            for request in data.requests {
                let base = (request.nurse * days + week * 7 + request.day) * width
                for shift in 0..<shifts where request.shift == nil || request.shift == shift {
                    wishes[base + shift + 1] += 10
                }
            }
        }
        self.wishes = wishes
        cells = 1 + shifts * skills
        shiftOf = (0..<cells).map { cell in UInt8(instance.shift(of: UInt8(cell)).map { $0 + 1 } ?? 0) }
        let count = cells
        holds = instance.nurses.flatMap { nurse in
            (0..<count).map { cell in instance.skill(of: UInt8(cell)).map { nurse.skills.contains($0) } ?? true }
        }
    }

    /// Whether `nurse` has the skill of `cell`.
    func mayHold(_ nurse: Int, _ cell: UInt8) -> Bool { holds[nurse * cells + Int(cell)] }

    /// What stands before the first day.
    func start(_ nurse: Int) -> Progress {
        let past = history[nurse]
        let before = past.lastShift.map { $0 + 1 } ?? 0
        return Progress(
            before: before, sameShift: Int32(past.consecutiveShift),
            run: Int32(before > 0 ? past.consecutiveWork : past.consecutiveOff), total: Int32(past.assignments),
            weekends: Int32(past.weekends))
    }

    /// Goes one day on; false for a forbidden succession.
    @inline(__always)
    private func advance(
        _ now: inout Progress, _ contract: Contract, shift: Int, weekday: Int, wishes base: Int
    ) -> Bool {
        let before = now.before
        if shift > 0 {
            if before > 0 {
                if forbidden[before * (shifts + 1) + shift] { return false }
                now.run += 1
            } else {
                if now.run > 0, now.run < contract.off.0 { now.cost += 30 * (contract.off.0 - now.run) }
                now.run = 1
            }
            if now.run > contract.work.1 { now.cost += 30 }
            if shift == before {
                now.sameShift += 1
            } else {
                if before > 0, now.sameShift < shiftRange[before].0 {
                    now.cost += 15 * (shiftRange[before].0 - now.sameShift)
                }
                now.sameShift = 1
            }
            if now.sameShift > shiftRange[shift].1 { now.cost += 15 }
            now.total += 1
            now.cost += wishes[base + shift]
            if weekday == 5 {
                now.weekends += 1
            } else if weekday == 6, before == 0 {
                now.weekends += 1
                if contract.complete { now.cost += 30 }
            }
        } else {
            if before == 0 {
                now.run += 1
            } else {
                if now.run < contract.work.0 { now.cost += 30 * (contract.work.0 - now.run) }
                if now.sameShift < shiftRange[before].0 { now.cost += 15 * (shiftRange[before].0 - now.sameShift) }
                if weekday == 6, contract.complete { now.cost += 30 }
                now.run = 1
                now.sameShift = 0
            }
            if now.run > contract.off.1 { now.cost += 30 }
        }
        now.before = shift
        return true
    }

    private func whole(_ end: Progress, _ contract: Contract) -> Int32 {
        end.cost + 20 * (max(0, end.total - contract.most) + max(0, contract.least - end.total)) + 30
            * max(0, end.weekends - contract.weekends)
    }

    /// The soft cost of `row`, or ``never`` for a forbidden succession.
    func cost(nurse: Int, row: ArraySlice<UInt8>) -> Int32 {
        let contract = contracts[contractOf[nurse]]
        var now = start(nurse)
        for day in 0..<days {
            let base = (nurse * days + day) * (shifts + 1)
            let shift = Int(shiftOf[Int(row[row.startIndex + day])])
            guard advance(&now, contract, shift: shift, weekday: day % 7, wishes: base) else {
                return NurseRowCost.never
            }
        }
        return whole(now, contract)
    }

    /// The cost of the row of `nurse` in `cells` when only the days `changed` differ from the row that `known` follows,
    /// `days` + 1 entries from `nurse · (days + 1)` on: days are counted anew until the row goes on as it did.
    func cost(nurse: Int, cells: [UInt8], changed: Range<Int>, known: [Progress]) -> Int32 {
        let contract = contracts[contractOf[nurse]]
        let first = nurse * (days + 1)
        var now = known[first + changed.lowerBound]
        var weekday = changed.lowerBound % 7
        var base = (nurse * days + changed.lowerBound) * (shifts + 1)
        for day in changed.lowerBound..<days {
            let shift = Int(shiftOf[Int(cells[nurse * days + day])])
            guard advance(&now, contract, shift: shift, weekday: weekday, wishes: base) else {
                return NurseRowCost.never
            }
            let then = known[first + day + 1]
            if day + 1 >= changed.upperBound, now.goesOn(like: then) {
                let end = known[first + days]
                now.total += end.total - then.total
                now.weekends += end.weekends - then.weekends
                now.cost += end.cost - then.cost
                break
            }
            weekday = weekday == 6 ? 0 : weekday + 1
            base += shifts + 1
        }
        return whole(now, contract)
    }

    /// Writes into `known` how the row of `nurse` in `cells`, which must break no succession, comes about from day `first`
    /// on.
    func follow(nurse: Int, cells: [UInt8], from first: Int, into known: inout [Progress]) {
        let contract = contracts[contractOf[nurse]]
        let place = nurse * (days + 1)
        if first == 0 { known[place] = start(nurse) }
        var now = known[place + first]
        for day in first..<days {
            let shift = Int(shiftOf[Int(cells[nurse * days + day])])
            _ = advance(
                &now, contract, shift: shift, weekday: day % 7,
                wishes: (nurse * days + day) * (shifts + 1))
            known[place + day + 1] = now
        }
    }
}
