import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Tabular

/// `wfm calendar`: public holidays as special days of a centre.
struct CalendarCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, ics
    }

    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Writes the public holidays of a country as calendar.csv or iCalendar.",
        discussion: """
            EXAMPLE
              wfm calendar --country DE-BY --years 2026-2027 --output bavaria.csv
            """)

    @Option(
        help: ArgumentHelp(
            "BR, CN, DE, DE-BY (any state), FR, GB-ENG (also UK), GB-NIR, GB-SCT, IN, JP or US.", valueName: "code"))
    var country: String

    @Option(help: "A year, or the first and the last: 2026-2027.")
    var years: String

    @Option(help: "calendar.csv (csv) or iCalendar (ics).")
    var format = Format.csv

    @Flag(help: "The centre is open: write events (demand differs) in place of closed days.")
    var events = false

    @Option(help: ArgumentHelp("A file of holidays that you know better than the rules.", valueName: "file"))
    var holidays: [String] = []

    @Option(help: "Where the calendar goes; standard output when omitted.")
    var output: String?

    @Flag(name: .shortAndLong, help: "Only errors on standard error.")
    var quiet = false

    func run() throws {
        guard let place = HolidayCountry(country) else {
            throw UsageError(
                message: "no holidays are known for '\(country)'", hint: HolidayCountry.hint(insteadOf: country))
        }
        let list = try HolidayList.days(
            country: place, years: try yearRange(), isClosed: !events, files: holidays)
        if !quiet {
            for note in list.notes { StandardError.line("note: \(note)") }
        }
        switch format {
        case .csv: try Output.write(CalendarFile.write(list.days), to: output)
        case .ics: try Output.write(ICalendarFile.write(list.days), to: output)
        }
    }

    private func yearRange() throws -> ClosedRange<Int> {
        let parts = years.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count <= 2, let first = parts[0], let last = parts[parts.count - 1], first <= last,
            (2000...2099).contains(first), (2000...2099).contains(last)
        else {
            throw UsageError(
                message: "expected --years from 2000 to 2099, found '\(years)'", hint: "write 2026 or 2026-2027")
        }
        return first...last
    }
}
