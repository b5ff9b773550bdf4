/// Why a case cannot be simulated. Every text names the queue or group, the interval and the value.
public enum SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What the values of a list stand for, one each.
    public enum Step: String, Hashable, Sendable {
        /// An interval of demand.
        case interval
        /// A part of an interval in which staffing may differ.
        case agentSlot = "agent slot"
    }

    /// The case has no queue, or no interval.
    case nothingToSimulate
    /// A number of the case as a whole is outside its domain.
    case badSetting(name: String, value: Double, allowed: String)
    /// A list has not one value a step.
    case wrongLength(owner: String, name: String, count: Int, expected: Int, step: Step)
    /// A number of a queue or group is outside its domain; `index` = place in a list of steps.
    case badValue(owner: String, name: String, step: Step, index: Int?, value: Double, allowed: String)
    /// A group serves a queue that does not exist, or names one twice.
    case badEligibility(group: String, queue: Int, queueCount: Int)
    /// The case expects more contacts than one replication can hold.
    case tooManyContacts(expected: Double, limit: Double)

    /// What is wrong, with the value and where it stands.
    public var description: String {
        switch self {
        case .nothingToSimulate: "the simulation has no queue or no interval"
        case .badSetting(let name, let value, let allowed): "\(name) is \(value); it must be \(allowed)"
        case .wrongLength(let owner, let name, let count, let expected, let step):
            "\(owner): \(name) has \(count) values for \(expected) \(step.rawValue)s"
        case .badValue(let owner, let name, let step, let index, let value, let allowed):
            "\(owner): \(name)\(index.map { " of \(step.rawValue) \($0)" } ?? "") is \(value); it must be \(allowed)"
        case .badEligibility(let group, let queue, let queueCount):
            queue >= 0 && queue < queueCount
                ? "group '\(group)' names queue \(queue) twice"
                : "group '\(group)' serves queue \(queue), but queues run from 0 to \(queueCount - 1)"
        case .tooManyContacts(let expected, let limit):
            "one replication expects \(expected) contacts; at most \(limit) can be simulated"
        }
    }

    /// What the user can do about it.
    public var hint: String? {
        switch self {
        case .nothingToSimulate: "give at least one queue with its contacts per interval"
        case .badSetting, .badValue: nil
        case .wrongLength: "give every queue one value an interval, and every group one an interval or agent slot"
        case .badEligibility: "list each queue of a group once, by its index"
        case .tooManyContacts: "simulate a shorter stretch, or check the unit of the contacts per interval"
        }
    }
}
