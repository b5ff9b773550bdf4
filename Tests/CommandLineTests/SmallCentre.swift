import Foundation

/// A centre of one queue and three agents, small enough to plan in a second, for tests that break it on purpose.
struct SmallCentre {
    let folder: ScratchFolder

    static let header =
        "interaction_id,customer_id,channel,queue,direction,created_at,answered_at,ended_at,wait_s,talk_s,hold_s,wrap_s,"
        + "agent_id,disposition,reason,resolved,transferred,revenue"

    init() throws {
        folder = try ScratchFolder()
        try folder.write(SmallCentre.plan(), to: "plan.yaml")
        try folder.write(SmallCentre.header + "\n" + SmallCentre.rows.joined(separator: "\n") + "\n", to: "log.csv")
        try folder.write("agent,contract,skills\nann,FT,sales\nbob,FT,sales\ncem,FT,sales\n", to: "team/agents.csv")
        try folder.write(
            "contract,weekly_min_paid,weekly_max_paid,max_days_per_week,kinds\nFT,1920,2400,5,EIGHT\n",
            to: "team/contracts.csv")
        try folder.write(
            "kind,presence_min,paid_min,earliest_start,latest_start,start_step_min\nEIGHT,510,480,08:00,09:30,30\n",
            to: "team/shift_kinds.csv")
        try folder.write(
            "kind,seq,minutes,paid,earliest_offset_min,latest_offset_min\nEIGHT,1,30,0,180,300\n", to: "team/breaks.csv"
        )
        try folder.write("agent,date,from,to,kind,credit_min,weight\n", to: "team/availability.csv")
    }

    static func plan(queue: String = "sales", iterations: Int = 20_000, log: String = "log.csv", extra: String = "")
        -> String
    {
        """
        version: 1
        name: Small centre
        time_zone: UTC
        seed: 7
        interactions: {files: [\(log)]}
        interval_minutes: 60
        queues:
          \(queue):
            skill: sales
            opening_hours: {mon-fri: "08:00-18:00"}
            channels:
              voice: {service_level: 0.8, within_seconds: 20, patience_seconds: 120}
        forecast: {weeks: 1, backtest_origins: 2}
        shrinkage: {in_office: 0.05}
        team: team
        schedule: {iterations: \(iterations)}
        simulation: {replications: 4}
        \(extra)
        """
    }

    /// Four weeks of calls, four an hour, Monday to Friday from 2026-02-02.
    static let rows: [String] = {
        var rows: [String] = []
        for day in 0..<28 where day % 7 < 5 {
            for hour in 8..<18 {
                for call in 0..<4 {
                    rows.append(row(number: rows.count, day: day, hour: hour, minute: call * 15 + (day + hour) % 7))
                }
            }
        }
        return rows
    }()

    static func row(number: Int, day: Int, hour: Int, minute: Int) -> String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let date = "2026-02-\(two(day + 2))"
        func stamp(_ seconds: Int) -> String {
            "\(date)T\(two(hour + (minute * 60 + seconds) / 3600)):\(two((minute + seconds / 60) % 60)):\(two(seconds % 60))Z"
        }
        return "i\(number),c\(number % 211),voice,sales,inbound,\(stamp(0)),\(stamp(10)),\(stamp(250)),10,200,10,30,"
            + "ann,answered,order,1,0,0.00"
    }

    @discardableResult
    func plan(_ options: [String] = []) throws -> WFMProcess {
        try WFMProcess.run(["plan", "plan.yaml", "--output", "out"] + options, in: folder.url)
    }
}
