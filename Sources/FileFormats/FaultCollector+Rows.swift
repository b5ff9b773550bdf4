import Tabular

extension FaultCollector {
    /// Calls `body` for every sound row of `table`; what is not sound, and what `body` throws, is collected.
    mutating func forEachRow(
        in table: Table, _ body: (TableRow, inout FaultCollector) throws(TabularError) -> Void
    ) {
        var rest = table
        var isAtEnd = false
        while !isAtEnd {
            do throws(TabularError) {
                guard let row = try rest.next() else {
                    isAtEnd = true
                    continue
                }
                try body(row, &self)
            } catch {
                add(error)
            }
        }
    }

    /// The same for a table yet to be opened, which has the columns `required` at least.
    mutating func forEachRow(
        of input: InputBytes, required: [String], _ body: (TableRow, Table, inout FaultCollector) -> Void
    ) {
        let opened = attempt { () throws(TabularError) in try Table(input, required: required) }
        guard let table = opened else { return }
        forEachRow(in: table) { row, faults in body(row, table, &faults) }
    }
}
