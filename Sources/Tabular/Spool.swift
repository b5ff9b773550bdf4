#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Keeps a stream so that it can be read at any place: in memory while it is small, then in a file without a name, which
/// the system removes when it is closed, whatever happens.
package struct Spool {
    /// Bytes kept in memory.
    static let mostInMemory = 64 << 20

    let name: String
    private var held: [UInt8] = []
    private var descriptor: Int32 = -1
    private var count = 0

    /// A spool for the input `name`.
    package init(name: String) { self.name = name }

    package mutating func append(_ bytes: [UInt8]) throws(TabularError) {
        if descriptor < 0, held.count + bytes.count > Spool.mostInMemory {
            descriptor = try Spool.createFile()
            try write(held)
            held = []
        }
        if descriptor < 0 { held += bytes } else { try write(bytes) }
    }

    private mutating func write(_ bytes: [UInt8]) throws(TabularError) {
        try writeAll(bytes, to: descriptor, path: "temporary file for \(name)")
        count += bytes.count
    }

    /// The input of all bytes appended.
    package consuming func finish() -> RandomAccessInput {
        guard descriptor >= 0 else { return RandomAccessInput(InputBytes(name: name, bytes: held)) }
        return RandomAccessInput(name: name, count: count, descriptor: descriptor)
    }

    private static func createFile() throws(TabularError) -> Int32 {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/wfm-XXXXXX".utf8CString)
        let descriptor = template.withUnsafeMutableBufferPointer { path in path.baseAddress.map { mkstemp($0) } ?? -1 }
        guard descriptor >= 0 else {
            throw .cannotCreate(path: folder, reason: "no temporary file: \(systemMessage(errno)); set TMPDIR")
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        template.withUnsafeBufferPointer { path in _ = path.baseAddress.map { unlink($0) } }
        return descriptor
    }
}
