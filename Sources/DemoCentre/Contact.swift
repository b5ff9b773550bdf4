/// A contact that has reached the centre and not yet left it.
struct Arrival {
    /// Seconds since 1970 UTC.
    var created: Int
    /// Position among all arrivals of the run; settles ties.
    var order: Int
    /// Index of the customer; −1 = number withheld.
    var customer: Int
    /// Index among the queue's reasons.
    var reason: Int
    /// Whether the customer has been in touch about it before.
    var isRepeat: Bool
    /// Seconds the customer is ready to wait; `Int.max` = for ever.
    var patience: Int

    /// Whether it comes before another in a queue.
    func precedes(_ other: Arrival) -> Bool {
        created != other.created ? created < other.created : order < other.order
    }
}

/// A row of the log.
struct Contact {
    var order: Int
    var stream: Int
    var customer: Int
    var reason: Int
    var created: Int
    /// Seconds from creation to the answer or to giving up.
    var wait: Int
    var talk = 0
    var hold = 0
    var wrap = 0
    /// Index of the agent; −1 = abandoned.
    var agent = -1
    var isResolved = false
    var isTransferred = false
    /// Value of the sale in pence; −1 = not a sales contact.
    var pence = -1

    /// Appends the row under `id`, in the columns of the native `interactions.csv`.
    func write(id: Int, to file: inout TextBuffer) {
        let comma = UInt8(0x2C)
        file.text("HT")
        file.number(id, width: 7)
        file.byte(comma)
        if customer >= 0 {
            // A customer's number does not give away how often they call.
            file.text("C")
            file.number((customer * 7919 + 12_345) % Centre.customerCount + 100_000)
        }
        file.byte(comma)
        file.text(Centre.channels[stream % 3])
        file.byte(comma)
        file.text(Centre.queue(stream).name)
        file.text(",inbound,")
        file.stamp(created)
        file.byte(comma)
        if agent >= 0 { file.stamp(created + wait) }
        file.byte(comma)
        file.stamp(created + wait + talk + hold)
        for seconds in [wait, talk, hold, wrap] {
            file.byte(comma)
            file.number(seconds)
        }
        file.byte(comma)
        if agent >= 0 { file.text(Team.agents[agent].name) }
        file.text(agent >= 0 ? ",answered," : ",abandoned,")
        let name = Centre.queue(stream).reasons[reason].name
        file.text(name.contains(",") ? "\"\(name)\"" : name)
        file.byte(comma)
        if agent >= 0 { file.text(isResolved ? "1" : "0") }
        file.text(isTransferred ? ",1," : ",0,")
        if pence >= 0 {
            file.number(pence / 100)
            file.text(".")
            file.number(pence % 100, width: 2)
        }
        file.byte(0x0A)
    }

    /// The header of the log.
    static let header =
        "interaction_id,customer_id,channel,queue,direction,created_at,answered_at,ended_at,wait_s,talk_s,hold_s,"
        + "wrap_s,agent_id,disposition,reason,resolved,transferred,revenue\n"
}
