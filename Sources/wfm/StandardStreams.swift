import Foundation
import Tabular

/// Everything that is not data.
enum StandardError {
    static func line(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
    static func raw(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// Where a command's one table goes.
enum Output {
    /// Writes `bytes` to `path`, or to standard output when there is no path or it is `-`.
    static func write(_ bytes: [UInt8], to path: String?) throws {
        guard let path, path != "-" else {
            do {
                try FileHandle.standardOutput.write(contentsOf: Data(bytes))
            } catch {
                throw TabularError.inputOutput(
                    path: "standard output", reason: (error as NSError).localizedDescription)
            }
            return
        }
        try writeAtomically([OutputFile(path: path, bytes: bytes)])
    }
}
