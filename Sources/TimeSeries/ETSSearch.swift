/// Minimises a form's negative log-likelihood in a box by a limited-memory quasi-Newton method.
///
/// Numbers at a bound whose gradient points outwards are held; the two-loop recursion works on the others, scaled by
/// a diagonal; a step is cut to the box and halved until it lowers the function enough. Steps to parameters whose
/// model does not fade (`ETSSmoothing.fadesWithTrend`) are halved too. Deterministic; nothing is allocated after
/// `init`.
/// Source: Liu & Nocedal, "On the limited memory BFGS method", Mathematical Programming 45 (1989) 503–528;
/// Bertsekas, "Projected Newton methods", SIAM J. Control 20 (1982) 221–246.
struct ETSSearch {
    /// Steps remembered.
    private static let memory = 24
    private static let maximumSteps = 200
    /// The search ends when a step is foretold to gain less: a thousandth of what would sway an AICc.
    private static let tolerance = 1e-6

    private(set) var point: [Double]
    private(set) var value = Double.infinity
    private(set) var evaluations = 0

    private let lower: [Double]
    private let upper: [Double]
    private let scale: [Double]
    private var gradient: [Double]
    private var trial: [Double]
    private var trialGradient: [Double]
    private var direction: [Double]
    private var held: [Bool]
    private var moves: [Double]
    private var turns: [Double]
    private var curvatures = [Double](repeating: 0, count: memory)
    private var factors = [Double](repeating: 0, count: memory)
    private var remembered = 0
    private var newest = -1

    /// - Parameters:
    ///   - scale: About the inverse second derivative along each number.
    init(start: [Double], lower: [Double], upper: [Double], scale: [Double]) {
        let count = start.count
        point = start
        self.lower = lower
        self.upper = upper
        self.scale = scale
        gradient = [Double](repeating: 0, count: count)
        trial = gradient
        trialGradient = gradient
        direction = gradient
        held = [Bool](repeating: false, count: count)
        moves = [Double](repeating: 0, count: count * Self.memory)
        turns = moves
        for i in 0..<count { point[i] = min(max(point[i], lower[i]), upper[i]) }
    }

    /// Runs to the end and leaves the best point and value.
    mutating func minimise(_ likelihood: inout ETSLikelihood) {
        let mustFade = likelihood.form.trend != .none && likelihood.form.season != .none
        value = likelihood.value(at: point)
        evaluations += 1
        guard value.isFinite else { return }
        likelihood.gradient(at: point, into: &gradient)
        var steps = 0
        while steps < Self.maximumSteps {
            steps += 1
            holdBounds()
            findDirection()
            var slope = dot(gradient, direction)
            if slope >= 0 {
                remembered = 0
                findDirection()
                slope = dot(gradient, direction)
            }
            guard -slope > 2 * Self.tolerance else {
                if remembered == 0 { return }
                // The memory may be stale; a plain step has the last word.
                remembered = 0
                continue
            }
            guard search(&likelihood, slope: slope, mustFade: mustFade) else {
                if remembered == 0 { return }
                remembered = 0
                continue
            }
        }
    }

    private mutating func holdBounds() {
        for i in held.indices {
            held[i] =
                lower[i] >= upper[i] || point[i] <= lower[i] && gradient[i] > 0
                || point[i] >= upper[i] && gradient[i] < 0
        }
    }

    private func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for i in a.indices { sum += a[i] * b[i] }
        return sum
    }

    /// direction = −H gradient on the numbers that are not held.
    private mutating func findDirection() {
        let count = point.count
        for i in 0..<count { direction[i] = held[i] ? 0 : -gradient[i] }
        var order = 0
        while order < remembered {
            let k = (newest - order + Self.memory) % Self.memory
            var product = 0.0
            var curvature = 0.0
            for i in 0..<count where !held[i] {
                product += moves[k * count + i] * direction[i]
                curvature += moves[k * count + i] * turns[k * count + i]
            }
            curvatures[k] = curvature
            if curvature > 0 {
                factors[k] = product / curvature
                for i in 0..<count where !held[i] { direction[i] -= factors[k] * turns[k * count + i] }
            }
            order += 1
        }
        for i in 0..<count { direction[i] *= scale[i] }
        while order > 0 {
            order -= 1
            let k = (newest - order + Self.memory) % Self.memory
            guard curvatures[k] > 0 else { continue }
            var product = 0.0
            for i in 0..<count where !held[i] { product += turns[k * count + i] * direction[i] }
            let change = factors[k] - product / curvatures[k]
            for i in 0..<count where !held[i] { direction[i] += change * moves[k * count + i] }
        }
    }

    /// Takes the step along the direction; false when none lowers the function.
    private mutating func search(_ likelihood: inout ETSLikelihood, slope: Double, mustFade: Bool) -> Bool {
        let count = point.count
        var step = 1.0
        for _ in 0..<30 {
            var descent = 0.0
            for i in 0..<count {
                trial[i] = min(max(point[i] + step * direction[i], lower[i]), upper[i])
                descent += gradient[i] * (trial[i] - point[i])
            }
            guard descent < 0 else {
                step *= 0.5
                continue
            }
            if mustFade,
                !likelihood.smoothing(at: trial).fadesWithTrend(seasonLength: likelihood.seasonLength)
            {
                step *= 0.5
                continue
            }
            let found = likelihood.value(at: trial)
            evaluations += 1
            if found <= value + 1e-4 * descent {
                likelihood.gradient(at: trial, into: &trialGradient)
                remember()
                swap(&point, &trial)
                swap(&gradient, &trialGradient)
                value = found
                return true
            }
            // The parabola through the value, the slope and the trial.
            let ratio = found.isFinite ? -0.5 * descent / (found - value - descent) : 0.1
            step *= min(max(ratio, 0.1), 0.5)
        }
        return false
    }

    private mutating func remember() {
        let count = point.count
        let next = (newest + 1) % Self.memory
        var curvature = 0.0
        var size = 0.0
        for i in 0..<count {
            let move = trial[i] - point[i]
            let turn = trialGradient[i] - gradient[i]
            moves[next * count + i] = move
            turns[next * count + i] = turn
            curvature += move * turn
            size += turn * turn * scale[i]
        }
        guard curvature > 1e-10 * size else { return }
        newest = next
        remembered = min(remembered + 1, Self.memory)
    }
}
