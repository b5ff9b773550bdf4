import ContactCenter
import Testing

@testable import Queueing

@Suite("Streams staffed as one") struct PooledRequirementTests {
    private func stream(
        _ channel: Channel, _ volumes: [Double], aht: Double = 300, target: ServiceTarget = ServiceTarget(),
        patience: Double? = 120, isOpen: [Bool]? = nil, queue: String = "sales"
    ) -> PooledRequirement.Stream {
        let forecast = volumes.enumerated().map { index, volume in
            ForecastInterval(
                stream: QueueChannel(queue: queue, channel: channel),
                start: Instant(seconds: 1_772_438_400 + index * 1800), intervalSeconds: 1800, volume: volume,
                volume80: .init(lower: volume, upper: volume), volume95: .init(lower: volume, upper: volume),
                ahtSeconds: aht, ahtSeconds80: nil, model: "test")
        }
        return .init(
            forecast: forecast, isOpen: isOpen ?? volumes.map { _ in true }, target: target, patienceSeconds: patience)
    }

    private func pooled(
        _ streams: [PooledRequirement.Stream], shrinkage: Shrinkage = Shrinkage()
    ) throws -> [RequirementInterval] {
        try PooledRequirement.requirements(name: "all", of: streams, shrinkage: shrinkage)
    }

    private func alone(_ stream: PooledRequirement.Stream) throws -> [RequirementInterval] {
        try RequirementBuilder.requirements(
            forecast: stream.forecast, isOpen: stream.isOpen, target: stream.target,
            patienceSeconds: stream.patienceSeconds, shrinkage: Shrinkage(),
            service: stream.forecast[0].stream.channel.service)
    }

    @Test("One stream pooled is that stream", arguments: [nil, 120.0])
    func single(patience: Double?) throws {
        let voice = stream(
            .voice, [0, 20, 180], target: ServiceTarget(occupancyCap: 0.85, minimumAgents: 2), patience: patience)
        let (pool, own) = (try pooled([voice]), try alone(voice))
        #expect(pool.map(\.agentsRequired) == own.map(\.agentsRequired))
        for (a, b) in zip(pool, own) {
            #expect(isClose(a.serviceLevel ?? -1, b.serviceLevel ?? -1, relative: 1e-12))
        }
        let email = stream(.email, [6, 0, 0, 3], target: ServiceTarget(withinSeconds: 3600), patience: nil)
        #expect(try pooled([email]).map(\.agentsRequired) == alone(email).map(\.agentsRequired))
    }

    @Test("Two halves of a queue pooled are the queue, and need fewer than by themselves")
    func halves() throws {
        let half = stream(.voice, [90, 30])
        let whole = stream(.voice, [180, 60])
        let pool = try pooled([half, stream(.voice, [90, 30], queue: "service")])
        #expect(pool.map(\.agentsRequired) == (try alone(whole).map(\.agentsRequired)))
        #expect(pool.map(\.volume) == [180, 60])
        for (together, single) in zip(pool, try alone(half)) {
            #expect(together.agentsRequired < 2 * single.agentsRequired)
        }
    }

    @Test("The strictest of the targets decides; caps and minimum staff are the strictest too")
    func strictest() throws {
        let lax = stream(.voice, [60], target: ServiceTarget(serviceLevel: 0.5, withinSeconds: 60))
        let strict = stream(.voice, [60], target: ServiceTarget(serviceLevel: 0.9, withinSeconds: 10), queue: "vip")
        let both = try pooled([lax, strict])[0]
        let asStrict = stream(.voice, [120], target: ServiceTarget(serviceLevel: 0.9, withinSeconds: 10))
        #expect(both.agentsRequired == (try alone(asStrict)[0].agentsRequired))
        let capped = stream(.voice, [60], target: ServiceTarget(occupancyCap: 0.5), queue: "vip")
        #expect(try #require(try pooled([lax, capped])[0].occupancy) <= 0.5)
        let least = stream(.voice, [0], target: ServiceTarget(minimumAgents: 40), queue: "vip")
        #expect(try pooled([lax, least])[0].agentsRequired == 40)
    }

    @Test("Deferred work fills the time between calls, and costs nobody while it fits")
    func idleTime() throws {
        let voice = stream(.voice, [60, 60, 60, 60])
        let calls = try pooled([voice])
        let spare = calls.reduce(0) { $0 + ($1.agentsRequired - $1.agentsRequired * ($1.occupancy ?? 0)) * 1800 }
        // Half the idle time of the four intervals, in contacts of ten minutes, all there from the start.
        let some = stream(
            .email, [spare / 2 / 600, 0, 0, 0], aht: 600, target: ServiceTarget(withinSeconds: 7200), patience: nil)
        let both = try pooled([voice, some])
        #expect(both.map(\.agentsRequired) == calls.map(\.agentsRequired))
        let busy = both.reduce(0) { $0 + ($1.occupancy ?? 0) * $1.agentsRequired * 1800 }
        let onCalls = calls.reduce(0) { $0 + ($1.occupancy ?? 0) * $1.agentsRequired * 1800 }
        #expect(isClose(busy - onCalls, spare / 2, relative: 1e-9))
        // Twice the idle time needs exactly the other half on top: no time is lost.
        let much = stream(
            .email, [2 * spare / 600, 0, 0, 0], aht: 600, target: ServiceTarget(withinSeconds: 7200), patience: nil)
        let more = try pooled([voice, much])
        let extra = zip(more, calls).reduce(0) { $0 + ($1.0.agentsRequired - $1.1.agentsRequired) * 1800 }
        #expect(isClose(extra, spare, relative: 1e-9))
    }

    @Test("Pooled people are never more than the streams' own, and everything is finite", arguments: 0..<6)
    func neverMore(seed: Int) throws {
        let slots = 12
        func wave(_ base: Int, _ step: Int) -> [Double] { (0..<slots).map { Double(base + (($0 + seed) * step) % 17) } }
        let isOpen = (0..<slots).map { $0 > 1 && $0 < 11 }
        let streams = [
            stream(.voice, wave(20, 7), aht: 240, isOpen: isOpen),
            stream(.voice, wave(5, 5), aht: 240, isOpen: isOpen, queue: "billing"),
            stream(
                .chat, wave(10, 3), aht: 500, target: ServiceTarget(withinSeconds: 60, concurrency: 2), isOpen: isOpen),
            stream(
                .email, wave(3, 11), aht: 400, target: ServiceTarget(withinSeconds: 4 * 3600), patience: nil,
                isOpen: isOpen),
        ]
        let pool = try pooled(streams)
        let own = try streams.map { try alone($0) }
        let total = pool.reduce(0) { $0 + $1.agentsRequired }
        #expect(total < own.joined().reduce(0) { $0 + $1.agentsRequired })
        #expect(isClose(pool.reduce(0) { $0 + $1.load }, own.joined().reduce(0) { $0 + $1.load }, relative: 1e-12))
        for (slot, row) in pool.enumerated() {
            #expect(row.agentsRequired.isFinite && (row.occupancy ?? 0) <= 1)
            #expect(isOpen[slot] || row.agentsRequired == 0)
        }
    }

    @Test("Streams of different intervals are refused")
    func differentLengths() {
        var other = stream(.voice, [5], queue: "billing")
        other.forecast[0].intervalSeconds = 900
        let streams = [stream(.voice, [5]), other]
        #expect(throws: QueueingError.self) { try pooled(streams) }
    }
}
