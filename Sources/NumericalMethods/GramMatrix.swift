import COpenBLAS

/// Products of the columns of a tall matrix with each other, the work of normal equations.
public enum GramMatrix {
    /// Rows multiplied at a time: few enough for the block to stay in the cache.
    private static let blockRows = 256

    /// AᵀA for the matrix whose columns are the windows of `values` from `starts` and, last, a column of ones: `count²`
    /// numbers, row after row, with `count` = windows + 1.
    ///
    /// - Precondition: every window of `length` lies inside `values`.
    /// - Complexity: O(length · windows²)
    public static func ofWindows(_ values: [Double], starts: [Int], length: Int) -> [Double] {
        precondition(length >= 0, "a window has no negative length")
        precondition(starts.allSatisfy { $0 >= 0 && $0 + length <= values.count }, "a window leaves the values")
        let count = starts.count + 1
        var gram = [Double](repeating: 0, count: count * count)
        var block = [Double](repeating: 1, count: count * blockRows)
        values.withUnsafeBufferPointer { values in
            var row = 0
            while row < length {
                let rows = min(blockRows, length - row)
                block.withUnsafeMutableBufferPointer { block in
                    for (column, start) in starts.enumerated() {
                        guard let target = block.baseAddress, let source = values.baseAddress else { return }
                        (target + column * blockRows).update(from: source + start + row, count: rows)
                    }
                }
                add(block, rows: rows, leading: blockRows, isTransposed: true, sign: 1, to: &gram, count: count)
                row += rows
            }
        }
        mirror(&gram, count: count)
        return gram
    }

    /// Takes Σ row rowᵀ off `gram`, the `rows` of `count` numbers lying one after the other.
    ///
    /// - Complexity: O(rows · count²)
    public static func subtract(rows: [Double], count: Int, from gram: inout [Double]) {
        precondition(count >= 1 && rows.count % count == 0 && gram.count == count * count, "rows as wide as the matrix")
        guard !rows.isEmpty else { return }
        add(rows, rows: rows.count / count, leading: count, isTransposed: false, sign: -1, to: &gram, count: count)
        mirror(&gram, count: count)
    }

    private static func add(
        _ matrix: [Double], rows: Int, leading: Int, isTransposed: Bool, sign: Double, to gram: inout [Double],
        count: Int
    ) {
        LeastSquares.useOneThread()
        let triangle = CChar(UInt8(ascii: "U"))
        let transposed = CChar(UInt8(ascii: isTransposed ? "T" : "N"))
        var order = Int32(count)
        var inner = Int32(rows)
        var first = Int32(leading)
        var second = order
        var alpha = sign
        var one = 1.0
        dsyrk_(
            [triangle], [transposed], &order, &inner, &alpha, matrix, &first, &one, &gram, &second, 1, 1)
    }

    /// LAPACK's upper triangle by columns is the lower one by rows.
    private static func mirror(_ gram: inout [Double], count: Int) {
        for i in 0..<count { for j in 0..<i { gram[j * count + i] = gram[i * count + j] } }
    }
}
