/// The folder `data/demo`.
enum DemoFolder {
    /// Agents of the sample: people with the sales skill, enough for two thirds of the queue.
    static let sampleAgents = Array(Team.agents.indices.filter { Team.agents[$0].serves(0) }.prefix(12))

    /// Writes the log and, unless `onlyInteractions`, everything beside it; returns the number of contacts.
    static func write(to path: String, onlyInteractions: Bool) throws(OutputError) -> Int {
        let folder = try OutputFolder(path)
        let log = InteractionLog(seed: Centre.seed)
        try folder.write("interactions.csv", log.file())
        if onlyInteractions { return log.contacts.count }

        let calendar = SpecialDays.calendarFile()
        try folder.write("plan.yaml", text(PlanTexts.demo))
        try folder.write("calendar.csv", calendar)
        try folder.write("weeks.csv", CapacityYear.weeksFile())
        try folder.write("capacity.yaml", text(CapacityYear.settings))
        let availability = Availability(seed: Centre.seed)
        let everybody = TeamFiles(agents: Array(Team.agents.indices), onlySkill: nil)
        try everybody.write(availability, to: path + "/team")

        let sample = try OutputFolder(path + "/sample")
        try sample.write("interactions.csv", log.sampleFile())
        try sample.write("plan.yaml", text(PlanTexts.sample))
        try sample.write("calendar.csv", calendar)
        let salesPeople = TeamFiles(agents: sampleAgents, onlySkill: 0)
        try salesPeople.write(availability, to: path + "/sample/team")
        return log.contacts.count
    }

    private static func text(_ text: String) -> TextBuffer {
        var file = TextBuffer()
        file.text(text)
        return file
    }
}
