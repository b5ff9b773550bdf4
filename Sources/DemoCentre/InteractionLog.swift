/// The log: contacts in order of creation under running numbers, with the few blemishes every export has.
struct InteractionLog {
    /// Contacts by (created, order).
    let contacts: [Contact]
    /// Rows that the source delivered a second time: (after which row, which row).
    private let redelivered: [Int: Int]
    /// Rows that came out of the source broken: row → how.
    private let broken: [Int: Blemish]

    private enum Blemish { case unreadableTime, wordForNumber, cutOff }

    /// The log of the whole period under `seed`.
    init(seed: UInt64) {
        var floor = Floor(seed: seed)
        for day in 0..<Centre.logDays { floor.run(dayIndex: day) }
        contacts = floor.contacts.sorted { ($0.created, $0.order) < ($1.created, $1.order) }
        var random = UnitStream(seed: seed, .defects)
        var redelivered: [Int: Int] = [:]
        for _ in 0..<5 {
            let row = random.index(below: contacts.count - 4000)
            redelivered[row + 200 + random.index(below: 3000)] = row
        }
        self.redelivered = redelivered
        var broken: [Int: Blemish] = [:]
        for blemish in [Blemish.unreadableTime, .wordForNumber, .cutOff] {
            broken[random.index(below: contacts.count)] = blemish
        }
        self.broken = broken
    }

    /// `interactions.csv`: 300,000 rows, five of them delivered twice and three broken.
    func file() -> TextBuffer {
        var file = TextBuffer(capacity: contacts.count * 190)
        file.text(Contact.header)
        for (row, contact) in contacts.enumerated() {
            if let blemish = broken[row] {
                var line = TextBuffer()
                contact.write(id: row + 1, to: &line)
                file.raw(InteractionLog.spoil(line.bytes, blemish))
            } else {
                contact.write(id: row + 1, to: &file)
            }
            if let again = redelivered[row] { contacts[again].write(id: again + 1, to: &file) }
        }
        return file
    }

    private static func spoil(_ line: [UInt8], _ blemish: Blemish) -> [UInt8] {
        let commas = line.indices.filter { line[$0] == 0x2C }
        switch blemish {
        case .unreadableTime: return line[...commas[4]] + Array("#########".utf8) + line[commas[5]...]
        case .wordForNumber: return line[...commas[8]] + Array("n/a".utf8) + line[commas[9]...]
        case .cutOff: return line[..<commas[9]] + [0x0A]
        }
    }

    /// The sample: sales in the last eight weeks, of the customers of two residue classes in three, so that whoever
    /// comes back is in it too.
    func sampleFile() -> TextBuffer {
        let start = London.instant(Centre.logStart + (Centre.logDays - 56), minute: 0)
        var file = TextBuffer()
        file.text(Contact.header)
        for (row, contact) in contacts.enumerated() where contact.stream / 3 == 0 && contact.created >= start {
            if (contact.customer >= 0 ? contact.customer : row) % 3 != 0 { contact.write(id: row + 1, to: &file) }
        }
        return file
    }
}
