#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What went wrong with a file.
struct OutputError: Error {
    /// What was tried, on what, and why it failed.
    let message: String

    /// The system's last error while doing `action` to `path`.
    init(_ action: String, _ path: String) { message = "cannot \(action) \(path): \(String(cString: strerror(errno)))" }
}

/// Files of one folder, each written beside its final name and renamed, so that no half-written file is ever found.
struct OutputFolder {
    /// The folder.
    let path: String

    /// The folder at `path`, made with its parents when it is missing.
    init(_ path: String) throws(OutputError) {
        self.path = path
        var partial = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            partial += partial.isEmpty || partial == "/" ? String(part) : "/" + part
            if mkdir(partial, 0o755) != 0 && errno != EEXIST { throw OutputError("create folder", partial) }
        }
    }

    /// Writes a whole file.
    func write(_ name: String, _ content: TextBuffer) throws(OutputError) {
        let final = path + "/" + name
        let temporary = final + ".tmp"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard file >= 0 else { throw OutputError("create", temporary) }
        let complete = SystemWrite.all(content.bytes, to: file)
        let failure = complete ? nil : OutputError("write", temporary)
        let closed = close(file) == 0
        if failure != nil || !closed || rename(temporary, final) != 0 {
            let error = failure ?? OutputError("write", final)
            unlink(temporary)
            throw error
        }
    }
}
