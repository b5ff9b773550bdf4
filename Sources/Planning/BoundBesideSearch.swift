import ContactCenter
import Dispatch
import Scheduling
import Synchronization

/// Proves a lower bound of a roster's cost on a thread of its own while the roster is searched.
///
/// The search knows nothing of it, so no roster depends on it.
final class BoundBesideSearch: Sendable {
    /// Seconds a week's linear programme may take before the bound is given up.
    private static let secondsPerWeek = 10.0

    private let instance: RosteringInstance
    private let library: HiGHSLibrary
    private let interruption: Interruption
    private let isCancelled = Atomic<Bool>(false)
    private let hasBegun = Atomic<Bool>(false)
    private let result = Mutex<CoverageBound.Result?>(nil)
    private let work = DispatchGroup()

    /// A bound of `instance`, stopped when `interruption` is requested.
    init(_ instance: RosteringInstance, library: HiGHSLibrary, interruption: Interruption) {
        self.instance = instance
        self.library = library
        self.interruption = interruption
    }

    /// Begins, once it is known who has no lawful pattern; later calls do nothing.
    func begin(without unrosterable: [UnrosterableAgent]) {
        guard !hasBegun.exchange(true, ordering: .relaxed) else { return }
        DispatchQueue.global().async(group: work) {
            let found = CoverageBound.lowerBound(
                of: self.instance, library: self.library, leavingOut: unrosterable,
                timeLimitSeconds: BoundBesideSearch.secondsPerWeek,
                shouldStop: { self.isCancelled.load(ordering: .relaxed) || self.interruption.isRequested })
            self.result.withLock { $0 = found }
        }
    }

    /// The bound, when it is known already.
    var value: Double? { result.withLock { $0?.value } }

    /// What was found: all of it when the caller waits, else what is there already.
    func finish(waiting: Bool) -> CoverageBound.Result? {
        if !waiting, result.withLock({ $0 == nil }) { isCancelled.store(true, ordering: .relaxed) }
        let isCut = isCancelled.load(ordering: .relaxed)
        work.wait()
        // The weeks of a bound that was cut short depend on the clock; half a bound says nothing.
        return isCut ? nil : result.withLock { $0 }
    }
}
