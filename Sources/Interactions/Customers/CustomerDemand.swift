import ContactCenter

/// One wish of a customer, over all the contacts it took to have it served once: a transfer is the same contact, so is
/// the centre's callback, and who redials after giving up has not asked twice.
public struct CustomerDemand: Hashable, Sendable {
    /// How a contact belongs to the demand.
    public enum Role: String, Hashable, Sendable, CaseIterable {
        /// The customer's first try.
        case first
        /// Passed on by an agent.
        case transfer
        /// Called back by the centre.
        case callback
        /// Tried again after giving up.
        case redial
    }

    /// A contact of the demand.
    public struct Leg: Hashable, Sendable {
        /// Position in the interactions.
        public var index: Int
        /// How it belongs to the demand.
        public var role: Role
    }

    /// The customer; `nil` = not identified.
    public var customer: String?
    /// Reason, known or not.
    public var reason: String?
    /// Start of the first contact.
    public var start: Instant
    /// Whether an agent served any of the contacts.
    public var isAnswered: Bool
    /// Position of the last contact that an agent served; `nil` when none did.
    public var answeredIndex: Int?
    /// The contacts, in order of time.
    public var legs: [Leg]

    /// Position of the first contact.
    public var firstIndex: Int { legs[0].index }
}

/// What chains contacts to one demand.
public struct ChainingRule: Hashable, Sendable {
    /// A contact that starts at most so long after one that was passed on is its continuation.
    public var transferSeconds: Int
    /// Who comes back so soon after giving up asks for the same.
    public var redialSeconds: Int
    /// A call of the centre so soon after an abandoned or unresolved contact is the customer's callback.
    public var callbackSeconds: Int

    /// The rule: transfers within 5 minutes of the end, redials and callbacks within 24 hours.
    public init(transferSeconds: Int = 300, redialSeconds: Int = 86_400, callbackSeconds: Int = 86_400) {
        self.transferSeconds = transferSeconds
        self.redialSeconds = redialSeconds
        self.callbackSeconds = callbackSeconds
    }

    /// Every contact for itself, as an interval history counts.
    public static let none = ChainingRule(transferSeconds: -1, redialSeconds: -1, callbackSeconds: -1)

    /// The rule in words.
    public var inWords: String {
        guard self != .none else { return "every inbound contact is a demand of its own" }
        return "one demand: a transfer's continuation within \(transferSeconds) s, a redial within "
            + "\(redialSeconds / 3600) h of giving up, a callback within \(callbackSeconds / 3600) h"
    }

    /// The demands in `interactions`, in the order of their first contacts. Outbound contacts that call nobody back are
    /// no demand.
    ///
    /// - Complexity: O(n log n), whatever the number of contacts of one customer.
    public func demands(in interactions: [Interaction]) -> [CustomerDemand] {
        var demands: [CustomerDemand] = []
        var numbers: [String: Int] = [:]
        var known: [(customer: Int, index: Int)] = []
        for (index, contact) in interactions.enumerated() {
            if let customer = contact.customerID {
                let next = numbers.count
                let number = numbers[customer] ?? next
                if number == next { numbers[customer] = next }
                known.append((number, index))
            } else if contact.direction == .inbound {
                demands.append(CustomerDemand(first: contact, index))
            }
        }
        known.sort { a, b in
            if a.customer != b.customer { return a.customer < b.customer }
            let (x, y) = (interactions[a.index], interactions[b.index])
            return x.createdAt != y.createdAt ? x.createdAt < y.createdAt : x.id < y.id
        }
        var position = 0
        while position < known.count {
            var chain = OpenDemands(rule: self)
            let customer = known[position].customer
            while position < known.count, known[position].customer == customer {
                chain.add(interactions, known[position].index)
                position += 1
            }
            demands += chain.demands
        }
        return demands.sorted { a, b in
            a.start != b.start ? a.start < b.start : interactions[a.firstIndex].id < interactions[b.firstIndex].id
        }
    }
}

extension CustomerDemand {
    fileprivate init(first contact: Interaction, _ index: Int) {
        customer = contact.customerID
        reason = contact.reason
        start = contact.createdAt
        isAnswered = contact.outcome == .answered
        answeredIndex = isAnswered ? index : nil
        legs = [Leg(index: index, role: .first)]
    }
}

/// The demands of one customer while his contacts are read in order.
private struct OpenDemands {
    let rule: ChainingRule
    var demands: [CustomerDemand] = []
    /// The newest demand of each reason, and of all.
    private var newest: [String?: Int] = [:]
    private var lastAll: Int?

    init(rule: ChainingRule) { self.rule = rule }

    mutating func add(_ interactions: [Interaction], _ index: Int) {
        let contact = interactions[index]
        if let (demand, role) = home(of: contact, interactions) {
            demands[demand].legs.append(.init(index: index, role: role))
            if demands[demand].reason == nil { demands[demand].reason = contact.reason }
            if contact.outcome == .answered {
                demands[demand].isAnswered = true
                demands[demand].answeredIndex = index
            }
            lastAll = demand
            newest[demands[demand].reason] = demand
        } else if contact.direction == .inbound {
            demands.append(CustomerDemand(first: contact, index))
            lastAll = demands.count - 1
            newest[contact.reason] = demands.count - 1
        }
    }

    /// The demand that a contact continues.
    private func home(of contact: Interaction, _ interactions: [Interaction]) -> (Int, CustomerDemand.Role)? {
        // Of the newest demand of the reason and the newest of all, the one of the reason first.
        var candidates: [Int] = []
        if let same = newest[contact.reason] { candidates.append(same) }
        if let lastAll, !candidates.contains(lastAll) { candidates.append(lastAll) }
        for number in candidates {
            let demand = demands[number]
            guard let last = demand.legs.last.map({ interactions[$0.index] }) else { continue }
            let isSameReason = contact.reason == demand.reason || contact.reason == nil || demand.reason == nil
            let sinceStart = contact.createdAt - last.createdAt
            switch contact.direction {
            case .outbound:
                let wantsCall = !demand.isAnswered || last.isResolved == false || last.isTransferred == true
                if wantsCall, isSameReason, rule.callbackSeconds >= 0, sinceStart <= rule.callbackSeconds {
                    return (number, .callback)
                }
            case .inbound:
                // Another department may code another reason.
                let sinceEnd = contact.createdAt - (last.endedAt ?? last.createdAt)
                if last.isTransferred == true, rule.transferSeconds >= 0, sinceEnd <= rule.transferSeconds {
                    return (number, .transfer)
                }
                if !demand.isAnswered, isSameReason, rule.redialSeconds >= 0, sinceStart <= rule.redialSeconds {
                    return (number, .redial)
                }
            }
        }
        return nil
    }
}
