import ArgumentParser
import ContactCenter
import FileFormats
import Foundation
import InteractionStore

/// `wfm store retain`: contacts that have become too old.
struct StoreRetainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retain",
        abstract: "Removes contacts older than a number of days, down to their bytes.",
        discussion: """
            Days are counted on the store's clock back from --as-of; what lies before is removed with all its versions,
            and files imported later bring nothing of it back. The file is rewritten and its log emptied.

            EXAMPLE
              head -c 32 /dev/urandom | base64 > customer.key && chmod 600 customer.key
              wfm store import centre.store data/demo/sample/interactions.csv \\
                --key-file customer.key
              wfm store retain centre.store --keep 400d --as-of 2026-12-01
            """)

    @OptionGroup var options: StoreOptions

    @Option(help: ArgumentHelp("Days to keep, e.g. 400d.", valueName: "days"))
    var keep: String

    @Option(help: "The day to count back from; today when omitted.")
    var asOf: String?

    @OptionGroup var common: CommonOptions

    private var days: Int? { keep.hasSuffix("d") ? Int(keep.dropLast()) : nil }

    func validate() throws {
        guard let days, (1...36_500).contains(days) else {
            throw ValidationError("--keep needs a number of days from 1d to 36500d, e.g. 400d, found '\(keep)'")
        }
        if let asOf, CivilDate(asOf) == nil {
            throw ValidationError("--as-of needs a day such as 2026-12-01, found '\(asOf)'")
        }
    }

    func run() throws {
        let store = try options.open(say: common.say)
        let zone = try ZoneRules.load(store.timeZone)
        let now = Instant(seconds: Int(Date().timeIntervalSince1970))
        let today = asOf.flatMap { CivilDate($0) } ?? zone.localTime(at: now).date
        let floor = zone.instant(of: LocalTime(date: today + -(days ?? 0)))
        let report = try store.retain(from: floor, zone: zone)
        common.say(
            "\(report.contacts) contacts before \(zone.iso8601(floor)) were removed, in \(report.versions) versions")
    }
}
