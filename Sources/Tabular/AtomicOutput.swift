#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file to be written.
public struct OutputFile: Sendable {
    /// Final path.
    public var path: String
    /// Content.
    public var bytes: [UInt8]

    /// `bytes` to be written at `path`.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// Writes files so that a reader sees each one whole or not at all.
///
/// Every file is first written under a temporary name beside its final one, synchronised and closed; only when all
/// of them are safe on the disk are they renamed. A link is followed; a device or pipe (`/dev/stdout`) is written
/// to directly.
///
/// - Parameter folder: Folder that relative paths of `files` stand in; it is created if missing. `nil` = the
///   current one.
/// - Throws: ``TabularError/cannotCreate(path:reason:)`` when a file cannot be opened or put in its place,
///   ``TabularError/inputOutput(path:reason:)`` when writing fails (a full disk). No temporary is left in either case.
public func writeAtomically(_ files: [OutputFile], folder: String? = nil) throws(TabularError) {
    if let folder { try createFolder(folder) }
    var staged: [StagedFile] = []
    do throws(TabularError) {
        for (number, file) in files.enumerated() {
            var path = file.path
            if let folder, !path.hasPrefix("/") { path = "\(folder)/\(path)" }
            if let written = try StagedFile.stage(path: path, bytes: file.bytes, number: number) {
                staged.append(written)
            }
        }
        for file in staged { try file.commit() }
    } catch {
        for file in staged { file.discard() }
        throw error
    }
    for path in Set(staged.map(\.folder)) { synchroniseFolder(path) }
}

/// Writes one file so that a reader sees it whole or not at all; see ``writeAtomically(_:folder:)``.
public func writeAtomically(_ file: OutputFile) throws(TabularError) { try writeAtomically([file]) }

/// Creates a folder, and those above it, where missing.
///
/// - Throws: ``TabularError/cannotCreate(path:reason:)``, also when something else has that name.
public func createFolder(_ path: String) throws(TabularError) {
    guard !path.isEmpty else { throw .cannotCreate(path: path, reason: "the folder has no name") }
    var status = stat()
    if stat(path, &status) == 0 {
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw .cannotCreate(path: path, reason: "is a file, not a folder")
        }
        // Said now, before minutes of work, rather than when the first file is written.
        guard access(path, W_OK | X_OK) == 0 else { throw .cannotCreate(path: path, reason: systemMessage(errno)) }
        return
    }
    let parent = folderName(of: path)
    if parent != path, parent != ".", stat(parent, &status) != 0 { try createFolder(parent) }
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw .cannotCreate(path: path, reason: systemMessage(errno)) }
}

/// A file that grows block by block and appears under its final name only when whole.
///
/// ```swift
/// let output = try GrowingOutput(path: "forecast.csv")
/// try output.append(header)
/// for block in blocks { try output.append(block) }
/// try output.commit()
/// ```
/// Without ``commit()`` nothing is left. Standard output, a device or a pipe is written to directly.
public final class GrowingOutput {
    /// Bytes after which the system is asked to begin writing, so that ``commit()`` has little left to wait for.
    private static let flushBytes = 64 << 20

    private let descriptor: Int32
    private let path: String
    private let staged: StagedFile?
    private var isOpen: Bool
    private var written = 0
    private var flushed = 0

    /// An empty file that will be `path`; standard output for `nil` and `-`.
    ///
    /// - Throws: ``TabularError/cannotCreate(path:reason:)``
    public init(path: String?) throws(TabularError) {
        guard let path, path != "-" else {
            self.path = "standard output"
            (descriptor, staged, isOpen) = (STDOUT_FILENO, nil, false)
            return
        }
        self.path = path
        (descriptor, staged) = try StagedFile.open(path: path, number: 0)
        isOpen = true
    }

    deinit {
        if isOpen { close(descriptor) }
        staged?.discard()
    }

    /// Adds bytes at the end.
    ///
    /// - Throws: ``TabularError/inputOutput(path:reason:)``, e.g. for a full disk.
    public func append(_ bytes: [UInt8]) throws(TabularError) {
        try writeAll(bytes, to: descriptor, path: path)
        written += bytes.count
        #if os(Linux)
            if staged != nil, written - flushed >= GrowingOutput.flushBytes {
                // Linux begins to write what it is told will not be needed; a hint that may fail.
                _ = posix_fadvise(descriptor, off_t(flushed), off_t(written - flushed), POSIX_FADV_DONTNEED)
                flushed = written
            }
        #endif
    }

    /// Makes the bytes last and gives the file its name.
    ///
    /// - Throws: ``TabularError/inputOutput(path:reason:)``, ``TabularError/cannotCreate(path:reason:)``; then nothing
    ///   is left under the final name.
    public func commit() throws(TabularError) {
        guard isOpen else { return }
        isOpen = false
        try finish(descriptor, path: path)
        try staged?.commit()
        if let staged { synchroniseFolder(staged.folder) }
    }
}

/// A file written under a temporary name.
private struct StagedFile {
    let temporary: String
    let final: String
    var folder: String { folderName(of: final) }

    /// Writes `bytes` beside `path`; returns `nil` when `path` is a device and has been written directly.
    static func stage(path: String, bytes: [UInt8], number: Int) throws(TabularError) -> StagedFile? {
        let (descriptor, staged) = try open(path: path, number: number)
        do throws(TabularError) {
            do throws(TabularError) {
                try writeAll(bytes, to: descriptor, path: path)
            } catch {
                close(descriptor)
                throw error
            }
            try finish(descriptor, path: path)
        } catch {
            staged?.discard()
            throw error
        }
        return staged
    }

    /// Opens an empty file beside `path`, or `path` itself when it is a device.
    static func open(path: String, number: Int) throws(TabularError) -> (descriptor: Int32, staged: StagedFile?) {
        guard !path.isEmpty, !path.hasSuffix("/") else { throw .cannotCreate(path: path, reason: "is not a file name") }
        var final = path
        var status = stat()
        var mode: mode_t?
        if stat(path, &status) == 0 {
            switch status.st_mode & S_IFMT {
            case S_IFDIR: throw .cannotCreate(path: path, reason: "is a folder")
            case S_IFREG:
                mode = status.st_mode & 0o777
                if let resolved = realpath(path, nil) {
                    final = String(cString: resolved)
                    free(resolved)
                }
            default:
                let descriptor = systemOpen(path, O_WRONLY | O_CLOEXEC)
                guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: systemMessage(errno)) }
                return (descriptor, nil)
            }
        }
        let name = final.split(separator: "/").last.map(String.init) ?? final
        let temporary = "\(folderName(of: final))/.\(name.prefix(80)).\(getpid())-\(number).tmp"
        // A leftover of a killed run that had the same process id is in nobody's use.
        unlink(temporary)
        let descriptor = systemOpen(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
        guard descriptor >= 0 else { throw openFailure(path, errno) }
        if let mode { fchmod(descriptor, mode) }
        return (descriptor, StagedFile(temporary: temporary, final: final))
    }

    func commit() throws(TabularError) {
        guard rename(temporary, final) == 0 else { throw openFailure(final, errno) }
    }

    /// Removes the temporary; after ``commit()`` there is none and nothing happens.
    func discard() { unlink(temporary) }
}

/// Writes every byte.
func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(TabularError) {
    var failure: Int32 = 0
    bytes.withUnsafeBytes { buffer in
        var offset = 0
        while offset < buffer.count {
            let written = systemWrite(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
            if written > 0 {
                offset += written
            } else if written == 0 || errno != EINTR {
                failure = written == 0 ? EIO : errno
                return
            }
        }
    }
    if failure != 0 { throw .inputOutput(path: path, reason: "writing failed: \(systemMessage(failure))") }
}

/// Synchronises and closes; a full disk may show only now.
private func finish(_ descriptor: Int32, path: String) throws(TabularError) {
    var failure: Int32 = 0
    // Pipes and devices cannot be synchronised (EINVAL, EROFS); that is no failure.
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS, errno != ENOTSUP { failure = errno }
    if close(descriptor) != 0, failure == 0, errno != EINTR { failure = errno }
    if failure != 0 { throw .inputOutput(path: path, reason: "writing failed: \(systemMessage(failure))") }
}

/// `open(2)` for a new file with the usual rights.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags, 0o666) }

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
        Glibc.write(descriptor, buffer, count)
    #elseif canImport(Musl)
        Musl.write(descriptor, buffer, count)
    #else
        Darwin.write(descriptor, buffer, count)
    #endif
}

private func openFailure(_ path: String, _ number: Int32) -> TabularError {
    number == ENOSPC || number == EDQUOT || number == EIO
        ? .inputOutput(path: path, reason: "writing failed: \(systemMessage(number))")
        : .cannotCreate(path: path, reason: systemMessage(number))
}

/// Makes renames last through a power cut; a file system that cannot is left as it is.
private func synchroniseFolder(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
}

private func folderName(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    let folder = path[..<slash]
    return folder.isEmpty ? "/" : String(folder)
}
