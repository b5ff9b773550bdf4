/// The usable rows of one stretch while it is read.
///
/// Raw memory that is used again: four lists that grow by themselves cost some hundredths of the time of reading, for each
/// asks for every row whether it has room and whether it is its own. What is handed on is copied to its exact size, because
/// an import keeps all of it until its end.
struct RowList: Sendable {
    /// Room for rows; the pointers never change, so that reading them needs no check.
    ///
    /// `@unchecked Sendable`: handed from one scanner to the next by ``LogScratchPool`` and never used by two.
    private final class Memory: @unchecked Sendable {
        let capacity: Int
        let contacts: UnsafeMutablePointer<CompactContact>
        let idCodes: UnsafeMutablePointer<UInt64>
        let offsets: UnsafeMutablePointer<UInt32>
        let reasons: UnsafeMutablePointer<UInt32>

        init(capacity: Int) {
            self.capacity = capacity
            contacts = .allocate(capacity: capacity)
            idCodes = .allocate(capacity: capacity)
            offsets = .allocate(capacity: capacity)
            reasons = .allocate(capacity: capacity)
        }

        deinit {
            contacts.deallocate()
            idCodes.deallocate()
            offsets.deallocate()
            reasons.deallocate()
        }
    }

    private var memory = Memory(capacity: 1024)
    private(set) var count = 0
    /// Of the times at which the contacts entered their queues; without rows `earliest` is the later.
    private(set) var earliest = UInt32.max
    private(set) var latest: UInt32 = 0

    /// Adds a row.
    @inline(__always)
    mutating func append(_ contact: CompactContact, idCode: UInt64, offset: UInt32, reason: UInt32) {
        if count == memory.capacity { grow() }
        memory.contacts[count] = contact
        memory.idCodes[count] = idCode
        memory.offsets[count] = offset
        memory.reasons[count] = reason
        count &+= 1
        earliest = min(earliest, contact.createdSeconds)
        latest = max(latest, contact.createdSeconds)
    }

    @inline(never)
    private mutating func grow() {
        let larger = Memory(capacity: 2 * memory.capacity)
        larger.contacts.update(from: memory.contacts, count: count)
        larger.idCodes.update(from: memory.idCodes, count: count)
        larger.offsets.update(from: memory.offsets, count: count)
        larger.reasons.update(from: memory.reasons, count: count)
        memory = larger
    }

    /// Hands the rows to `chunk` and forgets them.
    mutating func move(to chunk: inout LogChunk, withReasons: Bool) {
        chunk.contacts = Array(UnsafeBufferPointer(start: memory.contacts, count: count))
        chunk.idCodes = Array(UnsafeBufferPointer(start: memory.idCodes, count: count))
        chunk.offsets = Array(UnsafeBufferPointer(start: memory.offsets, count: count))
        if withReasons { chunk.reasons = Array(UnsafeBufferPointer(start: memory.reasons, count: count)) }
        (chunk.earliest, chunk.latest) = (earliest, latest)
        (count, earliest, latest) = (0, .max, 0)
    }
}
