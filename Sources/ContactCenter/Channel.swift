/// The medium of a contact, under the name the centre gives it.
///
/// The name is kept as read (one centre's `phone` is another's `voice`), so that what comes out carries the
/// names that went in; ``service`` tells the planning mathematics what kind of work it is.
public struct Channel: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The name as the centre writes it, lower case.
    public let name: String

    /// How contacts of the channel are served, and with it which staffing model applies.
    public enum Service: String, Sendable, CaseIterable {
        /// The customer waits on the line and may give up; one contact at a time (voice).
        case immediate
        /// The customer waits, and an agent serves several contacts at once (chat, messaging).
        case concurrent
        /// Nobody waits on the line; the work has a deadline (e-mail, tickets, back office).
        case deferrable
    }

    /// How contacts of this channel are served.
    public let service: Service

    /// A channel under a name of the centre's own whose service is stated.
    public init(name: String, service: Service) {
        self.name = name
        self.service = service
    }

    /// A channel by one of its ``knownNames``; `nil` for any other name.
    public init?(_ name: String) {
        let lowered = name.lowercased()
        guard let service = Channel.knownNames[lowered] else { return nil }
        self.init(name: lowered, service: service)
    }

    /// Channel names understood without configuration.
    public static let knownNames: [String: Service] = [
        "voice": .immediate, "phone": .immediate, "telephone": .immediate, "call": .immediate, "ivr": .immediate,
        "callback": .immediate, "video": .immediate,
        "chat": .concurrent, "web": .concurrent, "webchat": .concurrent, "messaging": .concurrent, "sms": .concurrent,
        "whatsapp": .concurrent, "social": .concurrent,
        "email": .deferrable, "e-mail": .deferrable, "mail": .deferrable, "ticket": .deferrable, "fax": .deferrable,
        "letter": .deferrable, "backoffice": .deferrable, "form": .deferrable, "outbound": .deferrable,
    ]

    /// The telephone.
    public static let voice = Channel(name: "voice", service: .immediate)
    /// Live text chat.
    public static let chat = Channel(name: "chat", service: .concurrent)
    /// Electronic mail.
    public static let email = Channel(name: "email", service: .deferrable)

    /// Calls of the centre's own: nobody waits for them, and they are placed, not forecast.
    public static let outbound = Channel(name: "outbound", service: .deferrable)

    /// Whether the work is the centre's own.
    public var isOutbound: Bool { self == .outbound }

    /// The channel's name.
    public var description: String { name }

    /// Two channels are the same when their names are.
    public static func == (a: Channel, b: Channel) -> Bool { a.name == b.name }
    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
    /// Orders by name, so that outputs have one order.
    public static func < (a: Channel, b: Channel) -> Bool { a.name < b.name }
}
