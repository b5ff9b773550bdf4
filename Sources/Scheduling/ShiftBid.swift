import ContactCenter

/// Awards the lines of a roster to the agents who bid for them, in order of rank.
///
/// A line is the row of shifts of one bidder in the roster. In order of rank each bidder gets the first of its choices
/// that is lawful for it, still free, and leaves a lawful line for everybody else: before each award an augmenting
/// path (Kuhn 1955, "The Hungarian method", Naval Research Logistics Quarterly 2) shows that those not yet served can
/// still be matched. So every line finds an agent and every bidder a line. Serial dictatorship under that guard is
/// deterministic, and nobody served could have had an earlier choice by bidding differently.
public struct ShiftBid: Sendable {
    /// The bid of one agent.
    public struct Bid: Hashable, Sendable {
        /// The bidder.
        public var agent: String
        /// Rank: lower is served first; equal ranks in the order given.
        public var rank: Int
        /// Lines wanted, by the agent whose row it is, the dearest first.
        public var choices: [String]

        /// `agent` of `rank` wants `choices`.
        public init(agent: String, rank: Int, choices: [String]) {
            self.agent = agent
            self.rank = rank
            self.choices = choices
        }
    }

    /// One line of the log: one choice looked at, or the line that was left.
    public struct LogEntry: Hashable, Sendable {
        /// The bidder.
        public var agent: String
        /// Its rank.
        public var rank: Int
        /// Number of the choice from 1; 0 for the line that was left.
        public var choice: Int
        /// The line.
        public var line: String
        /// Whether it was awarded.
        public var isAwarded: Bool
        /// Why, in words.
        public var reason: String
    }

    /// What came of the bids.
    public struct Outcome: Sendable {
        /// The roster with the lines in their new hands.
        public var roster: Roster
        /// Everything decided, in order.
        public var log: [LogEntry]
        /// Change of the roster's cost: wishes and, across skills, cover.
        public var costChange: Double
        /// Agents whose own line is not lawful for themselves: they take no part.
        public var excluded: [String]
        /// Activities that have no place in the new lines.
        public var lostActivities: [LostActivity]
    }

    /// Awards the lines of `roster`.
    ///
    /// - Parameter acrossSkills: Lines may go to agents of other skills; cover then changes.
    /// - Throws: ``SchedulingError`` for unknown bidders or lines, or a roster the instance cannot express.
    public static func award(
        _ bids: [Bid], lines roster: Roster, of instance: RosteringInstance, acrossSkills: Bool = false
    ) throws(SchedulingError) -> Outcome {
        let desk = try RosterDesk(instance, roster: roster)
        guard desk.problems.isEmpty else { throw .rosterUnusable(desk.problems) }
        var excluded: [String] = []
        var bidders: [(bid: Bid, agent: Int)] = []
        for (_, bid) in bids.enumerated().sorted(by: { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }) {
            let agent = try desk.agent(bid.agent)
            let row = desk.row(agent)
            if isLawful(agent, row: row, on: desk) {
                bidders.append((bid, agent))
            } else {
                excluded.append(bid.agent)
            }
        }
        var award = Award(desk: desk, agents: bidders.map(\.agent), acrossSkills: acrossSkills)
        var log: [LogEntry] = []
        for (place, bidder) in bidders.enumerated() {
            var isServed = false
            for (number, name) in bidder.bid.choices.enumerated() where !isServed {
                let line = try desk.agent(name)
                let reason = award.tryToGive(line, to: place)
                isServed = reason == nil
                log.append(
                    LogEntry(
                        agent: bidder.bid.agent, rank: bidder.bid.rank, choice: number + 1, line: name,
                        isAwarded: isServed, reason: reason ?? "awarded"))
            }
        }
        var after = desk.cells
        var changed: [RosterDesk.Change] = []
        for (place, bidder) in bidders.enumerated() {
            let line = award.agents[award.lineOfBidder[place]]
            for day in 0..<desk.instance.days {
                after[bidder.agent * desk.instance.days + day] = desk.cell(line, day)
            }
            changed.append(.init(agent: bidder.agent, day: 0, cell: .off))
            if !award.isServed[place] {
                log.append(
                    LogEntry(
                        agent: bidder.bid.agent, rank: bidder.bid.rank, choice: 0,
                        line: instance.agents[line].id, isAwarded: true,
                        reason: bidder.bid.choices.isEmpty ? "no choice named" : "none of the choices was left"))
            }
        }
        var dealt = try RosterDesk(
            instance, roster: RosterSearch.roster(of: after, in: desk.instance), activitiesOf: roster)
        dealt.makeRoomForActivities()
        let result = dealt.roster
        return Outcome(
            roster: result, log: log,
            costChange: RosterChecker.score(of: result, in: instance).costTotal
                - RosterChecker.score(of: desk.roster, in: instance).costTotal,
            excluded: excluded, lostActivities: LostActivity.between(roster, result))
    }

    private static func isLawful(_ agent: Int, row: [Cell], on desk: RosterDesk) -> Bool {
        let options = Set(desk.options(agent: agent))
        return row.indices.allSatisfy { day in
            !row[day].works
                || (options.contains(row[day].option)
                    && desk.instance.staff.allows(
                        option: Int(row[day].option), agentDay: agent * desk.instance.days + day))
        } && desk.verdict(agent, row: row).excess == 0
    }

    /// Who holds which line while awards are made.
    private struct Award {
        let desk: RosterDesk
        /// The roster as awarded so far, where rules of several agents must be asked.
        private var awarded: RosterDesk?
        let agents: [Int]
        /// Line (place of its owner) of each bidder: at first its own.
        var lineOfBidder: [Int]
        /// Bidder that holds each line.
        var bidderOfLine: [Int]
        var isServed: [Bool]
        private let acrossSkills: Bool
        private var known: [[Bool?]]
        private let placeOfAgent: [Int: Int]

        init(desk: RosterDesk, agents: [Int], acrossSkills: Bool) {
            self.desk = desk
            awarded = desk.instance.source.ruleBook.contains(where: RosterDesk.isHardTeamRule) ? desk : nil
            self.agents = agents
            self.acrossSkills = acrossSkills
            lineOfBidder = Array(agents.indices)
            bidderOfLine = Array(agents.indices)
            isServed = [Bool](repeating: false, count: agents.count)
            known = [[Bool?]](repeating: [], count: agents.count)
            placeOfAgent = Dictionary(agents.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }

        /// Whether the bidder at `place` may work the line at `line`.
        private mutating func suits(_ place: Int, _ line: Int) -> Bool {
            if known[place].isEmpty { known[place] = [Bool?](repeating: nil, count: agents.count) }
            if let answer = known[place][line] { return answer }
            let group = desk.instance.cover.groupOfAgent
            let answer =
                (acrossSkills || group[agents[place]] == group[agents[line]])
                && ShiftBid.isLawful(agents[place], row: desk.row(agents[line]), on: desk)
            known[place][line] = answer
            return answer
        }

        /// Gives the line of an agent to a bidder, or says why not.
        mutating func tryToGive(_ owner: Int, to place: Int) -> String? {
            guard let line = placeOfAgent[owner] else { return "the line is not offered" }
            let holder = bidderOfLine[line]
            if holder != place, isServed[holder] {
                return "already awarded to \(desk.instance.source.agents[agents[holder]].id)"
            }
            guard suits(place, line) else { return reasonAgainst(place, line) }
            if holder != place {
                // The holder must find another line, at the end the one that becomes free.
                let free = lineOfBidder[place]
                guard let path = path(from: holder, to: free, without: place) else {
                    return "somebody else would be left without a lawful line"
                }
                let moved = path + [(bidder: place, line: line)]
                if let broken = teamRuleBroken(by: moved) { return "breaks \(broken)" }
                for (bidder, next) in moved {
                    lineOfBidder[bidder] = next
                    bidderOfLine[next] = bidder
                }
            }
            isServed[place] = true
            return nil
        }

        /// The rule of several agents that the hand-overs would break further; without one they are carried out in the
        /// roster as awarded.
        private mutating func teamRuleBroken(by moved: [(bidder: Int, line: Int)]) -> RosterViolation? {
            guard var now = awarded else { return nil }
            var changes: [RosterDesk.Change] = []
            for (bidder, line) in moved {
                for day in 0..<desk.instance.days {
                    let cell = desk.cell(agents[line], day)
                    if now.cell(agents[bidder], day) != cell {
                        changes.append(.init(agent: agents[bidder], day: day, cell: cell))
                    }
                }
            }
            if let broken = now.teamViolations(changes, first: true).first { return broken }
            for change in changes { now.put(change.cell, agent: change.agent, day: change.day) }
            awarded = now
            return nil
        }

        /// Bidders and their new lines along a shortest chain of hand-overs that begins with `start` and ends at the
        /// line `free`.
        private mutating func path(from start: Int, to free: Int, without place: Int) -> [(bidder: Int, line: Int)]? {
            var before = [Int?](repeating: nil, count: agents.count)
            var seen = [Bool](repeating: false, count: agents.count)
            var queue = [start]
            var head = 0
            while head < queue.count {
                let bidder = queue[head]
                head += 1
                for line in agents.indices where !seen[line] && suits(bidder, line) {
                    let holder = bidderOfLine[line]
                    guard line == free || (holder != place && holder != start && !isServed[holder]) else { continue }
                    seen[line] = true
                    before[line] = bidder
                    if line == free {
                        var chain: [(bidder: Int, line: Int)] = []
                        var current = line
                        while let from = before[current] {
                            chain.append((from, current))
                            if from == start { break }
                            current = lineOfBidder[from]
                        }
                        return chain
                    }
                    queue.append(holder)
                }
            }
            return nil
        }

        private func reasonAgainst(_ place: Int, _ line: Int) -> String {
            let group = desk.instance.cover.groupOfAgent
            if !acrossSkills, group[agents[place]] != group[agents[line]] { return "the line is of other skills" }
            let agent = agents[place]
            var desk = desk
            let changes = (0..<desk.instance.days).map {
                RosterDesk.Change(agent: agent, day: $0, cell: desk.cell(agents[line], $0))
            }
            return desk.newViolations(changes).first.map { "breaks \($0)" } ?? "not lawful"
        }
    }
}

extension RosterDesk {
    /// The options of an agent's contract.
    func options(agent: Int) -> [Int32] {
        instance.staff.optionsOfContract[Int(instance.staff.contractOfAgent[agent])]
    }
}
