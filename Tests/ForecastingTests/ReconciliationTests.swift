import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Reconciliation") struct ReconciliationTests {
    static let pair = Hierarchy(bottom: ["a", "b"], aggregates: [("total", [0, 1])])

    /// Two queues with two channels each: total, queues, channels, four bottom series.
    static let grouped = Hierarchy(
        streams: ["billing", "sales"].flatMap { queue in
            [Channel.chat, .voice].map { QueueChannel(queue: queue, channel: $0) }
        })

    static func random(_ count: Int, _ stream: inout RandomStream) -> [Double] {
        (0..<count).map { _ in stream.normal() }
    }

    /// Past errors of the grouped hierarchy: bottom errors with a common part, aggregates with noise of their own.
    static func errors(_ count: Int, _ stream: inout RandomStream) -> [[Double]] {
        (0..<count).map { _ in
            let common = stream.normal()
            let bottom = (0..<4).map { Double($0 + 1) * (0.6 * common + 0.8 * stream.normal()) }
            return zip(grouped.summed(bottom), 0..<9).map { $0 * ($1 < 5 ? 0.7 : 1) + ($1 < 5 ? stream.normal() : 0) }
        }
    }

    /// S (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ ŷ by Gaussian elimination.
    static func closedForm(_ hierarchy: Hierarchy, _ covariance: ErrorCovariance, _ base: [Double]) -> [Double] {
        let (m, n) = (hierarchy.nodeCount, hierarchy.bottomCount)
        let unit = (0..<n).map { column in hierarchy.summed((0..<n).map { $0 == column ? 1 : 0 }) }
        let weights = (0..<m).map { i in (0..<m).map { covariance[i, $0] } }
        let solvedColumns = unit.map { eliminate(weights, $0) }
        let solvedBase = eliminate(weights, base)
        let normal = (0..<n).map { i in
            (0..<n).map { j in zip(unit[i], solvedColumns[j]).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        let right = (0..<n).map { i in zip(unit[i], solvedBase).reduce(0) { $0 + $1.0 * $1.1 } }
        return hierarchy.summed(eliminate(normal, right))
    }

    static func eliminate(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var a = zip(matrix, right).map { $0 + [$1] }
        let n = a.count
        for p in 0..<n {
            let pivot = (p..<n).max { abs(a[$0][p]) < abs(a[$1][p]) } ?? p
            a.swapAt(p, pivot)
            for r in 0..<n where r != p {
                let factor = a[r][p] / a[p][p]
                for c in p...n { a[r][c] -= factor * a[p][c] }
            }
        }
        return (0..<n).map { a[$0][n] / a[$0][$0] }
    }

    @Test("a queue × channel grid has the total, its queues and its channels above it")
    func grid() {
        #expect(
            Self.grouped.names == [
                "total", "billing", "sales", "chat", "voice", "billing/chat", "billing/voice", "sales/chat",
                "sales/voice",
            ])
        #expect(Self.grouped.summed([1, 2, 3, 4]) == [10, 3, 7, 4, 6, 1, 2, 3, 4])
        // One queue with one channel is nobody's part, and a queue that is the whole centre is the total.
        let one = Hierarchy(streams: [
            QueueChannel(queue: "q", channel: .voice), QueueChannel(queue: "q", channel: .chat),
        ])
        #expect(one.names == ["total", "q/voice", "q/chat"])
    }

    @Test("by hand: a gap of three is shared equally, by size, or by variance")
    func byHand() {
        let base = [10.0, 4, 3]
        func close(_ a: [Double], _ b: [Double]) -> Bool { zip(a, b).allSatisfy { abs($0 - $1) < 1e-12 } }
        #expect(
            close(Reconciliation(hierarchy: Self.pair, covariance: .ordinary(Self.pair)).reconciled(base), [9, 5, 4]))
        #expect(
            close(
                Reconciliation(hierarchy: Self.pair, covariance: .structural(Self.pair)).reconciled(base),
                [8.5, 4.75, 3.75]))
        #expect(
            close(
                Reconciliation(hierarchy: Self.pair, covariance: ErrorCovariance(variances: [1, 2, 3])).reconciled(
                    base),
                [9.5, 5, 4.5]))
    }

    @Test("it is the published closed form, for every covariance", arguments: 0..<4)
    func closedForm(kind: Int) {
        var stream = RandomStream(seed: 40)
        let errors = Self.errors(60, &stream)
        let covariance: ErrorCovariance =
            switch kind {
            case 0: .ordinary(Self.grouped)
            case 1: .structural(Self.grouped)
            case 2: ErrorCovariance(variances: (1...9).map(Double.init))
            default: .shrunk(errors: errors, nodeCount: 9)
            }
        let reconciliation = Reconciliation(hierarchy: Self.grouped, covariance: covariance)
        for _ in 0..<20 {
            let base = zip(Self.grouped.summed([30, 40, 50, 60]), Self.random(9, &stream)).map { $0 + 3 * $1 }
            let expected = Self.closedForm(Self.grouped, covariance, base)
            for (a, b) in zip(reconciliation.reconciled(base), expected) { #expect(abs(a - b) < 1e-9) }
        }
    }

    @Test("the result adds up, and a forecast that adds up already stays as it is")
    func coherent() {
        var stream = RandomStream(seed: 41)
        let covariance = ErrorCovariance.shrunk(errors: Self.errors(40, &stream), nodeCount: 9)
        let reconciliation = Reconciliation(hierarchy: Self.grouped, covariance: covariance)
        for _ in 0..<50 {
            let result = reconciliation.reconciled(Self.random(9, &stream).map { 20 + 15 * $0 })
            #expect(result == Self.grouped.summed(result[5...]))
            let again = reconciliation.reconciled(result)
            for (a, b) in zip(result, again) { #expect(abs(a - b) < 1e-9) }
        }
    }

    @Test("unbiased forecasts stay unbiased, and minimum trace has the smallest error of all")
    func unbiasedAndBest() {
        var stream = RandomStream(seed: 42)
        let past = Self.errors(400, &stream)
        let methods: [ErrorCovariance] = [
            .shrunk(errors: past, nodeCount: 9), .structural(Self.grouped), .ordinary(Self.grouped),
        ]
        let truth = Self.grouped.summed([100, 120, 140, 160])
        let trials = 4000
        let fresh = Self.errors(trials, &stream)
        var squares = [0.0, 0, 0]
        for (index, covariance) in methods.enumerated() {
            let reconciliation = Reconciliation(hierarchy: Self.grouped, covariance: covariance)
            var bias = [Double](repeating: 0, count: 9)
            for error in fresh {
                let result = reconciliation.reconciled(zip(truth, error).map { $0 + $1 })
                for node in 0..<9 {
                    bias[node] += (result[node] - truth[node]) / Double(trials)
                    squares[index] += (result[node] - truth[node]) * (result[node] - truth[node])
                }
            }
            for node in 0..<9 { #expect(abs(bias[node]) < 0.25) }
        }
        let base = fresh.joined().reduce(0) { $0 + $1 * $1 }
        #expect(squares[0] < squares[1] && squares[0] < squares[2] && squares[0] < base)
    }

    @Test("the shrunk covariance is that of Schäfer and Strimmer")
    func shrinkage() {
        var stream = RandomStream(seed: 43)
        let errors = Self.errors(15, &stream)
        let found = ErrorCovariance.shrunk(errors: errors, nodeCount: 9)
        // Straight from the paper: λ = Σ Var(rᵢⱼ) / Σ rᵢⱼ² over i ≠ j.
        let n = 15.0
        let scale = (0..<9).map { node in (errors.reduce(0) { $0 + $1[node] * $1[node] } / n).squareRoot() }
        var noise = 0.0
        var signal = 0.0
        for i in 0..<9 {
            for j in 0..<9 where i != j {
                let products = errors.map { $0[i] * $0[j] / scale[i] / scale[j] }
                let mean = products.reduce(0, +) / n
                noise += products.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n * (n - 1))
                signal += mean * mean
            }
        }
        let lambda = noise / signal
        #expect(lambda > 0.01 && lambda < 0.9)
        #expect(abs((found.shrinkage ?? .nan) - lambda) < 1e-12)
        for i in 0..<9 {
            for j in 0..<9 {
                let plain = errors.reduce(0) { $0 + $1[i] * $1[j] } / n
                #expect(abs(found[i, j] - (i == j ? plain : (1 - lambda) * plain)) < 1e-9)
            }
        }
    }

    @Test("nothing falls below zero, and what is taken is optimal", arguments: 1...20 as ClosedRange<UInt64>)
    func nonNegative(seed: UInt64) {
        var stream = RandomStream(seed: seed)
        let covariance = ErrorCovariance.shrunk(errors: Self.errors(30, &stream), nodeCount: 9)
        let base = Self.random(9, &stream).map { 2 + 6 * $0 }
        let result = Reconciliation(hierarchy: Self.grouped, covariance: covariance).reconciled(base)
        #expect(result.allSatisfy { $0 >= 0 } && result == Self.grouped.summed(result[5...]))
        // Conditions of Karush, Kuhn and Tucker: no push from zero up, no slope where free.
        let weights = (0..<9).map { i in (0..<9).map { covariance[i, $0] } }
        let gradient = Self.eliminate(weights, zip(result, base).map { $0 - $1 })
        for j in 0..<4 {
            let unit = Self.grouped.summed((0..<4).map { $0 == j ? 1 : 0 })
            let slope = zip(unit, gradient).reduce(0) { $0 + $1.0 * $1.1 }
            if result[5 + j] > 1e-9 { #expect(abs(slope) < 1e-6) } else { #expect(slope > -1e-6) }
        }
    }

    @Test("closed series are zero and the open ones add up")
    func closed() {
        let reconciliation = Reconciliation(hierarchy: Self.grouped, covariance: .structural(Self.grouped))
        let result = reconciliation.reconciled(
            [100, 40, 60, 30, 70, 12, 28, 18, 42], closed: [true, false, false, true])
        #expect(result[5] == 0 && result[8] == 0)
        #expect(result == Self.grouped.summed(result[5...]) && result[0] > 0)
        #expect(
            reconciliation.reconciled([9, 9, 9, 9, 9, 9, 9, 9, 9], closed: [true, true, true, true]).allSatisfy {
                $0 == 0
            })
    }

    @Test("a day and its intervals agree, and an interval moves with its forecast")
    func day() {
        let day = Hierarchy(slotsOfDay: 4)
        let forecasts = HierarchyForecasts(
            hierarchy: day, values: [[100], [10], [20], [30], [30]],
            isOpen: [[true], [true], [true], [true]])
        let result = forecasts.reconciled(by: .structural(day)).values.map { $0[0] }
        // A gap of 10, shared 4 : 1 : 1 : 1 : 1.
        for (a, b) in zip(result, [95, 11.25, 21.25, 31.25, 31.25]) { #expect(abs(a - b) < 1e-12) }
        let perSlot = forecasts.reconciled(
            by: .structural(day), deviations: [[1], [0.001], [0.001], [0.001], [1]]
        ).values.map { $0[0] }
        #expect(abs(perSlot[1] - 10) < 1e-4 && abs(perSlot[4] - 35) < 1e-4)
        #expect(Reconciliation.moved(12, from: 10, to: 15) == 18)
        #expect(Reconciliation.moved(3, from: 0, to: 2) == 5)
    }

    @Test("what is not a number, singular errors and missing observations are no trouble")
    func badInput() {
        let singular = ErrorCovariance.shrunk(errors: Array(repeating: [3, 1, 2], count: 10), nodeCount: 3)
        let result = Reconciliation(hierarchy: Self.pair, covariance: singular).reconciled([10, 4, 3])
        #expect(abs(result[0] - result[1] - result[2]) < 1e-12 && result.allSatisfy { $0 >= 0 })
        let unknown = Reconciliation(hierarchy: Self.pair, covariance: .ordinary(Self.pair))
        #expect(unknown.reconciled([.nan, 4, .infinity]) == [4, 4, 0])
        let sparse = ErrorCovariance.shrunk(
            errors: [[1, .nan, 2], [.nan, 3, .nan], [2, 1, .nan]], nodeCount: 3)
        #expect(sparse.shrinkage == nil && sparse[0, 0] == 2.5 && sparse[1, 1] == 5 && sparse[2, 2] == 4)
        #expect(
            Reconciliation(
                hierarchy: Hierarchy(bottom: ["a"], aggregates: []), covariance: ErrorCovariance(variances: [0])
            ).reconciled([-3]) == [0])
    }
}
