import Testing

@testable import InteractionStore

@Suite("Digests by published vectors", .enabled(if: InteractionStore.isBuilt))
struct DigestTests {
    @Test(
        "SHA-256 of FIPS 180-4's examples",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func sha256(text: String, expected: String) throws {
        #expect(hexadecimal(try Digest.of(Array(text.utf8))) == expected)
    }

    @Test("SHA-256 of a million letters, piece by piece, and of what follows on its own")
    func pieces() throws {
        let digest = try Digest()
        for _ in 0..<1000 { digest.add(Array(repeating: UInt8(ascii: "a"), count: 1000)) }
        #expect(
            hexadecimal(digest.finish()) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        digest.add(Array("abc".utf8))
        #expect(
            hexadecimal(digest.finish()) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("HMAC-SHA-256 of RFC 4231", arguments: hmacExamples.indices)
    func hmac(index: Int) throws {
        let example = hmacExamples[index]
        let digest = try KeyedDigest(key: example.key)
        #expect(hexadecimal(digest.of(example.data)) == example.expected)
        // The key stays in force.
        #expect(hexadecimal(digest.of(example.data)) == example.expected)
    }
}

/// RFC 4231, section 4, cases 1, 2, 3, 4, 6 and 7.
private let hmacExamples: [(key: [UInt8], data: [UInt8], expected: String)] = [
    (
        Array(repeating: 0x0B, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
        Array(repeating: 0xAA, count: 20), Array(repeating: 0xDD, count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
        Array(1...25), Array(repeating: 0xCD, count: 50),
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
        Array(repeating: 0xAA, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
        Array(repeating: 0xAA, count: 131),
        Array(
            ("This is a test using a larger than block-size key and a larger than block-size data. The key needs to"
                + " be hashed before being used by the HMAC algorithm.").utf8),
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
]
