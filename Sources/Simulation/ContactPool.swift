/// A contact between its arrival and its end.
struct Contact: Sendable {
    enum State: UInt8, Sendable { case free, waiting, inService }

    var arrivalSeconds = 0.0
    /// Before the first start: handle time as a multiple of the mean; after it: seconds still to work.
    var work = 0.0
    /// When its handling will end.
    var endSeconds = 0.0
    var queue: Int32 = 0
    /// Interval of arrival, where everything about it is counted.
    var interval: Int32 = 0
    /// Group that serves it.
    var group: Int32 = 0
    /// Desk of the chat agent that serves it; negative = an agent with this contact alone.
    var desk: Int32 = -1
    /// Neighbours in its waiting line, or among its group's interruptible work.
    var previous: Int32 = -1
    var next: Int32 = -1
    /// Changes whenever pending events of the contact stop to apply.
    var serial: UInt32 = 0
    var state = State.free
    var hasStarted = false
}

/// The contacts in the system, in reused places.
struct ContactPool: Sendable {
    private(set) var contacts: [Contact] = []
    private var firstFree: Int32 = -1

    /// Reads or changes a contact in place.
    subscript(index: Int) -> Contact {
        get { contacts[index] }
        _modify { yield &contacts[index] }
    }

    mutating func removeAll() {
        contacts.removeAll(keepingCapacity: true)
        firstFree = -1
    }

    /// A place for a waiting contact of `queue`.
    mutating func insert(_ arrival: Arrival, queue: Int) -> Int {
        let index: Int
        if firstFree >= 0 {
            index = Int(firstFree)
            firstFree = contacts[index].next
        } else {
            index = contacts.count
            contacts.append(Contact())
        }
        let serial = contacts[index].serial &+ 1
        var contact = Contact()
        contact.arrivalSeconds = arrival.timeSeconds
        contact.work = arrival.work
        contact.queue = Int32(truncatingIfNeeded: queue)
        contact.interval = Int32(truncatingIfNeeded: arrival.interval)
        contact.serial = serial
        contact.state = .waiting
        contacts[index] = contact
        return index
    }

    mutating func remove(_ index: Int) {
        contacts[index].state = .free
        contacts[index].serial &+= 1
        contacts[index].next = firstFree
        firstFree = Int32(truncatingIfNeeded: index)
    }
}

/// A line of contacts linked through ``Contact/previous`` and ``Contact/next``.
struct ContactLine: Sendable {
    private(set) var head: Int32 = -1
    private(set) var tail: Int32 = -1
    private(set) var count = 0

    mutating func append(_ index: Int, in pool: inout ContactPool) {
        insert(index, after: tail, in: &pool)
    }

    mutating func prepend(_ index: Int, in pool: inout ContactPool) {
        insert(index, after: -1, in: &pool)
    }

    /// Puts a contact that came back where its arrival belongs; those before it are few (other work laid aside).
    mutating func insertByArrival(_ index: Int, in pool: inout ContactPool) {
        let arrival = pool[index].arrivalSeconds
        var before: Int32 = -1
        var candidate = head
        while candidate >= 0, pool[Int(candidate)].arrivalSeconds < arrival {
            before = candidate
            candidate = pool[Int(candidate)].next
        }
        insert(index, after: before, in: &pool)
    }

    mutating func remove(_ index: Int, in pool: inout ContactPool) {
        let before = pool[index].previous
        let after = pool[index].next
        if before >= 0 { pool[Int(before)].next = after } else { head = after }
        if after >= 0 { pool[Int(after)].previous = before } else { tail = before }
        count -= 1
    }

    private mutating func insert(_ index: Int, after before: Int32, in pool: inout ContactPool) {
        let link = Int32(truncatingIfNeeded: index)
        let after = before >= 0 ? pool[Int(before)].next : head
        pool[index].previous = before
        pool[index].next = after
        if before >= 0 { pool[Int(before)].next = link } else { head = link }
        if after >= 0 { pool[Int(after)].previous = link } else { tail = link }
        count += 1
    }
}
