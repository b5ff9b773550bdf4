import ContactCenter
import Tabular

/// Reads the lines of a plain long-form file, guessing that a row is like the one before: the same series, the same day.
///
/// A line that is not what it expects is read again by ``LongColumns``, as every line of a file that is not plain, so
/// that results and complaints are the same. Raw pointers: 20 ns a row instead of 300 ns through ``CSVReader``, which
/// is what a file of a hundred million rows asks for.
struct LongRowParser: Sendable {
    private enum Role: UInt8 { case id, time, value, other, unused }

    private let layout: PlainCSVLayout
    private let columns: LongColumns
    private let file: String
    /// Role of each column, and of `other` ones which.
    private let roles: [(role: Role, other: Int)]

    init(layout: PlainCSVLayout, columns: LongColumns, file: String) {
        self.layout = layout
        self.columns = columns
        self.file = file
        roles = layout.header.indices.map { index in
            switch index {
            case columns.id.index: (.id, 0)
            case columns.time.index: (.time, 0)
            case columns.value.index: (.value, 0)
            default: columns.others.firstIndex { $0.index == index }.map { (.other, $0) } ?? (.unused, 0)
            }
        }
    }

    /// The rows of whole lines; `lines` ends with a line feed and 32 bytes after it may be read.
    func rows(of lines: UnsafeBufferPointer<UInt8>) -> LongRows {
        guard let base = lines.baseAddress, let end = Optional(base + lines.count), lines.count > 0 else {
            return LongRows(otherColumns: columns.others.count)
        }
        var scan = Scan(parser: self, base: base, end: end)
        scan.run()
        return scan.rows
    }

    /// One pass over lines.
    private struct Scan {
        let parser: LongRowParser
        let delimiter: UInt8
        /// Whether the columns are `unique_id,ds,y`.
        let isUsual: Bool
        let base: UnsafePointer<UInt8>
        let end: UnsafePointer<UInt8>
        var rows: LongRows
        var names: SeriesNames
        var series: Int32 = -1
        var idStart: UnsafePointer<UInt8>
        var idLength = 0
        // The day of the last stamp: its first eleven bytes and its midnight.
        var dayStart: UInt64 = 0
        var dayEnd: UInt64 = 0
        var midnight = 0
        // The row that is being read.
        var minutes: Int32 = 0
        var value = Double.nan
        var hasOffset = false
        var isPlain = true

        init(parser: LongRowParser, base: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
            self.parser = parser
            self.base = base
            self.end = end
            delimiter = parser.layout.delimiter
            isUsual = parser.roles.map(\.role) == [.id, .time, .value]
            rows = LongRows(otherColumns: parser.columns.others.count)
            names = SeriesNames()
            idStart = base
            var firstLine = base
            while firstLine.pointee != 0x0A { firstLine += 1 }
            // Nearly always enough; ids of a file grow by a byte now and then.
            rows.reserve(rows: (end - base) / max(8, firstLine - base) + 16)
        }

        mutating func run() {
            var p = base
            while p < end {
                if let next = row(at: p) {
                    rows.append(series: series, minutes: minutes, value: value, line: rows.lines)
                    if hasOffset { rows.stampsWithOffset += 1 }
                    p = next
                } else {
                    guard isPlain, let next = oddLine(at: p) else {
                        if rows.fault == nil { rows.fault = .notPlain }
                        break
                    }
                    p = next
                }
                hasOffset = false
                rows.lines += 1
            }
            rows.ids = names.ids
        }

        @inline(__always)
        private func endsField(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0A || byte == 0x0D }

        @inline(__always)
        private func word(_ p: UnsafePointer<UInt8>) -> UInt64 {
            UnsafeRawPointer(p).loadUnaligned(as: UInt64.self)
        }

        /// Reads the row at `p` and returns the next line; `nil` when it is not as expected.
        @inline(__always)
        private mutating func row(at start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
            if isUsual {
                guard let afterID = id(at: start), afterID.pointee == delimiter,
                    let afterTime = time(at: afterID + 1), afterTime.pointee == delimiter,
                    let afterValue = number(at: afterTime + 1)
                else { return nil }
                return nextLine(after: afterValue)
            }
            return anyRow(at: start)
        }

        /// The start of the line after the one that ends at `p`; `nil` when there is more of this line.
        @inline(__always)
        private func nextLine(after p: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
            if p.pointee == 0x0A { return p + 1 }
            return p.pointee == 0x0D && p[1] == 0x0A ? p + 2 : nil
        }

        /// Reads a row with columns in any order.
        private mutating func anyRow(at start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
            var p = start
            let last = parser.roles.count - 1
            for (index, (role, other)) in parser.roles.enumerated() {
                let next: UnsafePointer<UInt8>? =
                    switch role {
                    case .id: id(at: p)
                    case .time: time(at: p)
                    case .value: number(at: p)
                    case .other: otherNumber(at: p, other)
                    case .unused: skipField(at: p)
                    }
                guard let next else {
                    takeBack(othersBefore: index)
                    return nil
                }
                p = next
                if index < last {
                    guard p.pointee == delimiter else {
                        takeBack(othersBefore: index + 1)
                        return nil
                    }
                    p += 1
                }
            }
            if let next = nextLine(after: p) { return next }
            takeBack(othersBefore: parser.roles.count)
            return nil
        }

        /// Forgets the other columns' values of a row that is read again.
        private mutating func takeBack(othersBefore count: Int) {
            for (role, other) in parser.roles.prefix(count) where role == .other { rows.removeLast(other: other) }
        }

        @inline(__always)
        private mutating func id(at p: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
            if idLength > 0, p + idLength < end, endsField(p[idLength]), isSame(p, idStart, idLength) {
                return p + idLength
            }
            return newID(at: p)
        }

        @inline(__always)
        private func isSame(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
            var offset = 0
            while offset + 8 <= count {
                if word(a + offset) != word(b + offset) { return false }
                offset += 8
            }
            let bits = UInt64((count - offset) * 8)
            return (word(a + offset) ^ word(b + offset)) & ((UInt64(1) << bits) &- 1) == 0
        }

        private mutating func newID(at p: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
            guard let q = skipField(at: p), q > p else { return nil }
            guard let found = names.index(of: UnsafeBufferPointer(start: p, count: q - p), after: series) else {
                isPlain = false
                return nil
            }
            (series, idStart, idLength) = (found, p, q - p)
            return q
        }

        /// The end of a field without quotes.
        private func skipField(at p: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
            var q = p
            while !endsField(q.pointee) {
                if q.pointee == 0x22 { return nil }
                q += 1
            }
            return q
        }

        @inline(__always)
        private mutating func time(at p: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
            // YYYY-MM- and DDT.
            if word(p) == dayStart, word(p + 8) & 0xFF_FFFF == dayEnd {
                let hour = Int(p[11] &- 0x30) * 10 + Int(p[12] &- 0x30)
                let minute = Int(p[14] &- 0x30) * 10 + Int(p[15] &- 0x30)
                let areDigits =
                    (p[11] &- 0x30 < 3) && (p[12] &- 0x30 < 10) && (p[14] &- 0x30 < 6) && (p[15] &- 0x30 < 10)
                if areDigits, hour < 24, p[13] == 0x3A {
                    var q = p + 16
                    if q.pointee == 0x3A, q[1] == 0x30, q[2] == 0x30 { q += 3 }
                    if endsField(q.pointee) {
                        minutes = Int32(truncatingIfNeeded: midnight + hour * 60 + minute)
                        return q
                    }
                }
            }
            return otherDay(at: p)
        }

        private mutating func otherDay(at p: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
            guard let q = skipField(at: p) else { return nil }
            let field = UnsafeBufferPointer(start: p, count: q - p)
            guard let (seconds, hasOffset) = LongColumns.seconds(field), seconds % 60 == 0,
                let minutes = Int32(exactly: seconds / 60)
            else { return nil }
            self.minutes = minutes
            self.hasOffset = hasOffset
            if !hasOffset, field.count >= 16 {
                let minuteOfDay = LocalTime(minutes: Int(minutes)).minuteOfDay
                (dayStart, dayEnd, midnight) = (word(p), word(p + 8) & 0xFF_FFFF, Int(minutes) - minuteOfDay)
            }
            return q
        }

        /// A number of up to fifteen digits with or without a point.
        @inline(__always)
        private func shortNumber(at p: UnsafePointer<UInt8>) -> (Double, UnsafePointer<UInt8>)? {
            var q = p
            var digits: UInt64 = 0
            while q.pointee &- 0x30 < 10 {
                digits = digits &* 10 &+ UInt64(q.pointee &- 0x30)
                q += 1
            }
            if endsField(q.pointee), q > p, q - p <= 15 { return (Double(digits), q) }
            guard q.pointee == 0x2E else { return nil }
            let point = q
            q += 1
            while q.pointee &- 0x30 < 10 {
                digits = digits &* 10 &+ UInt64(q.pointee &- 0x30)
                q += 1
            }
            // Exact: both numbers fit a double, and a quotient is rounded once.
            guard endsField(q.pointee), q - p <= 16, q - p >= 2 else { return nil }
            return (Double(digits) / Self.power(q - point - 1), q)
        }

        private static func power(_ exponent: Int) -> Double {
            var power = 1.0
            for _ in 0..<exponent { power *= 10 }
            return power
        }

        @inline(__always)
        private mutating func number(at p: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
            if let (value, q) = shortNumber(at: p) {
                self.value = value
                return q
            }
            guard let (value, q, isText) = longNumber(at: p), !isText else { return nil }
            self.value = value
            return q
        }

        @inline(__always)
        private mutating func otherNumber(at p: UnsafePointer<UInt8>, _ other: Int) -> UnsafePointer<UInt8>? {
            if let (value, q) = shortNumber(at: p) {
                rows.add(other: other, value)
                return q
            }
            guard let (value, q, isText) = longNumber(at: p) else { return nil }
            rows.add(other: other, value)
            // Only now: the row's value is taken back when the row is read again.
            if isText { rows.isText[other] = true }
            return q
        }

        /// Any number, an empty field, a word for unknown, or text; `nil` for a field with quotes.
        private func longNumber(
            at p: UnsafePointer<UInt8>
        ) -> (Double, UnsafePointer<UInt8>, isText: Bool)? {
            guard let q = skipField(at: p) else { return nil }
            let field = UnsafeBufferPointer(start: p, count: q - p)
            if field.isEmpty || LongColumns.isMissing(field) { return (.nan, q, false) }
            guard let value = PlainNumber.double(field), value.magnitude <= TableRow.largest else {
                return (.nan, q, true)
            }
            return (value, q, false)
        }

        /// Reads a line that is not as expected and returns the next; `nil` after a fault.
        private mutating func oddLine(at start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
            var p = start
            while p.pointee != 0x0A { p += 1 }
            var bytes = Array(UnsafeBufferPointer(start: start, count: p - start))
            if bytes.last == 0x0D { bytes.removeLast() }
            if bytes.isEmpty { return p + 1 }
            guard let record = parser.layout.record(ofLine: bytes, number: rows.lines) else { return nil }
            do throws(TabularError) {
                if let problem = record.problem {
                    throw .badData(Place(file: parser.file, line: rows.lines), message: problem.message, hint: nil)
                }
                let row = TableRow(file: parser.file, record: record)
                try parser.columns.add(row, to: &rows, line: rows.lines, names: &names)
            } catch {
                rows.fault = .refused(error)
                return nil
            }
            return p + 1
        }
    }
}
