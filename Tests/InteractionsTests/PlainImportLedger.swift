import ContactCenter
import Tabular

@testable import Interactions

/// The books of an import: what stands, what it replaced, what was refused.
struct ImportLedger {
    /// Where an accepted row stands.
    private struct Origin {
        var file: Int
        var line: Int
        var byteOffset: Int
    }

    private(set) var accounting = PlanSummary.Accounting()
    var notes: [String] = []
    private var rejects: [(file: Int, reject: Reject)] = []
    private var interactions: [Interaction] = []
    private var origins: [Origin] = []
    private var isStanding: [Bool] = []
    private var placeOfID: [String: Int] = [:]
    private var readers: [CSVReader] = []

    /// Starts a file.
    mutating func begin(_ reader: CSVReader) { readers.append(reader) }

    mutating func reject(_ reject: Reject) {
        accounting.read += 1
        accounting.rejected += 1
        rejects.append((readers.count - 1, reject))
    }

    mutating func accept(_ interaction: Interaction, line: Int, byteOffset: Int) {
        accounting.read += 1
        if let place = placeOfID[interaction.id] {
            if interactions[place] == interaction {
                accounting.identicalDuplicates += 1
                return
            }
            accounting.superseded += 1
            guard interaction.replaces(interactions[place]) else { return }
            isStanding[place] = false
        } else {
            accounting.accepted += 1
        }
        placeOfID[interaction.id] = interactions.count
        interactions.append(interaction)
        origins.append(Origin(file: readers.count - 1, line: line, byteOffset: byteOffset))
        isStanding.append(true)
    }

    /// Refuses contacts that lie more than a year from all others and are fewer than one in a hundred: a year typed
    /// wrongly, which would stretch the history over decades of zeros.
    mutating func rejectStrayDates(column: String) {
        let year = 366 * 86_400
        let standing = interactions.indices.filter { isStanding[$0] }
        let interactions = self.interactions
        let times = standing.lazy.map { interactions[$0].createdAt }
        guard let earliest = times.min(), let latest = times.max(), latest - earliest > year else { return }
        let sorted = standing.sorted { interactions[$0].createdAt < interactions[$1].createdAt }
        guard let first = sorted.first else { return }
        var groups: [[Int]] = [[first]]
        for (earlier, later) in zip(sorted, sorted.dropFirst()) {
            if interactions[later].createdAt - interactions[earlier].createdAt > year { groups.append([]) }
            groups[groups.count - 1].append(later)
        }
        for group in groups where group.count * 100 < sorted.count {
            for place in group {
                isStanding[place] = false
                let origin = origins[place]
                let reader = readers[origin.file]
                accounting.accepted -= 1
                accounting.rejected += 1
                rejects.append(
                    (
                        origin.file,
                        Reject(
                            file: reader.fileName, line: origin.line, byteOffset: origin.byteOffset, column: column,
                            code: "out_of_range", message: "more than a year away from every other contact",
                            raw: reader.raw(atByteOffset: origin.byteOffset))
                    ))
            }
        }
    }

    func result() -> ImportResult {
        let ordered = rejects.sorted { ($0.file, $0.reject.byteOffset) < ($1.file, $1.reject.byteOffset) }
        // A log without corrections is handed on as it is, not copied.
        let standing =
            accounting.accepted == interactions.count
            ? interactions : zip(interactions, isStanding).compactMap { $1 ? $0 : nil }
        return ImportResult(
            interactions: standing, accounting: accounting,
            rejects: ordered.map(\.reject), notes: notes)
    }
}
