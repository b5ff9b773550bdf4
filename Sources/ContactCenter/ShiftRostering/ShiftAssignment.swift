/// Who works which shift type on which day: one row of days for each employee.
public struct ShiftAssignment: Hashable, Sendable {
    /// Days of each row.
    public let days: Int
    /// Row after row: 0 = off, k = the shift type of index k − 1.
    public var cells: [UInt8]

    /// Everybody off.
    public init(employees: Int, days: Int) {
        self.days = days
        cells = [UInt8](repeating: 0, count: employees * days)
    }

    /// Rows in `cells`, employee after employee.
    public init(days: Int, cells: [UInt8]) {
        precondition(days > 0 && cells.count % days == 0, "the cells are not whole rows")
        self.days = days
        self.cells = cells
    }

    /// Rows.
    public var employees: Int { cells.count / days }

    /// Index of the shift type of `employee` on `day`; `nil` = off.
    public subscript(employee: Int, day: Int) -> Int? {
        get {
            let cell = cells[employee * days + day]
            return cell == 0 ? nil : Int(cell) - 1
        }
        set { cells[employee * days + day] = newValue.map { UInt8($0 + 1) } ?? 0 }
    }
}
