#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Volumes of a stretch of a task on a model's scale, so that overlapping windows take each logarithm once.
struct VolumeScale {
    /// Whether the scale is logarithmic.
    let isLogarithm: Bool
    private let volumes: [Double]
    private let slots: Range<Int>
    /// Logarithms of the volume and of the volume and 1, made when they are asked for.
    private var logarithms: [[Double]?] = [nil, nil]

    /// The volumes of `slots`, which lie before the task's cutoff.
    init(_ task: ForecastTask, scale: DoubleSeasonalHoltWinters.Scale, slots: Range<Int>) {
        isLogarithm = scale == .multiplicative
        volumes = task.values
        self.slots = slots
    }

    /// The volumes of a window, or the logarithms of volume + offset, the offset being 1 when some volume of the window is
    /// below 1, else 0.
    mutating func values(_ window: Range<Int>) -> (values: ArraySlice<Double>, offset: Double) {
        guard isLogarithm else { return (volumes[window], 0) }
        var least = Double.infinity
        for slot in window where volumes[slot] < least { least = volumes[slot] }
        let offset = least < 1 ? 1 : 0
        let logs = logarithms[offset] ?? volumes[slots].map { log($0 + Double(offset)) }
        logarithms[offset] = logs
        return (logs[window.lowerBound - slots.lowerBound..<window.upperBound - slots.lowerBound], Double(offset))
    }
}
