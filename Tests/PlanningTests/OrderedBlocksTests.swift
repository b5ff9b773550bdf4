import Testing

@testable import Planning

@Suite("Blocks in order")
struct OrderedBlocksTests {
    @Test("Every block is handed over once and in order at any number of threads", arguments: [1, 2, 7, 100])
    func order(threads: Int) async throws {
        var seen: [Int] = []
        try await orderedBlocks(count: 200, threads: threads) { index in
            // Every ninth takes long, so that many wait for it.
            index % 9 == 0 ? (0..<20_000).reduce(0) { $0 &+ $1 } &* 0 &+ index : index
        } emit: { index, value in
            #expect(index == value)
            seen.append(value)
        }
        #expect(seen == Array(0..<200))
        try await orderedBlocks(count: 0, threads: threads) {
            $0
        } emit: { _, _ in
            Issue.record("there is none")
        }
    }

    private struct Trouble: Error {}

    @Test("An error of the work or of its taker ends it all")
    func error() async {
        await #expect(throws: Trouble.self) {
            try await orderedBlocks(count: 100, threads: 2) { index in
                if index == 30 { throw Trouble() }
                return index
            } emit: { _, _ in
            }
        }
        await #expect(throws: Trouble.self) {
            try await orderedBlocks(count: 100, threads: 2) {
                $0
            } emit: { index, _ in
                if index == 30 { throw Trouble() }
            }
        }
    }
}
