/// Contacts in time still to come, by the number in the system at an instant: what a queue left behind costs the rest
/// of the day. It ranks changes; what is reported is never computed with it.
///
/// Backward equations of the pre-emptive chain: V(t) = λ ∫ P_u F du + P_{h} V(t + h), with F the probability to start
/// within T in constant staff.
struct AnswerValue {
    /// The number of the first value.
    let low: Int
    /// Values of `low`, `low + 1`, …
    let values: [Double]

    /// Nothing to come.
    static let none = AnswerValue(low: 0, values: [0])

    init(low: Int, values: [Double]) {
        self.low = low
        self.values = values
    }

    /// The value of a number in the system; beyond the states known, that of the nearest.
    @inline(__always)
    subscript(number: Int) -> Double { values[max(0, min(values.count - 1, number - low))] }

    /// Expected value under a law.
    func expectation(_ law: StateLaw, agents: Int) -> Double {
        var sum = 0.0
        for (e, row) in law.rows.enumerated() {
            let shift = e == 0 ? 0 : agents + e
            for (index, mass) in row.mass.enumerated() { sum += mass * self[row.low + index + shift] }
        }
        return sum
    }
}
