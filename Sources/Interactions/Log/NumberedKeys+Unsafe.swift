/// Keys of one form (a short prefix and as many digits) whose numbers lie close together, as systems give them out: a
/// bit a number tells which of them come more than once.
///
/// Raw memory: two passes over all keys. Ten million of them take 0.03 s and 1.2 MB that stay in the cache, where sorting
/// their hashes into buckets takes 0.4 s.
struct NumberedKeys {
    /// What all the keys have above ``KeyCode/valueBits``.
    private let form: UInt64
    private let least: UInt64
    /// Numbers from ``least`` to the greatest.
    private let range: Int
    /// Keys of the form.
    let count: Int

    /// Beyond this many bits a key, hashes are the smaller way.
    private static let mostBitsAKey = 64

    /// The keys of `rows` that have the form of the first one; `nil` when these are few or far apart.
    init?(_ rows: ImportedRows) {
        guard let first = rows.stretches.first(where: { !$0.idCodes.isEmpty })?.idCodes[0] else { return nil }
        let form = first >> KeyCode.valueBits
        var (count, least, greatest) = (0, UInt64.max, UInt64(0))
        for stretch in rows.stretches {
            stretch.idCodes.withUnsafeBufferPointer { codes in
                for code in codes where code >> KeyCode.valueBits == form {
                    count &+= 1
                    least = min(least, code)
                    greatest = max(greatest, code)
                }
            }
        }
        guard count > rows.count / 2, (greatest - least) / UInt64(NumberedKeys.mostBitsAKey) < UInt64(count) else {
            return nil
        }
        (self.form, self.least, self.count) = (form, least, count)
        range = Int(greatest - least) + 1
    }

    /// Whether a code is that of a key of the form.
    @inline(__always)
    func contain(_ code: UInt64) -> Bool { code >> KeyCode.valueBits == form }

    /// Calls `body` with each row whose key an earlier one has, and the first that has it.
    func forEachRepeat(in rows: ImportedRows, _ body: (_ first: Int, _ row: Int) -> Void) {
        let words = range / 64 + 1
        let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
        defer { bits.deallocate() }
        bits.initialize(repeating: 0, count: words)
        var repeated: [UInt64] = []
        forEachNumber(in: rows) { number, _ in
            let bit = UInt64(1) &<< (number & 63)
            let word = bits + Int(truncatingIfNeeded: number &>> 6)
            if word.pointee & bit != 0 { repeated.append(number) }
            word.pointee |= bit
        }
        guard !repeated.isEmpty else { return }
        bits.update(repeating: 0, count: words)
        for number in repeated { bits[Int(number >> 6)] |= 1 << (number & 63) }
        var firstRows: [UInt64: Int] = [:]
        firstRows.reserveCapacity(repeated.count)
        forEachNumber(in: rows) { number, row in
            guard bits[Int(truncatingIfNeeded: number &>> 6)] & UInt64(1) &<< (number & 63) != 0 else { return }
            if let first = firstRows[number] { body(first, row) } else { firstRows[number] = row }
        }
    }

    @inline(__always)
    private func forEachNumber(in rows: ImportedRows, _ body: (UInt64, Int) -> Void) {
        for stretch in rows.stretches {
            stretch.idCodes.withUnsafeBufferPointer { codes in
                var row = stretch.firstRow
                for code in codes {
                    if contain(code) { body(code &- least, row) }
                    row &+= 1
                }
            }
        }
    }
}
