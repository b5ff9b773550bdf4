import Tabular

/// Where the parts of an interval stand in the rows of one table.
struct IntervalColumns: Sendable {
    /// Position of each role.
    var positions: [IntervalColumn.Role: Int] = [:]
    /// Unit of the bare numbers of a role that a mapping states.
    var units: [IntervalColumn.Role: ColumnMapping.DurationField.Unit] = [:]
    /// Queue of every row, where no column names it.
    var queue: String?
    /// Channel of every row, where no column names it.
    var channel: String?
    /// Channels by the names of the file.
    var channelNames: [String: String] = [:]
    /// Seconds of every interval, where no column states it.
    var intervalSeconds: Int?
    /// Columns that divide an interval of one queue further.
    var keys: [Int] = []
}
