import ContactCenter
import Tabular

/// `customers.csv`: one known customer a row.
public enum CustomerProfileFile {
    /// Columns in the order written.
    public static let columns = [
        "customer_id", "contacts", "abandoned", "demands", "repeats_7d", "channels", "first_contact", "last_contact",
        "main_reason", "last_resolved", "handle_s", "revenue",
    ]

    /// Writes profiles in the order given, times with the zone's offset.
    public static func write(_ profiles: [CustomerProfile], zone: ZoneRules) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for profile in profiles {
            writer.addGuarded(profile.customer)
            writer.add(profile.contacts)
            writer.add(profile.abandoned)
            writer.add(profile.demands)
            writer.add(profile.repeats)
            writer.add(profile.channels.joined(separator: "|"))
            writer.add(zone.iso8601(profile.firstContact))
            writer.add(zone.iso8601(profile.lastContact))
            writer.addGuarded(profile.mainReason)
            writer.add(flag: profile.isLastResolved)
            writer.add(profile.handleSeconds, decimals: Decimals.seconds)
            writer.add(profile.revenue, decimals: Decimals.money)
            writer.endRow()
        }
        return writer.bytes
    }
}

/// `timeline.csv`: the contacts of known customers, by customer and time.
public enum TimelineFile {
    /// Columns in the order written.
    public static let columns = [
        "customer_id", "demand", "role", "interaction_id", "created_at", "queue", "channel", "direction", "outcome",
        "reason", "agent_id", "resolved", "repeat_7d", "first_contact_resolution_7d",
    ]

    /// Writes entries in the order given, times with the zone's offset.
    public static func write(_ entries: [TimelineEntry], zone: ZoneRules) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for entry in entries {
            writer.addGuarded(entry.customer)
            writer.add(entry.demand)
            writer.add(entry.role)
            writer.addGuarded(entry.interaction)
            writer.add(zone.iso8601(entry.createdAt))
            writer.addGuarded(entry.stream.queue)
            writer.add(entry.stream.channel.name)
            writer.add(entry.direction)
            writer.add(entry.outcome)
            writer.addGuarded(entry.reason)
            writer.addGuarded(entry.agent)
            writer.add(flag: entry.isResolved)
            writer.add(entry.isRepeat ? 1 : 0)
            writer.add(flag: entry.isFirstContactResolution)
            writer.endRow()
        }
        return writer.bytes
    }
}

extension CSVWriter {
    /// Adds 1 or 0, or nothing for unknown.
    mutating func add(flag: Bool?) { add(flag.map { $0 ? 1 : 0 }) }
}
