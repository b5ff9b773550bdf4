import Tabular

/// Turns bytes into values and remembers them, so that a column of few distinct texts costs one conversion a text.
///
/// Queues, channels, agents and reasons repeat; sharing their strings also keeps a log of a million rows small.
struct TextCache<Value: Sendable>: Sendable {
    private var places: [UInt64: Int] = [:]
    private var entries: [(bytes: [UInt8], value: Value)] = []
    /// Beyond this the column is no set of categories and remembering costs more than it saves.
    private let limit = 65_536

    init() {}

    /// The value of `bytes`, made by `make` the first time.
    mutating func value(of bytes: UnsafeBufferPointer<UInt8>, make: (String) -> Value) -> Value {
        let hash = TextCache.hash(bytes)
        if let place = places[hash] {
            let entry = entries[place]
            if entry.bytes.elementsEqual(bytes) { return entry.value }
            return make(String(decoding: bytes, as: UTF8.self))
        }
        let value = make(String(decoding: bytes, as: UTF8.self))
        if entries.count < limit {
            places[hash] = entries.count
            entries.append((Array(bytes), value))
        }
        return value
    }

    /// FNV-1a, 64 bits (G. Fowler, L. C. Noll, K.-P. Vo); the dictionary mixes it further.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}

/// The bytes without blanks and tabs at either end.
func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
}

extension ResolvedColumns.Text {
    /// The text of a record; `nil` when it is empty or stands for nothing.
    func text(in record: CSVRecord) -> String? {
        if let constant { return constant }
        if columns.count == 1 {
            return record.withBytes(columns[0]) { meaning(String(decoding: trimmed($0), as: UTF8.self)) }
        }
        let parts = columns.map { column in
            record.withBytes(column) { String(decoding: trimmed($0), as: UTF8.self) }
        }
        // A key made of nothing but separators is no key.
        return parts.allSatisfy(\.isEmpty) ? nil : meaning(parts.joined(separator: separator))
    }

    /// ``text(in:)`` through a cache, for columns of few distinct texts.
    func text(in record: CSVRecord, _ cache: inout TextCache<String?>) -> String? {
        guard constant == nil, columns.count == 1 else { return text(in: record) }
        return record.withBytes(columns[0]) { bytes in cache.value(of: trimmed(bytes), make: meaning) }
    }
}
