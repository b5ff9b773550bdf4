import NumericalMethods

extension RowGeneration {
    /// Rounds the mix to one row for each employee: cells that nearly all rows of an employee share are fixed, rows are
    /// generated anew around them, and so on until every employee has one row.
    ///
    /// Fixing cells instead of whole rows leaves the rest of a row open to what is decided for others, which is what
    /// makes the dives of Strandmark, Qu & Curtois (2020) good. A fix is made only while a known row agrees with all
    /// fixes of its employee, so a lawful row is always left.
    ///
    /// `threshold` is the share from which a cell is fixed, `cap` how many cells that not all rows share are fixed before
    /// rows are generated anew, in at most `wait` rounds. `nil` when no mix costs less than `cutoff`; when stopped, each
    /// employee's heaviest row.
    mutating func dive(
        threshold: Double, wait: Int, cap: Int, cutoff: Int, random: inout RandomStream
    ) -> [[UInt8]]? {
        isThorough = false
        var last = Double.infinity
        var waited = 0
        while true {
            // Out of time: the heaviest row of each employee will do.
            if shouldStop() { break }
            if isFixing, mix.dualValue >= Double(cutoff) { return nil }
            _ = round(smoothing: 0, iterations: 200, tolerance: max(0.25, 5e-4 * abs(last.isFinite ? last : 0)))
            let change = last - mix.value
            last = mix.value
            waited += 1
            if mix.rows.allSatisfy({ own in own.contains { $0.weight > 0.999 } }) { break }
            let margin = max(1, 2e-4 * abs(mix.value))
            if change > margin, waited < wait { continue }
            if change < -margin, waited < 3 { continue }
            waited = 0
            fixSome(threshold: threshold, cap: cap, random: &random)
        }
        return mix.rows.map { own in
            (own.max { $0.weight < $1.weight })?.cells ?? []
        }
    }

    /// Fixes the shifts that rows with a share of at least `threshold` agree on; less than that when there are none.
    private mutating func fixSome(threshold: Double, cap: Int, random: inout RandomStream) {
        isFixing = true
        var level = threshold
        while level > 0.51 {
            var count = 0
            // Least fractional employees first would bias; a random start spreads the fixes.
            let start = Int(random.uniform() * Double(employees.count))
            for offset in employees.indices where count < cap {
                count += fix((start + offset) % employees.count, level: level)
            }
            if count > 0 { return }
            level *= 0.9
        }
        // Nothing is shared by most rows: one employee's row is decided.
        var best: (position: Int, index: Int, weight: Double)?
        for position in employees.indices {
            for (index, row) in mix.rows[position].enumerated() where row.weight < 0.999 {
                let weight = row.weight + 0.02 * random.uniform()
                if weight > best?.weight ?? 0 { best = (position, index, weight) }
            }
        }
        guard let best else { return }
        let cells = mix.rows[best.position][best.index].cells
        fixed[best.position] = cells
        mix.keep(position: best.position) { $0.cells == cells }
    }

    /// Fixes shifts of one employee with at least `level` of the weight; returns how many were new.
    private mutating func fix(_ position: Int, level: Double) -> Int {
        var count = 0
        var share = [Double](repeating: 0, count: problem.types + 1)
        for day in 0..<days.count where fixed[position][day] == RowGeneration.open {
            for cell in share.indices { share[cell] = 0 }
            for row in mix.rows[position] { share[Int(row.cells[day])] += row.weight }
            for cell in 1..<share.count where share[cell] >= level {
                fixed[position][day] = UInt8(cell)
                // What all rows share anyway does not count.
                if share[cell] < 0.99 { count += 1 }
                // Weights are made whole again, so that the next share is one among the rows that are left.
                mix.keep(position: position) { $0.cells[day] == UInt8(cell) }
            }
        }
        return count
    }
}
