import NumericalMethods

/// The day × slot matrix of √(y + ¼) behind ``FactorModel``.
struct FactorModelMatrix {
    /// A robust deviation from the weekday's mean beyond which a value is cut.
    static let outlierDeviations = 5.0

    /// Rows of finite numbers, one a believed day.
    private(set) var rows: [[Double]] = []
    /// Weekday of each row.
    private(set) var weekdays: [Int] = []
    /// Place of each row among the open days, for gaps between rows.
    private(set) var openDay: [Int] = []
    /// Index of the last day (open or closed, believed or not) before the horizon's first.
    private(set) var lastDay = -1
    /// Open days up to ``lastDay``.
    private(set) var openDays = 0
    private var actual: [[Double]] = []
    private var columns: [Int?]

    /// The whole days of `task` before the day of its cutoff; `nil` without any usual slot.
    init?(task: ForecastTask) {
        let timeline = task.timeline
        lastDay = timeline.day(task.cutoff) - 1
        let firstDay = max(0, lastDay + 1 - FactorModel.maximumDays)
        var open = [Int](repeating: 0, count: timeline.slotsPerDay)
        var dates = 0
        for day in firstDay..<max(firstDay, lastDay + 1) where timeline.days[day].isOpen {
            dates += 1
            for slot in timeline.slots(ofDay: day) where timeline.isOpen[slot] { open[timeline.slotOfDay(slot)] += 1 }
        }
        columns = [Int?](repeating: nil, count: timeline.slotsPerDay)
        var width = 0
        // A slot that only one weekday in six knows is still a column; a single odd day's is not.
        for s in open.indices where open[s] > 0 && 10 * open[s] >= dates {
            columns[s] = width
            width += 1
        }
        guard width >= 2 else { return nil }
        for day in firstDay..<max(firstDay, lastDay + 1) where timeline.days[day].isOpen {
            openDays += 1
            var row = [Double](repeating: 0, count: width)
            var known = 0
            var wanted = 0
            for slot in timeline.slots(ofDay: day) {
                guard let column = columns[timeline.slotOfDay(slot)], timeline.isOpen[slot] else { continue }
                wanted += 1
                row[column] = task.values[slot]
                known += task.values[slot].isNaN ? 0 : 1
            }
            guard wanted > 0, 10 * known >= 7 * wanted else { continue }
            actual.append(row)
            weekdays.append(timeline.days[day].weekday)
            openDay.append(openDays - 1)
        }
        setRows(width: width)
    }

    /// Square roots with unknown cells at their weekday's mean and outlying ones cut.
    private mutating func setRows(width: Int) {
        rows = actual.map { $0.map { ($0 + 0.25).squareRoot() } }
        var sums = [Double](repeating: 0, count: 7 * width)
        var counts = sums
        for (row, weekday) in zip(rows, weekdays) {
            for s in 0..<width where !row[s].isNaN {
                sums[weekday * width + s] += row[s]
                counts[weekday * width + s] += 1
            }
        }
        for w in 0..<7 {
            for s in 0..<width {
                let i = w * width + s
                if counts[i] > 0 { sums[i] /= counts[i] }
            }
        }
        let sample = stride(from: 0, to: rows.count, by: max(1, rows.count / 60))
        for s in 0..<width {
            var sizes: [Double] = []
            for d in sample where !rows[d][s].isNaN { sizes.append(abs(rows[d][s] - sums[weekdays[d] * width + s])) }
            sizes.sort()
            // √y of a Poisson count has deviation ½; a smaller one is luck.
            let scale = max(0.5, sizes.isEmpty ? 0 : 1.4826 * sizes[sizes.count / 2])
            for d in rows.indices {
                let mean = sums[weekdays[d] * width + s]
                if rows[d][s].isNaN {
                    rows[d][s] = mean
                    actual[d][s] = mean * mean - 0.25
                } else {
                    let reach = Self.outlierDeviations * scale
                    if abs(rows[d][s] - mean) > reach {
                        rows[d][s] = min(max(rows[d][s], mean - reach), mean + reach)
                        actual[d][s] = max(0, rows[d][s] * rows[d][s] - 0.25)
                    }
                }
            }
        }
    }

    /// The column of a time of day; `nil` where it was hardly ever open.
    func column(ofSlot slotOfDay: Int) -> Int? { columns[slotOfDay] }

    /// √(y + ¼) of the known slots of the cutoff's day, by column; unknown ones NaN, up to the last known one.
    func morning(of task: ForecastTask) -> [Double] {
        let timeline = task.timeline
        var roots: [Double] = []
        for slot in timeline.slots(ofDay: timeline.day(task.cutoff)) where slot < task.cutoff {
            guard columns[timeline.slotOfDay(slot)] != nil else { continue }
            roots.append(timeline.isOpen[slot] ? (task.values[slot] + 0.25).squareRoot() : 0.5)
        }
        return roots.contains { !$0.isNaN } ? roots : []
    }

    /// Σ y over Σ of the squared fit by column: what turns the square of a mean root into a mean.
    func meanCorrection(vectors: [[Double]]) -> [Double] {
        let width = rows.first?.count ?? 0
        var spent = [Double](repeating: 0, count: width)
        var fitted = spent
        for (row, y) in zip(rows, actual) {
            let beta = vectors.map { vector in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
            for s in 0..<width {
                var root = 0.0
                for k in vectors.indices { root += beta[k] * vectors[k][s] }
                spent[s] += max(0, y[s])
                fitted[s] += max(0, root) * max(0, root)
            }
        }
        return zip(spent, fitted).map { $1 > 0 ? min(2, $0 / $1) : 1 }
    }
}
