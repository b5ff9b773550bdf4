#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An input that is read once from beginning to end and never held whole: a file, a pipe, a device.
final class SequentialInput {
    /// Path as given; `-` is standard input.
    let name: String
    private let descriptor: Int32
    private let isStandardInput: Bool

    /// Opens a file, or standard input for `-`.
    ///
    /// - Throws: ``TabularError/noInput(path:reason:)`` when it is missing, a folder, or may not be read.
    init(_ path: String) throws(TabularError) {
        name = path
        isStandardInput = path == "-"
        descriptor = isStandardInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .noInput(path: path, reason: systemMessage(errno)) }
        var status = stat()
        if fstat(descriptor, &status) != 0 { throw .noInput(path: path, reason: systemMessage(errno)) }
        if status.st_mode & S_IFMT == S_IFDIR { throw .noInput(path: path, reason: "is a folder, not a file") }
    }

    deinit { if descriptor >= 0, !isStandardInput { close(descriptor) } }

    /// The next `count` bytes; fewer only at the end.
    ///
    /// - Throws: ``TabularError/inputOutput(path:reason:)``
    func next(_ count: Int) throws(TabularError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = systemRead(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled)
                if got == 0 { return }
                if got > 0 {
                    filled += got
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        if failure != 0 { throw .inputOutput(path: name, reason: "reading failed: \(systemMessage(failure))") }
        return bytes
    }
}

/// `read(2)`, which a method of the same name would hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
