/// How a contact is served, once an agent is found.
extension Replication {
    /// An agent of the claimed group starts, or goes on with, a contact that is in no line.
    mutating func start(_ contact: Int, _ claim: Claim) {
        let group = claim.group
        let queue = Int(pool[contact].queue)
        let facts = plan.queues[queue]
        if !pool[contact].hasStarted { countStart(contact, group: group, isDeferrable: facts.isDeferrable) }
        seat(contact, group: group, facts)
        let end = nowSeconds + pool[contact].work
        pool[contact].state = .inService
        pool[contact].group = Int32(truncatingIfNeeded: group)
        pool[contact].endSeconds = end
        events.push(Event(timeSeconds: end, kind: .completion, contact: contact, serial: pool[contact].serial))
        // Laid-aside work may suit an idle agent of another group.
        if claim.interruptedQueue >= 0 { offerHead(of: claim.interruptedQueue) }
    }

    private mutating func seat(_ contact: Int, group: Int, _ facts: CompiledCase.QueueFacts) {
        pool[contact].desk = -1
        if facts.isConcurrent {
            let desk = openDesk(group: group, queue: Int(pool[contact].queue))
            if desk >= 0 {
                desks.join(desk, group: group)
                pool[contact].desk = Int32(truncatingIfNeeded: desk)
                return
            }
        }
        countBusyTime(group)
        crews[group].busy += 1
        if facts.isConcurrent {
            pool[contact].desk = Int32(truncatingIfNeeded: desks.occupy(group: group))
        } else if facts.isInterruptible {
            crews[group].interruptible.prepend(contact, in: &pool)
        }
    }

    /// Books the first start; a contact on which a customer waits is answered now, deferrable work when it is done.
    private mutating func countStart(_ contact: Int, group: Int, isDeferrable: Bool) {
        let cell = cellIndex(of: contact)
        let wait = nowSeconds - pool[contact].arrivalSeconds
        let work =
            pool[contact].work
            * plan.meanHandleSeconds(
                queue: Int(pool[contact].queue), interval: Int(pool[contact].interval), group: group)
        pool[contact].work = work
        pool[contact].hasStarted = true
        counts.cells[cell].handle += work
        if wait > 0 { counts.cells[cell].waited += 1 }
        if !isDeferrable { countAnswer(contact) }
    }

    private mutating func countAnswer(_ contact: Int) {
        let cell = cellIndex(of: contact)
        let wait = nowSeconds - pool[contact].arrivalSeconds
        counts.cells[cell].answered += 1
        counts.cells[cell].waitAnswered += wait
        if wait <= plan.queues[Int(pool[contact].queue)].targetSeconds { counts.cells[cell].within += 1 }
    }

    /// The handling of a contact ends, and its agent takes the next one or leaves.
    mutating func complete(_ contact: Int) {
        let group = Int(pool[contact].group)
        let facts = plan.queues[Int(pool[contact].queue)]
        if facts.isDeferrable { countAnswer(contact) }
        let desk = Int(pool[contact].desk)
        if desk < 0 || desks.leave(desk, group: group) {
            countBusyTime(group)
            crews[group].busy -= 1
        }
        if facts.isInterruptible { crews[group].interruptible.remove(contact, in: &pool) }
        pool.remove(contact)
        // A leaver who has gone may open the desk of a colleague who stays.
        if plan.groups[group].servesConcurrent || crews[group].idle > 0 { pull(group) }
    }
}
