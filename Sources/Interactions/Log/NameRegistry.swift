import ContactCenter
import Synchronization

/// Numbers of the streams and reasons of an import, shared by all that read it.
///
/// Who meets a name first depends on the threads; the numbers are therefore never an order, and what is written is
/// ordered by the names.
final class NameRegistry: Sendable {
    private struct Names {
        var streams: [QueueChannel] = []
        var numberOfStream: [QueueChannel: UInt32] = [:]
        var numberOfReason: [String: UInt32] = [:]
    }

    private let names = Mutex(Names())

    /// The number of a stream.
    func number(of stream: QueueChannel) -> UInt32 {
        names.withLock { names in
            if let known = names.numberOfStream[stream] { return known }
            let number = UInt32(names.streams.count)
            names.streams.append(stream)
            names.numberOfStream[stream] = number
            return number
        }
    }

    /// The number of a reason; 0 = none stated.
    func number(ofReason reason: String?) -> UInt32 {
        guard let reason else { return 0 }
        return names.withLock { names in
            if let known = names.numberOfReason[reason] { return known }
            let number = UInt32(names.numberOfReason.count + 1)
            names.numberOfReason[reason] = number
            return number
        }
    }

    /// All streams met so far, by number.
    var streams: [QueueChannel] { names.withLock { $0.streams } }
}
