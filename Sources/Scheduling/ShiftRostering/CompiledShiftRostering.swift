import ContactCenter

/// A Curtois–Qu instance in flat arrays: what a cell costs its employee, and what a number of heads costs a slot.
struct CompiledShiftRostering: Sendable {
    let source: ShiftRosteringInstance
    let days: Int
    /// Shift types; a cell holds 0 for off or 1…types.
    let types: Int
    let employees: Int
    /// Cost of the wishes when `employee` has `cell` on `day`: index ((employee · days) + day) · (types + 1) + cell.
    let wishCost: [Int32]
    /// The same index; false where the employee may not have the cell whatever else happens.
    let isAllowed: [Bool]
    /// Minutes of a cell; 0 for off.
    let minutes: [Int]
    /// `(types + 1)²`: whether the second cell may follow the first on the next day.
    let mayFollow: [Bool]
    /// Cover by slot = day · types + type: heads wanted and the prices below and above.
    let required: [Int]
    let weightUnder: [Int]
    let weightOver: [Int]
    /// Prices are multiples of 1 / scale; a power of two up to 1024, small enough that no sum of prices overflows. 0
    /// when the weights are too large for any.
    let scale: Int
    /// More than any one cell can cost or save.
    let dearest: Int

    init(_ instance: ShiftRosteringInstance) {
        source = instance
        days = instance.days
        types = instance.shiftTypes.count
        employees = instance.employees.count
        let width = types + 1
        minutes = [0] + instance.shiftTypes.map(\.minutes)
        var wish = [Int32](repeating: 0, count: employees * days * width)
        for request in instance.requests {
            let base = (request.employee * days + request.day) * width
            for cell in 0..<width where (cell == request.shift + 1) != request.isWanted {
                wish[base + cell] = min(1 << 30, wish[base + cell] + Int32(clamping: min(1 << 29, request.weight)))
            }
        }
        wishCost = wish
        var allowed = [Bool](repeating: true, count: employees * days * width)
        for (index, employee) in instance.employees.enumerated() {
            for day in 0..<days {
                for type in 0..<types
                where employee.daysOff.contains(day) || employee.maximumShifts[type] == 0
                    || (employee.maximumWeekends == 0 && day % 7 >= 5)
                {
                    allowed[(index * days + day) * width + type + 1] = false
                }
            }
        }
        isAllowed = allowed
        var follow = [Bool](repeating: true, count: width * width)
        for (before, type) in instance.shiftTypes.enumerated() {
            for after in type.forbiddenNext { follow[(before + 1) * width + after + 1] = false }
        }
        mayFollow = follow
        var required = [Int](repeating: 0, count: days * types)
        var under = required
        var over = required
        for cover in instance.cover {
            let slot = cover.day * types + cover.shift
            required[slot] = cover.required
            under[slot] = cover.weightUnder
            over[slot] = cover.weightOver
        }
        self.required = required
        weightUnder = under
        weightOver = over
        dearest = Int(wish.max() ?? 0) + max(under.max() ?? 0, over.max() ?? 0) + 1
        // A quarter of "never" leaves room for both signs.
        let room = Int(RowProgram.never) / 4 / (dearest * max(1, days))
        scale = [1024, 512, 256, 128, 64, 32, 16, 8, 4, 2, 1].first { $0 <= room } ?? 0
    }

    /// Cost of `heads` in `slot`.
    func coverCost(_ slot: Int, _ heads: Int) -> Int {
        let missing = required[slot] - heads
        return missing > 0 ? missing * weightUnder[slot] : -missing * weightOver[slot]
    }

    /// Cost of the wishes about `row`, which begins on day `first`.
    func wishCost(of row: some RandomAccessCollection<UInt8>, employee: Int, first: Int = 0) -> Int {
        let base = (employee * days + first) * (types + 1)
        var cost = 0
        for (day, cell) in row.enumerated() { cost += Int(wishCost[base + day * (types + 1) + Int(cell)]) }
        return cost
    }

    /// Heads in each slot.
    func heads(of cells: [UInt8]) -> [Int] {
        var heads = [Int](repeating: 0, count: days * types)
        for employee in 0..<employees {
            for day in 0..<days {
                let cell = Int(cells[employee * days + day])
                if cell > 0 { heads[day * types + cell - 1] += 1 }
            }
        }
        return heads
    }

    /// The whole objective of `cells`.
    func cost(of cells: [UInt8]) -> Int {
        var cost = 0
        for (slot, count) in heads(of: cells).enumerated() { cost += coverCost(slot, count) }
        for employee in 0..<employees {
            cost += wishCost(of: cells[employee * days..<(employee + 1) * days], employee: employee)
        }
        return cost
    }
}
