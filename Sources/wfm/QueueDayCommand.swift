import ArgumentParser
import FileFormats
import Queueing
import Tabular

extension StaffDropConvention: ExpressibleByArgument {}

/// `wfm queue day`: days lived exactly, interval by interval.
struct QueueDayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "day",
        abstract: "Exact days: what intervals do to each other when volumes and staff change.",
        discussion: """
            The input is JSON: a day, or a list of days, with name, interval_s, aht_s, patience_s (0 = nobody gives up),
            target_s, agents and calls_per_interval. A day starts empty.
            preemptive: when the staff falls below those busy, contacts in hand go back to the head of the queue.
            finish-call: agents finish the contact in hand before they leave; adds prob_abandon and mean_wait_all_s of
            the contacts that arrive in the interval.

            EXAMPLE
              printf '{"name":"day","interval_s":900,"aht_s":180,"patience_s":300,"target_s":30,"agents":[0,4,8],"calls_per_interval":[15,25,36]}' | wfm queue day -
            """)

    @Argument(help: "The days (JSON); '-' is standard input.")
    var profiles: String

    @Option(help: "What happens where fewer agents are scheduled than are busy: preemptive or finish-call.")
    var convention = StaffDropConvention.finishCall

    @Option(help: "Where the intervals go; standard output when omitted.")
    var output: String?

    @Option(help: "File for the days as a whole.")
    var days: String?

    func run() throws {
        var intervals = TransientTable.intervals(convention)
        var wholes = TransientTable.days(convention)
        var refused = 0
        for profile in try TransientProfileFile.read(InputBytes.read(profiles)) {
            do {
                let day = try DayCase(profile)
                let result = try TransientDay(day, convention: convention).evaluate(waits: convention == .finishCall)
                intervals.add(intervalsOf: result, name: day.name)
                wholes.add(day: result, name: day.name)
            } catch {
                refused += 1
                ErrorReport.say(error)
            }
        }
        try Output.write(intervals.writer.bytes, to: output)
        if let days { try Output.write(wholes.writer.bytes, to: days) }
        if refused > 0 {
            StandardError.line("\(refused) of the days could not be answered; their rows are left out")
            throw ExitCode(ExitStatus.badData)
        }
    }
}

extension DayCase {
    /// The question that a profile asks.
    init(_ profile: TransientProfile) throws(QueueingError) {
        try self.init(
            name: profile.name,
            intervals: profile.contacts.indices.map {
                Interval(
                    seconds: profile.intervalSeconds[$0], contacts: profile.contacts[$0],
                    ahtSeconds: profile.ahtSeconds[$0], agents: profile.agents[$0])
            },
            patienceSeconds: profile.patienceSeconds, targetSeconds: profile.targetSeconds,
            contactsAtStart: profile.contactsAtStart)
    }
}

/// The tables that `wfm queue day` writes.
private struct TransientTable {
    private(set) var writer: CSVWriter
    private let followsWaits: Bool

    static func intervals(_ convention: StaffDropConvention) -> TransientTable {
        let followsWaits = convention == .finishCall
        return TransientTable(
            writer: CSVWriter(
                header: [
                    "profile", "interval", "calls", "agents", "sl_offered", "prob_wait", "expected_abandons",
                    "mean_queue", "mean_busy", "queue_at_end", "busy_at_end", "prob_wait_at_end",
                ] + (followsWaits ? ["offered", "prob_abandon", "mean_wait_all_s"] : [])),
            followsWaits: followsWaits)
    }

    static func days(_ convention: StaffDropConvention) -> TransientTable {
        let followsWaits = convention == .finishCall
        return TransientTable(
            writer: CSVWriter(
                header: [
                    "profile", "calls", "sl_offered", "prob_wait", "expected_abandons", "mean_queue",
                    "truncation_mass",
                ] + (followsWaits ? ["prob_abandon", "mean_wait_all_s", "occupancy_while_open"] : [])),
            followsWaits: followsWaits)
    }

    mutating func add(intervalsOf result: TransientResult, name: String) {
        for (index, interval) in result.intervals.enumerated() {
            writer.add(name)
            writer.add(index)
            add(interval.contacts)
            writer.add(interval.agents)
            add(interval.serviceLevel)
            add(interval.probabilityOfWait)
            add(interval.abandoned)
            add(interval.meanQueue)
            add(interval.meanBusyAgents)
            add(interval.queueAtEnd)
            add(interval.busyAtEnd)
            add(interval.probabilityOfWaitAtEnd)
            if followsWaits {
                add(interval.contacts)
                add(interval.abandonment)
                add(interval.meanWaitSeconds)
            }
            writer.endRow()
        }
    }

    mutating func add(day result: TransientResult, name: String) {
        writer.add(name)
        add(result.contacts)
        add(result.serviceLevel)
        add(result.probabilityOfWait)
        add(result.abandoned)
        add(result.meanQueue)
        add(result.lostProbability)
        if followsWaits {
            add(result.abandonment)
            add(result.meanWaitSeconds)
            add(result.occupancy)
        }
        writer.endRow()
    }

    /// All digits; whole numbers without a fraction; unknown and unbounded are empty.
    private mutating func add(_ value: Double?) {
        guard let value, value.isFinite else {
            writer.add("")
            return
        }
        writer.add(value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)")
    }
}
