/// One line of the table.
struct BenchRow {
    var measure: String
    var ours: String
    var peer = "—"
    var ratio = "—"

    var markdown: String { "| \(measure) | \(ours) | \(peer) | \(ratio) |" }

    static let head = "| What | wfm | Peer | Peer ÷ wfm |\n|---|---|---|---|"
}
