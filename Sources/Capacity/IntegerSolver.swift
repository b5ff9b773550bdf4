import CSolvers

/// The HiGHS solver for mixed-integer programmes (Huangfu & Hall, "Parallelizing the dual revised simplex method",
/// Math. Prog. Comp. 10, 2018), loaded at run time from where it was found. Plans are made without it too, unproven.
public struct IntegerSolver: @unchecked Sendable {
    // Unchecked: the table is filled once and only read afterwards, and HiGHS may be called from several threads as
    // long as each uses its own model, which every solve makes for itself.
    private let table: wfm_highs

    /// How far a solve goes.
    public struct Limits: Hashable, Sendable {
        /// Ends when the plan is proven to be this near the best, as a share of its objective.
        public var relativeGap: Double
        /// Ends after so many nodes of the search tree, the same on any machine.
        public var nodes: Int
        /// Ends after so many seconds, however far it is.
        public var seconds: Double
        /// Until 0.1 % is proven, 500 nodes or two minutes.
        public init(relativeGap: Double = 1e-3, nodes: Int = 500, seconds: Double = 120) {
            self.relativeGap = relativeGap
            self.nodes = nodes
            self.seconds = seconds
        }
    }

    /// What a solve gave.
    struct Solution {
        var columns: [Double]
        /// No solution costs less.
        var bound: Double
        /// Whether the clock ended it: another run may end elsewhere.
        var isCutByClock: Bool
    }

    /// Loads the library at `path`.
    ///
    /// - Throws: ``CapacityError/libraryUnusable(path:reason:)``.
    public init(path: String) throws(CapacityError) {
        var table = wfm_highs()
        var message = [CChar](repeating: 0, count: 512)
        guard wfm_highs_open(path, &table, &message, message.count) == 0 else {
            let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw .libraryUnusable(path: path, reason: reason)
        }
        self.table = table
    }

    /// Solves `program` as far as `limits` let it.
    ///
    /// - Throws: ``CapacityError/solverFailed(reason:)`` when it has no solution or none was found.
    func solve(_ program: IntegerProgram, limits: Limits) throws(CapacityError) -> Solution {
        // A new model for each solve: the solver's time limit counts from the model's making.
        guard let highs = table.create?() else { throw .solverFailed(reason: "no model could be made") }
        defer { table.destroy?(highs) }
        var refused: [String] = []
        func demand(_ status: Int32?, _ what: String) { if status != 0 { refused.append(what) } }
        demand(table.set_bool_option?(highs, "output_flag", 0), "output_flag")
        demand(table.set_int_option?(highs, "threads", 1), "threads")
        demand(table.set_double_option?(highs, "mip_rel_gap", limits.relativeGap), "mip_rel_gap")
        demand(table.set_double_option?(highs, "mip_abs_gap", 0), "mip_abs_gap")
        demand(table.set_int_option?(highs, "mip_max_nodes", Int32(clamping: limits.nodes)), "mip_max_nodes")
        demand(table.set_double_option?(highs, "time_limit", limits.seconds), "time_limit")
        guard refused.isEmpty else {
            throw .solverFailed(reason: "HiGHS refuses the options \(refused.joined(separator: ", "))")
        }
        let rowWise: Int32 = 2
        let minimise: Int32 = 1
        let passed = table.pass_mip?(
            highs, Int32(program.columnCount), Int32(program.rowCount), Int32(program.entryColumn.count), rowWise,
            minimise, program.offset, program.columnCost, program.columnLower, program.columnUpper, program.rowLower,
            program.rowUpper, program.rowStart, program.entryColumn, program.entryValue, program.isWhole)
        // Status: −1 error, 0 ok, 1 warning (for example about small coefficients).
        guard let passed, passed >= 0 else { throw .solverFailed(reason: "HiGHS refuses the model") }
        guard let ran = table.run?(highs), ran >= 0 else { throw .solverFailed(reason: "HiGHS failed") }
        let status = table.get_model_status?(highs) ?? -1
        var primal: Int32 = 0
        var bound = 0.0
        guard table.get_int_info?(highs, "primal_solution_status", &primal) == 0, primal == Self.feasible,
            table.get_double_info?(highs, "mip_dual_bound", &bound) == 0, bound.isFinite
        else { throw .solverFailed(reason: "no plan was found (status \(status))") }
        var columns = [Double](repeating: 0, count: program.columnCount)
        var duals = columns
        var rows = [Double](repeating: 0, count: program.rowCount)
        var rowDuals = rows
        // No duals for whole numbers; the call wants room for them all the same.
        guard table.get_solution?(highs, &columns, &duals, &rows, &rowDuals) == 0 else {
            throw .solverFailed(reason: "HiGHS gives no solution")
        }
        return Solution(columns: columns, bound: bound, isCutByClock: status == Self.timeLimit)
    }

    private static let feasible: Int32 = 2
    private static let timeLimit: Int32 = 13
}
