import ContactCenter

/// The contacts of an import by stream, from which the history of each stream is counted on its own.
public struct StreamHistories: Sendable {
    /// Streams in the order of every file: by queue, then channel.
    public var streams: [QueueChannel] { settings.map(\.stream) }
    /// Inbound contacts of streams that were not asked for.
    public let unplanned: [QueueChannel: Int]
    /// Outbound contacts: work, but not demand.
    public var outbound: Int { health.outbound }
    /// What was found and decided so far.
    public let health: DataHealth
    private var settings: [StreamSettings]
    private let contacts: [[CompactContact]]
    private let wide: [WideDurations]
    private let grid: IntervalGrid?
    private let zone: ZoneRules

    init(
        settings: [StreamSettings], unplanned: [QueueChannel: Int], health: DataHealth, contacts: [[CompactContact]],
        wide: [WideDurations], grid: IntervalGrid?, zone: ZoneRules
    ) {
        self.settings = settings
        self.unplanned = unplanned
        self.health = health
        self.contacts = contacts
        self.wide = wide
        self.grid = grid
        self.zone = zone
    }

    /// Writes names that a spreadsheet would take for a formula with an apostrophe.
    mutating func guardNames() {
        for index in settings.indices { settings[index].stream = settings[index].stream.guarded }
    }

    /// The history of one stream.
    public struct StreamHistory: Sendable {
        /// Intervals in order of time.
        public var intervals: [IntervalCounts]
        /// What was decided about unknown handle times, in words.
        public var note: String?

        /// A history and what was decided about it.
        public init(intervals: [IntervalCounts], note: String?) {
            self.intervals = intervals
            self.note = note
        }
    }

    /// The history of stream `index`: every interval of the period, or only those with a contact.
    ///
    /// Every contact is booked, wait and handle time included, to the interval in which it entered the queue. Closed
    /// intervals are marked; contacts that came in them are counted all the same. Waits up to and including the target's
    /// seconds are "within". An answered contact whose handle time is unknown takes the mean of its stream, and a note
    /// says how many.
    ///
    /// - Complexity: O(contacts of the stream + intervals)
    public func history(of index: Int, withEmptyIntervals: Bool) -> StreamHistory {
        guard let grid else { return StreamHistory(intervals: [], note: nil) }
        let stream = settings[index].stream
        let target = settings[index].target
        let contacts = contacts[index]
        var slots: [UInt32] = []
        slots.reserveCapacity(contacts.count)
        var contactsOfSlot = [UInt32](repeating: 0, count: grid.starts.count)
        var near = 0
        for contact in contacts {
            near = grid.index(of: Instant(seconds: Int(contact.createdSeconds)), near: near)
            slots.append(UInt32(truncatingIfNeeded: near))
            contactsOfSlot[near] &+= 1
        }
        // The slots that stand in the result; from here on a contact goes by its slot's place among them.
        var slotOfPlace: [UInt32] = []
        slotOfPlace.reserveCapacity(withEmptyIntervals ? grid.starts.count : min(grid.starts.count, contacts.count))
        var placeOfSlot = [UInt32](repeating: 0, count: grid.starts.count)
        // Where the customers of each place end, so far: a counting sort.
        var ends: [Int] = []
        ends.reserveCapacity(slotOfPlace.capacity)
        var total = 0
        for (slot, count) in contactsOfSlot.enumerated() where withEmptyIntervals || count > 0 {
            placeOfSlot[slot] = UInt32(truncatingIfNeeded: slotOfPlace.count)
            slotOfPlace.append(UInt32(truncatingIfNeeded: slot))
            ends.append(total)
            total += Int(count)
        }
        var tallies = [IntervalTally](repeating: IntervalTally(), count: slotOfPlace.count)
        var customers = [UInt64](repeating: 0, count: total)
        var unknownHandle: [Int] = []
        for (contact, slot) in zip(contacts, slots) {
            let place = Int(placeOfSlot[Int(slot)])
            if !tallies[place].add(contact.durations(wide), isAnswered: contact.isAnswered, target) {
                unknownHandle.append(place)
            }
            customers[ends[place]] = contact.customer
            ends[place] &+= 1
        }
        var intervals: [IntervalCounts] = []
        intervals.reserveCapacity(tallies.count)
        var firstCustomer = 0
        for place in tallies.indices {
            let slot = Int(slotOfPlace[place])
            intervals.append(
                tallies[place].counts(
                    stream, start: grid.starts[slot], intervalSeconds: grid.seconds(of: slot),
                    customers: StreamHistories.distinct(&customers, firstCustomer, ends[place])))
            firstCustomer = ends[place]
        }
        mark(&intervals, by: settings[index].calendar)
        let note = UnknownHandleTime.fill(unknownHandle, of: stream, history: &intervals)
        return StreamHistory(intervals: intervals, note: note)
    }

    /// Marks closed intervals.
    private func mark(_ intervals: inout [IntervalCounts], by calendar: CentreCalendar) {
        guard calendar != CentreCalendar() else { return }
        for index in intervals.indices where !calendar.isOpen(at: zone.localTime(at: intervals[index].start)) {
            intervals[index].status = .closed
        }
    }

    /// Different values but 0 among `values[start ..< end]`.
    private static func distinct(_ values: inout [UInt64], _ start: Int, _ end: Int) -> Int {
        if end - start == 1 { return values[start] == 0 ? 0 : 1 }
        guard end - start <= 16 else {
            values[start..<end].sort()
            var count = 0
            for index in start..<end where values[index] != 0 && (index == start || values[index] != values[index - 1])
            {
                count += 1
            }
            return count
        }
        // Few values: looking at every pair is quicker than sorting.
        var count = 0
        for index in start..<end where values[index] != 0 {
            var isNew = true
            for earlier in start..<index where values[earlier] == values[index] { isNew = false }
            if isNew { count += 1 }
        }
        return count
    }
}

extension IntervalGrid {
    /// Position of the interval that holds an instant of the period, looked for from position `near` on: contacts come
    /// nearly in order.
    func index(of instant: Instant, near: Int) -> Int {
        var index = near
        if abs(starts[near] - instant) > 64 * 86_400 { return self.index(of: instant) ?? near }
        while index + 1 < starts.count, starts[index + 1] <= instant { index += 1 }
        while index > 0, starts[index] > instant { index -= 1 }
        return index
    }
}
