import Interactions
import Tabular

/// A file to be imported, known by its content.
public struct BatchFile: Sendable {
    /// Its path as given.
    public let name: String
    /// How it is read: the native format, which other one, or which mapping.
    public let reading: String
    /// SHA-256 of its unpacked content.
    let content: [UInt8]
    let bytes: Int

    /// Bytes hashed at once.
    private static let pieceBytes = 1 << 20

    /// The file behind `input`, which is read to its end. Packed by gzip or zstd or not, it is the same file.
    public init(_ input: RandomAccessInput, reading: String) throws {
        name = input.name
        self.reading = reading
        bytes = input.count
        let digest = try Digest()
        var at = 0
        while at < input.count {
            let piece = try input.bytes(at: at, count: min(BatchFile.pieceBytes, input.count - at))
            guard !piece.isEmpty else {
                throw TabularError.inputOutput(path: name, reason: "the file became shorter while it was read")
            }
            digest.add(piece)
            at += piece.count
        }
        content = digest.finish()
    }

    /// The name of a way to read files: that of a mapping is a hash of its file; of tickets it holds the minutes of
    /// work of a reply.
    public static func reading(
        of format: SourceFormat = .wfm, mapping: [UInt8]?, touchMinutes: Double? = nil
    ) throws -> String {
        guard let mapping else {
            let touches = format == .tickets ? touchMinutes.map { ", \($0) minutes a reply" } ?? "" : ""
            return format == .wfm ? "native" : "format \(format.rawValue)\(touches)"
        }
        return "mapping " + hexadecimal(try Digest.of(mapping).prefix(8))
    }
}

/// Two hexadecimal digits a byte.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
