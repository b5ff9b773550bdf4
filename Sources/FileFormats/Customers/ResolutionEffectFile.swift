import ContactCenter
import Tabular

/// `resolution-effect.csv`: first-contact resolution → volume → workload → staff.
public enum ResolutionEffectFile {
    /// Columns in the order written.
    public static let columns = [
        "queue", "channel", "points", "resolution", "resolution_after", "demands_per_week", "demands_per_week_after",
        "volume_factor", "hours_per_week", "hours_per_week_after", "fte", "fte_after", "fte_saved",
    ]

    /// Writes effects in the order given; queue and channel are empty for all together.
    public static func write(_ effects: [ResolutionEffect]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for effect in effects {
            writer.addGuarded(effect.stream?.queue ?? "")
            writer.add(effect.stream?.channel.name ?? "")
            writer.add(effect.points, decimals: Decimals.share)
            writer.add(effect.now.resolution, decimals: Decimals.share)
            writer.add(effect.after.resolution, decimals: Decimals.share)
            writer.add(effect.now.demandsPerWeek, decimals: Decimals.volume)
            writer.add(effect.after.demandsPerWeek, decimals: Decimals.volume)
            writer.add(effect.volumeFactor, decimals: Decimals.share)
            writer.add(effect.now.hoursPerWeek, decimals: Decimals.hours)
            writer.add(effect.after.hoursPerWeek, decimals: Decimals.hours)
            writer.add(effect.now.fte, decimals: Decimals.agents)
            writer.add(effect.after.fte, decimals: Decimals.agents)
            writer.add(effect.savedFTE, decimals: Decimals.agents)
            writer.endRow()
        }
        return writer.bytes
    }
}
