/// Something known ahead of time that moves the volume: letters mailed, bookings, a campaign's reach.
public struct ExternalDriver: Hashable, Sendable {
    /// Its name, e.g. `letters_mailed`.
    public var name: String
    /// One value a slot from the first slot of the series on; may reach past the end of the volumes, where it says what
    /// is planned. `.nan` = unknown.
    public var values: [Double]

    /// The driver `name` with one value a slot.
    public init(name: String, values: [Double]) {
        self.name = name
        self.values = values
    }

    /// The value of a slot; `.nan` beyond what is known.
    public func value(at slot: Int) -> Double { values.indices.contains(slot) ? values[slot] : .nan }
}
