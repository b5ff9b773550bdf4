import CCompression

/// How the bytes of a file are compressed, told by their first bytes.
enum Compression {
    case gzip
    case zstd

    /// `nil` when they are not.
    init?(_ head: ArraySlice<UInt8>) {
        if head.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if head.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstd
        } else {
            return nil
        }
    }

    var name: String {
        switch self {
        case .gzip: "gzip"
        case .zstd: "zstd"
        }
    }
}

/// Decompresses a stream piece by piece, through the system's libraries (which want raw pointers).
final class Decompressor {
    private let inflater: OpaquePointer
    private let path: String
    private let compression: Compression
    private var isComplete = false

    /// - Throws: `badData` when the library for `compression` is not on the machine.
    init(_ compression: Compression, path: String) throws(TabularError) {
        let kind = compression == .gzip ? WFM_GZIP : WFM_ZSTD
        guard let inflater = wfm_inflater_create(kind) else {
            throw .badData(
                Place(file: path), message: "is \(compression.name)-compressed, and the library for that is missing",
                hint: "install libzstd1, or unpack it first: \(compression.name) -dc FILE | wfm … -")
        }
        self.inflater = inflater
        self.path = path
        self.compression = compression
    }

    deinit { wfm_inflater_destroy(inflater) }

    /// Hands what `piece` unpacks to, block by block, to `body`.
    ///
    /// - Throws: `badData` for bytes that are not what they should be.
    func add(_ piece: [UInt8], _ body: ([UInt8]) throws(TabularError) -> Void) throws(TabularError) {
        var at = 0
        var isBlockFull = false
        while at < piece.count || isBlockFull {
            // Zeros may follow the end of a gzip file: tapes and some tools pad.
            if isComplete, compression == .gzip, piece[at...].allSatisfy({ $0 == 0 }) { return }
            var used = piece.count - at
            var state = WFM_INFLATE_MORE
            let block = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
                var made = buffer.count
                piece.withUnsafeBufferPointer { bytes in
                    if let input = bytes.baseAddress, let output = buffer.baseAddress {
                        state = wfm_inflate(inflater, input + at, &used, output, &made)
                    }
                }
                count = made
            }
            guard state != WFM_INFLATE_DAMAGED else {
                throw .badData(
                    Place(file: path), message: "the \(compression.name) data is damaged",
                    hint: "fetch or pack the file again")
            }
            at += used
            isComplete = state == WFM_INFLATE_END
            isBlockFull = block.count == 1 << 18 && !isComplete
            if !block.isEmpty { try body(block) }
            if used == 0, block.isEmpty { break }
        }
    }

    /// Says that nothing follows.
    ///
    /// - Throws: `badData` when something should.
    func finish() throws(TabularError) {
        guard isComplete else {
            throw .badData(
                Place(file: path), message: "the \(compression.name) data ends too early: the file is cut off",
                hint: "fetch or pack the file again")
        }
    }
}
