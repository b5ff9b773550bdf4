import ContactCenter
import Foundation

/// Writes `--series` series of 26 weeks of half hours, around the clock, in long form.
struct SeriesWriter {
    private let options: ToolOptions

    init(_ options: ToolOptions) { self.options = options }

    func run() throws {
        let count = try options.number("series")
        let path = try options.text("out")
        let weeks = try options.number("weeks", standard: 26)
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw ChildProcess.Failure(description: "cannot write \(path)") }
        defer { try? file.close() }
        let start = LocalTime("2025-01-06T00:00:00") ?? LocalTime(minutes: 0)
        let times = (0..<(weeks * SyntheticCalls.slotsPerWeek)).map { Array(",\(start + $0 * 30):00,".utf8) }
        var buffer = Array("unique_id,ds,y\n".utf8)
        for number in 1...count {
            var calls = SyntheticCalls(seed: UInt64(number))
            let id = Array(String(format: "queue%06d", number).utf8)
            for (slot, value) in calls.values(weeks: weeks).enumerated() {
                buffer += id
                buffer += times[slot]
                append(Int(value), to: &buffer)
                buffer.append(UInt8(ascii: "\n"))
            }
            try file.write(contentsOf: buffer)
            buffer.removeAll(keepingCapacity: true)
        }
    }

    private func append(_ number: Int, to buffer: inout [UInt8]) {
        if number >= 10 { append(number / 10, to: &buffer) }
        buffer.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
