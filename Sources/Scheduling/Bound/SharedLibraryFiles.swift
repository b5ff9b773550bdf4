#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds the files of shared libraries.
enum SharedLibraryFiles {
    /// Folders below those given that are looked into.
    private static let depth = 6

    /// Paths of `name.so*` (or `.dylib`) in `folders` or below, in the order given; in each, nearest and alphabetically
    /// first first. Folders that do not exist are passed over, and so are hidden ones whose names are not in
    /// `alsoHidden`.
    static func paths(of name: String, in folders: [String], alsoHidden: Set<String> = []) -> some Sequence<String> {
        folders.lazy.flatMap { paths(of: name, in: $0, alsoHidden: alsoHidden, depth: depth) }
    }

    private static func paths(of name: String, in folder: String, alsoHidden: Set<String>, depth: Int) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var files: [String] = []
        var folders: [String] = []
        while let entry = readdir(directory) {
            let found = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if found.hasPrefix("\(name).so") || found == "\(name).dylib" {
                files.append("\(folder)/\(found)")
            } else if !found.hasPrefix(".") || alsoHidden.contains(found),
                [UInt8(DT_DIR), UInt8(DT_UNKNOWN)].contains(entry.pointee.d_type)
            {
                folders.append("\(folder)/\(found)")
            }
        }
        guard depth > 0 else { return files.sorted() }
        return files.sorted()
            + folders.sorted().flatMap { paths(of: name, in: $0, alsoHidden: alsoHidden, depth: depth - 1) }
    }
}
