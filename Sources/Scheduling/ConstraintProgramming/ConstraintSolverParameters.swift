/// How CP-SAT solves a model.
struct ConstraintSolverParameters: Hashable, Sendable {
    /// Most work in the solver's own units (about seconds of an idle machine); unlike seconds it does not depend on the
    /// machine's load, so the same model and seed end with the same answer.
    var deterministicTime = 1.0
    /// Most seconds of the clock; `nil` = no limit. Where it ends a search, the answer is not reproducible.
    var seconds: Double?
    /// Workers; with more than one the answer is not reproducible.
    var workers = 1
    /// Seed of the search.
    var seed = 1
    /// Whether the first solution ends the search.
    var stopsAtFirst = false
    /// How much of the model the linear relaxation sees, 0…2.
    var linearizationLevel = 1
    /// Whether the solver looks for a solution near the hint first.
    var repairsHint = false

    /// The parameters as a message (`SatParameters`).
    func encoded() -> [UInt8] {
        var message = WireWriter()
        message.integer(31, Int64(seed & 0x7FFF_FFFF))
        if let seconds { message.real(36, max(0.001, seconds)) }
        message.real(67, deterministicTime)
        message.integer(90, Int64(linearizationLevel))
        message.integer(98, stopsAtFirst ? 1 : 0)
        // Ctrl-C belongs to the command line.
        message.integer(135, 0)
        message.integer(167, repairsHint ? 1 : 0)
        message.integer(206, Int64(workers))
        return message.bytes
    }
}
