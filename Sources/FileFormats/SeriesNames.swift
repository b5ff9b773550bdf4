/// Series of a stretch by their names, with a guess which comes next.
struct SeriesNames: Sendable {
    private(set) var ids: [String] = []
    private var indices: [String: Int32] = [:]
    /// The series that came after each one last time: files sorted by time go round in the same order.
    private var successors: [Int32] = []

    /// `nil` for bytes that are no text.
    mutating func index(of name: UnsafeBufferPointer<UInt8>, after last: Int32) -> Int32? {
        if last >= 0 {
            let guess = successors[Int(last)]
            if guess >= 0, isSame(ids[Int(guess)], name) { return guess }
        }
        guard let text = String(validating: name, as: UTF8.self) else { return nil }
        let found = index(of: text)
        if last >= 0 { successors[Int(last)] = found }
        return found
    }

    mutating func index(of name: String) -> Int32 {
        if let last = ids.indices.last, ids[last] == name { return Int32(last) }
        if let known = indices[name] { return known }
        let index = Int32(ids.count)
        indices[name] = index
        ids.append(name)
        successors.append(-1)
        return index
    }

    private func isSame(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        text.utf8.count == bytes.count && text.utf8.elementsEqual(bytes)
    }
}
