/// A mixed-integer linear programme: minimise cost · x with lower ≤ x ≤ upper and lower ≤ A x ≤ upper, some x whole;
/// rows stored one after another.
struct IntegerProgram: Sendable {
    /// A cost that no column changes.
    var offset = 0.0
    private(set) var columnCost: [Double] = []
    private(set) var columnLower: [Double] = []
    private(set) var columnUpper: [Double] = []
    /// 1 for a whole column, 0 for any other.
    private(set) var isWhole: [Int32] = []
    private(set) var rowLower: [Double] = []
    private(set) var rowUpper: [Double] = []
    /// First entry of each row; one more than rows.
    private(set) var rowStart: [Int32] = [0]
    private(set) var entryColumn: [Int32] = []
    private(set) var entryValue: [Double] = []

    var columnCount: Int { columnCost.count }
    var rowCount: Int { rowLower.count }

    /// A new column within `bounds`; returns its index.
    mutating func addColumn(cost: Double = 0, _ bounds: ClosedRange<Double>, isWhole: Bool = false) -> Int {
        columnCost.append(cost)
        columnLower.append(bounds.lowerBound)
        columnUpper.append(bounds.upperBound)
        self.isWhole.append(isWhole ? 1 : 0)
        return columnCost.count - 1
    }

    /// A new row within `bounds`; each column at most once in `terms`.
    mutating func addRow(_ bounds: ClosedRange<Double>, _ terms: [(column: Int, value: Double)]) {
        rowLower.append(bounds.lowerBound)
        rowUpper.append(bounds.upperBound)
        for term in terms where term.value != 0 {
            entryColumn.append(Int32(term.column))
            entryValue.append(term.value)
        }
        rowStart.append(Int32(entryColumn.count))
    }
}
