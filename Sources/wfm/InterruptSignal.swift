import ContactCenter
import Foundation
import Synchronization

/// Waits for Ctrl-C (and a polite kill) on the main thread, while the command runs on others.
///
/// A command that can stop half-way wraps its work in ``during(_:)``: the first signal then asks the work to stop, and
/// only a second one ends the process. Everywhere else the first signal ends it. Files are only ever renamed into place
/// when whole, so no signal leaves half of one.
final class InterruptSignal: Sendable {
    /// Handed down by `main` to whichever command runs.
    @TaskLocal static var current: InterruptSignal?

    private let work = Mutex<Interruption?>(nil)
    private let signals: sigset_t

    /// Takes the signals over. Must come before any other thread is made, because threads inherit what is blocked; a
    /// blocked signal is waited for even where the parent told us to ignore it, as shells do in the background.
    init() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        self.signals = signals
    }

    /// Waits for signals as long as the process lives.
    func waitForever() -> Never {
        var signals = signals
        while true {
            var number: Int32 = 0
            if sigwait(&signals, &number) == 0 { arrived() }
        }
    }

    private func arrived() {
        let running = work.withLock { $0 }
        guard let running, !running.isRequested else { _exit(ExitStatus.interrupted) }
        running.request()
    }

    /// Runs `body` with an interruption that a signal requests.
    static func during<Result>(_ body: (Interruption) async throws -> Result) async throws -> Result {
        let interruption = Interruption()
        let signal = current
        signal?.work.withLock { $0 = interruption }
        defer { signal?.work.withLock { $0 = nil } }
        return try await body(interruption)
    }
}
