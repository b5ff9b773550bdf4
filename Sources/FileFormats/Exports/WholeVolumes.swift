import ContactCenter

/// Whole contacts for systems that take no fractions: what rounding takes from one interval goes to the next, so that a
/// day keeps its sum to half a contact.
enum WholeVolumes {
    /// Whole numbers for the intervals of one stream, in order of time.
    static func rounded(_ volumes: [Double]) -> [Int] {
        var sum = 0.0
        var given = 0
        return volumes.map { volume in
            sum += volume
            let whole = max(0, Int(sum.rounded()) - given)
            given += whole
            return whole
        }
    }
}
