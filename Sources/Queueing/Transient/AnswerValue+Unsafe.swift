extension AnswerValue {
    /// The value at the start of a stretch of constant rates, from that at its end, for the numbers `low`…`high`.
    ///
    ///     V = Σ_k w_k Pᵏ V' + λ Σ_k t_k Pᵏ F = (w_0 V' + t_0 F) + P ((w_1 V' + t_1 F) + P (…))
    ///
    /// by Horner's rule: one sweep per power. Numbers run backward, as in ``StartProbability``.
    init(before after: AnswerValue, _ rates: StaffedRates, seconds: Double, within: Double, low: Int, high: Int) {
        let count = high - low + 1
        let rate = rates.arrival + rates.departure(high)
        guard rate > 0 else {
            self.init(low: low, values: (low...high).map { after[$0] })
            return
        }
        let starts = rates.startsWithin(within, limit: max(0, high - rates.agents + 1))
        let weights = PoissonWeights(mean: rate * seconds)
        let padding = 16
        let stride = count + 2 * padding
        var storage = [Double](repeating: 0, count: 6 * stride)
        var values = [Double](repeating: 0, count: count)
        storage.withUnsafeMutableBufferPointer { storage in
            guard let base = storage.baseAddress else { return }
            var now = base + padding
            var next = now + stride
            let (end, start, stay, down) = (now + 2 * stride, now + 3 * stride, now + 4 * stride, now + 5 * stride)
            for place in 0..<count {
                let number = high - place
                let waiting = number - rates.agents
                end[place] = after[number]
                start[place] = waiting < 0 ? 1 : waiting < starts.count ? starts[waiting] : 0
                down[place] = rates.departure(number) / rate
                stay[place] = 1 - rates.arrival / rate - down[place]
            }
            let up = rates.arrival / rate
            var later = 0.0
            for k in (0...weights.last).reversed() {
                if k < weights.last {
                    now[-1] = now[0]
                    now[count] = now[count - 1]
                    StateSweep.step(now, next, stay, down, up, 0, count - 1)
                    swap(&now, &next)
                }
                StateSweep.add(start, times: rates.arrival / rate * later, to: now, 0, count - 1)
                if k >= weights.first {
                    let weight = weights.values[k - weights.first]
                    StateSweep.add(end, times: weight, to: now, 0, count - 1)
                    later += weight
                }
            }
            for place in 0..<count { values[count - 1 - place] = now[place] }
        }
        self.init(low: low, values: values)
    }
}
