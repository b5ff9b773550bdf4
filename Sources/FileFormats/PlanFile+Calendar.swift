import ContactCenter
import Tabular

extension PlanFile {
    /// `calendar`: one path or a list of paths, each once.
    static func calendarFiles(_ node: YAMLNode) throws(TabularError) -> [String] {
        let paths = try texts(node, what: "file")
        guard paths.filter({ $0 == "-" }).isEmpty else {
            throw node.error("a calendar cannot be read from standard input", hint: "give the path of a file")
        }
        return paths
    }

    /// `holidays`.
    static func holidays(_ node: YAMLNode) throws(TabularError) -> HolidayPlan {
        try node.allowOnly(["country", "closed", "include", "exclude", "files"])
        var plan = HolidayPlan(country: try country(node.required("country")))
        if let closed = try node.optional("closed") { plan.isClosed = try closed.bool() }
        if let include = try node.optional("include") { plan.include = try texts(include, what: "holiday") }
        if let exclude = try node.optional("exclude") {
            plan.exclude = try texts(exclude, what: "holiday")
            for name in plan.exclude where plan.include?.contains(name) ?? false {
                throw exclude.error("'\(name)' is included and excluded", hint: "keep one of the two")
            }
        }
        if let files = try node.optional("files") { plan.files = try texts(files, what: "file") }
        return plan
    }

    private static func country(_ node: YAMLNode) throws(TabularError) -> HolidayCountry {
        let text = try node.text()
        if let country = HolidayCountry(text) { return country }
        throw node.error(
            "no holidays are known for '\(text)'",
            hint: HolidayCountry.hint(insteadOf: text) + "; give other days in a calendar file")
    }

    /// A list of texts, none twice, at least one.
    private static func texts(_ node: YAMLNode, what: String) throws(TabularError) -> [String] {
        var texts: [String] = []
        for item in try node.items() {
            let text = try item.text()
            guard !texts.contains(text) else { throw item.error("\(what) '\(text)' is listed twice") }
            texts.append(text)
        }
        guard !texts.isEmpty else { throw node.error("expected at least one \(what), found an empty list") }
        return texts
    }
}
