import COpenBLAS

/// Inner products of weights with windows of a series, the work of every local regression on a regular grid.
///
/// By BLAS `ddot` on pointers: with a window of 281 the products cost a fifth of a safe Swift loop's, which the
/// compiler must not reorder and therefore cannot vectorise.
public enum SlidingProducts {
    /// Sets `out[at + i] = Σₖ weights[k] · values[from + i + k]` for `i` in `0 ..< count`.
    ///
    /// - Precondition: every window lies inside `values`, every result inside `out`.
    /// - Complexity: O(weights.count · count)
    public static func correlate(
        _ weights: [Double], with values: [Double], from: Int, count: Int, into out: inout [Double], at: Int
    ) {
        guard count > 0 else { return }
        precondition(from >= 0 && from + count - 1 + weights.count <= values.count, "a window leaves the series")
        precondition(at >= 0 && at + count <= out.count, "a result leaves the array")
        _ = LeastSquares.singleThreadedBLAS
        var length = Int32(weights.count)
        var one: Int32 = 1
        weights.withUnsafeBufferPointer { w in
            values.withUnsafeBufferPointer { v in
                out.withUnsafeMutableBufferPointer { o in
                    guard let weight = w.baseAddress, let value = v.baseAddress else { return }
                    for i in 0..<count { o[at + i] = ddot_(&length, weight, &one, value + (from + i), &one) }
                }
            }
        }
    }

    /// `Σₖ rows[row + k] · values[from + k]` for `k` in `0 ..< length`.
    ///
    /// - Precondition: both windows lie inside their arrays.
    public static func product(
        _ rows: [Double], from row: Int, with values: [Double], from: Int, length: Int
    ) -> Double {
        precondition(row >= 0 && from >= 0 && length >= 0, "a window must not start before its array")
        precondition(row + length <= rows.count && from + length <= values.count, "a window leaves its array")
        _ = LeastSquares.singleThreadedBLAS
        var count = Int32(length)
        var one: Int32 = 1
        return rows.withUnsafeBufferPointer { w in
            values.withUnsafeBufferPointer { v in
                guard let weight = w.baseAddress, let value = v.baseAddress else { return 0 }
                return ddot_(&count, weight + row, &one, value + from, &one)
            }
        }
    }
}
