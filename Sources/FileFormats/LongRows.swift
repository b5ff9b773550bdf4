import Tabular

/// Rows of a stretch of a long-form file in file order, packed: rows of one series in equal steps, on lines that follow
/// each other, share one entry, so that a file in order of series and time costs the eight bytes of each value.
struct LongRows: Sendable {
    /// Rows of one series, `step` minutes apart.
    struct Run: Sendable {
        /// Index into ``LongRows/ids``.
        var series: Int32
        /// Time of the first row in minutes since 1970.
        var start: Int32
        /// Minutes between rows; 0 for one row.
        var step: Int32
        var count: Int32
        /// Index of the first row's value.
        var firstRow: Int32
        /// Line of the first row, the stretch's first line being 0.
        var line: Int32

        /// Time of the last row.
        var end: Int { Int(start) + (Int(count) - 1) * Int(step) }
    }

    /// Why a stretch could not be read to its end.
    enum Fault: Sendable {
        /// A row that is refused; its line counts from the stretch's first, which is 0.
        case refused(TabularError)
        /// A line that cannot be read by itself: the file needs the general reader.
        case notPlain
    }

    /// Times that are kept, in minutes since 1970: four thousand years to either side.
    static let times = Int(Int32.min)...Int(Int32.max)

    /// Series in the order of their first row here.
    var ids: [String] = []
    private(set) var runs: [Run] = []
    /// Value of each row; NaN = unknown.
    private(set) var values: [Double] = []
    /// Values of the other columns, row by row; what a column held before it turned out to be text is of no use.
    private(set) var others: [[Double]]
    /// Whether a column holds something that is no number.
    var isText: [Bool]
    /// Whether a column holds a number.
    var hasNumber: [Bool]
    /// Physical lines read.
    var lines = 0
    /// Times that carried an offset.
    var stampsWithOffset = 0
    /// Why reading stopped.
    var fault: Fault?

    init(otherColumns: Int) {
        others = Array(repeating: [], count: otherColumns)
        isText = Array(repeating: false, count: otherColumns)
        hasNumber = isText
    }

    mutating func reserve(rows: Int) { values.reserveCapacity(rows) }

    /// Adds a row; values of the other columns are added before by ``add(other:_:)``.
    @inline(__always)
    mutating func append(series: Int32, minutes: Int32, value: Double, line: Int) {
        let row = values.count
        values.append(value)
        if let last = runs.indices.last, runs[last].series == series,
            Int(runs[last].line) + Int(runs[last].count) == line
        {
            let ahead = Int(minutes) - runs[last].end
            if ahead == Int(runs[last].step), ahead > 0 {
                runs[last].count += 1
                return
            }
            if runs[last].count == 1, ahead > 0, ahead <= Int32.max {
                runs[last].step = Int32(ahead)
                runs[last].count = 2
                return
            }
        }
        runs.append(
            Run(
                series: series, start: minutes, step: 0, count: 1, firstRow: Int32(truncatingIfNeeded: row),
                line: Int32(truncatingIfNeeded: line)))
    }

    /// Adds the value that another column has in the row which is added next; NaN = unknown.
    @inline(__always)
    mutating func add(other: Int, _ value: Double) {
        guard !isText[other] else { return }
        others[other].append(value)
        if !value.isNaN { hasNumber[other] = true }
    }

    /// Takes back the value that another column has in a row which is not added after all.
    mutating func removeLast(other: Int) {
        if others[other].count > values.count { others[other].removeLast() }
    }
}
