import NumericalMethods
import Testing

@testable import Simulation

@Suite struct EventHeapTests {
    @Test func eventsComeOutInOrderOfTimeWhateverTheOrderTheyWentIn() {
        var random = RandomStream(seed: 7)
        var heap = EventHeap()
        var plain: [Double] = []
        for step in 0..<2000 {
            if random.uniform() < 0.55 || plain.isEmpty {
                let time = random.uniform() * 1000
                heap.push(Event(timeSeconds: time, kind: .completion, contact: step, serial: 0))
                plain.append(time)
            } else {
                let earliest = plain.min() ?? 0
                plain.removeAll { $0 == earliest }
                #expect(heap.nextSeconds == earliest)
                #expect(heap.pop()?.timeSeconds == earliest)
            }
        }
        let rest = plain.sorted()
        #expect(rest.map { _ in heap.pop()?.timeSeconds ?? -1 } == rest)
        #expect(heap.pop()?.timeSeconds == nil)
        #expect(heap.nextSeconds == .infinity)
    }

    @Test(arguments: [Event.Kind.completion, .abandonment, .overflow])
    func anEventKeepsItsKindContactAndSerial(kind: Event.Kind) {
        let event = Event(timeSeconds: 3.5, kind: kind, contact: (1 << 30) - 1, serial: .max)
        #expect(event.kind == kind)
        #expect(event.contact == (1 << 30) - 1)
        #expect(event.serial == .max)
        #expect(event.timeSeconds == 3.5)
    }
}
