import ContactCenter

/// Answered contacts whose handle time nobody knows.
package enum UnknownHandleTime {
    /// Lets such contacts count with the mean handle time of their stream.
    ///
    /// - Parameter unknown: The place in `history` of each of them; a place may stand there more than once.
    /// - Parameter history: The history of `stream`, without these handle times.
    /// - Returns: What was done, in words.
    package static func fill(
        _ unknown: [Int], of stream: QueueChannel, history: inout [IntervalCounts]
    ) -> String? {
        guard !unknown.isEmpty else { return nil }
        let known = history.reduce(0) { $0 + $1.answered } - unknown.count
        guard known > 0 else {
            for place in unknown { history[place].unknown.formUnion([.talk, .hold, .wrap, .handle]) }
            return "\(stream): no answered contact has a handle time"
        }
        let mean = history.reduce(0) { $0 + $1.handleSeconds } / Double(known)
        for place in unknown {
            history[place].talkSeconds += mean
            history[place].handleSeconds += mean
        }
        return "\(stream): \(unknown.count) answered contacts without handle time count with the stream's mean"
    }
}
