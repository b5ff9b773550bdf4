#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The content of one input, whole, under the name the user gave it.
public struct InputBytes: Sendable {
    /// Path as given; `-` is standard input.
    public let name: String
    /// The bytes as they stand in the file.
    public let bytes: [UInt8]
    /// Whether they are the UTF-8 that another encoding was turned into: nothing about them is to be guessed again.
    let isDecoded: Bool

    /// `bytes` under `name`, for input that does not come from a file.
    public init(name: String, bytes: [UInt8]) { self.init(name: name, bytes: bytes, isDecoded: false) }

    package init(name: String, bytes: [UInt8], isDecoded: Bool) {
        self.name = name
        self.bytes = bytes
        self.isDecoded = isDecoded
    }

    /// Reads a file, or standard input for `-`; what gzip or zstd has packed is unpacked.
    ///
    /// - Throws: ``TabularError/noInput(path:reason:)`` when it is missing, a folder, or may not be read;
    ///   ``TabularError/inputOutput(path:reason:)`` when reading fails half-way; `badData` for packed data that is damaged
    ///   or cut off.
    public static func read(_ path: String) throws(TabularError) -> InputBytes {
        let isStandardInput = path == "-"
        let descriptor = isStandardInput ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .noInput(path: path, reason: systemMessage(errno)) }
        defer { if !isStandardInput { close(descriptor) } }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .noInput(path: path, reason: systemMessage(errno)) }
        if status.st_mode & S_IFMT == S_IFDIR { throw .noInput(path: path, reason: "is a folder, not a file") }

        // One byte more than the size, so that the end of a file of that size is seen without growing.
        var bytes: [UInt8] = []
        var capacity = max(65_536, Int(status.st_size) + 1)
        while true {
            let start = bytes.count
            bytes.reserveCapacity(start + capacity)
            var failure: Int32 = 0
            var atEnd = false
            let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                while count < capacity {
                    let got = systemRead(descriptor, buffer.baseAddress?.advanced(by: count), capacity - count)
                    if got > 0 {
                        count += got
                    } else if got == 0 {
                        atEnd = true
                        return
                    } else if errno != EINTR {
                        failure = errno
                        return
                    }
                }
            }
            if failure != 0 { throw .inputOutput(path: path, reason: "reading failed: \(systemMessage(failure))") }
            if start == 0, atEnd { return try unpacked(chunk, path) }
            bytes.append(contentsOf: chunk)
            if atEnd { return try unpacked(bytes, path) }
            capacity = max(65_536, bytes.count)
        }
    }
}

/// The input of `bytes`, unpacked where gzip or zstd has packed them.
private func unpacked(_ bytes: [UInt8], _ path: String) throws(TabularError) -> InputBytes {
    guard let compression = Compression(bytes[...]) else { return InputBytes(name: path, bytes: bytes) }
    let decompressor = try Decompressor(compression, path: path)
    var text: [UInt8] = []
    try decompressor.add(bytes) { (block: [UInt8]) throws(TabularError) in text += block }
    try decompressor.finish()
    return InputBytes(name: path, bytes: text)
}

/// `read(2)`, which the method of the same name would hide.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text)
}
