import ContactCenter

/// When agents are missing: stretches of one day with the same skills short.
struct ShortStretch: Equatable, Sendable {
    let date: CivilDate
    /// First minute after midnight, and the one after the last.
    var minutes: Range<Int>
    /// Skills that are short taken by themselves; empty when only all skills together are.
    let skills: [String]
    /// Most agents missing at once.
    var most: Double
    /// Agent-hours missing.
    var hours: Double

    /// All stretches in order of time.
    static func all(_ coverage: CoverageFigures) -> [ShortStretch] {
        let total = coverage.groups[0]
        let axis = coverage.axis
        let single = coverage.groups.count > 1 ? Array(coverage.groups.dropFirst()) : []
        var stretches: [ShortStretch] = []
        for slot in 0..<axis.count where total.under[slot] > 0.005 {
            let date = axis.date(slot / axis.slotsPerDay)
            let minute = axis.minute(slot % axis.slotsPerDay)
            let skills = single.filter { $0.under[slot] > 0.005 }.compactMap(\.skill)
            let hours = total.under[slot] * coverage.slotHours
            if let last = stretches.last, last.date == date, last.minutes.upperBound == minute, last.skills == skills {
                stretches[stretches.count - 1].minutes = last.minutes.lowerBound..<minute + axis.slotMinutes
                stretches[stretches.count - 1].most = max(last.most, total.under[slot])
                stretches[stretches.count - 1].hours += hours
            } else {
                stretches.append(
                    ShortStretch(
                        date: date, minutes: minute..<minute + axis.slotMinutes, skills: skills,
                        most: total.under[slot], hours: hours))
            }
        }
        return stretches
    }
}
