import CDigest

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece. Pointers, because libcrypto is a C library.
final class Digest {
    private let handle: OpaquePointer

    init() throws(StoreError) {
        guard let handle = wfm_sha256_create() else { throw .notBuilt }
        self.handle = handle
    }

    deinit { wfm_sha256_destroy(handle) }

    func add(_ bytes: [UInt8]) {
        let isAdded = bytes.withUnsafeBytes { wfm_sha256_add(handle, $0.baseAddress, $0.count) }
        precondition(isAdded, "SHA-256 takes any bytes")
    }

    /// The 32 bytes of the digest; what is added next begins another one.
    func finish() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(WFM_DIGEST_BYTES)) { buffer, count in
            guard let base = buffer.baseAddress, wfm_sha256_finish(handle, base) else {
                preconditionFailure("SHA-256 always has a result")
            }
            count = Int(WFM_DIGEST_BYTES)
        }
    }

    static func of(_ bytes: [UInt8]) throws(StoreError) -> [UInt8] {
        let digest = try Digest()
        digest.add(bytes)
        return digest.finish()
    }
}

/// HMAC-SHA-256 (RFC 2104, FIPS 198-1) under one key. Pointers, because libcrypto is a C library.
final class KeyedDigest {
    private let handle: OpaquePointer

    /// - Parameter key: Not empty.
    init(key: [UInt8]) throws(StoreError) {
        guard let handle = key.withUnsafeBytes({ wfm_hmac_create($0.baseAddress, $0.count) }) else { throw .notBuilt }
        self.handle = handle
    }

    deinit { wfm_hmac_destroy(handle) }

    /// The 32 bytes for a message.
    func of(_ message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(WFM_DIGEST_BYTES)) { buffer, count in
            let isDone = message.withUnsafeBytes { bytes in
                buffer.baseAddress.map { wfm_hmac_of(handle, bytes.baseAddress, bytes.count, $0) } ?? false
            }
            precondition(isDone, "HMAC takes any bytes")
            count = Int(WFM_DIGEST_BYTES)
        }
    }
}
