/// Logs of one centre as exports make them: they overlap, repeat rows, and correct earlier ones.
struct RandomLogs {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    private mutating func next(_ limit: Int) -> Int {
        // Xorshift64 (G. Marsaglia, Journal of Statistical Software 8(14), 2003).
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(truncatingIfNeeded: state >> 16) % limit
    }

    private mutating func pick(_ texts: [String]) -> String { texts[next(texts.count)] }

    /// `count` files about the same few contacts; the clock goes forward in their period.
    mutating func files(_ count: Int) -> [NamedLog] {
        // Versions to choose from: every row of a file is one of them, so that rows repeat within and across files.
        var versions: [[String]] = []
        for contact in 0..<25 {
            versions.append((0...next(3)).map { _ in row(contact) })
        }
        return (0..<count).map { file in
            var rows: [String] = []
            for _ in 0..<(10 + next(25)) {
                let choices = versions[next(versions.count)]
                rows.append(choices[next(choices.count)])
            }
            if next(3) == 0 { rows.append("broken,row") }
            if next(3) == 0 { rows.append(NamedLog.row("bad\(file)", at: "yesterday")) }
            return NamedLog("file\(file).csv", rows: rows)
        }
    }

    private mutating func row(_ contact: Int) -> String {
        let day = 28 + next(3)
        let (hour, minute, second) = (next(24), next(60), next(60))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let created = "2026-03-\(day)T\(two(hour)):\(two(minute)):\(two(second))Z"
        let answered = next(4) > 0
        let talk = answered ? pick(["", "61", "12.125", "300.7"]) : ""
        let updated = pick(["", "", "2026-04-01T10:00:00Z", "2026-04-02T10:00:00Z"])
        return [
            "K\(contact)", pick(["", "C1", "C2", "C3", "Zoë"]), pick(["voice", "chat"]),
            pick(["sales", "=help", "账单"]),
            pick(["inbound", "inbound", "outbound"]), created, answered ? created : "", "",
            pick(["", "3", "19.5", "20", "21"]), talk, talk.isEmpty ? "" : pick(["", "4", "0.1"]),
            talk.isEmpty ? "" : pick(["", "7", "0.2"]), answered ? pick(["A1", "A2"]) : "",
            answered ? "answered" : "abandoned", pick(["order", "\"a, b\"", ""]), pick(["", "0", "1"]),
            pick(["0", "1"]), pick(["", "12.50", "-3"]), updated,
        ].joined(separator: ",")
    }
}
