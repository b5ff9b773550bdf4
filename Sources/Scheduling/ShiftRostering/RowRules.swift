/// Whether a row keeps every hard rule, in one pass: the search's own look at a row that was put together.
enum RowRules {
    /// True when `row` (all days of the horizon) is lawful for `employee`.
    static func isLawful(_ row: ArraySlice<UInt8>, employee: Int, problem: CompiledShiftRostering) -> Bool {
        let contract = problem.source.employees[employee]
        let width = problem.types + 1
        var counts = [Int](repeating: 0, count: width)
        var minutes = 0
        var weekends = 0
        var run = 0
        var before: UInt8 = 0
        for day in 0..<problem.days {
            let cell = row[row.startIndex + day]
            guard problem.isAllowed[(employee * problem.days + day) * width + Int(cell)] else { return false }
            if day > 0, (cell > 0) != (before > 0) {
                // A run that reaches back to the first day may be short.
                let least = before > 0 ? contract.minimumConsecutiveShifts : contract.minimumConsecutiveDaysOff
                if run < least, run < day { return false }
                run = 0
            }
            run += 1
            if cell > 0 {
                if run > contract.maximumConsecutiveShifts { return false }
                if before > 0, !problem.mayFollow[Int(before) * width + Int(cell)] { return false }
                counts[Int(cell)] += 1
                minutes += problem.minutes[Int(cell)]
                if day % 7 == 5 || (day % 7 == 6 && before == 0) { weekends += 1 }
            }
            before = cell
        }
        return minutes >= contract.minimumMinutes && minutes <= contract.maximumMinutes
            && weekends <= contract.maximumWeekends
            && (0..<problem.types).allSatisfy { counts[$0 + 1] <= contract.maximumShifts[$0] }
    }
}
