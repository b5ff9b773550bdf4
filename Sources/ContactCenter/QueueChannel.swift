/// One stream of work: a queue's contacts over one channel. Every history, forecast and requirement is kept per
/// queue × channel.
public struct QueueChannel: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Name of the queue.
    public let queue: String
    /// Channel of the contacts.
    public let channel: Channel

    /// The stream of `queue` over `channel`.
    public init(queue: String, channel: Channel) {
        self.queue = queue
        self.channel = channel
    }

    /// `queue/channel`.
    public var description: String { "\(queue)/\(channel.name)" }

    /// Orders by queue, then channel: the row order of every file.
    public static func < (a: QueueChannel, b: QueueChannel) -> Bool {
        a.queue == b.queue ? a.channel < b.channel : a.queue < b.queue
    }
}
