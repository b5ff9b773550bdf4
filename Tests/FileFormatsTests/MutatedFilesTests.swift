import ContactCenter
import Foundation
import Tabular
import Testing

@testable import FileFormats

/// A small generator of its own, so that the mutations are the same everywhere.
private struct Mutations {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, bound)))
    }

    /// One to four changes: a byte replaced, removed, doubled, a run copied elsewhere, the end cut off.
    mutating func mutate(_ source: [UInt8]) -> [UInt8] {
        let pieces = Array("0123456789-+.:|,\"'{}[]#&*\n\r\t eEzZ\u{e9}\u{0}".utf8) + [0xFF, 0xC0]
        var bytes = source
        for _ in 0...next(4) where !bytes.isEmpty {
            let position = next(bytes.count)
            switch next(6) {
            case 0: bytes[position] = pieces[next(pieces.count)]
            case 1: bytes.remove(at: position)
            case 2: bytes.insert(pieces[next(pieces.count)], at: position)
            case 3:
                bytes.insert(contentsOf: bytes[position..<min(bytes.count, position + next(20))], at: next(bytes.count))
            case 4: bytes.insert(contentsOf: Array(repeating: UInt8(ascii: "9"), count: next(25)), at: position)
            default: if next(8) == 0 { bytes.removeSubrange(position...) }
            }
        }
        return bytes
    }
}

@Suite("Damaged files")
struct MutatedFilesTests {
    @Test(
        "A damaged file is refused with its name, or read; nothing crashes",
        arguments: [
            "history.csv", "forecast.csv", "requirements.csv", "roster.csv", "compact-roster.csv", "performance.csv",
            "accuracy.csv", "calendar.csv", "holidays.csv", "calendar.ics", "series.csv", "summary.json", "plan.yaml",
            "weeks.csv", "capacity.yaml",
        ])
    func tables(name: String) throws {
        let source: [UInt8]
        switch name {
        case "summary.json":
            var summary = PlanSummary(name: "x", version: "1", seed: 3, timeZone: "UTC")
            summary.streams = [PlanSummary.Stream(queue: "q", channel: "voice")]
            summary.roster = PlanSummary.RosterFigures()
            source = SummaryFile.write(summary)
        case "plan.yaml", "capacity.yaml", "weeks.csv":
            source = Array(try InputBytes.read(Package.path("data/demo/\(name)")).bytes.prefix(4000))
        default:
            let page = try String(contentsOfFile: Package.path("docs/formats.md"), encoding: .utf8)
            let block = try #require(page.components(separatedBy: " \(name)\n").dropFirst().first)
            source = Array(block.components(separatedBy: "```")[0].utf8)
        }
        var mutations = Mutations(seed: UInt64(name.utf8.count) &* 7919)
        var refused = 0
        for _ in 0..<200 {
            let damaged = InputBytes(name: name, bytes: mutations.mutate(source))
            do {
                try readAndWrite(damaged)
            } catch {
                refused += 1
                guard let error = error as? TabularError else {
                    Issue.record("\(error)")
                    continue
                }
                #expect(error.description.hasPrefix(name), "\(error)")
            }
        }
        #expect(refused > 20, "mutations that change nothing prove nothing: \(refused) refused")
    }

    private func readAndWrite(_ bytes: InputBytes) throws {
        let zone = ZoneRules.utc
        switch bytes.name {
        case "history.csv": _ = HistoryFile.write(try HistoryFile.read(bytes), zone: zone)
        case "forecast.csv": _ = ForecastFile.write(try ForecastFile.read(bytes), zone: zone)
        case "requirements.csv": _ = RequirementFile.write(try RequirementFile.read(bytes), zone: zone)
        case "roster.csv": _ = PlannerRosterFile.write(try PlannerRosterFile.read(bytes), zone: zone)
        case "compact-roster.csv": _ = CompactRosterFile.write(try CompactRosterFile.read(bytes))
        case "performance.csv": _ = PerformanceFile.write(try PerformanceFile.read(bytes), zone: zone)
        case "accuracy.csv": _ = AccuracyFile.write(try AccuracyFile.read(bytes))
        case "calendar.csv": _ = CalendarFile.write(try CalendarFile.read(bytes))
        case "holidays.csv": _ = HolidayFile.write(try HolidayFile.read(bytes))
        case "calendar.ics":
            let period = CivilDate(dayNumber: 18_000)...CivilDate(dayNumber: 22_000)
            _ = ICalendarFile.write(try ICalendarFile.read(bytes, zone: zone, within: period).days)
        case "summary.json": _ = SummaryFile.write(try SummaryFile.read(bytes))
        case "plan.yaml": _ = try PlanFile.read(bytes)
        case "capacity.yaml": _ = try CapacitySettingsFile.read(bytes)
        case "weeks.csv": _ = WeeklyVolumeFile.write(try WeeklyVolumeFile.read(bytes))
        default:
            for series in try LongFormFile.read(bytes) {
                _ = series.volumeSeries()
                _ = series.centreCalendar()
            }
        }
    }
}
