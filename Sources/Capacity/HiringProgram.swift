/// The hiring problem as a mixed-integer programme.
///
/// Columns: n(c) heads and y(c) classes that start in week c, whole; a(w) FTE at work; overtime o, outsourcing x, time
/// off v and shortage u of each week, in FTE. Rows, with g(c, w) the FTE at work in week w of a head from week c and
/// A(w) those of the present staff:
///
///     smallest · y(c) ≤ n(c) ≤ largest · y(c)
///     Σ y(c) over the classes in training in week w ≤ rooms(w)
///     a(w) = A(w) + Σ g(c, w) n(c)
///     a(w) + o(w) + x(w) − v(w) + u(w) ≥ required(w)
///     o(w) ≤ share · a(w),  v(w) ≤ share · a(w)
///     money ≤ budget
///
/// Least: money + price of the shortage. Where a budget binds, time off may be given in a week that is short.
struct HiringProgram {
    let program: IntegerProgram
    private let heads: [Int?]

    init(_ problem: HiringProblem) {
        var program = IntegerProgram()
        let weeks = problem.weeks
        let flexible = problem.flexible
        let hiring = problem.hiring
        program.offset = problem.fixedMoney.reduce(0, +)
        var money: [(column: Int, value: Double)] = []
        func priced(_ column: Int, _ price: Double) -> Int {
            if price != 0 { money.append((column, price)) }
            return column
        }

        var heads = [Int?](repeating: nil, count: weeks)
        var classes = heads
        // A class that is not ready within the plan only costs.
        for week in problem.startWeeks where week + hiring.trainingWeeks < weeks {
            let most = min(hiring.classesAtOnce, max(0, problem.rooms[week]))
            guard most > 0, hiring.maximumClass > 0 else { continue }
            let price = problem.moneyOfHead[week]
            let n = priced(
                program.addColumn(cost: price, 0...Double(most * hiring.maximumClass), isWhole: true), price)
            let y = priced(
                program.addColumn(cost: problem.costs.perClass, 0...Double(most), isWhole: true),
                problem.costs.perClass)
            program.addRow(-Double.infinity...0, [(n, 1), (y, -Double(hiring.maximumClass))])
            program.addRow(0...Double.infinity, [(n, 1), (y, -Double(hiring.minimumClass))])
            heads[week] = n
            classes[week] = y
        }
        for week in 0..<weeks {
            let running = max(0, week - max(1, hiring.trainingWeeks) + 1)...week
            let terms = running.compactMap { classes[$0] }.map { (column: $0, value: 1.0) }
            // One column is bounded already.
            if terms.count > 1 {
                program.addRow(-Double.infinity...Double(max(0, problem.rooms[week])), terms)
            }
        }
        for week in 0..<weeks {
            let available = program.addColumn(0...Double.infinity)
            var terms = [(column: available, value: 1.0)]
            for start in 0...week {
                guard let column = heads[start] else { continue }
                terms.append((column, -problem.availability(ofHeadFrom: start, in: week)))
            }
            program.addRow(problem.available[week]...problem.available[week], terms)

            let overtime = priced(
                program.addColumn(cost: flexible.overtimePrice, 0...Double.infinity), flexible.overtimePrice)
            let outsourced = priced(
                program.addColumn(
                    cost: flexible.outsourcingPrice, flexible.outsourcingMinimum...flexible.outsourcingMaximum),
                flexible.outsourcingPrice)
            let timeOff = priced(
                program.addColumn(cost: -flexible.timeOffSaving, 0...Double.infinity), -flexible.timeOffSaving)
            let shortage = program.addColumn(cost: flexible.shortagePrice, 0...Double.infinity)
            program.addRow(
                problem.required[week]...Double.infinity,
                [(available, 1), (overtime, 1), (outsourced, 1), (timeOff, -1), (shortage, 1)])
            program.addRow(-Double.infinity...0, [(overtime, 1), (available, -flexible.overtimeShare)])
            program.addRow(-Double.infinity...0, [(timeOff, 1), (available, -flexible.timeOffShare)])
        }
        if let budget = problem.budget { program.addRow(-Double.infinity...(budget - program.offset), money) }
        self.program = program
        self.heads = heads
    }

    /// Heads by week of a solution's columns.
    func hires(_ columns: [Double]) -> [Int] {
        heads.map { column in column.map { Int(columns[$0].rounded()) } ?? 0 }
    }
}
