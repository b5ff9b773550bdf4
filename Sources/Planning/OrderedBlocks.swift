/// Hands the results of `body` for 0 ..< count to `emit` in order, computed by at most `threads` tasks at once.
///
/// As ``concurrentMap(count:threads:_:finished:)``, but no result is kept: only a few wait for a slower one before them.
/// The first error thrown ends it all.
func orderedBlocks<Value: Sendable>(
    count: Int, threads: Int, _ body: @escaping @Sendable (Int) throws -> Value,
    emit: (_ index: Int, _ value: Value) throws -> Void
) async throws {
    var started = 0
    try await orderedBlocks(
        threads: threads,
        next: {
            guard started < count else { return nil }
            defer { started += 1 }
            return started
        }, body, emit: emit)
}

/// Hands the results of `body` for whatever `next` gives, until it gives `nil`, to `emit` in order, computed by at most
/// `threads` tasks at once: for input of a length that nobody knows.
func orderedBlocks<Input: Sendable, Value: Sendable>(
    threads: Int, next: () throws -> Input?, _ body: @escaping @Sendable (Input) throws -> Value,
    emit: (_ index: Int, _ value: Value) throws -> Void
) async throws {
    let threads = max(1, threads)
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
        var waiting: [Int: Value] = [:]
        var started = 0
        var emitted = 0
        var isAtEnd = false
        func startNext() throws {
            // A slow result holds up those after it; more than these would only pile up.
            guard !isAtEnd, started - emitted < 8 * threads else { return }
            guard let input = try next() else {
                isAtEnd = true
                return
            }
            let index = started
            started += 1
            group.addTask { (index, try body(input)) }
        }
        for _ in 0..<threads { try startNext() }
        while let (index, value) = try await group.next() {
            waiting[index] = value
            let before = emitted
            while let value = waiting.removeValue(forKey: emitted) {
                try emit(emitted, value)
                emitted += 1
            }
            // One for the task that ended, and those that the full queue had held back.
            for _ in 0..<max(1, emitted - before) where started - emitted - waiting.count < threads { try startNext() }
        }
    }
}
