import ContactCenter
import InteractionStore
import Tabular

/// The status of a store as text, table and JSON.
struct StoreStatusReport {
    let status: StoreStatus
    let zone: ZoneRules

    var text: String {
        var lines = ["schema version \(status.schemaVersion), clock of \(status.timeZone)"]
        for batch in status.batches {
            lines.append("\(batch.name) (\(batch.content.prefix(12)), newest contact \(zone.iso8601(batch.newest)))")
            lines.append("  \(batch.accounting.words)")
        }
        lines.append("\(status.batches.count) files: \(status.accounting.words)")
        var contacts = "\(status.contacts) contacts of \(status.streams.count) queues × channels"
        if let period = status.period {
            contacts += " from \(zone.iso8601(period.lowerBound)) to \(zone.iso8601(period.upperBound))"
        }
        lines.append(contacts)
        lines.append("\(status.supersededVersions) earlier versions of contacts")
        if let history = status.history {
            lines.append(
                "history counted by \(history.intervalSeconds) s: \(status.intervals) intervals with contacts,"
                    + " \(status.dirtyIntervals) to be counted again")
        } else {
            lines.append("no history counted yet")
        }
        if let floor = status.keptFrom { lines.append("contacts are kept from \(zone.iso8601(floor)) on") }
        if status.erasedCustomers > 0 { lines.append("\(status.erasedCustomers) erased customers are not let in") }
        if status.scrubPending {
            lines.append("bytes of removed rows may still be in the file: run 'retain' or 'erase' again")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    var csv: [UInt8] {
        var table = CSVWriter(header: [
            "file", "sha256", "bytes", "reading", "newest_contact", "read", "accepted", "identical_duplicates",
            "superseded", "rejected", "removed",
        ])
        for batch in status.batches {
            table.add(FormulaGuard.guarded(batch.name))
            table.add(batch.content)
            table.add(batch.bytes)
            table.add(batch.reading)
            table.add(zone.iso8601(batch.newest))
            let rows = batch.accounting
            for count in [
                rows.read, rows.accepted, rows.identicalDuplicates, rows.superseded, rows.rejected, rows.removed,
            ] {
                table.add(count)
            }
            table.endRow()
        }
        return table.bytes
    }

    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("schema_version", .integer(status.schemaVersion)), .init("time_zone", .string(status.timeZone)),
            .init("contacts", .integer(status.contacts)), .init("superseded", .integer(status.supersededVersions)),
            .init("streams", .array(status.streams.map { .string($0.description) })),
            .init("accounting", json(status.accounting)), .init("batches", .array(status.batches.map(json))),
            .init("intervals", .integer(status.intervals)), .init("dirty_intervals", .integer(status.dirtyIntervals)),
            .init("erased_customers", .integer(status.erasedCustomers)),
            .init("scrub_pending", .bool(status.scrubPending)),
        ]
        if let period = status.period {
            members.append(.init("first_contact", .string(zone.iso8601(period.lowerBound))))
            members.append(.init("last_contact", .string(zone.iso8601(period.upperBound))))
        }
        if let history = status.history {
            members.append(.init("interval_s", .integer(history.intervalSeconds)))
            members.append(.init("within_s", .number(history.target.withinSeconds)))
        }
        if let floor = status.keptFrom { members.append(.init("kept_from", .string(zone.iso8601(floor)))) }
        return .object(members)
    }

    private func json(_ batch: Batch) -> JSONValue {
        .object([
            .init("file", .string(batch.name)), .init("sha256", .string(batch.content)),
            .init("bytes", .integer(batch.bytes)), .init("reading", .string(batch.reading)),
            .init("newest_contact", .string(zone.iso8601(batch.newest))),
            .init("accounting", json(batch.accounting)),
        ])
    }

    private func json(_ rows: BatchAccounting) -> JSONValue {
        .object([
            .init("read", .integer(rows.read)), .init("accepted", .integer(rows.accepted)),
            .init("identical_duplicates", .integer(rows.identicalDuplicates)),
            .init("superseded", .integer(rows.superseded)), .init("rejected", .integer(rows.rejected)),
            .init("removed", .integer(rows.removed)),
        ])
    }
}
