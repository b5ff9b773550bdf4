import ContactCenter
import Tabular

/// Sample paths of one series of a long-form file from one cutoff.
public struct LongPaths: Hashable, Sendable {
    /// Name of the series.
    public var id: String
    /// Last time that the models were allowed to see.
    public var cutoff: LocalTime
    /// Times that are forecast.
    public var times: [LocalTime]
    /// One value a time on each path.
    public var paths: [[Double]]

    /// Paths of `times` seen from `cutoff`.
    public init(id: String, cutoff: LocalTime, times: [LocalTime], paths: [[Double]]) {
        precondition(paths.allSatisfy { $0.count == times.count }, "one value a time")
        self.id = id
        self.cutoff = cutoff
        self.times = times
        self.paths = paths
    }
}

/// Sample paths in long form: `unique_id,ds,cutoff,path,y`.
public enum LongPathFile {
    /// Columns in the order written.
    public static let columns = ["unique_id", "ds", "cutoff", "path", "y"]

    /// The header line.
    public static var head: [UInt8] { CSVWriter(header: columns).bytes }

    /// The rows of some series, without the header line; paths are numbered from 1.
    public static func rows(of series: [LongPaths]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        let start = writer.bytes.count
        for one in series {
            let cutoff = "\(one.cutoff):00"
            let times = one.times.map { "\($0):00" }
            for (index, path) in one.paths.enumerated() {
                for (time, value) in zip(times, path) {
                    writer.add(one.id)
                    writer.add(time)
                    writer.add(cutoff)
                    writer.add(index + 1)
                    writer.add(value, decimals: Decimals.volume)
                    writer.endRow()
                }
            }
        }
        return Array(writer.bytes[start...])
    }
}
