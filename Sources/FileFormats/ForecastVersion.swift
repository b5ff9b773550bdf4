import ContactCenter
import Tabular

/// One version of a forecast, to be scored against what came.
public struct ForecastVersion: Hashable, Sendable {
    /// Its name: the column `version`, or the file's name.
    public var name: String
    /// When it was made; `nil` = the day before its first interval.
    public var createdAt: Instant?
    /// Its intervals in file order.
    public var intervals: [ForecastInterval]

    /// The version `name` made at `createdAt`.
    public init(name: String, createdAt: Instant? = nil, intervals: [ForecastInterval]) {
        self.name = name
        self.createdAt = createdAt
        self.intervals = intervals
    }
}

extension ForecastFile {
    /// Reads the versions of a forecast file in the order of their first rows.
    ///
    /// The columns `version` and `created_at` may be missing: then the file is one version under its own name.
    /// - Parameter channels: Channels under names of the centre's own, beside the known names.
    /// - Throws: `TabularError.badData` at the first fault, such as an interval given twice in a version.
    public static func readVersions(
        _ input: InputBytes, channels: [Channel] = []
    ) throws(TabularError) -> [ForecastVersion] {
        var table = try Table(input, required: requiredColumns)
        let name = table.column("version")
        let created = table.column("created_at")
        let columns = ForecastColumns(table)
        var versions: [ForecastVersion] = []
        var keys: [StreamColumns] = []
        var indices: [ForecastVersion: Int] = [:]
        while let row = try table.next() {
            let key = ForecastVersion(
                name: row.isEmpty(name) ? input.name : row.optionalText(name),
                createdAt: row.isEmpty(created) ? nil : try row.instant(created), intervals: [])
            let index = indices[key] ?? versions.count
            if index == versions.count {
                indices[key] = index
                versions.append(key)
                keys.append(StreamColumns(table, channels: channels))
            }
            versions[index].intervals.append(try columns.read(row, key: &keys[index]))
        }
        return versions
    }
}
