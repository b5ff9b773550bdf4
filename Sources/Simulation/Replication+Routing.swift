/// Who serves whom.
extension Replication {
    /// An agent found for a contact.
    struct Claim: Sendable {
        /// Group of the agent; negative = nobody.
        var group: Int
        /// Queue of the work the agent laid aside for it; negative = was idle, or had room for another chat.
        var interruptedQueue = -1
    }

    /// The agent a contact of `queue` takes, of the groups it may have after `waitedSeconds`: smallest preference; then
    /// for chats an agent on chats with room; then most idle agents; then listed first. Without any, a contact on which
    /// a customer waits interrupts the last started work that may be laid aside.
    mutating func claimAgent(queue: Int, waitedSeconds: Double) -> Claim {
        let isConcurrent = plan.queues[queue].isConcurrent
        var best = -1
        var bestIdle = 0
        var bestPreference = 0
        for index in plan.queues[queue].routes {
            let route = plan.routes[index]
            if best >= 0, route.preference > bestPreference { break }
            if route.delaySeconds > waitedSeconds + Replication.timeTolerance { continue }
            var idle = crews[route.group].idle
            if isConcurrent, openDesk(group: route.group, queue: queue) >= 0 { idle = .max }
            if idle > bestIdle {
                best = route.group
                bestIdle = idle
                bestPreference = route.preference
            }
        }
        if best >= 0 || plan.queues[queue].isDeferrable { return Claim(group: best) }
        return interruptWork(queue: queue, waitedSeconds: waitedSeconds)
    }

    private mutating func interruptWork(queue: Int, waitedSeconds: Double) -> Claim {
        var best = -1
        var bestCount = 0
        var bestPreference = 0
        for index in plan.queues[queue].routes {
            let route = plan.routes[index]
            if best >= 0, route.preference > bestPreference { break }
            if route.delaySeconds > waitedSeconds + Replication.timeTolerance { continue }
            let count = crews[route.group].interruptible.count
            if count > bestCount {
                best = route.group
                bestCount = count
                bestPreference = route.preference
            }
        }
        guard best >= 0 else { return Claim(group: -1) }
        return Claim(group: best, interruptedQueue: layAside(group: best))
    }

    /// Lays the last started interruptible work of a group back in its line, and returns its queue.
    mutating func layAside(group: Int) -> Int {
        let contact = Int(crews[group].interruptible.head)
        let queue = Int(pool[contact].queue)
        countBusyTime(group)
        crews[group].busy -= 1
        crews[group].interruptible.remove(contact, in: &pool)
        pool[contact].work = max(0, pool[contact].endSeconds - nowSeconds)
        pool[contact].serial &+= 1
        pool[contact].state = .waiting
        lines[queue].insertByArrival(contact, in: &pool)
        scheduleOverflows(contact, before: .infinity)
        return queue
    }

    /// Offers the longest waiting contact of a queue to the groups it may have by now.
    mutating func offerHead(of queue: Int) {
        let contact = Int(lines[queue].head)
        guard contact >= 0 else { return }
        let claim = claimAgent(queue: queue, waitedSeconds: nowSeconds - pool[contact].arrivalSeconds)
        guard claim.group >= 0 else { return }
        lines[queue].remove(contact, in: &pool)
        start(contact, claim)
    }

    /// The free agents of a group take what waits for them, and agents on chats with room take waiting chats.
    mutating func pull(_ group: Int) {
        while true {
            var contact = -1
            if desks.count(group: group) > 0 { contact = bestWaiting(group: group, onOpenDesk: true) }
            if contact < 0, crews[group].idle > 0 { contact = bestWaiting(group: group, onOpenDesk: false) }
            guard contact >= 0 else { return }
            lines[Int(pool[contact].queue)].remove(contact, in: &pool)
            start(contact, Claim(group: group))
        }
    }

    /// The waiting contact a free agent of `group` takes: best rank, then longest waiting; negative = none. With
    /// `onOpenDesk` only chats that an agent on chats has room for.
    private func bestWaiting(group: Int, onOpenDesk: Bool) -> Int {
        var best = -1
        var bestArrival = 0.0
        var bestRank = 0
        for index in plan.groups[group].pulls {
            let option = plan.pulls[index]
            if best >= 0, option.rank > bestRank { break }
            let head = Int(lines[option.queue].head)
            guard head >= 0 else { continue }
            let arrival = pool[head].arrivalSeconds
            if best >= 0, arrival >= bestArrival { continue }
            if nowSeconds - arrival < option.delaySeconds - Replication.timeTolerance { continue }
            if onOpenDesk {
                guard plan.queues[option.queue].isConcurrent, openDesk(group: group, queue: option.queue) >= 0 else {
                    continue
                }
            }
            best = head
            bestArrival = arrival
            bestRank = option.rank
        }
        return best
    }

    /// The desk of `group` that takes the next chat of `queue`; negative = none has room.
    func openDesk(group: Int, queue: Int) -> Int {
        desks.open(group: group, concurrency: plan.queues[queue].concurrency, leaving: crews[group].leaving)
    }
}
