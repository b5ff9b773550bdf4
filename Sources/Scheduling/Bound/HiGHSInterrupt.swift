import CSolvers

/// Lets HiGHS ask, now and then while it works, whether it shall stop.
final class HiGHSInterrupt: Sendable {
    /// Callbacks of the C interface that heed an answer: simplex, interior point, branch and bound.
    private static let kinds: [Int32] = [1, 2, 6]

    private let shouldStop: @Sendable () -> Bool

    /// An interrupt that comes when `shouldStop` says so.
    init(_ shouldStop: @escaping @Sendable () -> Bool) { self.shouldStop = shouldStop }

    /// Has the model behind `handle` ask this interrupt, which must live as long as the model.
    func attach(to handle: UnsafeMutableRawPointer, of table: wfm_highs) {
        let answer: wfm_highs_callback = { _, _, _, answer, data in
            guard let answer, let data else { return }
            let interrupt = Unmanaged<HiGHSInterrupt>.fromOpaque(data).takeUnretainedValue()
            answer.pointee.user_interrupt = interrupt.shouldStop() ? 1 : 0
        }
        // A refusal leaves a solver that cannot be interrupted; that is all.
        guard table.set_callback?(handle, answer, Unmanaged.passUnretained(self).toOpaque()) == 0 else { return }
        for kind in HiGHSInterrupt.kinds { _ = table.start_callback?(handle, kind) }
    }
}
