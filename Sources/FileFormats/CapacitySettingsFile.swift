import ContactCenter
import Tabular

/// `capacity.yaml`: what a capacity plan is made from beside its forecast. Every key is described in
/// `docs/formats.md`.
public enum CapacitySettingsFile {
    /// Reads and checks the settings.
    ///
    /// - Throws: `TabularError.badData` at the line of the first fault; unknown keys name the nearest known key.
    public static func read(_ input: InputBytes) throws(TabularError) -> CapacitySettings {
        let root = try YAMLNode.parse(input)
        try root.allowOnly([
            "version", "start", "weeks", "fte_hours_per_week", "hours_per_head", "occupancy", "staff", "attrition",
            "attrition_sensitivity", "leave", "hiring", "costs", "overtime", "voluntary_time_off", "outsourcing",
            "budget",
        ])
        let version = try root.required("version")
        guard try version.int(in: 0...Int.max) == 1 else {
            throw version.error("this version is not known; this wfm reads version 1", hint: "write 'version: 1'")
        }
        let hiring = try root.optional("hiring")
        var settings = CapacitySettings(
            hoursPerFTE: try root.required("fte_hours_per_week").double(.above(0, to: 168)),
            staff: try staff(root.required("staff")), hiring: try hiring.map(Self.hiring) ?? .init(maximumClass: 0),
            costs: try costs(root.required("costs")))
        settings.hoursPerHead =
            try root.optional("hours_per_head")?.double(.above(0, to: 168)) ?? settings.hoursPerFTE
        settings.start = try root.optional("start").map(monday)
        settings.weeks = try root.optional("weeks")?.int(in: 1...105)
        if let occupancy = try root.optional("occupancy") {
            settings.occupancy = try occupancy.double(.above(0, to: 1))
        }
        settings.attrition = try root.optional("attrition").map(attrition) ?? []
        if let sensitivity = try root.optional("attrition_sensitivity") {
            settings.attritionSensitivity = try sensitivity.double(share)
        }
        settings.leave = try root.optional("leave").map(leave) ?? .init()
        settings.scheduledClasses = try hiring?.optional("scheduled").map(scheduledClasses) ?? []
        try readFlexible(root, into: &settings)
        settings.budget = try root.optional("budget")?.double(price)
        return settings
    }

    private static let share = NumberRange.from(0, below: 1)
    private static let price = NumberRange.between(0, 1e12)

    private static func monday(_ node: YAMLNode) throws(TabularError) -> CivilDate {
        let text = try node.text()
        guard let date = CivilDate(text) else { throw node.error("expected a date YYYY-MM-DD, found '\(text)'") }
        guard date.weekday == 0 else {
            throw node.error(
                "\(date) is no Monday", hint: "weeks begin on Monday: \(date.monday) or \(date.monday + 7)")
        }
        return date
    }

    /// A number of heads, or groups with their tenure.
    private static func staff(_ node: YAMLNode) throws(TabularError) -> [CapacitySettings.StaffGroup] {
        var groups: [CapacitySettings.StaffGroup] = []
        for item in try node.items() {
            try item.allowOnly(["heads", "tenure_weeks"])
            groups.append(
                .init(
                    heads: try item.required("heads").double(.between(0, 1e6)),
                    tenureWeeks: try item.required("tenure_weeks").int(in: 0...5200)))
        }
        return groups
    }

    /// One annual share, or bands by tenure.
    private static func attrition(_ node: YAMLNode) throws(TabularError) -> [CapacitySettings.AttritionBand] {
        if case .scalar = node.content { return [.init(annual: try node.double(share))] }
        var bands: [CapacitySettings.AttritionBand] = []
        for item in try node.items() {
            try item.allowOnly(["from_week", "annual"])
            let from = try item.required("from_week")
            let band = CapacitySettings.AttritionBand(
                fromWeek: try from.int(in: 0...5200), annual: try item.required("annual").double(share))
            if let last = bands.last {
                guard band.fromWeek > last.fromWeek else {
                    throw from.error("week \(band.fromWeek) does not come after week \(last.fromWeek)")
                }
            } else if band.fromWeek != 0 {
                throw from.error("the first band begins at week \(band.fromWeek)", hint: "begin with from_week: 0")
            }
            bands.append(band)
        }
        return bands
    }

    private static func leave(_ node: YAMLNode) throws(TabularError) -> CapacitySettings.Leave {
        try node.allowOnly(["usual", "weeks"])
        var leave = CapacitySettings.Leave(usual: try node.optional("usual")?.double(share) ?? 0)
        for entry in try node.optional("weeks")?.entries() ?? [] {
            let value = try entry.value.double(share)
            for week in try isoWeeks(entry) {
                guard leave.byISOWeek.updateValue(value, forKey: week) == nil else {
                    throw entry.value.error("the leave of week \(week) is given twice")
                }
            }
        }
        return leave
    }

    /// `30`, or `30-34`, or around the end of the year `52-2`.
    private static func isoWeeks(_ entry: YAMLNode.Entry) throws(TabularError) -> [Int] {
        let ends = entry.key.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard let first = ends.first, let last = ends.last, ends.count <= 2, ends.allSatisfy((1...53).contains) else {
            throw entry.value.error(
                "expected an ISO week from 1 to 53 or a range of them, found '\(entry.key)'",
                hint: "for example 30 or 30-34")
        }
        return first <= last ? Array(first...last) : Array(first...53) + Array(1...last)
    }

    private static func hiring(_ node: YAMLNode) throws(TabularError) -> CapacitySettings.Hiring {
        try node.allowOnly([
            "lead_weeks", "training_weeks", "training_attrition", "ramp_up", "class_size", "classes_at_once",
            "scheduled",
        ])
        var hiring = CapacitySettings.Hiring()
        hiring.leadWeeks = try node.optional("lead_weeks")?.int(in: 0...104) ?? 0
        hiring.trainingWeeks = try node.optional("training_weeks")?.int(in: 0...104) ?? 0
        if let attrition = try node.optional("training_attrition") {
            hiring.trainingAttrition = try attrition.double(share)
            guard hiring.trainingWeeks > 0 || hiring.trainingAttrition == 0 else {
                throw attrition.error("nobody can leave during a training of 0 weeks", hint: "give training_weeks")
            }
        }
        hiring.rampUp = try node.optional("ramp_up").map(rampUp) ?? .shares([])
        if let size = try node.optional("class_size") {
            try size.allowOnly(["minimum", "maximum"])
            let maximum = try size.required("maximum")
            hiring.minimumClass = try size.optional("minimum")?.int(in: 1...10_000) ?? 1
            hiring.maximumClass = try maximum.int(in: 0...10_000)
            guard hiring.maximumClass == 0 || hiring.minimumClass <= hiring.maximumClass else {
                throw maximum.error("\(hiring.maximumClass) is below the minimum of \(hiring.minimumClass)")
            }
            if hiring.maximumClass == 0 { hiring.minimumClass = 1 }
        }
        hiring.classesAtOnce = try node.optional("classes_at_once")?.int(in: 0...100) ?? 1
        return hiring
    }

    /// A list of shares by week, or `{start: …, weeks: …}` for a straight line.
    private static func rampUp(_ node: YAMLNode) throws(TabularError) -> CapacitySettings.RampUp {
        if case .mapping = node.content {
            try node.allowOnly(["start", "weeks"])
            return .linear(
                start: try node.required("start").double(.between(0, 1)),
                weeks: try node.required("weeks").int(in: 0...104))
        }
        var shares: [Double] = []
        for item in try node.items() { shares.append(try item.double(.between(0, 1))) }
        guard shares.count <= 104 else { throw node.error("\(shares.count) weeks are more than the 104 that are read") }
        return .shares(shares)
    }

    private static func scheduledClasses(_ node: YAMLNode) throws(TabularError) -> [CapacitySettings.ScheduledClass] {
        var classes: [CapacitySettings.ScheduledClass] = []
        for item in try node.items() {
            try item.allowOnly(["start", "heads"])
            classes.append(
                .init(
                    start: try monday(item.required("start")), heads: try item.required("heads").int(in: 1...10_000)))
        }
        return classes
    }

    private static func costs(_ node: YAMLNode) throws(TabularError) -> CapacitySettings.Costs {
        try node.allowOnly(["wage_per_hour", "hire", "training", "class", "shortage_per_hour"])
        return CapacitySettings.Costs(
            wagePerHour: try node.required("wage_per_hour").double(price),
            hire: try node.optional("hire")?.double(price) ?? 0,
            training: try node.optional("training")?.double(price) ?? 0,
            perClass: try node.optional("class")?.double(price) ?? 0,
            shortagePerHour: try node.optional("shortage_per_hour")?.double(price))
    }

    private static func readFlexible(
        _ root: YAMLNode, into settings: inout CapacitySettings
    ) throws(TabularError) {
        if let node = try root.optional("overtime") {
            try node.allowOnly(["price_per_hour", "maximum_share"])
            settings.overtime = .init(
                pricePerHour: try node.required("price_per_hour").double(price),
                maximumShare: try node.required("maximum_share").double(.between(0, 1)))
        }
        if let node = try root.optional("voluntary_time_off") {
            try node.allowOnly(["saving_per_hour", "maximum_share"])
            settings.voluntaryTimeOff = .init(
                savingPerHour: try node.optional("saving_per_hour")?.double(price) ?? settings.costs.wagePerHour,
                maximumShare: try node.required("maximum_share").double(.between(0, 1)))
        }
        if let node = try root.optional("outsourcing") {
            try node.allowOnly(["price_per_hour", "minimum_hours", "maximum_hours"])
            let maximum = try node.required("maximum_hours")
            settings.outsourcing = .init(
                pricePerHour: try node.required("price_per_hour").double(price),
                minimumHours: try node.optional("minimum_hours")?.double(price) ?? 0,
                maximumHours: try maximum.double(price))
            guard settings.outsourcing.minimumHours <= settings.outsourcing.maximumHours else {
                throw maximum.error("the most hours are below the fewest, \(settings.outsourcing.minimumHours)")
            }
        }
    }
}
