import ContactCenter

@testable import Interactions

/// Contacts for tests, told in few words.
func contact(
    _ id: String, _ customer: String?, at seconds: Int, _ outcome: Interaction.Outcome = .answered,
    queue: String = "sales", reason: String? = "order", handle: Double = 300, agent: String? = "a",
    direction: Interaction.Direction = .inbound, transferred: Bool? = nil, resolved: Bool? = nil, wait: Double = 0
) -> Interaction {
    var contact = Interaction(
        id: id, stream: QueueChannel(queue: queue, channel: .voice), createdAt: Instant(seconds: seconds),
        outcome: outcome)
    contact.customerID = customer
    contact.reason = reason
    contact.direction = direction
    contact.isTransferred = transferred
    contact.isResolved = resolved
    contact.waitSeconds = wait
    if outcome == .answered {
        contact.agentID = agent
        contact.talkSeconds = handle
        contact.answeredAt = Instant(seconds: seconds + Int(wait))
        contact.endedAt = Instant(seconds: seconds + Int(wait + handle))
    }
    return contact
}

let day = 86_400
