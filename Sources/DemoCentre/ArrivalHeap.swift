/// Arrivals still to come, earliest first (a binary heap).
struct ArrivalHeap {
    private var items: [Arrival] = []

    /// The earliest arrival.
    var first: Arrival? { items.first }

    /// Adds an arrival.
    mutating func push(_ arrival: Arrival) {
        items.append(arrival)
        var child = items.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard items[child].precedes(items[parent]) else { break }
            items.swapAt(child, parent)
            child = parent
        }
    }

    /// Takes the earliest arrival out.
    mutating func pop() -> Arrival? {
        guard let top = items.first, let last = items.popLast() else { return nil }
        guard !items.isEmpty else { return top }
        items[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < items.count && items[child].precedes(items[least]) { least = child }
            guard least != parent else { return top }
            items.swapAt(parent, least)
            parent = least
        }
    }
}
