/// A first lawful row of an employee against a roster in the making.
enum FirstRow {
    /// Days above which the whole horizon is not swept at once: its grid would need gigabytes for a year.
    static let longest = 98
    /// Days of a piece.
    private static let piece = 28

    /// The cheapest row over the whole horizon, or, for a long one, piece by piece with its share of the contract;
    /// `nil` when none is lawful.
    static func build(
        _ employee: Int, state: ShiftRosterState, program: inout RowProgram, prices: inout [Int32]
    ) -> [UInt8]? {
        let problem = state.problem
        state.prices(employee: employee, days: 0..<problem.days, scale: 1, into: &prices)
        if problem.days <= longest {
            return program.solve(employee: employee, window: program.wholeHorizon(employee), prices: prices)?.cells
        }
        // Pieces leave the contract's limits to the last one; how far the others may stray is tried from little to much.
        for slack in [1, 2, 4] {
            if let row = inPieces(employee, problem, &program, prices, slackShifts: slack) { return row }
        }
        return nil
    }

    private static func inPieces(
        _ employee: Int, _ problem: CompiledShiftRostering, _ program: inout RowProgram, _ prices: [Int32],
        slackShifts: Int
    ) -> [UInt8]? {
        let contract = problem.source.employees[employee]
        let longestShift = problem.minutes.max() ?? 0
        var row = [UInt8](repeating: 0, count: problem.days)
        var first = 0
        while first < problem.days {
            let end = problem.days - first < 2 * piece ? problem.days : first + piece
            var window = program.window(employee, row[...], first: first, end: end)
            if end < problem.days {
                let worked = row.reduce(0) { $0 + problem.minutes[Int($1)] }
                let slack = slackShifts * longestShift
                let low = contract.minimumMinutes * end / problem.days - slack - worked
                let high = contract.maximumMinutes * end / problem.days + slack - worked
                let most = min(high, window.minutes.upperBound)
                guard max(0, low) <= most else { return nil }
                window.minutes = max(0, low)...most
                let left = contract.maximumWeekends - window.weekends
                window.weekends = min(
                    window.weekends, (contract.maximumWeekends * end + problem.days - 1) / problem.days - left)
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
