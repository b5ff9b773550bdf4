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

    /// The soft cost of `row`, or ``never`` for a forbidden succession.
    func cost(nurse: Int, row: ArraySlice<UInt8>) -> Int32 {
        let contract = contracts[contractOf[nurse]]
        let past = history[nurse]
        let width = shifts + 1
        var before = past.lastShift.map { $0 + 1 } ?? 0
        var sameShift = Int32(past.consecutiveShift)
        var run = Int32(before > 0 ? past.consecutiveWork : past.consecutiveOff)
        var total = Int32(past.assignments)
        var weekends = Int32(past.weekends)
        var cost: Int32 = 0
        var base = nurse * days * width
        var index = row.startIndex
        var weekday = 0
        for _ in 0..<days {
            let shift = Int(shiftOf[Int(row[index])])
            if shift > 0 {
                if before > 0 {
                    if forbidden[before * width + shift] { return NurseRowCost.never }
                    run += 1
                } else {
                    if run > 0, run < contract.off.0 { cost += 30 * (contract.off.0 - run) }
                    run = 1
                }
                if run > contract.work.1 { cost += 30 }
                if shift == before {
                    sameShift += 1
                } else {
                    if before > 0, sameShift < shiftRange[before].0 {
                        cost += 15 * (shiftRange[before].0 - sameShift)
                    }
                    sameShift = 1
                }
                if sameShift > shiftRange[shift].1 { cost += 15 }
                total += 1
                cost += wishes[base + shift]
                if weekday == 5 {
                    weekends += 1
                } else if weekday == 6, before == 0 {
                    weekends += 1
                    if contract.complete { cost += 30 }
                }
            } else {
                if before == 0 {
                    run += 1
                } else {
                    if run < contract.work.0 { cost += 30 * (contract.work.0 - run) }
                    if sameShift < shiftRange[before].0 { cost += 15 * (shiftRange[before].0 - sameShift) }
                    if weekday == 6, contract.complete { cost += 30 }
                    run = 1
                    sameShift = 0
                }
                if run > contract.off.1 { cost += 30 }
            }
            before = shift
            base += width
            index += 1
            weekday = weekday == 6 ? 0 : weekday + 1
        }
        cost += 20 * (max(0, total - contract.most) + max(0, contract.least - total))
        return cost + 30 * max(0, weekends - contract.weekends)
    }
}
