import Foundation

/// Where solver libraries are looked for: `WFM_SOLVER_DIR`, beside the executable, then `third_party`.
enum SolverFolders {
    static func inOrder() -> [String] {
        var folders: [String] = []
        if let stated = ProcessInfo.processInfo.environment["WFM_SOLVER_DIR"], !stated.isEmpty {
            folders.append(stated)
        }
        let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        var folder = executable.deletingLastPathComponent()
        folders.append(folder.path)
        // A build runs from a folder some levels below the one that `make setup` filled.
        for _ in 0..<5 {
            for solver in ["highs", "ortools"] {
                folders.append(folder.appendingPathComponent("third_party/\(solver)").path)
            }
            guard folder.path != "/" else { break }
            folder = folder.deletingLastPathComponent()
        }
        return folders + ["third_party/highs", "third_party/ortools"]
    }
}
