#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An input that several threads can read at any place at once without holding it whole.
///
/// A regular file stays on the disk; anything else (a pipe, a device, bytes at hand) is held in memory.
public final class RandomAccessInput: Sendable {
    /// Path as given; `-` is standard input.
    public let name: String
    /// Number of bytes when it was opened.
    public let count: Int
    /// The open file; -1 when the bytes are held.
    private let descriptor: Int32
    private let held: [UInt8]

    /// An input of bytes at hand.
    public init(_ input: InputBytes) {
        name = input.name
        count = input.bytes.count
        descriptor = -1
        held = input.bytes
    }

    private init(name: String, count: Int, descriptor: Int32) {
        self.name = name
        self.count = count
        self.descriptor = descriptor
        held = []
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Opens a file, or reads standard input for `-`.
    ///
    /// - Throws: As ``InputBytes/read(_:)``.
    public static func open(_ path: String) throws(TabularError) -> RandomAccessInput {
        var status = stat()
        guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return RandomAccessInput(try InputBytes.read(path))
        }
        let descriptor = openForReading(path)
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw .noInput(path: path, reason: systemMessage(errno))
        }
        return RandomAccessInput(name: path, count: Int(status.st_size), descriptor: descriptor)
    }

    /// All bytes, for readers that need the whole at once.
    public func whole() throws(TabularError) -> InputBytes {
        guard descriptor >= 0 else { return InputBytes(name: name, bytes: held) }
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

/// `open(2)`, which the type's own method would hide.
private func openForReading(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }
