import ContactCenter

/// Numbers of the streams and terms of a store, made as they are met.
final class NameTable {
    /// Names held in memory; free texts may be many more.
    private static let mostHeld = 50_000

    private let database: Database
    private let findTerm: Statement
    private let addTerm: Statement
    private let findStream: Statement
    private let addStream: Statement
    /// By their bytes: `==` of strings takes some different texts for one.
    private var terms: [[UInt8]: Int] = [:]
    private var streams: [QueueChannel: Int] = [:]

    init(_ database: Database) throws(StoreError) {
        self.database = database
        findTerm = try database.prepare("SELECT term FROM term WHERE text = ?")
        addTerm = try database.prepare("INSERT INTO term(text) VALUES(?)")
        findStream = try database.prepare("SELECT stream FROM stream WHERE queue = ? AND channel = ?")
        addStream = try database.prepare("INSERT INTO stream(queue, channel) VALUES(?, ?)")
    }

    /// The number of a term.
    func number(of term: String?) throws(StoreError) -> Int? {
        guard let term else { return nil }
        let bytes = Array(term.utf8)
        if let known = terms[bytes] { return known }
        if terms.count >= NameTable.mostHeld { terms.removeAll() }
        let number = try number(findTerm, addTerm) { $0.bind(term) }
        terms[bytes] = number
        return number
    }

    /// The number of a stream.
    func number(of stream: QueueChannel) throws(StoreError) -> Int {
        if let known = streams[stream] { return known }
        let number = try number(findStream, addStream) {
            $0.bind(stream.queue)
            $0.bind(stream.channel.name)
        }
        streams[stream] = number
        return number
    }

    private func number(
        _ find: Statement, _ add: Statement, _ bind: (Statement) -> Void
    ) throws(StoreError) -> Int {
        bind(find)
        if try find.step() {
            defer { find.reset() }
            return find.integer(0)
        }
        bind(add)
        try add.run()
        return database.lastRow
    }
}
