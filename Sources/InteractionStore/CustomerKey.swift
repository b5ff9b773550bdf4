#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What stands in a store for a customer: the first 128 bits of HMAC-SHA-256 over the customer's id.
///
/// 128 bits as in RFC 4868, section 2: among a hundred million customers, two share one with a chance below 1e-22.
public struct CustomerPseudonym: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count >= 16 else { return nil }
        func number(_ part: some Sequence<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
        high = number(bytes.prefix(8))
        low = number(bytes.dropFirst(8).prefix(8))
    }

    /// Its bytes, in the order of the digest.
    var bigEndian: (UInt64, UInt64) { (high.bigEndian, low.bigEndian) }

    /// 32 hexadecimal digits.
    public var hexadecimal: String { [high, low].map { padded(String($0, radix: 16)) }.joined() }

    private func padded(_ digits: String) -> String { String(repeating: "0", count: 16 - digits.count) + digits }
}

/// The secret under which customers are hidden. It stands nowhere in the store.
public struct CustomerKey {
    /// Fewer bytes than this could be guessed.
    public static let fewestBytes = 16

    private let digest: KeyedDigest

    /// A key of at least ``fewestBytes`` bytes.
    ///
    /// - Parameter name: Where it comes from, for messages.
    public init(_ secret: [UInt8], name: String) throws(StoreError) {
        guard secret.count >= CustomerKey.fewestBytes else {
            throw .badKey(
                name: name,
                reason: "the key has \(secret.count) bytes; one below \(CustomerKey.fewestBytes) can be guessed",
                hint: CustomerKey.recipe)
        }
        digest = try KeyedDigest(key: secret)
    }

    /// The key in a file that only its owner may read; a line end after it does not count.
    public static func read(file path: String) throws(StoreError) -> CustomerKey {
        let descriptor = systemOpen(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw .badKey(
                name: path, reason: "the key cannot be read: \(String(cString: strerror(errno)))", hint: recipe)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .badKey(name: path, reason: "a key stands in a file", hint: recipe)
        }
        guard status.st_mode & 0o077 == 0 else {
            throw .badKey(
                name: path,
                reason: "others than its owner may read the key (mode \(String(status.st_mode & 0o777, radix: 8)))",
                hint: "chmod 600 \(path)")
        }
        var buffer = [UInt8](repeating: 0, count: 4097)
        let count = systemRead(descriptor, &buffer, buffer.count)
        guard count >= 0, count < buffer.count else {
            throw .badKey(name: path, reason: "a key has at most 4096 bytes", hint: recipe)
        }
        var secret = Array(buffer[..<count])
        while let last = secret.last, last == 0x0A || last == 0x0D { secret.removeLast() }
        return try CustomerKey(secret, name: path)
    }

    /// The key in an environment variable.
    public static func read(environment name: String, _ environment: [String: String]) throws(StoreError) -> CustomerKey
    {
        guard let secret = environment[name] else {
            throw .badKey(
                name: name, reason: "there is no such environment variable", hint: "export \(name), or use --key-file")
        }
        return try CustomerKey(Array(secret.utf8), name: name)
    }

    private static let recipe = "make one: head -c 32 /dev/urandom | base64 > key && chmod 600 key"

    /// What stands in the store for a customer.
    public func pseudonym(of customer: String) -> CustomerPseudonym {
        guard let pseudonym = CustomerPseudonym(digest.of(Array("customer\0".utf8) + Array(customer.utf8))) else {
            preconditionFailure("a digest has 32 bytes")
        }
        return pseudonym
    }

    /// What tells this key from any other without telling the key.
    var checkValue: [UInt8] { digest.of(Array("check\0wfm store 1".utf8)) }
}

/// `open(2)` and `read(2)`, which the type's own methods would hide.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
