/// The results of `body` for 0 ..< count in order, computed by at most `threads` tasks at once.
///
/// Which task is faster never shows: results stand by index. `finished` is told of every result as it comes, with the
/// number done so far. The first error thrown ends it all.
func concurrentMap<Value: Sendable>(
    count: Int, threads: Int, _ body: @escaping @Sendable (Int) throws -> Value,
    finished: (_ done: Int, _ index: Int, _ value: Value) -> Void
) async throws -> [Value] {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
        var results = [Value?](repeating: nil, count: count)
        var next = 0
        func startNext() {
            guard next < count else { return }
            let index = next
            next += 1
            group.addTask { (index, try body(index)) }
        }
        for _ in 0..<max(1, threads) { startNext() }
        var done = 0
        while let (index, value) = try await group.next() {
            results[index] = value
            done += 1
            finished(done, index, value)
            startNext()
        }
        return results.compactMap(\.self)
    }
}
