/// Which stream every agent on duty works in a half hour.
///
/// Seats wanted follow the planners' forecast (never the truth): offered load plus a margin that grows with its square
/// root; e-mail gets what its backlog asks for. Seats are filled by voice first, then chat, then e-mail; people stay
/// where they were if they can, and those with few skills are placed before those with many. Nobody sits twice.
struct Seating {
    /// Streams in the order in which they get their people.
    private static let priority = [6, 3, 0, 7, 4, 1, 8, 5, 2]

    /// Stream per agent in the last half hour; −1 = none.
    private var last = Array(repeating: -1, count: Team.agents.count)

    /// Planned handle time of a stream in seconds, with a little hold and ringing.
    static func plannedHandle(_ stream: Int) -> Double {
        let parameters = Centre.stream(stream)
        return parameters.talk + parameters.wrap + (stream % 3 == 0 ? 15 : 8)
    }

    /// Seats wanted for `contacts` planned in the half hour, and `backlog` e-mails.
    static func wanted(_ stream: Int, contacts: Double, backlog: Int) -> Int {
        switch stream % 3 {
        case 0:
            let load = contacts * plannedHandle(stream) / 1800
            return max(1, Int(load + 0.9 * load.squareRoot() + 0.9))
        case 1:
            // Two chats at once, each a little slower for it.
            let load = contacts * plannedHandle(stream) * 1.1 / 1800 / 2
            return max(1, Int(load + 0.65 * load.squareRoot() + 0.9))
        default:
            return backlog == 0 ? 0 : 1 + Int(Double(backlog) * plannedHandle(stream) / 10_800)
        }
    }

    /// People per stream, in order of agent.
    mutating func seat(_ duties: [HistoricRota.Duty], halfHour: Int, wanted: [Int], rotation: Int) -> [[Int]] {
        var free = Array(repeating: false, count: Team.agents.count)
        for duty in duties where duty.covers(halfHour) { free[duty.agent] = true }
        var seats: [[Int]] = Array(repeating: [], count: Centre.streamCount)
        for stream in Seating.priority {
            for agent in free.indices where free[agent] && last[agent] == stream && seats[stream].count < wanted[stream]
            {
                seats[stream].append(agent)
                free[agent] = false
            }
        }
        for stream in Seating.priority {
            while seats[stream].count < wanted[stream] {
                var best = -1
                for step in free.indices {
                    let agent = (step + rotation * 7) % free.count
                    guard free[agent], Team.agents[agent].serves(stream / 3) else { continue }
                    if best < 0 || Team.agents[agent].skills.count < Team.agents[best].skills.count { best = agent }
                }
                guard best >= 0 else { break }
                seats[stream].append(best)
                free[best] = false
            }
        }
        last = Array(repeating: -1, count: Team.agents.count)
        for stream in seats.indices {
            seats[stream].sort()
            for agent in seats[stream] { last[agent] = stream }
        }
        return seats
    }
}
