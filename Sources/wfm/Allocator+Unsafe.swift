import Foundation

/// How the C library's allocator treats memory that is freed.
enum Allocator {
    /// Keeps freed memory for the next series instead of giving it back to the system, which clears it each time: a
    /// fifth of the CPU of a bulk forecast's reading and writing (8.2 against 10.5 s for ten thousand series).
    ///
    /// glibc's `mallopt` is not in Swift's module of it, so it is looked up; nothing happens where there is none.
    static func keepFreedMemory() { setOptions(to: 1 << 30) }

    /// Gives freed memory back to the system at once: an import holds its rows twice otherwise, because it orders them
    /// block by block (820 against 400 MiB for ten million rows, at the same CPU).
    static func returnFreedMemory() { setOptions(to: 64 << 10) }

    private static func setOptions(to bytes: Int32) {
        guard let symbol = dlsym(nil, "mallopt") else { return }
        let setOption = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
        // M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h.
        for option: Int32 in [-1, -3] { _ = setOption(option, bytes) }
    }
}
