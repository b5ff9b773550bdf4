import ContactCenter
import Tabular

/// Asterisk's `queue_log` → contacts: every stay of a call in a queue is one.
///
/// The log has no after-call work. Where agents take a pause for it (`PAUSE` with a reason like *wrap* within
/// ``wrapDelaySeconds`` of the end), the pause is the work of that call.
struct QueueLogTranscriber {
    /// So soon after a call a pause for wrap-up belongs to it.
    static let wrapDelaySeconds = 10
    /// A pause longer than this is no wrap-up.
    static let longestWrapSeconds = 3600

    /// A stay in a queue.
    private struct Stay {
        var contact: Interaction
        var place: SourcePlace
        var raw: String
        var isConnected = false
    }

    /// A finished call whose agent may still be wrapping up.
    private struct Wrapping {
        var stay: Stay
        var end: Int
        var pausedAt: Int?
    }

    private var transcript: Transcript
    /// Open stays by call and queue.
    private var open: [String: Stay] = [:]
    private var wrapping: [String: Wrapping] = [:]
    private var counts = Counts()
    private var lines: [LineCounts]
    private let zone: ZoneRules
    private var clock: WallClock
    private struct Counts {
        var other: [String: Int] = [:]
        var exits: [String: Int] = [:]
        var unansweredRings = 0
        var inProgress = 0
        var wraps = 0
        var repeated = 0
    }

    /// What became of the lines of a file.
    private struct LineCounts {
        var all = 0
        var ofCalls = 0
        var ofAgents = 0
        var refused = 0
    }

    private init(_ inputs: [RandomAccessInput], zone: ZoneRules) {
        transcript = Transcript(inputs)
        lines = Array(repeating: LineCounts(), count: inputs.count)
        self.zone = zone
        clock = WallClock(zone: zone)
    }

    /// The contacts of `inputs`, read in the order of their first events as one log.
    ///
    /// - Throws: `badData` for a file that is no `queue_log`.
    static func transcribe(
        _ inputs: [RandomAccessInput], zone: ZoneRules
    ) throws(TabularError) -> Transcript.Log {
        var starts: [(seconds: Int, file: Int)] = []
        for (file, input) in inputs.enumerated() { starts.append((try firstSecond(input), file)) }
        let order = starts.sorted { ($0.seconds, $0.file) < ($1.seconds, $1.file) }.map(\.file)
        var transcriber = QueueLogTranscriber(inputs, zone: zone)
        if order != Array(inputs.indices) {
            transcriber.transcript.decide(
                "the files are read in order of time, not as given: \(order.map { inputs[$0].name }.joined(separator: ", "))",
                file: order[0])
        }
        for file in order {
            try transcriber.read(inputs[file], file: file)
        }
        return try transcriber.finish()
    }

    // MARK: Lines

    private static func isTable(_ head: [UInt8]) -> Bool {
        let first = String(decoding: head.prefix { $0 != 0x0A }, as: UTF8.self).lowercased()
        return first.contains("callid") && first.contains("event")
    }

    private static func firstSecond(_ input: RandomAccessInput) throws(TabularError) -> Int {
        let head = try input.bytes(at: 0, count: min(65_536, input.count))
        for line in head.split(separator: 0x0A) {
            let text = String(decoding: line, as: UTF8.self)
            if let event = try? QueueLogEvent(line: text) { return event.seconds }
            for field in text.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == "\t" || $0 == "\"" }) {
                switch Instant.parse(String(field)) {
                case .instant(let instant, _): return instant.seconds
                case .wallClock(let seconds): return seconds
                case nil: continue
                }
            }
        }
        return 0
    }

    private mutating func read(_ input: RandomAccessInput, file: Int) throws(TabularError) {
        let head = try input.bytes(at: 0, count: min(65_536, input.count))
        if QueueLogTranscriber.isTable(head) {
            try readTable(input, file: file)
        } else {
            try TextLines.forEach(input) { (line: TextLines.Line) throws(TabularError) in
                guard !line.bytes.isEmpty else { return }
                let text = line.text
                try take(
                    { () throws(RowProblem) in try QueueLogEvent(line: text) }, raw: text,
                    at: SourcePlace(file: file, line: line.number, byteOffset: line.byteOffset))
            }
        }
    }

    /// A dump of the table: `time,callid,queuename,agent,event,data1…data5`.
    private mutating func readTable(_ input: RandomAccessInput, file: Int) throws(TabularError) {
        var reader = try CSVReader(input.whole(), headerWith: ["time", "callid", "event"])
        for note in reader.notes { transcript.decide(note, file: file) }
        let columns = try reader.require(["time", "callid", "agent", "event"])
        guard let queue = reader.column("queuename") ?? reader.column("queue") else {
            _ = try reader.require(["queuename"])
            return
        }
        let data = (1...5).compactMap { reader.column("data\($0)") }
        while let record = reader.next() {
            let place = SourcePlace(file: file, line: record.line, byteOffset: record.byteOffset)
            if let problem = record.problem {
                lines[file].all += 1
                refuse(RowProblem(problem), record.raw, place)
                continue
            }
            var clock = self.clock
            let event = { () throws(RowProblem) -> QueueLogEvent in
                let text = record[columns[0]]
                var seconds = QueueLogEvent.epoch(text[...])
                switch Instant.parse(text) {
                case .instant(let instant, _): seconds = instant.seconds
                case .wallClock(let wall): seconds = clock.start(.wall(seconds: wall, isTimeOfDay: false))?.seconds
                case nil: break
                }
                guard let seconds else {
                    throw RowProblem("time", "invalid_timestamp", "expected a time, found '\(text)'")
                }
                var parameters = data.map { record[$0][...] }
                while parameters.last?.isEmpty == true { parameters.removeLast() }
                return QueueLogEvent(
                    seconds: seconds, call: record[columns[1]], queue: record[queue], agent: record[columns[2]],
                    name: record[columns[3]].uppercased(), parameters: parameters)
            }
            try take(event, raw: record.raw, at: place)
            self.clock = clock
        }
        if clock.withoutOffset > 0 {
            transcript.decide("times have no offset and are read on the clock of \(zone.identifier)", file: file)
        }
    }

    private mutating func take(
        _ event: () throws(RowProblem) -> QueueLogEvent, raw: String, at place: SourcePlace
    ) throws(TabularError) {
        lines[place.file].all += 1
        var finished: [Stay] = []
        do throws(RowProblem) {
            finished = try handle(try event(), raw: raw, at: place)
        } catch {
            refuse(error, raw, place)
        }
        for stay in finished { try transcript.add(stay.contact, at: stay.place) }
    }

    private mutating func refuse(_ problem: RowProblem, _ raw: String, _ place: SourcePlace) {
        lines[place.file].refused += 1
        transcript.refuse(problem, raw: raw, at: place)
    }

    // MARK: Events

    /// Takes an event; returns the stays that are finished with it.
    private mutating func handle(
        _ event: QueueLogEvent, raw: String, at place: SourcePlace
    ) throws(RowProblem) -> [Stay] {
        let key = event.call + "|" + event.queue
        switch event.kind {
        case .entry:
            guard !event.queue.isEmpty, event.queue.uppercased() != "NONE" else {
                throw RowProblem("queue", "empty_key", "the queue is empty")
            }
            guard ResolvedColumns.believableSeconds.contains(event.seconds) else {
                throw RowProblem("time", "out_of_range", "outside the years 1970 to 2099")
            }
            let created = Instant(seconds: event.seconds)
            var finished: [Stay] = []
            if let before = open[key] {
                lines[place.file].ofCalls += 1
                // The same line again, from a log that overlaps with this one.
                if before.contact.createdAt == created {
                    counts.repeated += 1
                    return []
                }
                finished = closeUnfinished(before, key)
            } else {
                lines[place.file].ofCalls += 1
            }
            // A call may enter the same queue twice: the time of entry belongs to the key.
            var contact = Interaction(
                id: "\(event.call)/\(event.queue)/\(event.seconds)",
                stream: QueueChannel(queue: event.queue, channel: .voice), createdAt: created, outcome: .abandoned)
            contact.customerID = event.caller
            open[key] = Stay(contact: contact, place: place, raw: raw)
            return finished
        case .connection:
            guard var stay = open[key] else { throw noEntry(event) }
            stay.isConnected = true
            stay.contact.outcome = .answered
            stay.contact.answeredAt = Instant(seconds: max(event.seconds, stay.contact.createdAt.seconds))
            stay.contact.waitSeconds = try event.duration(0) ?? Double(event.seconds - stay.contact.createdAt.seconds)
            stay.contact.agentID = event.agent
            lines[place.file].ofCalls += 1
            open[key] = stay
            return flush(event.agent)
        case .completion, .transfer:
            guard var stay = open[key] else { throw noEntry(event) }
            var talk: Double?
            if case .transfer = event.kind {
                // The last three are hold, call and original position, whatever kind of transfer stands before.
                let count = event.parameters.count
                talk = count >= 3 ? try event.duration(count - 2) : nil
                stay.contact.isTransferred = true
                stay.contact.disposition = event.name.lowercased()
            } else {
                talk = try event.duration(1)
                if stay.contact.waitSeconds == nil { stay.contact.waitSeconds = try event.duration(0) }
                stay.contact.disposition = event.name == "COMPLETEAGENT" ? "agent_hung_up" : "caller_hung_up"
            }
            if !stay.isConnected {
                stay.contact.outcome = .answered
                if event.agent.uppercased() != "NONE" { stay.contact.agentID = event.agent }
                if let wait = stay.contact.waitSeconds {
                    stay.contact.answeredAt = stay.contact.createdAt + Int(wait)
                }
            }
            stay.contact.endedAt = Instant(seconds: max(event.seconds, stay.contact.createdAt.seconds))
            stay.contact.talkSeconds =
                talk ?? stay.contact.answeredAt.map { Double(max(0, event.seconds - $0.seconds)) }
            lines[place.file].ofCalls += 1
            open[key] = nil
            guard let agent = stay.contact.agentID else { return [stay] }
            let earlier = flush(agent)
            wrapping[agent] = Wrapping(stay: stay, end: event.seconds)
            return earlier
        case .abandonment, .exit:
            guard var stay = open[key] else { throw noEntry(event) }
            var disposition = "abandoned"
            if case .exit(let reason) = event.kind { disposition = reason }
            stay.contact.outcome = .abandoned
            let isKey = event.name == "EXITWITHKEY"
            stay.contact.waitSeconds =
                try event.duration(isKey ? 3 : 2) ?? Double(max(0, event.seconds - stay.contact.createdAt.seconds))
            stay.contact.disposition = disposition
            stay.contact.endedAt = Instant(seconds: max(event.seconds, stay.contact.createdAt.seconds))
            if disposition != "abandoned" { counts.exits[event.name, default: 0] += 1 }
            lines[place.file].ofCalls += 1
            open[key] = nil
            return [stay]
        case .unansweredRing:
            lines[place.file].ofCalls += 1
            counts.unansweredRings += 1
            return []
        case .pause:
            lines[place.file].ofAgents += 1
            if wrapping[event.agent]?.pausedAt == nil, let last = wrapping[event.agent],
                event.seconds - last.end <= QueueLogTranscriber.wrapDelaySeconds,
                QueueLogTranscriber.isWrap(event.parameters.first)
            {
                wrapping[event.agent]?.pausedAt = event.seconds
            }
            return []
        case .unpause:
            lines[place.file].ofAgents += 1
            guard var last = wrapping[event.agent], let pausedAt = last.pausedAt else { return [] }
            wrapping[event.agent] = nil
            let seconds = event.seconds - pausedAt
            if (0...QueueLogTranscriber.longestWrapSeconds).contains(seconds) {
                last.stay.contact.wrapSeconds = Double(event.seconds - last.end)
                counts.wraps += 1
            }
            return [last.stay]
        case .agentState:
            lines[place.file].ofAgents += 1
            return []
        case .other:
            counts.other[event.name, default: 0] += 1
            return []
        }
    }

    private func noEntry(_ event: QueueLogEvent) -> RowProblem {
        RowProblem(
            "event", "no_entry",
            "\(event.name) of a call that is not in queue '\(event.queue)': it entered before the log begins, or twice left"
        )
    }

    /// Whether the reason of a pause says after-call work.
    private static func isWrap(_ reason: Substring?) -> Bool {
        guard let reason = reason?.lowercased() else { return false }
        return ["wrap", "acw", "after call", "aftercall", "after-call", "nachbearbeitung", "话后"].contains {
            reason.contains($0)
        }
    }

    /// The call whose agent goes on to something else.
    private mutating func flush(_ agent: String) -> [Stay] {
        wrapping.removeValue(forKey: agent).map { [$0.stay] } ?? []
    }

    /// A stay without an end: a call in progress.
    private mutating func closeUnfinished(_ stay: Stay, _ key: String) -> [Stay] {
        open[key] = nil
        if stay.isConnected {
            counts.inProgress += 1
            return [stay]
        }
        refuse(
            RowProblem("event", "no_end", "the log does not say whether the call was answered or left"), stay.raw,
            stay.place)
        lines[stay.place.file].ofCalls -= 1
        return []
    }

    private consuming func finish() throws(TabularError) -> Transcript.Log {
        let unfinished = open.sorted {
            ($0.value.place.file, $0.value.place.line) < ($1.value.place.file, $1.value.place.line)
        }
        for (key, stay) in unfinished {
            for stay in closeUnfinished(stay, key) { try transcript.add(stay.contact, at: stay.place) }
        }
        for agent in wrapping.keys.sorted() {
            for stay in flush(agent) { try transcript.add(stay.contact, at: stay.place) }
        }
        say()
        return try transcript.finish()
    }

    private mutating func say() {
        let last = transcript.inputs.count - 1
        for (file, lines) in lines.enumerated() {
            transcript.decide(
                "\(lines.all) lines = \(lines.ofCalls) of calls + \(lines.ofAgents) of agents' states"
                    + " + \(lines.all - lines.ofCalls - lines.ofAgents - lines.refused) others + \(lines.refused) refused;"
                    + " the books count contacts (stays in a queue) and refused lines", file: file)
        }
        func list(_ counts: [String: Int]) -> String {
            counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
        if !counts.exits.isEmpty {
            transcript.decide(
                "calls that the queue gave up count as abandoned (\(list(counts.exits)));"
                    + " their disposition says which", file: last)
        }
        if !counts.other.isEmpty { transcript.decide("events not used: \(list(counts.other))", file: last) }
        if counts.unansweredRings > 0 {
            transcript.decide("\(counts.unansweredRings) rings were not answered by an agent", file: last)
        }
        if counts.inProgress > 0 {
            transcript.decide(
                "\(counts.inProgress) answered calls have no end in the log; their talk time is unknown", file: last)
        }
        if counts.repeated > 0 { transcript.decide("\(counts.repeated) entries are written twice", file: last) }
        transcript.decide(
            counts.wraps > 0
                ? "after-call work of \(counts.wraps) calls is taken from pauses for it; the others have none"
                : "the log has no after-call work: handle time is talk time", file: last)
    }
}
