import ContactCenter

/// The settings that a store keeps for itself: short texts and numbers by name.
struct StoreSettings {
    let database: Database

    /// Names of settings.
    enum Name: String {
        /// IANA name of the clock.
        case timeZone = "time_zone"
        /// ``CustomerKey/checkValue`` of the key of the first import with customers.
        case keyCheck = "key_check"
        /// Contacts before this second are not kept.
        case keptFrom = "kept_from"
        /// 1 while removed rows may still be found in the bytes of the file.
        case scrubPending = "scrub_pending"
        /// Length of the intervals counted.
        case intervalSeconds = "interval_s"
        /// Seconds of the service level of the intervals counted.
        case within = "within_s"
        /// Seconds of a short abandon of the intervals counted.
        case shortAbandon = "short_abandon_s"
    }

    private func value<Value>(_ name: Name, _ read: (Statement) -> Value) throws(StoreError) -> Value? {
        let statement = try database.prepare("SELECT value FROM setting WHERE name = ?")
        statement.bind(name.rawValue)
        return try statement.step() ? read(statement) : nil
    }

    func text(_ name: Name) throws(StoreError) -> String? { try value(name) { $0.text(0) } }
    func integer(_ name: Name) throws(StoreError) -> Int? { try value(name) { $0.integer(0) } }
    func real(_ name: Name) throws(StoreError) -> Double? { try value(name) { $0.real(0) } }
    func bytes(_ name: Name) throws(StoreError) -> [UInt8]? { try value(name) { $0.bytes(0) } }

    private func set(_ name: Name, _ bind: (Statement) -> Void) throws(StoreError) {
        let statement = try database.prepare("INSERT OR REPLACE INTO setting(name, value) VALUES(?, ?)")
        statement.bind(name.rawValue)
        bind(statement)
        try statement.run()
    }

    func set(_ name: Name, _ text: String) throws(StoreError) { try set(name) { $0.bind(text) } }
    func set(_ name: Name, _ number: Int) throws(StoreError) { try set(name) { $0.bind(number) } }
    func set(_ name: Name, _ number: Double) throws(StoreError) { try set(name) { $0.bind(number) } }
    func set(_ name: Name, _ bytes: [UInt8]) throws(StoreError) { try set(name) { $0.bind(bytes) } }

    func remove(_ name: Name) throws(StoreError) {
        let statement = try database.prepare("DELETE FROM setting WHERE name = ?")
        statement.bind(name.rawValue)
        try statement.run()
    }
}
