import Synchronization

/// Tells long work to stop: set by the command line on Ctrl-C, asked now and then by the computing modules.
///
/// A value handed down, not a global: whoever starts the work owns it.
public final class Interruption: Sendable {
    private let flag = Atomic<Bool>(false)

    /// Not yet requested.
    public init() {}

    /// Whether somebody asked to stop.
    public var isRequested: Bool { flag.load(ordering: .relaxed) }

    /// Asks to stop.
    public func request() { flag.store(true, ordering: .relaxed) }
}
