extension Uniformization {
    /// Pointers to the vectors, at number 0 of row 0. See ``StateSweep`` for what raw pointers gain.
    private struct Vectors {
        var now: UnsafeMutablePointer<Double>
        var next: UnsafeMutablePointer<Double>
        let law: UnsafeMutablePointer<Double>
        let time: UnsafeMutablePointer<Double>
        let stay: UnsafePointer<Double>
        let down: UnsafePointer<Double>
        let queueStay: UnsafePointer<Double>
        let queueDown: UnsafePointer<Double>

        init(_ base: UnsafeMutablePointer<Double>, block: Int, stride: Int) {
            let first = base + Uniformization.padding
            now = first
            next = first + block
            law = first + 2 * block
            time = first + 3 * block
            stay = UnsafePointer(first + 4 * block)
            down = stay + stride
            queueStay = stay + 2 * stride
            queueDown = stay + 3 * stride
        }
    }

    /// Sums the powers of the chain; the current vectors are zero again afterwards.
    ///
    /// - Returns: Where the law and the time have mass, per number of extra agents, and the sum of the payoff.
    mutating func run(
        _ weights: PoissonWeights, payoff: StartPayoff?
    ) -> (law: [Window], time: [Window], paid: Double) {
        var windows = self.windows
        let empty = [Window](repeating: Window(), count: extra + 1)
        var kept = empty
        var timed = empty
        var paid = 0.0
        let (block, stride, extra, perRate) = (self.block, self.stride, self.extra, 1 / rate)
        let chain = Chain(rates, rate: rate, highest: highest, stride: stride, extra: extra)
        storage.withUnsafeMutableBufferPointer { storage in
            guard let base = storage.baseAddress else { return }
            var vectors = Vectors(base, block: block, stride: stride)
            var later = 1.0
            for k in 0...weights.last {
                if k >= weights.first {
                    let weight = weights.values[k - weights.first]
                    later -= weight
                    for e in 0...extra where !windows[e].isEmpty {
                        let offset = e * stride
                        StateSweep.add(
                            vectors.now + offset, times: weight, to: vectors.law + offset, windows[e].low,
                            windows[e].high)
                        kept[e].include(windows[e])
                    }
                }
                // The time is the sum of the powers, each with the probability that more events come.
                if extra > 0, later > 0 {
                    for e in 1...extra where !windows[e].isEmpty {
                        let offset = e * stride
                        StateSweep.add(
                            vectors.now + offset, times: later * perRate, to: vectors.time + offset, windows[e].low,
                            windows[e].high)
                        timed[e].include(windows[e])
                    }
                }
                if let payoff { paid += payoff.sum(k, windows, UnsafePointer(vectors.now), stride: stride) }
                if k == weights.last { break }
                for e in 0...extra {
                    let above = e < extra ? windows[e + 1] : Window()
                    chain.step(e, &windows[e], fedBy: above, vectors)
                }
                swap(&vectors.now, &vectors.next)
            }
            for e in 0...extra where !windows[e].isEmpty {
                chain.clear(e, windows[e].low, windows[e].high, vectors)
            }
        }
        return (kept, timed, paid)
    }

    /// The chain of one step, with probabilities for rates.
    private struct Chain {
        let up: Double
        let leaving: [Double]
        let highest: Int
        let stride: Int
        let agents: Int

        init(_ rates: StaffedRates, rate: Double, highest: Int, stride: Int, extra: Int) {
            up = rates.arrival / rate
            leaving = (0...extra).map { $0 == 0 ? 0 : Double(rates.agents + $0) * rates.service / rate }
            self.highest = highest
            self.stride = stride
            agents = rates.agents
        }

        /// One step of the row of `e` extra agents, fed by the row above it; its window moves by at most one state a
        /// side, so that the next step into the other vector covers all that is left there.
        @inline(__always)
        func step(_ e: Int, _ window: inout Window, fedBy above: Window, _ vectors: Vectors) {
            var reached = Window()
            let top = e == 0 ? highest : highest - agents
            if !window.isEmpty { reached = Window(low: max(0, window.low - 1), high: min(top, window.high + 1)) }
            // Who is the last extra agent to go leaves s busy agents and the queue.
            let shift = e == 0 ? agents : 0
            if !above.isEmpty {
                reached.include(Window(low: above.low + shift, high: min(top, above.high + shift)))
            }
            guard !reached.isEmpty else { return }
            let x = vectors.now + e * stride
            let y = vectors.next + e * stride
            if e == 0 {
                StateSweep.step(x, y, vectors.stay, vectors.down, up, reached.low, reached.high)
            } else {
                StateSweep.step(
                    x, y, vectors.queueStay, vectors.queueDown, up, reached.low, reached.high, leaving: leaving[e])
            }
            if !above.isEmpty {
                StateSweep.add(
                    x + stride, times: leaving[e + 1], to: y + shift, above.low, min(above.high, top - shift))
            }
            window = reached
            for _ in 0..<2 where !window.isEmpty && y[window.low] < negligible {
                y[window.low] = 0
                window.low += 1
            }
            for _ in 0..<2 where !window.isEmpty && y[window.high] < negligible {
                y[window.high] = 0
                window.high -= 1
            }
            if window.isEmpty { clear(e, reached.low, reached.high, vectors) }
        }

        /// Makes a row zero around a window, in both vectors.
        func clear(_ e: Int, _ low: Int, _ high: Int, _ vectors: Vectors) {
            let (first, last) = (max(-8, low - 4), min(highest, high) + 12)
            StateSweep.clear(vectors.now + e * stride, first, last)
            StateSweep.clear(vectors.next + e * stride, first, last)
        }
    }
}

extension StartPayoff {
    /// Σ of power `k` over the states of the rows' windows.
    func sum(
        _ k: Int, _ windows: [Uniformization.Window], _ states: UnsafePointer<Double>, stride: Int
    ) -> Double {
        var sum = 0.0
        let first = windows[0]
        if !first.isEmpty, first.low < agents {
            sum = free[k] * StateSweep.sum(states, first.low, min(first.high, agents - 1))
        }
        guard count > 0 else { return sum }
        return values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return sum }
            for e in 0...min(extra, windows.count - 1) where !windows[e].isEmpty {
                let shift = e == 0 ? agents : 0
                let low = max(windows[e].low - shift, 0)
                let high = min(windows[e].high - shift, count - 1)
                sum += StateSweep.dot(
                    states + e * stride + shift, base + k * size + e * count, low, high)
            }
            return sum
        }
    }
}
