/// A series of volumes on a regular wall-clock grid, the input of every forecasting model.
///
/// Shape: one value a slot, `slotMinutes` apart from `start`, closed slots included (their value is 0), so that the
/// same slot of the week is always a fixed number of slots away. `.nan` marks an open slot whose value is unknown
/// (missing, outage, removed by cleaning): unknown is never zero.
public struct VolumeSeries: Hashable, Sendable {
    /// Name of the series, e.g. `sales/voice`.
    public var id: String
    /// Start of the first slot.
    public var start: LocalTime
    /// Length of a slot in minutes (1440 = daily).
    public var slotMinutes: Int
    /// Volume per slot; `.nan` = unknown, 0 where closed.
    public var values: [Double]
    /// Whether the slot is open.
    public var isOpen: [Bool]
    /// Total handle seconds of the slot's answered contacts; `nil` when handle times are not forecast.
    public var handleSeconds: [Double]?
    /// Answered contacts of the slot, the weight of its handle time; `nil` when handle times are not forecast.
    public var answered: [Double]?
    /// What is known ahead and may drive the volume; empty when nothing is.
    public var drivers: [ExternalDriver] = []

    /// A series of `values.count` slots; `values`, `isOpen` and, when given, the other arrays have one length.
    public init(
        id: String, start: LocalTime, slotMinutes: Int, values: [Double], isOpen: [Bool],
        handleSeconds: [Double]? = nil, answered: [Double]? = nil
    ) {
        precondition(values.count == isOpen.count, "one open flag a slot")
        precondition(handleSeconds.map { $0.count == values.count } ?? true, "one handle time a slot")
        precondition(answered.map { $0.count == values.count } ?? true, "one answered count a slot")
        self.id = id
        self.start = start
        self.slotMinutes = slotMinutes
        self.values = values
        self.isOpen = isOpen
        self.handleSeconds = handleSeconds
        self.answered = answered
    }

    /// Number of slots.
    public var count: Int { values.count }
    /// Slots in a day.
    public var slotsPerDay: Int { max(1, 1440 / slotMinutes) }
    /// Slots in a week.
    public var slotsPerWeek: Int { max(1, 7 * 1440 / slotMinutes) }
    /// Start of slot `index`.
    public func time(of index: Int) -> LocalTime { start + index * slotMinutes }
}
