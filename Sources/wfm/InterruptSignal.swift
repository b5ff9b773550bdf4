import ContactCenter
import Dispatch
import Foundation

/// Wires Ctrl-C (and a polite kill) to an ``Interruption``.
///
/// The first signal asks the work to stop; files are only ever renamed into place when whole, so a second signal may
/// end the process at once.
struct InterruptSignal {
    private let sources: [any DispatchSourceSignal]

    init(_ interruption: Interruption) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if interruption.isRequested { _exit(ExitStatus.interrupted) }
                interruption.request()
            }
            source.resume()
            return source
        }
    }

    /// Runs `work` with the signals wired.
    static func during<Result>(_ work: (Interruption) async throws -> Result) async throws -> Result {
        let interruption = Interruption()
        let wired = InterruptSignal(interruption)
        defer { wired.sources.forEach { $0.cancel() } }
        return try await work(interruption)
    }
}
