import ContactCenter
import Tabular

/// One line of an Asterisk `queue_log`: what happened to a call or an agent.
///
/// Source: Asterisk documentation, "Queue Logs" (docs.asterisk.org/Operation/Logging/Queue-Logs).
struct QueueLogEvent {
    var seconds: Int
    var call: String
    var queue: String
    var agent: String
    var name: String
    var parameters: [Substring]

    /// A line of the file: `time|callid|queue|agent|event|parameters…`.
    init(line: String) throws(RowProblem) {
        let fields = line.split(separator: "|", omittingEmptySubsequences: false)
        guard fields.count >= 5 else {
            throw RowProblem(
                nil, RecordProblem.tooFewColumns.rawValue,
                "expected time|callid|queue|agent|event, found \(fields.count) field\(fields.count == 1 ? "" : "s")")
        }
        guard let seconds = QueueLogEvent.epoch(fields[0]) else {
            throw RowProblem("time", "invalid_timestamp", "expected seconds since 1970, found '\(fields[0])'")
        }
        self.init(
            seconds: seconds, call: String(fields[1]), queue: String(fields[2]), agent: String(fields[3]),
            name: fields[4].trimmingBlanksOfField().uppercased(), parameters: Array(fields[5...]))
    }

    init(seconds: Int, call: String, queue: String, agent: String, name: String, parameters: [Substring]) {
        self.seconds = seconds
        self.call = call
        self.queue = queue
        self.agent = agent
        self.name = name
        self.parameters = parameters
    }

    /// Seconds since 1970, fractions cut off.
    static func epoch(_ text: Substring) -> Int? {
        let whole = text.prefix { $0 != "." }
        guard whole.count >= 9, whole.count <= 10, whole.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int(whole)
    }

    /// What an event is about.
    enum Kind {
        /// A call entered a queue.
        case entry
        /// An agent took it.
        case connection
        /// It was over.
        case completion
        /// The caller hung up while he waited.
        case abandonment
        /// The queue gave it up: nobody there, too long, a key was pressed.
        case exit(String)
        /// It was passed on.
        case transfer
        /// An agent did not pick up.
        case unansweredRing
        /// An agent began a pause.
        case pause
        /// He came back.
        case unpause
        /// Another state of an agent.
        case agentState
        /// Something else.
        case other
    }

    /// What this one is about.
    var kind: Kind {
        switch name {
        case "ENTERQUEUE": .entry
        case "CONNECT": .connection
        case "COMPLETEAGENT", "COMPLETECALLER": .completion
        case "ABANDON": .abandonment
        case "EXITEMPTY": .exit("exit_empty")
        case "EXITWITHTIMEOUT": .exit("exit_timeout")
        case "EXITWITHKEY": .exit("exit_key")
        case "TRANSFER", "BLINDTRANSFER", "ATTENDEDTRANSFER": .transfer
        case "RINGNOANSWER", "RINGCANCELED": .unansweredRing
        case "PAUSE", "PAUSEALL": .pause
        case "UNPAUSE", "UNPAUSEALL": .unpause
        case "ADDMEMBER", "REMOVEMEMBER", "PENALTY", "PAUSEREASON", "AGENTLOGIN", "AGENTLOGOFF", "AGENTCALLBACKLOGIN",
            "AGENTCALLBACKLOGOFF":
            .agentState
        default: .other
        }
    }

    /// Parameter `index` as seconds; `nil` when it is left out.
    ///
    /// - Throws: `not_a_number`.
    func duration(_ index: Int) throws(RowProblem) -> Double? {
        guard parameters.indices.contains(index), !parameters[index].isEmpty else { return nil }
        guard let seconds = Int(parameters[index]), seconds >= 0 else {
            throw RowProblem(
                "data\(index + 1)", "not_a_number", "expected seconds, found '\(parameters[index])'")
        }
        return Double(seconds)
    }

    /// The caller's number of an entry.
    var caller: String? {
        guard parameters.count > 1 else { return nil }
        let number = parameters[1].trimmingBlanksOfField()
        return ["", "unknown", "anonymous", "restricted", "unavailable", "private"].contains(number.lowercased())
            ? nil : number
    }
}

extension Substring {
    /// The text without blanks at either end.
    func trimmingBlanksOfField() -> String { String(self).trimmingBlanks() }
}
