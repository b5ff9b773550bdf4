/// The lines of an input one after another, without holding it whole.
package enum TextLines {
    /// One line.
    package struct Line {
        /// Its bytes without the line end.
        package var bytes: [UInt8]
        /// Physical line, from 1.
        package var number: Int
        /// Offset of its first byte.
        package var byteOffset: Int
        /// As text; what is no UTF-8 is replaced.
        package var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// A line longer than this is none.
    package static let longest = 16 << 20

    /// Calls `body` for each line, empty ones too. A byte order mark of UTF-8 is left out.
    ///
    /// - Throws: What `body` throws; `badData` for a line of more than 16 MiB.
    package static func forEach(
        _ input: RandomAccessInput, _ body: (Line) throws(TabularError) -> Void
    ) throws(TabularError) {
        var line = Line(bytes: [], number: 1, byteOffset: 0)
        var at = 0
        func end(_ next: Int) throws(TabularError) {
            if line.bytes.last == 0x0D { line.bytes.removeLast() }
            if line.number == 1, line.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { line.bytes.removeFirst(3) }
            try body(line)
            line.bytes.removeAll(keepingCapacity: true)
            line.number += 1
            line.byteOffset = next
        }
        while at < input.count {
            let block = try input.bytes(at: at, count: min(1 << 20, input.count - at))
            if block.isEmpty { break }
            var start = 0
            while let lineEnd = block[start...].firstIndex(of: 0x0A) {
                line.bytes += block[start..<lineEnd]
                start = lineEnd + 1
                try end(at + start)
            }
            line.bytes += block[start...]
            at += block.count
            guard line.bytes.count <= longest else {
                throw .badData(
                    Place(file: input.name, line: line.number), message: "a line is longer than 16 MiB",
                    hint: "this is no file of lines")
            }
        }
        if !line.bytes.isEmpty { try end(at) }
    }
}
