import CSolvers

/// A model that stays in HiGHS between solves, so that new columns begin from the last basis.
struct HiGHSModel: ~Copyable {
    /// How a run of an integer program ended.
    struct IntegerSolution {
        let objective: Double
        let values: [Double]
        let isProven: Bool
    }

    private let table: wfm_highs
    private let handle: UnsafeMutableRawPointer
    // Asked by the solver as long as the model lives.
    private let interrupt: HiGHSInterrupt?
    private(set) var columnCount: Int
    let rowCount: Int

    /// Passes `program` (with `areInteger`, an integer program) to a new model.
    init(
        _ library: HiGHSLibrary, _ program: LinearProgram, areInteger: [Bool]? = nil
    ) throws(SchedulingError) {
        handle = try HiGHSModel.passed(library, program, areInteger: areInteger)
        table = library.table
        interrupt = library.interrupt
        interrupt?.attach(to: handle, of: table)
        columnCount = program.columnCount
        rowCount = program.rowCount
    }

    /// A handle that holds the model.
    private static func passed(
        _ library: HiGHSLibrary, _ program: LinearProgram, areInteger: [Bool]?
    ) throws(SchedulingError) -> UnsafeMutableRawPointer {
        let table = library.table
        guard let handle = table.create?() else { throw .solverFailed(reason: "no model could be made") }
        var failures = 0
        func demand(_ status: Int32?) { if status != 0 { failures += 1 } }
        demand(table.set_bool_option?(handle, "output_flag", 0))
        demand(table.set_int_option?(handle, "threads", 1))
        demand(table.set_string_option?(handle, "parallel", "off"))
        guard failures == 0 else {
            table.destroy?(handle)
            throw .solverFailed(reason: "HiGHS \(library.version) refuses the options")
        }
        let rowWise: Int32 = 2
        let minimise: Int32 = 1
        let passed: Int32?
        if let areInteger {
            passed = table.pass_mip?(
                handle, Int32(program.columnCount), Int32(program.rowCount), Int32(program.entryColumn.count), rowWise,
                minimise, 0, program.columnCost, program.columnLower, program.columnUpper, program.rowLower,
                program.rowUpper, program.rowStart, program.entryColumn, program.entryValue,
                areInteger.map { $0 ? 1 : 0 })
        } else {
            passed = table.pass_lp?(
                handle, Int32(program.columnCount), Int32(program.rowCount), Int32(program.entryColumn.count), rowWise,
                minimise, 0, program.columnCost, program.columnLower, program.columnUpper, program.rowLower,
                program.rowUpper, program.rowStart, program.entryColumn, program.entryValue)
        }
        guard let passed, passed >= 0 else {
            table.destroy?(handle)
            throw .solverFailed(reason: "HiGHS refuses the model")
        }
        return handle
    }

    deinit { table.destroy?(handle) }

    /// Sets an option of the solver.
    func set(_ option: String, to value: Double) { _ = table.set_double_option?(handle, option, value) }
    /// Sets an option of the solver.
    func set(_ option: String, to value: Int) { _ = table.set_int_option?(handle, option, Int32(value)) }
    /// Sets an option of the solver.
    func set(_ option: String, to value: String) { _ = table.set_string_option?(handle, option, value) }

    /// Adds columns within [0, `upper`], each with its entries (row, value).
    mutating func addColumns(
        costs: [Double], upper: Double, entries: [[(row: Int32, value: Double)]]
    ) throws(SchedulingError) {
        guard !costs.isEmpty else { return }
        var starts: [Int32] = []
        var index: [Int32] = []
        var values: [Double] = []
        for column in entries {
            starts.append(Int32(index.count))
            for entry in column {
                index.append(entry.row)
                values.append(entry.value)
            }
        }
        let status = table.add_cols?(
            handle, Int32(costs.count), costs, [Double](repeating: 0, count: costs.count),
            [Double](repeating: upper, count: costs.count), Int32(index.count), starts, index, values)
        guard let status, status >= 0 else { throw .solverFailed(reason: "HiGHS refuses new columns") }
        columnCount += costs.count
    }

    /// Solves the linear program to optimality.
    func solve() throws(SchedulingError) -> HiGHSLibrary.Solution {
        guard let ran = table.run?(handle), ran >= 0 else { throw .solverFailed(reason: "HiGHS failed") }
        let status = table.get_model_status?(handle) ?? -1
        guard status == 7 else { throw .solverFailed(reason: HiGHSLibrary.words(status)) }
        var columnValue = [Double](repeating: 0, count: columnCount)
        var columnDual = columnValue
        var rowValue = [Double](repeating: 0, count: rowCount)
        var rowDual = rowValue
        guard table.get_solution?(handle, &columnValue, &columnDual, &rowValue, &rowDual) == 0 else {
            throw .solverFailed(reason: "HiGHS gives no solution")
        }
        return HiGHSLibrary.Solution(
            objective: table.get_objective_value?(handle) ?? .nan, columnValue: columnValue, rowDual: rowDual)
    }

    /// Solves the integer program from `start` within a number of nodes or seconds; the best found, which may be the
    /// start, or `nil` when there is none.
    func solveInteger(start: [Double]?, nodes: Int, seconds: Double?) throws(SchedulingError) -> IntegerSolution? {
        set("mip_max_nodes", to: nodes)
        set("mip_rel_gap", to: 0.0)
        if let seconds { set("time_limit", to: max(0.01, seconds)) }
        if let start { _ = table.set_solution?(handle, start, nil, nil, nil) }
        guard let ran = table.run?(handle), ran >= 0 else { return nil }
        let status = table.get_model_status?(handle) ?? -1
        var columnValue = [Double](repeating: 0, count: columnCount)
        var columnDual = columnValue
        var rowValue = [Double](repeating: 0, count: rowCount)
        var rowDual = rowValue
        var feasible: Int32 = 0
        _ = table.get_int_info?(handle, "primal_solution_status", &feasible)
        guard feasible == 2,
            table.get_solution?(handle, &columnValue, &columnDual, &rowValue, &rowDual) == 0
        else { return nil }
        return IntegerSolution(
            objective: table.get_objective_value?(handle) ?? .nan, values: columnValue, isProven: status == 7)
    }
}
