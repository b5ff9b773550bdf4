import ContactCenter

/// What a stage needs from the world around it: threads, a way to stop and somebody to tell.
public struct StageContext: Sendable {
    /// Threads to use; never changes a result.
    public var threads: Int
    /// Asked now and then; `true` ends the stage with `PlanningError.interrupted`.
    public var interruption: Interruption
    /// Folders in which solver libraries are looked for.
    public var solverFolders: [String]
    /// Told of progress.
    public var report: @Sendable (PlanProgress) -> Void

    /// A context of one thread that reports to nobody.
    public init(
        threads: Int = 1, interruption: Interruption = Interruption(), solverFolders: [String] = [],
        report: @escaping @Sendable (PlanProgress) -> Void = { _ in }
    ) {
        self.threads = threads
        self.interruption = interruption
        self.solverFolders = solverFolders
        self.report = report
    }

    /// Stops here when asked to.
    public func checkInterruption() throws(PlanningError) {
        if interruption.isRequested { throw .interrupted }
    }
}
