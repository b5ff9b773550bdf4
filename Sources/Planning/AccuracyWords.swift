import ContactCenter

/// Scores of forecast versions in sentences for people.
enum AccuracyWords {
    /// Days on which overrides came nearer to what came than the machine, and farther from it.
    struct Days: Hashable {
        var better: Int
        var worse: Int
    }

    /// Days below which a difference says little about skill.
    static let fewDays = 5

    static func sentences(_ rows: [VersionAccuracy], version: String, days: [String: Days]) -> [String] {
        let together = rows.filter { $0.stream == nil }
        let final = together.filter { $0.source == .final && $0.author == nil }
        var sentences: [String] = []
        let leads = final.filter { $0.lead != .all || final.count == 1 }.compactMap { row -> String? in
            row.wape.map { "\(title(row.lead)) WAPE \(percent($0)) (bias \(signed(row.bias ?? 0)))" }
        }
        if !leads.isEmpty { sentences.append("\(version): " + leads.joined(separator: ", ")) }
        if let all = final.first(where: { $0.lead == .all }), let c80 = all.coverage80, let c95 = all.coverage95 {
            sentences.append(
                "\(version): \(percent(c80)) of \(all.intervals) intervals lay inside the 80 % interval,"
                    + " \(percent(c95)) inside the 95 % interval")
        }
        for author in Set(together.compactMap(\.author)).sorted() {
            let own = together.filter { $0.author == author && $0.lead == .all }
            guard let changed = own.first(where: { $0.source == .final }),
                let machine = own.first(where: { $0.source == .machine })
            else { continue }
            sentences.append(
                "\(version): "
                    + verdict(
                        author, changed: changed, machine: machine, days: days[author] ?? Days(better: 0, worse: 0)))
        }
        return sentences
    }

    private static func verdict(
        _ author: String, changed: VersionAccuracy, machine: VersionAccuracy, days: Days
    ) -> String {
        let intervals = "\(changed.intervals) \(changed.intervals == 1 ? "interval" : "intervals")"
        guard let before = machine.wape, let after = changed.wape else {
            return "overrides of \(author) (\(intervals)): nothing came, so no error in per cent"
        }
        let word = after < before * 0.99 ? "helped" : after > before * 1.01 ? "harmed" : "made no difference"
        var text =
            "overrides of \(author) \(word): WAPE \(percent(before)) by the machine, \(percent(after)) with them"
            + " (\(intervals); better on \(days.better), worse on \(days.worse) of \(changed.days)"
            + " \(changed.days == 1 ? "day" : "days"))"
        if changed.days < fewDays { text += "; too few days to tell skill from luck" }
        return text
    }

    private static func title(_ lead: VersionAccuracy.Lead) -> String {
        switch lead {
        case .sameDay: "same day"
        case .dayAhead: "day ahead"
        case .week1: "week 1"
        case .week2: "week 2"
        case .week3: "week 3"
        case .week4: "week 4 and later"
        case .all: "all"
        }
    }

    private static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
    private static func signed(_ share: Double) -> String { (share >= 0 ? "+" : "") + percent(share) }
}
