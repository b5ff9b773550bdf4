import ContactCenter

/// What rules see of one day of an agent: off, or the shift that starts on it.
struct DayFact: Hashable, Sendable {
    /// Start in minutes after midnight of the day.
    var start: Int32
    /// End in minutes after midnight of the day (may exceed a day).
    var end: Int32
    /// Paid minutes.
    var paid: Int32
    /// Index of the shift kind; −1 on a day off.
    var kind: Int32

    /// A day off.
    static let off = DayFact(start: 0, end: 0, paid: 0, kind: -1)

    /// Whether a shift starts on the day.
    var works: Bool { kind >= 0 }

    /// The shift `option`.
    init(_ option: ShiftOption) {
        self.init(start: option.startMinute, end: option.endMinute, paid: option.paidMinutes, kind: option.kind)
    }

    init(start: Int32, end: Int32, paid: Int32, kind: Int32) {
        self.start = start
        self.end = end
        self.paid = paid
        self.kind = kind
    }
}

extension CompiledInstance {
    /// The fact of `cell`.
    func fact(_ cell: Cell) -> DayFact {
        cell.works ? DayFact(shifts.options[Int(cell.option)]) : .off
    }
}
