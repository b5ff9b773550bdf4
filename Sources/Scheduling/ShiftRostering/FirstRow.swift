/// A first lawful row of an employee against a roster in the making.
enum FirstRow {
    /// Days above which the whole horizon is not swept at once at first: its grid may need gigabytes for a year.
    static let longest = 98
    /// Days of a piece, shifts by which it may stray from its share of the minutes, and weekends from that of the
    /// weekends: from quick to thorough.
    private static let attempts: [(days: Int, shifts: Int, weekends: Int)] = [
        (28, 1, 0), (28, 4, 1), (42, 4, 1), (91, 4, 1), (182, 4, 1),
    ]

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
        for attempt in attempts where attempt.days < problem.days {
            if let row = inPieces(employee, problem, &program, prices, attempt) { return row }
        }
        return program.solve(employee: employee, window: program.wholeHorizon(employee), prices: prices)?.cells
    }

    private static func inPieces(
        _ employee: Int, _ problem: CompiledShiftRostering, _ program: inout RowProgram, _ prices: [Int32],
        _ attempt: (days: Int, shifts: Int, weekends: Int)
    ) -> [UInt8]? {
        let contract = problem.source.employees[employee]
        let longestShift = problem.minutes.max() ?? 0
        var row = [UInt8](repeating: 0, count: problem.days)
        var first = 0
        while first < problem.days {
            let end = problem.days - first < 2 * attempt.days ? problem.days : first + attempt.days
            var window = program.window(employee, row[...], first: first, end: end)
            if end < problem.days {
                let worked = row.reduce(0) { $0 + problem.minutes[Int($1)] }
                let slack = attempt.shifts * longestShift
                let low = contract.minimumMinutes * end / problem.days - slack - worked
                let high = contract.maximumMinutes * end / problem.days + slack - worked
                let most = min(high, window.minutes.upperBound)
                guard max(0, low) <= most else { return nil }
                window.minutes = max(0, low)...most
                let left = contract.maximumWeekends - window.weekends
                window.weekends = min(
                    window.weekends,
                    (contract.maximumWeekends * end + problem.days - 1) / problem.days + attempt.weekends - left)
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
