import Foundation

/// Scheduling folders in a scratch folder: the example of the documentation, and a tiny one of a single skill.
struct ScheduleFolder {
    let scratch: ScratchFolder

    static let example = WFMProcess.packageRoot.appendingPathComponent("docs/examples/roster")

    init() throws { scratch = try ScratchFolder() }

    /// Copies the example as `name`, with the published roster as `roster.csv` beside it.
    static func copy(as name: String = "roster") throws -> ScheduleFolder {
        let folder = try ScheduleFolder()
        try FileManager.default.copyItem(at: example, to: folder.scratch.url.appendingPathComponent(name))
        try folder.scratch.write(folder.scratch.read("\(name)/published.csv"), to: "roster.csv")
        return folder
    }

    /// Writes a folder `name` of one kind of 8 hours without breaks; agents work at most seven days and any hours.
    static func tiny(
        start: String, days: Int = 7, open: String = "00:00", close: String = "24:00", kind: String, agents: [String],
        requirements: [String] = [], availability: [String] = []
    ) throws -> ScheduleFolder {
        let folder = try ScheduleFolder()
        let scratch = folder.scratch
        try scratch.write(
            """
            {"name": "tiny", "start_date": "\(start)", "days": \(days), "grid_minutes": 30, "interval_minutes": 60,
             "open": "\(open)", "close": "\(close)", "skills": ["sales"], "rules": {"max_consecutive_days": 7}}
            """, to: "tiny/instance.json")
        try scratch.write(
            "agent,contract,skills\n" + agents.map { "\($0),c,sales\n" }.joined(), to: "tiny/agents.csv")
        try scratch.write(
            "contract,weekly_min_paid,weekly_max_paid,max_days_per_week,kinds\nc,0,3360,7,day\n",
            to: "tiny/contracts.csv")
        try scratch.write(
            "kind,presence_min,paid_min,earliest_start,latest_start,start_step_min\n\(kind)\n",
            to: "tiny/shift_kinds.csv")
        try scratch.write("kind,seq,minutes,paid,earliest_offset_min,latest_offset_min\n", to: "tiny/breaks.csv")
        try scratch.write(
            "agent,date,from,to,kind,credit_min,weight\n" + availability.map { $0 + "\n" }.joined(),
            to: "tiny/availability.csv")
        try scratch.write(
            "date,time,skill,required\n" + requirements.map { $0 + "\n" }.joined(), to: "tiny/requirements.csv")
        return folder
    }

    @discardableResult
    func schedule(_ arguments: String...) throws -> WFMProcess {
        try WFMProcess.run(["schedule"] + arguments, in: scratch.url)
    }

    /// Rows of a file as lists of fields, the header first.
    func rows(_ name: String) throws -> [[String]] {
        try scratch.read(name).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// Adds a line to a file.
    func append(_ line: String, to name: String) throws {
        try scratch.write(scratch.read(name) + line + "\n", to: name)
    }

    /// Replaces text of a file, which must be there.
    func replace(_ text: String, by other: String, in name: String) throws {
        let before = try scratch.read(name)
        precondition(before.contains(text), "\(name) has no '\(text)'")
        try scratch.write(before.replacingOccurrences(of: text, with: other), to: name)
    }
}
