import ContactCenter
import FileFormats
import Tabular

/// The forecast a capacity plan starts from: intervals, or volumes of weeks.
public enum CapacityForecast: Sendable {
    /// Rows of `forecast.csv`, of any length up to a week.
    case intervals([ForecastInterval])
    /// Rows of `weeks.csv`.
    case weeks([WeeklyVolume])

    /// Reads either file; a column `week` tells them apart.
    ///
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(_ input: InputBytes, channels: [Channel]) throws(TabularError) -> CapacityForecast {
        if try WeeklyVolumeFile.isWeekly(input) { return .weeks(try WeeklyVolumeFile.read(input, channels: channels)) }
        // A week in which the clock goes back has an hour more.
        return .intervals(
            try ForecastFile.read(input, channels: channels, longestSeconds: 7 * 86_400 + 3600))
    }
}
