import Foundation
import Tabular

/// Everything that is not data.
enum StandardError {
    /// A line of text. Names and cells of files stand in it, which must not drive the terminal: control characters are
    /// shown as `?`.
    static func line(_ text: String) { raw(harmless(text) + "\n") }

    static func raw(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
    private static func harmless(_ text: String) -> String {
        func drives(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
        }
        guard text.unicodeScalars.contains(where: drives) else { return text }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { shown.append(drives(scalar) ? "?" : scalar) }
        return String(shown)
    }

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
