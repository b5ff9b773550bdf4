import Testing

@testable import Planning

@Suite("Work on several threads")
struct ConcurrentMapTests {
    @Test("Results stand in order at any number of threads", arguments: [1, 2, 7, 100])
    func order(threads: Int) async throws {
        var reported: [Int] = []
        let squares = try await concurrentMap(count: 50, threads: threads) { index in
            // The first ones take longest, so that they finish last.
            (0..<(50 - index) * 1000).reduce(0) { $0 &+ $1 } >= 0 ? index * index : 0
        } finished: { done, _, _ in
            reported.append(done)
        }
        #expect(squares == (0..<50).map { $0 * $0 })
        #expect(reported == Array(1...50))
    }

    private struct Trouble: Error {}

    @Test("An error ends the work")
    func error() async {
        await #expect(throws: Trouble.self) {
            _ = try await concurrentMap(count: 10, threads: 2) { index in
                if index == 3 { throw Trouble() }
                return index
            } finished: { _, _, _ in
            }
        }
    }
}
