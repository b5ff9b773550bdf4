/// A first lawful row of an employee against a roster in the making.
enum FirstRow {
    /// Days above which the whole horizon is not swept at once at first: its grid may need gigabytes for a year.
    static let longest = 98
    /// How a long horizon is cut.
    private struct Division {
        /// Days of a piece.
        let days: Int
        /// Shifts by which a piece may stray from its share of the minutes.
        let shifts: Int
        /// Weekends by which it may go beyond its share.
        let weekends: Int
        /// Shifts by which work runs ahead of its share: who has worked more can always work less later.
        let ahead: Int
    }

    /// From quick to thorough.
    private static let divisions = [28, 42, 91, 182].flatMap { days in
        [
            Division(days: days, shifts: 1, weekends: 0, ahead: 0),
            Division(days: days, shifts: 2, weekends: 0, ahead: 2),
            Division(days: days, shifts: 4, weekends: 1, ahead: 0),
        ]
    }

    /// The cheapest row over the whole horizon, or, for a long one, a row near it; `nil` only when none is lawful (or
    /// when the complete search of ``RowExistence``, the last resort, gives up).
    static func build(
        _ employee: Int, state: ShiftRosterState, program: inout RowProgram, prices: inout [Int32]
    ) -> [UInt8]? {
        let problem = state.problem
        state.prices(employee: employee, days: 0..<problem.days, scale: problem.scale, into: &prices)
        if problem.days <= longest {
            let row = program.solve(employee: employee, window: program.wholeHorizon(employee), prices: prices)?.cells
            return row ?? anyRow(employee, problem)
        }
        if let row = mended(employee, problem, program, prices) { return row }
        for division in divisions where division.days < problem.days {
            if let row = inPieces(employee, problem, &program, prices, division) { return row }
        }
        return anyRow(employee, problem)
    }

    /// Any lawful row, by the complete search.
    private static func anyRow(_ employee: Int, _ problem: CompiledShiftRostering) -> [UInt8]? {
        var existence = RowExistence(problem, employee: employee)
        guard case .row(let row) = existence.search() else { return nil }
        return row
    }

    /// A row of the whole horizon, near an even share of the minutes at first, whose limits are paid for and mended;
    /// `nil` when mending fails.
    private static func mended(
        _ employee: Int, _ problem: CompiledShiftRostering, _ program: RowProgram, _ prices: [Int32]
    ) -> [UInt8]? {
        var pricing = LawfulRow(problem)
        var limits = LawfulRow.LimitPrices(problem)
        var window = program.wholeHorizon(employee)
        for straying in [2880, 5760, 11520, Int?.none] {
            window.strayingMinutes = straying
            for _ in 0..<4 {
                var scratch = prices
                let outcome = pricing.find(
                    employee: employee, window: window, limits: &limits, isThorough: false, prices: &scratch)
                if let row = outcome.row { return row.cells }
            }
        }
        return nil
    }

    private static func inPieces(
        _ employee: Int, _ problem: CompiledShiftRostering, _ program: inout RowProgram, _ prices: [Int32],
        _ division: Division
    ) -> [UInt8]? {
        let contract = problem.source.employees[employee]
        let longestShift = problem.minutes.max() ?? 0
        var row = [UInt8](repeating: 0, count: problem.days)
        var first = 0
        while first < problem.days {
            let end = problem.days - first < 2 * division.days ? problem.days : first + division.days
            var window = program.window(employee, row[...], first: first, end: end)
            if end < problem.days {
                let worked = row.reduce(0) { $0 + problem.minutes[Int($1)] }
                let slack = division.shifts * longestShift
                let ahead = division.ahead * longestShift - worked
                let low = contract.minimumMinutes * end / problem.days - slack + ahead
                let high = contract.maximumMinutes * end / problem.days + slack + ahead
                let most = min(high, window.minutes.upperBound)
                guard max(0, low) <= most else { return nil }
                window.minutes = max(0, low)...most
                let left = contract.maximumWeekends - window.weekends
                window.weekends = min(
                    window.weekends,
                    (contract.maximumWeekends * end + problem.days - 1) / problem.days + division.weekends - left)
                for type in window.shifts.indices {
                    let used = contract.maximumShifts[type] - window.shifts[type]
                    let share = (contract.maximumShifts[type] * end + problem.days - 1) / problem.days
                    window.shifts[type] = min(window.shifts[type], max(0, share - used))
                }
            }
            guard let part = program.solve(employee: employee, window: window, prices: prices) else { return nil }
            row.replaceSubrange(first..<end, with: part.cells)
            first = end
        }
        return row
    }
}
