/// The agents of all groups who are on chats: a desk is such an agent with the number of chats in hand.
///
/// Desks of a group stand in lists by their number of chats, so the fullest with room is found in a few steps.
struct ChatDesks: Sendable {
    private struct Desk: Sendable {
        var chats = 0
        var previous: Int32 = -1
        var next: Int32 = -1
    }

    private struct Shelf: Sendable {
        var head: Int32 = -1
        var count = 0
    }

    private var desks: [Desk] = []
    private var firstFree: Int32 = -1
    /// Group × number of chats (0 unused).
    private var shelves: [Shelf]
    /// Desks in use per group.
    private var deskCounts: [Int]
    private let mostChats: Int

    init(groupCount: Int, mostChats: Int) {
        self.mostChats = mostChats
        shelves = Array(repeating: Shelf(), count: groupCount * (mostChats + 1))
        deskCounts = Array(repeating: 0, count: groupCount)
    }

    mutating func removeAll() {
        desks.removeAll(keepingCapacity: true)
        firstFree = -1
        for index in shelves.indices { shelves[index] = Shelf() }
        for index in deskCounts.indices { deskCounts[index] = 0 }
    }

    /// Agents of a group who are on chats.
    func count(group: Int) -> Int { deskCounts[group] }

    /// The fullest desk of `group` that may take a chat of a queue with `concurrency`; negative = none.
    ///
    /// While `leaving` agents of the group have to go, that many desks, the emptiest, take no more chats.
    func open(group: Int, concurrency: Int, leaving: Int) -> Int {
        guard deskCounts[group] > leaving else { return -1 }
        var fuller = 0
        var chats = mostChats
        while chats >= 1 {
            let shelf = shelves[group * (mostChats + 1) + chats]
            if chats < concurrency, shelf.count > 0 {
                return fuller < deskCounts[group] - leaving ? Int(shelf.head) : -1
            }
            fuller += shelf.count
            chats -= 1
        }
        return -1
    }

    /// An agent who was idle takes a first chat.
    mutating func occupy(group: Int) -> Int {
        let desk: Int
        if firstFree >= 0 {
            desk = Int(firstFree)
            firstFree = desks[desk].next
        } else {
            desk = desks.count
            desks.append(Desk())
        }
        deskCounts[group] += 1
        shelve(desk, group: group, chats: 1)
        return desk
    }

    /// A desk takes one more chat.
    mutating func join(_ desk: Int, group: Int) {
        let chats = desks[desk].chats
        unshelve(desk, group: group)
        shelve(desk, group: group, chats: chats + 1)
    }

    /// A chat of a desk ends; true = it was the last and the agent is free.
    mutating func leave(_ desk: Int, group: Int) -> Bool {
        let chats = desks[desk].chats
        unshelve(desk, group: group)
        if chats > 1 {
            shelve(desk, group: group, chats: chats - 1)
            return false
        }
        desks[desk].next = firstFree
        firstFree = Int32(truncatingIfNeeded: desk)
        deskCounts[group] -= 1
        return true
    }

    private mutating func shelve(_ desk: Int, group: Int, chats: Int) {
        let shelf = group * (mostChats + 1) + chats
        let head = shelves[shelf].head
        desks[desk] = Desk(chats: chats, previous: -1, next: head)
        if head >= 0 { desks[Int(head)].previous = Int32(truncatingIfNeeded: desk) }
        shelves[shelf].head = Int32(truncatingIfNeeded: desk)
        shelves[shelf].count += 1
    }

    private mutating func unshelve(_ desk: Int, group: Int) {
        let shelf = group * (mostChats + 1) + desks[desk].chats
        let before = desks[desk].previous
        let after = desks[desk].next
        if before >= 0 { desks[Int(before)].next = after } else { shelves[shelf].head = after }
        if after >= 0 { desks[Int(after)].previous = before }
        shelves[shelf].count -= 1
    }
}
