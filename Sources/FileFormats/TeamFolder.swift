import ContactCenter
import Tabular

/// The folder of a team: `agents.csv`, `contracts.csv`, `shift_kinds.csv`, `breaks.csv`, `availability.csv`, as in a
/// scheduling folder (docs/formats.md). All five must be there; a header alone is an empty table.
public enum TeamFolder {
    /// Names of the files.
    public static let fileNames = ["agents.csv", "contracts.csv", "shift_kinds.csv", "breaks.csv", "availability.csv"]

    /// Reads and checks the five files against each other.
    ///
    /// - Parameter path: The folder.
    /// - Parameter skills: Skills that agents may have; `nil` = any.
    /// - Throws: ``RosteringFolderError`` with every fault found, each at its file, line, column and value.
    public static func read(_ path: String, skills: [String]? = nil) throws(RosteringFolderError) -> Team {
        var faults = FaultCollector()
        let team = read(path, skills: skills, gridMinutes: nil, minimumGapMinutes: nil, faults: &faults)
        try faults.check()
        return team
    }

    /// The five files, written in the order of the team's values; paths are relative to the folder.
    public static func write(_ team: Team) -> [OutputFile] {
        [
            OutputFile(path: "agents.csv", bytes: TeamTables.write(team.agents)),
            OutputFile(path: "contracts.csv", bytes: TeamTables.write(team.contracts)),
            OutputFile(path: "shift_kinds.csv", bytes: TeamTables.writeKinds(team.shiftKinds)),
            OutputFile(path: "breaks.csv", bytes: TeamTables.writeBreaks(of: team.shiftKinds)),
            OutputFile(path: "availability.csv", bytes: TeamTables.write(team.availability)),
        ]
    }

    /// `availability.csv` of those records.
    public static func availability(_ records: [Availability]) -> [UInt8] { TeamTables.write(records) }

    /// What could be read; the team is whole only when no fault was added.
    static func read(
        _ path: String, skills: [String]?, gridMinutes: Int?, minimumGapMinutes: Int?, faults: inout FaultCollector
    ) -> Team {
        TeamReader(folder: path, skills: skills, gridMinutes: gridMinutes, minimumGapMinutes: minimumGapMinutes)
            .team(&faults)
    }

    /// Path of a file of a folder.
    static func path(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }
}
