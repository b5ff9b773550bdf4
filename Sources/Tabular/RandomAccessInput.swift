#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An input that several threads can read at any place at once without holding it whole.
///
/// A regular file stays on the disk. A stream (a pipe, or what a `.gz` or `.zst` file unpacks to) is kept in memory
/// up to 64 MiB, and beyond that in a temporary file.
public final class RandomAccessInput: Sendable {
    /// Path as given; `-` is standard input.
    public let name: String
    /// Number of bytes when it was opened.
    public let count: Int
    /// The open file; -1 when the bytes are held.
    private let descriptor: Int32
    private let held: [UInt8]
    /// As ``InputBytes/isDecoded``.
    package let isDecoded: Bool

    /// An input of bytes at hand.
    public init(_ input: InputBytes) {
        name = input.name
        count = input.bytes.count
        descriptor = -1
        held = input.bytes
        isDecoded = input.isDecoded
    }

    init(name: String, count: Int, descriptor: Int32) {
        self.name = name
        self.count = count
        self.descriptor = descriptor
        held = []
        isDecoded = false
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Opens a file, or reads standard input for `-`. What gzip or zstd has packed is unpacked.
    ///
    /// - Throws: As ``InputBytes/read(_:)``; ``TabularError/badData(_:message:hint:)`` for packed data that is damaged or
    ///   cut off.
    public static func open(_ path: String) throws(TabularError) -> RandomAccessInput {
        var status = stat()
        let isStandardInput = path == "-"
        let descriptor = isStandardInput ? STDIN_FILENO : openForReading(path)
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw .noInput(path: path, reason: systemMessage(errno))
        }
        if status.st_mode & S_IFMT == S_IFREG, !isStandardInput {
            let file = RandomAccessInput(name: path, count: Int(status.st_size), descriptor: descriptor)
            guard let compression = Compression(try file.bytes(at: 0, count: 4)[...]) else { return file }
            return try spool(file.pieces, name: path, compression: compression)
        }
        defer { if !isStandardInput { close(descriptor) } }
        if status.st_mode & S_IFMT == S_IFDIR { throw .noInput(path: path, reason: "is a folder, not a file") }
        return try spool(DescriptorPieces(descriptor: descriptor, path: path).next, name: path, compression: nil)
    }

    /// Keeps a stream, unpacked.
    ///
    /// - Parameter compression: `nil` = told by the first bytes.
    private static func spool(
        _ next: () throws(TabularError) -> [UInt8], name: String, compression: Compression?
    ) throws(TabularError) -> RandomAccessInput {
        var spool = Spool(name: name)
        var piece = try next()
        // A pipe may hand over fewer bytes than the mark of a compression has.
        while piece.count < 4 {
            let more = try next()
            if more.isEmpty { break }
            piece += more
        }
        guard let compression = compression ?? Compression(piece[...]) else {
            while !piece.isEmpty {
                try spool.append(piece)
                piece = try next()
            }
            return spool.finish()
        }
        let decompressor = try Decompressor(compression, path: name)
        while !piece.isEmpty {
            try decompressor.add(piece) { (block: [UInt8]) throws(TabularError) in try spool.append(block) }
            piece = try next()
        }
        try decompressor.finish()
        return spool.finish()
    }

    /// The bytes one piece after another; an empty one at the end.
    private var pieces: () throws(TabularError) -> [UInt8] {
        var at = 0
        return { () throws(TabularError) -> [UInt8] in
            let piece = try self.bytes(at: at, count: min(1 << 20, self.count - at))
            at += piece.count
            return piece
        }
    }

    /// All bytes, for readers that need the whole at once.
    public func whole() throws(TabularError) -> InputBytes {
        guard descriptor >= 0 else { return InputBytes(name: name, bytes: held, isDecoded: isDecoded) }
        return InputBytes(name: name, bytes: try bytes(at: 0, count: count))
    }

    /// Up to `count` bytes from `offset` on; fewer only at the end.
    package func bytes(at offset: Int, count: Int) throws(TabularError) -> [UInt8] {
        var failure: TabularError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(TabularError) {
                filled = try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Fills `buffer` with the bytes from `offset` on and returns how many there were; fewer only at the end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
        guard descriptor >= 0 else {
            let start = min(offset, held.count)
            let end = min(held.count, start + buffer.count)
            held.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
            return end - start
        }
        var filled = 0
        while filled < buffer.count {
            let got = pread(
                descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(offset + filled))
            if got == 0 { break }
            if got > 0 {
                filled += got
            } else if errno != EINTR {
                throw .inputOutput(path: name, reason: "reading failed: \(systemMessage(errno))")
            }
        }
        return filled
    }
}

/// The bytes of an open stream, a piece at a time.
private struct DescriptorPieces {
    let descriptor: Int32
    let path: String

    /// The next bytes; empty at the end.
    func next() throws(TabularError) -> [UInt8] {
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
            while true {
                let got = read(descriptor, buffer.baseAddress, buffer.count)
                if got >= 0 {
                    count = got
                    return
                }
                if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        if failure != 0 { throw .inputOutput(path: path, reason: "reading failed: \(systemMessage(failure))") }
        return piece
    }
}

/// `open(2)`, which the type's own method would hide.
private func openForReading(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }
