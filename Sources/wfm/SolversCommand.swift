import ArgumentParser
import Scheduling

/// `wfm solvers`: which solver libraries are found.
struct SolversCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solvers",
        abstract: "Says which solver libraries are found and work, what they give, and where it looked.",
        discussion: """
            Rosters are made without any of them. HiGHS proves how cheap a roster could be at best and solves integer
            programmes; CP-SAT polishes rosters, mends broken hard rules and finds conflicts of rules about several agents.

            EXAMPLE
              wfm solvers
            """)

    func run() throws {
        let folders = SolverFolders.inOrder()
        var isMissing = false
        if let library = HiGHSLibrary.locate(in: folders) {
            print("HiGHS \(library.version)\t\(library.path)\tproves bounds, plans large rosters")
        } else {
            print("HiGHS\tnot found: rosters are made without a proven bound")
            isMissing = true
        }
        if let library = CPSATLibrary.locate(in: folders) {
            let state =
                library.isUsable()
                ? "polishes rosters, mends broken rules, finds conflicts"
                : "cannot be used: it fails a model of one variable"
            print("CP-SAT (OR-tools \(library.version))\t\(library.path)\t\(state)")
        } else {
            print("CP-SAT\tnot found: rosters are made without --polish")
            isMissing = true
        }
        guard isMissing else { return }
        for folder in folders { StandardError.line("looked in \(folder)") }
        StandardError.line("hint: 'make setup' fetches them, or set WFM_SOLVER_DIR to their folder")
    }
}
