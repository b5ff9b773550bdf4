import CDelimiterMask

/// Eight bytes of a text as one number, its first byte lowest, and what can be said about all eight at once.
///
/// Loops over the bytes of a short field end at a length that the processor guesses wrongly every other time; these have no
/// loop: with them reading takes a third less (docs/experiments/reader.md). (D. Lemire, "Quickly parsing eight digits",
/// lemire.me, 2018; the test of whole words for digits after H. S. Warren, "Hacker's Delight", section 6-1.)
enum ByteWord {
    /// Room after the last byte of a text that these functions may read, but never use.
    static let readBeyond = 8

    /// The highest bit of each byte.
    static let high: UInt64 = 0x8080_8080_8080_8080
    static let zeros: UInt64 = 0x3030_3030_3030_3030

    /// The eight bytes at `bytes`.
    @inline(__always)
    static func load(_ bytes: UnsafePointer<UInt8>) -> UInt64 { UInt64(littleEndian: wfm_load64(bytes)) }

    /// The first `count` (0…8) bytes at `bytes`, zeros after them.
    @inline(__always)
    static func load(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        // Two shifts of half the distance each, because a shift by 64 is none.
        let half = UInt64(truncatingIfNeeded: 32 &- 4 &* count)
        return load(bytes) & ((UInt64.max &>> half) &>> half)
    }

    /// ``high`` of each byte that is no digit.
    @inline(__always)
    static func nonDigits(_ word: UInt64) -> UInt64 { notBelowTen(word ^ zeros) }

    /// ``high`` of each byte that is ten or more.
    @inline(__always)
    static func notBelowTen(_ values: UInt64) -> UInt64 {
        ((values & ~high) &+ 0x7676_7676_7676_7676 | values) & high
    }

    /// The number that the first `count` (1…8) bytes of a word write, and whether all of them are digits.
    @inline(__always)
    static func number(_ word: UInt64, _ count: Int) -> (value: Int, isNumber: Bool) {
        // Zeros before the number, as digits that are their values already.
        let values = (word ^ zeros) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        return (eightDigits(values), notBelowTen(values) == 0)
    }

    /// The value of eight digits, or of eight bytes that hold their values.
    @inline(__always)
    static func eightDigits(_ word: UInt64) -> Int {
        var value = word & 0x0F0F_0F0F_0F0F_0F0F
        value = (value &* 2561) &>> 8
        value = ((value & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
        value = ((value & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32
        return Int(truncatingIfNeeded: value)
    }
}
