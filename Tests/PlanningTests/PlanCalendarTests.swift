import ContactCenter
import FileFormats
import Foundation
import Testing

@testable import Planning

@Suite("The calendar of a plan")
struct PlanCalendarTests {
    private static let plan = """
        version: 1
        name: Small
        time_zone: Europe/Berlin
        interactions: {files: [calls.csv]}
        queues:
          sales:
            opening_hours: {mon-fri: "08:00-18:00"}
            channels:
              voice: {}
              chat: {}
          support:
            opening_hours: {mon-sun: "00:00-24:00"}
            channels: {voice: {}}

        """

    /// Loads the plan with these keys added, beside these files.
    private func load(_ keys: String, _ files: [String: String] = [:]) throws -> PlanWorkspace {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("wfm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, content) in files.merging(["plan.yaml": Self.plan + keys], uniquingKeysWith: { $1 }) {
            try Data(content.utf8).write(to: folder.appendingPathComponent(name))
        }
        return try PlanWorkspace.load(folder.appendingPathComponent("plan.yaml").path)
    }

    /// Whether sales/voice, sales/chat and support/voice are open on a date.
    private func open(_ workspace: PlanWorkspace, _ date: String) throws -> [Bool] {
        let date = try #require(CivilDate(date))
        return workspace.streams.map { $0.openingCalendar.openSpan(on: date) != nil }
    }

    @Test("Without keys there are no special days; with a country its holidays are closed")
    func holidays() throws {
        #expect(try load("").specialDays.isEmpty)
        let workspace = try load("holidays: {country: DE-BY}\n")
        #expect(try open(workspace, "2026-01-06") == [false, false, false])
        #expect(try open(workspace, "2026-01-07") == [true, true, true])
        #expect(try open(workspace, "2003-06-19") == [false, false, false])
        #expect(workspace.notes.isEmpty)
    }

    @Test("Holidays that do not close are events of their names; names can be kept and left out")
    func events() throws {
        let christmas = try #require(CivilDate("2027-12-27"))
        let events = try load("holidays: {country: UK, closed: false}\n").streams[0].openingCalendar
        #expect(events.openSpan(on: christmas) == 480..<1080)
        #expect(events.events(on: christmas) == ["Christmas Day"])
        #expect(events.events(on: christmas + 1) == ["Boxing Day"])
        let kept = try load("holidays: {country: UK, include: [Christmas Day]}\n")
        #expect(try open(kept, "2027-12-27")[0] == false && open(kept, "2027-12-28")[0])
        let left = try load("holidays: {country: UK, exclude: [Christmas Day]}\n")
        #expect(try open(left, "2027-12-27")[0] && open(left, "2027-12-28")[0] == false)
    }

    @Test("China's weekend working days are like the day they are exchanged for; its announced years end with a note")
    func workdays() throws {
        let workspace = try load("holidays: {country: CN}\nforecast: {start: 2026-03-02}\n")
        #expect(try open(workspace, "2026-02-28") == [true, true, true])
        #expect(try open(workspace, "2026-03-07") == [false, false, true])
        #expect(try open(workspace, "2026-02-23") == [false, false, false])
        let february = try #require(CivilDate("2026-02-28"))
        #expect(workspace.streams[0].arrivalCalendar.weekday(on: february) == 0)
        #expect(workspace.holidayNotes(historyEnd: february).isEmpty)
        let later = try load("holidays: {country: CN}\nforecast: {start: 2026-12-07}\n")
        #expect(later.holidayNotes(historyEnd: february).count == 1)
        let own = "date,country,name,kind\n2027-01-30,CN,Make-up working day,workday\n2026-01-01,FR,X,holiday\n"
        let known = try load(
            "holidays: {country: CN, files: own.csv}\nforecast: {start: 2026-12-07}\n", ["own.csv": own])
        #expect(known.holidayNotes(historyEnd: february).isEmpty)
        #expect(try open(known, "2027-01-30") == [true, true, true])
    }

    @Test("Calendar files of both formats are joined, and decide where they say when a queue or channel is open")
    func files() throws {
        let csv = """
            date,name,kind,open,close,queues,channels
            2026-12-25,Christmas Day,hours,10:00,16:00,sales,chat
            2026-12-26,Boxing Day,event,,,,
            2026-03-04,Line cut,outage,08:00,09:00,,voice

            """
        let ics = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260505\nSUMMARY:Works outing\nEND:VEVENT\nEND:VCALENDAR\n"
        let workspace = try load(
            "calendar: [a.csv, b.ICS]\nholidays: {country: DE}\n", ["a.csv": csv, "b.ICS": ics])
        #expect(try open(workspace, "2026-12-25") == [false, true, false])
        #expect(try open(workspace, "2026-12-28") == [true, true, true])
        // An event says nothing of opening: 26 December 2026, a Saturday, stays a holiday of support.
        #expect(try open(workspace, "2026-12-26") == [false, false, false])
        #expect(try open(workspace, "2026-05-05") == [false, false, false])
        let cut = LocalTime(date: try #require(CivilDate("2026-03-04")), minuteOfDay: 500)
        #expect(workspace.streams.map { $0.arrivalCalendar.isOutage(at: cut) } == [true, false, true])
    }

    @Test("Names that nothing has are refused or noted, with the nearest")
    func names() throws {
        let error = #expect(throws: PlanningError.self) { try load("holidays: {country: US, exclude: [Labour Day]}\n") }
        #expect(error?.description == "the plan's holidays.exclude: unknown holiday of US 'Labour Day'")
        #expect(error?.hint == "did you mean 'Labor Day'?")
        let workspace = try load(
            "calendar: a.csv\nholidays: {country: US, files: fr.csv}\n",
            [
                "a.csv": "date,name,kind,queues,channels\n2026-03-04,X,event,sale,voices\n",
                "fr.csv": "date,country,name,kind\n2026-03-04,FR,X,holiday\n",
            ])
        #expect(
            workspace.notes == [
                "fr.csv has no holiday of US",
                "a.csv names queues that the plan does not have: 'sale' (did you mean 'sales'?)",
                "a.csv names channels that the plan does not have: 'voices' (did you mean 'voice'?)",
            ])
    }
}
