/// A linear program: minimise cost · x with lower ≤ x ≤ upper and lower ≤ A x ≤ upper, rows stored one after another.
public struct LinearProgram: Sendable {
    /// Cost of each column.
    public private(set) var columnCost: [Double] = []
    /// Lower bound of each column.
    public private(set) var columnLower: [Double] = []
    /// Upper bound of each column; `.infinity` for none.
    public private(set) var columnUpper: [Double] = []
    /// Lower bound of each row; `-.infinity` for none.
    public private(set) var rowLower: [Double] = []
    /// Upper bound of each row; `.infinity` for none.
    public private(set) var rowUpper: [Double] = []
    /// First entry of each row; one more than rows.
    public private(set) var rowStart: [Int32] = [0]
    /// Column of each entry.
    public private(set) var entryColumn: [Int32] = []
    /// Coefficient of each entry.
    public private(set) var entryValue: [Double] = []

    /// A program without columns and rows.
    public init() {}

    /// Columns.
    public var columnCount: Int { columnCost.count }
    /// Rows.
    public var rowCount: Int { rowLower.count }

    /// A new column within `bounds`; returns its index.
    public mutating func addColumn(cost: Double = 0, _ bounds: ClosedRange<Double>) -> Int {
        columnCost.append(cost)
        columnLower.append(bounds.lowerBound)
        columnUpper.append(bounds.upperBound)
        return columnCost.count - 1
    }

    /// Keeps an existing column within `bounds` from here on.
    mutating func restrict(_ column: Int, to bounds: ClosedRange<Double>) {
        columnLower[column] = bounds.lowerBound
        columnUpper[column] = bounds.upperBound
    }

    /// A new row within `bounds`; terms of one column add up.
    public mutating func addRow(_ bounds: ClosedRange<Double>, _ terms: [(column: Int, value: Double)]) {
        rowLower.append(bounds.lowerBound)
        rowUpper.append(bounds.upperBound)
        let first = entryColumn.count
        for term in terms.sorted(by: { $0.column < $1.column }) {
            if entryColumn.count > first, entryColumn[entryColumn.count - 1] == Int32(term.column) {
                entryValue[entryValue.count - 1] += term.value
            } else {
                entryColumn.append(Int32(term.column))
                entryValue.append(term.value)
            }
        }
        rowStart.append(Int32(entryColumn.count))
    }

    /// A lower bound of the optimum from any `rowDual`, however inexact: the Lagrangian value over the columns' box.
    ///
    /// For every y, min c·x ≥ Σ over rows of y·(the bound y pushes against) + Σ over columns of the least of
    /// (c − Aᵀy)·x in the box. A dual that pushes against a missing bound counts as 0; with finite columns the value
    /// is finite. A margin for rounding is taken off.
    public func lowerBound(rowDual: [Double]) -> Double {
        var reduced = columnCost
        var value = 0.0
        var magnitude = 0.0
        for row in 0..<rowCount {
            var dual = rowDual[row]
            let bound = dual > 0 ? rowLower[row] : rowUpper[row]
            guard dual.isFinite, dual != 0 else { continue }
            if !bound.isFinite { dual = 0 }
            guard dual != 0 else { continue }
            value += dual * bound
            magnitude += abs(dual * bound)
            for entry in Int(rowStart[row])..<Int(rowStart[row + 1]) {
                reduced[Int(entryColumn[entry])] -= dual * entryValue[entry]
            }
        }
        for column in 0..<columnCount where reduced[column] != 0 {
            let bound = reduced[column] > 0 ? columnLower[column] : columnUpper[column]
            value += reduced[column] * bound
            magnitude += abs(reduced[column] * bound)
        }
        return value - 1e-12 * magnitude
    }
}
