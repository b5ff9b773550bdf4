/// What an agent does on one day: nothing, or a shift option with its breaks.
struct Cell: Sendable, Equatable {
    /// Index of the option; −1 on a day off.
    var option: Int32
    /// Position of each break in its window, one byte each, the first break lowest.
    var breaks: UInt64

    /// A day off.
    static let off = Cell(option: -1, breaks: 0)

    /// Whether the agent works.
    @inline(__always) var works: Bool { option >= 0 }

    /// Position of break `index` in its window.
    @inline(__always)
    func position(_ index: Int) -> Int32 { Int32(truncatingIfNeeded: (breaks >> UInt64(index &* 8)) & 0xFF) }

    /// Puts break `index` at `position` of its window.
    @inline(__always)
    mutating func setPosition(_ index: Int, _ position: Int32) {
        let shift = UInt64(index &* 8)
        breaks = (breaks & ~(0xFF << shift)) | (UInt64(truncatingIfNeeded: position) << shift)
    }
}
