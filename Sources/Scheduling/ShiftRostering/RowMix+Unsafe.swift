/// The linear program over known rows, solved approximately by a first-order method: a convex mix of rows for each
/// employee, and what the mix leaves below or above the cover paid for.
///
/// It is the saddle point min over mixes λ, max over prices π of Σ wishes·λ + Σ π·(rest − heads(λ)), −over ≤ π ≤ under,
/// found by the primal–dual method of Chambolle & Pock (Journal of Mathematical Imaging and Vision 40, 2011) with the
/// adaptive steps, averages, restarts and primal weights of Applegate et al. (PDLP, NeurIPS 2021). Both sides are cheap
/// to value exactly, so that the gap is known at every look. A first-order method for this program is the idea of
/// Strandmark, Qu & Curtois, Computers & Operations Research 120, 2020.
///
/// Unsafe: the two sparse products are the whole cost; bounds checks made them about twice as slow.
struct RowMix: Sendable {
    /// A known row.
    struct Row: Sendable {
        let cells: [UInt8]
        let wishes: Int
        /// Slots worked, counted from the first day of the window.
        let slots: [Int32]
        var weight: Double
        /// Rounds in a row without weight.
        var idle = 0
    }

    private let types: Int
    private let rest: [Double]
    private let under: [Double]
    private let over: [Double]
    /// Known rows of each employee, by position.
    private(set) var rows: [[Row]]
    /// Prices of the slots.
    private(set) var prices: [Double]
    /// Cost of the mix.
    private(set) var value = Double.infinity
    /// No mix of the known rows costs less.
    private(set) var dualValue = -Double.infinity
    private var step = 0.02
    private var primalWeight = 10.0

    /// A program for `employees` employees; `rest`, `under` and `over` by slot.
    init(employees: Int, types: Int, rest: [Int], under: [Int], over: [Int]) {
        self.types = types
        self.rest = rest.map(Double.init)
        self.under = under.map(Double.init)
        self.over = over.map(Double.init)
        rows = Array(repeating: [], count: employees)
        prices = [Double](repeating: 0, count: rest.count)
    }

    /// Adds a row unless it is known; returns whether it was new.
    @discardableResult
    mutating func add(_ cells: [UInt8], wishes: Int, position: Int) -> Bool {
        if rows[position].contains(where: { $0.cells == cells }) { return false }
        var slots: [Int32] = []
        for (day, cell) in cells.enumerated() where cell > 0 { slots.append(Int32(day * types + Int(cell) - 1)) }
        rows[position].append(
            Row(cells: cells, wishes: wishes, slots: slots, weight: rows[position].isEmpty ? 1 : 0))
        return true
    }

    /// Keeps the rows of `position` that satisfy `isKept`, and makes the weights whole again; a mix without weight
    /// goes to its first row.
    mutating func keep(position: Int, _ isKept: (Row) -> Bool) {
        rows[position].removeAll { !isKept($0) }
        let sum = rows[position].reduce(0) { $0 + $1.weight }
        for index in rows[position].indices {
            rows[position][index].weight = sum > 1e-9 ? rows[position][index].weight / sum : (index == 0 ? 1 : 0)
        }
    }

    /// Forgets rows that had no weight for `rounds` rounds, but for the latest.
    mutating func forget(after rounds: Int) {
        for position in rows.indices where rows[position].count > 4 {
            for index in rows[position].indices {
                if rows[position][index].weight > 1e-5 {
                    rows[position][index].idle = 0
                } else {
                    rows[position][index].idle += 1
                }
            }
            keep(position: position) { $0.idle < rounds }
        }
    }

    /// Reduced cost of a row at the present prices, without the employee's share.
    func cost(of row: Row) -> Double {
        var cost = Double(row.wishes)
        for slot in row.slots { cost -= prices[Int(slot)] }
        return cost
    }

    /// Iterates until the gap between the mix and the prices is at most `tolerance`, or `iterations` are over.
    mutating func solve(iterations: Int, tolerance: Double) {
        let slots = rest.count
        var first = [0]
        var slotStart = [0]
        var slotIndex: [Int32] = []
        var wishes: [Double] = []
        var weight: [Double] = []
        for own in rows {
            for row in own {
                slotIndex += row.slots
                slotStart.append(slotIndex.count)
                wishes.append(Double(row.wishes))
                weight.append(row.weight)
            }
            first.append(wishes.count)
        }
        let count = wishes.count
        var price = prices
        var heads = [Double](repeating: 0, count: slots)
        var gradient = wishes
        slotIndex.withUnsafeBufferPointer { index in
            /// heads = Σ weight · row
            func mix(_ weight: [Double], _ heads: inout [Double]) {
                for slot in 0..<slots { heads[slot] = 0 }
                heads.withUnsafeMutableBufferPointer { heads in
                    for column in 0..<count {
                        let share = weight[column]
                        if share != 0 {
                            for entry in slotStart[column]..<slotStart[column + 1] {
                                heads[Int(index[entry])] += share
                            }
                        }
                    }
                }
            }
            /// gradient = wishes − Σ price over the slots worked
            func reduce(_ price: [Double], _ gradient: inout [Double]) {
                price.withUnsafeBufferPointer { price in
                    for column in 0..<count {
                        var sum = 0.0
                        for entry in slotStart[column]..<slotStart[column + 1] { sum += price[Int(index[entry])] }
                        gradient[column] = wishes[column] - sum
                    }
                }
            }
            func values(
                _ weight: [Double], _ heads: [Double], _ price: [Double], _ gradient: [Double]
            ) -> (primal: Double, dual: Double) {
                var primal = 0.0
                var dual = 0.0
                for column in 0..<count { primal += wishes[column] * weight[column] }
                for slot in 0..<slots {
                    let missing = rest[slot] - heads[slot]
                    primal += missing > 0 ? missing * under[slot] : -missing * over[slot]
                    dual += rest[slot] * price[slot]
                }
                for own in 0..<first.count - 1 where first[own] < first[own + 1] {
                    var least = gradient[first[own]]
                    for column in first[own]..<first[own + 1] { least = min(least, gradient[column]) }
                    dual += least
                }
                return (primal, dual)
            }
            mix(weight, &heads)
            reduce(price, &gradient)
            var now = values(weight, heads, price, gradient)
            var gapAtRestart = now.primal - now.dual
            var anchor = (weight: weight, price: price)
            var sum = 0.0
            var meanWeight = [Double](repeating: 0, count: count)
            var meanPrice = [Double](repeating: 0, count: slots)
            var meanHeads = meanPrice
            var meanGradient = meanWeight
            var newWeight = weight
            var newHeads = heads
            var newPrice = price
            var done = 0
            var sinceRestart = 0
            while done < iterations, now.primal - now.dual > tolerance {
                done += 1
                // One step, shortened until it is stable.
                while true {
                    let primalStep = step / primalWeight
                    let dualStep = step * primalWeight
                    for own in 0..<first.count - 1 {
                        RowMix.project(weight, gradient, primalStep, first[own]..<first[own + 1], into: &newWeight)
                    }
                    mix(newWeight, &newHeads)
                    var moved = 0.0
                    var interaction = 0.0
                    for slot in 0..<slots {
                        let wanted = price[slot] + dualStep * (rest[slot] - 2 * newHeads[slot] + heads[slot])
                        let next = min(under[slot], max(-over[slot], wanted))
                        newPrice[slot] = next
                        let change = next - price[slot]
                        moved += change * change
                        interaction += change * (newHeads[slot] - heads[slot])
                    }
                    var walked = 0.0
                    for column in 0..<count {
                        let change = newWeight[column] - weight[column]
                        walked += change * change
                    }
                    let size = primalWeight * walked + moved / primalWeight
                    let limit = interaction == 0 ? .infinity : size / (2 * abs(interaction))
                    let used = step
                    let times = Double(done + 1)
                    step = min(1, (1 - power(times, -0.3)) * limit, (1 + power(times, -0.6)) * step)
                    if used <= limit {
                        swap(&weight, &newWeight)
                        swap(&heads, &newHeads)
                        swap(&price, &newPrice)
                        reduce(price, &gradient)
                        sum += used
                        let share = used / sum
                        for column in 0..<count {
                            meanWeight[column] += share * (weight[column] - meanWeight[column])
                            meanGradient[column] += share * (gradient[column] - meanGradient[column])
                        }
                        for slot in 0..<slots {
                            meanPrice[slot] += share * (price[slot] - meanPrice[slot])
                            meanHeads[slot] += share * (heads[slot] - meanHeads[slot])
                        }
                        break
                    }
                }
                sinceRestart += 1
                guard done % 20 == 0 || done == iterations else { continue }
                now = values(weight, heads, price, gradient)
                let mean = values(meanWeight, meanHeads, meanPrice, meanGradient)
                let isMeanBetter = mean.primal - mean.dual < now.primal - now.dual
                let gap = min(mean.primal - mean.dual, now.primal - now.dual)
                guard gap <= 0.4 * gapAtRestart || sinceRestart >= max(60, done / 3) || done == iterations else {
                    continue
                }
                if isMeanBetter {
                    (weight, heads, price, gradient) = (meanWeight, meanHeads, meanPrice, meanGradient)
                    now = mean
                }
                var moved = 0.0
                var walked = 0.0
                for slot in 0..<slots {
                    moved += (price[slot] - anchor.price[slot]) * (price[slot] - anchor.price[slot])
                }
                for column in 0..<count {
                    walked += (weight[column] - anchor.weight[column]) * (weight[column] - anchor.weight[column])
                }
                if moved > 1e-12, walked > 1e-12 {
                    let ratio = (moved / walked).squareRoot()
                    primalWeight = min(1e4, max(0.01, (ratio * primalWeight).squareRoot()))
                }
                anchor = (weight, price)
                gapAtRestart = max(gap, 1e-9)
                sum = 0
                sinceRestart = 0
                for column in 0..<count { (meanWeight[column], meanGradient[column]) = (0, 0) }
                for slot in 0..<slots { (meanPrice[slot], meanHeads[slot]) = (0, 0) }
            }
            value = now.primal
            dualValue = now.dual
        }
        prices = price
        var column = 0
        for position in rows.indices {
            for index in rows[position].indices {
                rows[position][index].weight = weight[column]
                column += 1
            }
        }
    }

    /// The mix nearest to weight − step · gradient, by dropping what is below the common shift until nothing is
    /// (Michelot, Journal of Optimization Theory and Applications 50, 1986).
    private static func project(
        _ weight: [Double], _ gradient: [Double], _ step: Double, _ range: Range<Int>, into result: inout [Double]
    ) {
        guard range.count > 1 else {
            if let only = range.first { result[only] = 1 }
            return
        }
        var sum = 0.0
        for column in range {
            let moved = weight[column] - step * gradient[column]
            result[column] = moved
            sum += moved
        }
        var shift = (sum - 1) / Double(range.count)
        var active = range.count
        while true {
            var kept = 0
            var total = 0.0
            for column in range where result[column] > shift {
                kept += 1
                total += result[column]
            }
            if kept >= active || kept == 0 { break }
            active = kept
            shift = (total - 1) / Double(kept)
        }
        for column in range { result[column] = max(0, result[column] - shift) }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// base to the power of exponent.
private func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
