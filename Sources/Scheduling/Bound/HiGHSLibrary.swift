import CSolvers

/// The HiGHS solver (Huangfu & Hall, "Parallelizing the dual revised simplex method", Math. Prog. Comp. 10, 2018),
/// loaded at run time when its shared library is found.
///
/// Everything but bounds works without it.
public struct HiGHSLibrary: @unchecked Sendable {
    // Unchecked: the table is filled once and only read afterwards, and HiGHS may be called from several threads as
    // long as each uses its own model, which every solve makes for itself.
    let table: wfm_highs

    /// Path of the loaded library.
    public let path: String

    /// Version as the library states it, for example `1.15.1`.
    public let version: String

    /// What may stop the solver at work; `nil` = nothing.
    private(set) var interrupt: HiGHSInterrupt?

    /// The library with every solve stopped, without an answer or with the best one so far, soon after `shouldStop`
    /// says so.
    public func stopping(when shouldStop: @escaping @Sendable () -> Bool) -> HiGHSLibrary {
        var library = self
        library.interrupt = HiGHSInterrupt(shouldStop)
        return library
    }

    /// Which algorithm solves a program.
    public enum Algorithm: String, Sendable {
        /// Dual simplex: exact vertex, slow on degenerate cover models.
        case simplex
        /// Interior point without crossover: quick, approximate duals.
        case interiorPoint = "ipm"
    }

    /// An optimal solution of a linear program.
    public struct Solution: Sendable {
        /// Objective value.
        public let objective: Double
        /// Value of each column.
        public let columnValue: [Double]
        /// Dual of each row: change of the objective when the row's bound rises by one.
        public let rowDual: [Double]
    }

    /// Loads the library at `path`.
    /// - Throws: ``SchedulingError/libraryUnusable(path:reason:)``.
    public init(path: String) throws(SchedulingError) {
        var table = wfm_highs()
        var message = [CChar](repeating: 0, count: 512)
        guard wfm_highs_open(path, &table, &message, message.count) == 0 else {
            let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw .libraryUnusable(path: path, reason: reason)
        }
        self.table = table
        self.path = path
        version = table.version?().map { String(cString: $0) } ?? "unknown"
    }

    /// The first usable `libhighs.so*` in `folders` or their subfolders, in the order given; `nil` when there is
    /// none. Folders that do not exist are passed over.
    public static func locate(in folders: [String]) -> HiGHSLibrary? {
        for path in SharedLibraryFiles.paths(of: "libhighs", in: folders) {
            if let library = try? HiGHSLibrary(path: path) { return library }
        }
        return nil
    }

    /// Solves `program` to optimality.
    /// - Throws: ``SchedulingError/solverFailed(reason:)`` for every end but a proven optimum, including the time
    ///   limit.
    public func solve(
        _ program: LinearProgram, algorithm: Algorithm = .interiorPoint, timeLimitSeconds: Double? = nil
    ) throws(SchedulingError) -> Solution {
        guard program.columnCount > 0 else { return Solution(objective: 0, columnValue: [], rowDual: []) }
        // A new model for each solve: the solver's time limit counts from the model's making.
        guard let highs = table.create?() else { throw .solverFailed(reason: "no model could be made") }
        defer { table.destroy?(highs) }
        interrupt?.attach(to: highs, of: table)
        var problems: [String] = []
        func demand(_ status: Int32?, _ what: String) { if status != 0 { problems.append(what) } }
        demand(table.set_bool_option?(highs, "output_flag", 0), "output_flag")
        demand(table.set_int_option?(highs, "threads", 1), "threads")
        demand(table.set_string_option?(highs, "solver", algorithm.rawValue), "solver")
        demand(table.set_string_option?(highs, "run_crossover", "off"), "run_crossover")
        if let timeLimitSeconds {
            demand(table.set_double_option?(highs, "time_limit", max(0, timeLimitSeconds)), "time_limit")
        }
        guard problems.isEmpty else {
            throw .solverFailed(reason: "HiGHS \(version) refuses the options \(problems.joined(separator: ", "))")
        }
        let rowWise: Int32 = 2
        let minimise: Int32 = 1
        let passed = table.pass_lp?(
            highs, Int32(program.columnCount), Int32(program.rowCount), Int32(program.entryColumn.count), rowWise,
            minimise, 0, program.columnCost, program.columnLower, program.columnUpper, program.rowLower,
            program.rowUpper, program.rowStart, program.entryColumn, program.entryValue)
        // Status: −1 error, 0 ok, 1 warning (for example about small coefficients).
        guard let passed, passed >= 0 else { throw .solverFailed(reason: "HiGHS refuses the model") }
        let ran = withExtendedLifetime(interrupt) { table.run?(highs) }
        guard let ran, ran >= 0 else { throw .solverFailed(reason: "HiGHS failed") }
        let status = table.get_model_status?(highs) ?? -1
        guard status == HiGHSLibrary.optimalStatus else {
            throw .solverFailed(reason: HiGHSLibrary.words(status))
        }
        var columnValue = [Double](repeating: 0, count: program.columnCount)
        var columnDual = columnValue
        var rowValue = [Double](repeating: 0, count: program.rowCount)
        var rowDual = rowValue
        guard table.get_solution?(highs, &columnValue, &columnDual, &rowValue, &rowDual) == 0 else {
            throw .solverFailed(reason: "HiGHS gives no solution")
        }
        return Solution(
            objective: table.get_objective_value?(highs) ?? .nan, columnValue: columnValue, rowDual: rowDual)
    }

    private static let optimalStatus: Int32 = 7

    /// The model statuses of the C interface that can follow a run.
    static func words(_ status: Int32) -> String {
        switch status {
        case 6: "the model is empty"
        case 8: "the model is infeasible"
        case 9: "the model is unbounded or infeasible"
        case 10: "the model is unbounded"
        case 13: "time limit reached"
        case 14: "iteration limit reached"
        case 15: "the solver stopped short of a proven optimum"
        case 17: "interrupted"
        default: "solver status \(status)"
        }
    }
}
