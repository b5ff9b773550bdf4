/// What better first-contact resolution does to volume, workload and staff; one row of `resolution-effect.csv`.
public struct ResolutionEffect: Hashable, Sendable {
    /// A state of the centre.
    public struct State: Hashable, Sendable {
        /// First-contact resolution of answered demands, 0…1.
        public var resolution: Double
        /// Demands a week.
        public var demandsPerWeek: Double
        /// Hours of handling a week.
        public var hoursPerWeek: Double
        /// Full-time equivalents to do it, occupancy and shrinkage included.
        public var fte: Double

        /// A state of the centre.
        public init(resolution: Double, demandsPerWeek: Double, hoursPerWeek: Double, fte: Double) {
            self.resolution = resolution
            self.demandsPerWeek = demandsPerWeek
            self.hoursPerWeek = hoursPerWeek
            self.fte = fte
        }
    }

    /// Queue × channel; `nil` = all together.
    public var stream: QueueChannel?
    /// What resolution was raised by, in points of 1.
    public var points: Double
    /// As it is.
    public var now: State
    /// As it would be.
    public var after: State

    /// The effect of `points` on `stream`.
    public init(stream: QueueChannel?, points: Double, now: State, after: State) {
        self.stream = stream
        self.points = points
        self.now = now
        self.after = after
    }

    /// Full-time equivalents saved.
    public var savedFTE: Double { now.fte - after.fte }
    /// Volume afterwards over volume now.
    public var volumeFactor: Double { now.demandsPerWeek > 0 ? after.demandsPerWeek / now.demandsPerWeek : 1 }
}
