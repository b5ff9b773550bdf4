import ArgumentParser
import Scheduling

/// `wfm solvers`: which solver libraries are found.
struct SolversCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solvers",
        abstract: "Says which solver libraries are found, and where it looked.",
        discussion: """
            EXAMPLE
              wfm solvers
            """)

    func run() throws {
        let folders = SolverFolders.inOrder()
        if let library = HiGHSLibrary.locate(in: folders) {
            print("HiGHS \(library.version)\t\(library.path)")
        } else {
            print("HiGHS\tnot found: rosters are made without a proven bound")
            for folder in folders { StandardError.line("looked in \(folder)") }
            StandardError.line("hint: 'make setup' fetches it, or set WFM_SOLVER_DIR to its folder")
        }
    }
}
