import ContactCenter
import Forecasting

/// Several streams as one series, on the grid that all of them fill.
enum StreamTotal {
    /// The sum of `parts`, which have slots of one length that begin at midnight; `nil` without parts.
    ///
    /// A slot is open where a part is open. It is unknown where an open part is unknown; before the beginning and after
    /// the end of its history a part counts nothing.
    static func series(of parts: [VolumeSeries], id: String) -> VolumeSeries? {
        guard let first = parts.min(by: { $0.start < $1.start }),
            let end = parts.map({ $0.time(of: $0.count) }).max()
        else { return nil }
        let count = (end - first.start) / first.slotMinutes
        let zero = [Double](repeating: 0, count: count)
        var values = zero
        var isOpen = [Bool](repeating: false, count: count)
        var seconds = zero
        var answered = zero
        for part in parts {
            let offset = (part.start - first.start) / first.slotMinutes
            for slot in 0..<part.count where part.isOpen[slot] {
                isOpen[offset + slot] = true
                values[offset + slot] += part.values[slot]
                guard !part.values[slot].isNaN else { continue }
                seconds[offset + slot] += part.handleSeconds?[slot] ?? 0
                answered[offset + slot] += part.answered?[slot] ?? 0
            }
        }
        return VolumeSeries(
            id: id, start: first.start, slotMinutes: first.slotMinutes, values: values, isOpen: isOpen,
            handleSeconds: seconds, answered: answered)
    }

    /// What all streams of a channel together say of the shape of its handle times, for each stream; `nil` for a stream
    /// that has its channel to itself.
    static func handleTimePriors(streams: [PlannedStream], series: [VolumeSeries?]) -> [HandleTimePrior?] {
        let byChannel = Dictionary(grouping: streams.indices.filter { series[$0] != nil }) {
            streams[$0].stream.channel
        }
        let priors = byChannel.mapValues { members -> HandleTimePrior? in
            guard members.count > 1,
                let total = StreamTotal.series(
                    of: members.compactMap { series[$0] }, id: streams[members[0]].stream.channel.name)
            else { return nil }
            let outages = members.flatMap { streams[$0].arrivalCalendar.specialDays.values.joined() }.filter {
                if case .outage = $0.kind { true } else { false }
            }
            // Without any known value there is nothing to learn from.
            return
                (try? HandleTimePrior(
                    of: total, calendar: CentreCalendar(openingHours: .always, specialDays: outages))) ?? nil
        }
        return streams.map { priors[$0.stream.channel] ?? nil }
    }
}
