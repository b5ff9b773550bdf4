import COpenBLAS

/// Products of the columns of a tall matrix with each other, the work of normal equations.
public enum GramMatrix {
    /// AᵀA for the matrix whose columns are the windows of `values` from `starts` and, last, a column of ones: `count²`
    /// numbers, row after row, with `count` = windows + 1.
    ///
    /// Two windows multiply each value with the one their distance later, so pairs of one distance differ at the ends
    /// only: one scalar product a distance, and from pair to pair what leaves at the front and comes at the back.
    /// - Precondition: every window of `length` lies inside `values`.
    /// - Complexity: O(length · distances + windows² · the way between windows of one distance)
    public static func ofWindows(_ values: [Double], starts: [Int], length: Int) -> [Double] {
        precondition(length >= 0, "a window has no negative length")
        precondition(starts.allSatisfy { $0 >= 0 && $0 + length <= values.count }, "a window leaves the values")
        let windows = starts.count
        let count = windows + 1
        var gram = [Double](repeating: 0, count: count * count)
        gram[count * count - 1] = Double(length)
        for (column, sum) in sums(values, starts: starts, length: length).enumerated() {
            gram[column * count + windows] = sum
            gram[windows * count + column] = sum
        }
        var product = 0.0
        var before: Pair?
        for pair in pairsByDistance(starts) {
            if let before, before.distance == pair.distance, 2 * (pair.start - before.start) < length {
                let (start, step) = (before.start, pair.start - before.start)
                product -= dot(values, start, start + pair.distance, count: step)
                product += dot(values, start + length, start + length + pair.distance, count: step)
            } else {
                product = dot(values, pair.start, pair.start + pair.distance, count: length)
            }
            before = pair
            gram[pair.first * count + pair.second] = product
            gram[pair.second * count + pair.first] = product
        }
        return gram
    }

    /// The sum of each window, the next window's from the last one's where they overlap.
    private static func sums(_ values: [Double], starts: [Int], length: Int) -> [Double] {
        func sum(_ range: Range<Int>) -> Double { values[range].reduce(0, +) }
        var sums = [Double](repeating: 0, count: starts.count)
        var before: (start: Int, sum: Double)?
        for column in starts.indices.sorted(by: { starts[$0] < starts[$1] }) {
            let start = starts[column]
            if let before, 2 * (start - before.start) < length {
                sums[column] =
                    before.sum - sum(before.start..<start) + sum(before.start + length..<start + length)
            } else {
                sums[column] = sum(start..<start + length)
            }
            before = (start, sums[column])
        }
        return sums
    }

    /// Two windows: their columns, where the earlier one starts and how much later the other.
    private struct Pair {
        var first: Int
        var second: Int
        var start: Int
        var distance: Int
    }

    /// All pairs, those of one distance together in the order of their starts.
    private static func pairsByDistance(_ starts: [Int]) -> [Pair] {
        var pairs: [Pair] = []
        pairs.reserveCapacity(starts.count * (starts.count + 1) / 2)
        for first in starts.indices {
            for second in first..<starts.count {
                pairs.append(
                    Pair(
                        first: first, second: second, start: min(starts[first], starts[second]),
                        distance: abs(starts[second] - starts[first])))
            }
        }
        pairs.sort { ($0.distance, $0.start) < ($1.distance, $1.start) }
        return pairs
    }

    /// Takes Σ row rowᵀ off `gram`, the `rows` of `count` numbers lying one after the other.
    ///
    /// - Complexity: O(rows · count²)
    public static func subtract(rows: [Double], count: Int, from gram: inout [Double]) {
        precondition(count >= 1 && rows.count % count == 0 && gram.count == count * count, "rows as wide as the matrix")
        guard !rows.isEmpty else { return }
        LeastSquares.useOneThread()
        let triangle = CChar(UInt8(ascii: "U"))
        let plain = CChar(UInt8(ascii: "N"))
        var order = Int32(count)
        var inner = Int32(rows.count / count)
        var leading = order
        var minusOne = -1.0
        var one = 1.0
        dsyrk_([triangle], [plain], &order, &inner, &minusOne, rows, &leading, &one, &gram, &order, 1, 1)
        // LAPACK's upper triangle by columns is the lower one by rows.
        for i in 0..<count { for j in 0..<i { gram[j * count + i] = gram[i * count + j] } }
    }
}
