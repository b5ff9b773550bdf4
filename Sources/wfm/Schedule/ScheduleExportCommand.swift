import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Scheduling
import Tabular

/// `wfm schedule export FOLDER ROSTER --output DIR`: segments, calendars, cover and figures of a roster.
struct ScheduleExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a roster's segments, calendars, cover and figures into a folder.",
        discussion: """
            roster.csv and roster.json: one row a segment (work by skill, break, lunch, activity, leave) with its \
            instants; cover.csv: heads required, on duty, short and to spare, in all and by skill, slot by slot; fairness.csv: hours, overtime, weekends, nights and wishes by agent; history.csv: what agents bring along into \
            the next roster, for its --history; summary.json: cost, paid hours, overtime, wishes granted, violations, and with --bound the gap; calendar-AGENT.ics: one iCalendar file an agent.
            With --shift-length elapsed a shift over a change of the clocks lasts as long as its kind says: on the \
            25-hour day an 8-hour shift stays one of eight hours. A start that the clock skips is refused.

            EXAMPLE
              wfm schedule export FOLDER roster.csv --time-zone Europe/Berlin --output roster-files
            """)

    @Argument(help: "The scheduling folder.")
    var folder: String

    @Argument(help: "The roster in compact format (agent,kind,start,breaks).")
    var roster: String

    @Option(help: "elapsed: a shift lasts as long as its kind says; wall: it ends by the clock on the wall.")
    var shiftLength = ShiftLength.elapsed

    @Option(help: "The activities of the roster (activities.csv), to tell which of them count as shrinkage.")
    var activities: String?

    @Flag(help: "Also prove a lower bound of the cost with HiGHS and tell the gap.")
    var bound = false

    @Option(help: "The folder to write.")
    var output: String

    @OptionGroup var segmentOptions: SegmentOptions
    @OptionGroup var ruleOptions: RuleOptions
    @OptionGroup var common: CommonOptions

    enum ShiftLength: String, ExpressibleByArgument, CaseIterable {
        case elapsed, wall
    }

    func run() throws {
        let instance = try ruleOptions.read(folder) { common.say("warning: \($0)") }
        let shifts = try CompactRosterFile.readWhole(InputBytes.read(roster))
        let zone = try ruleOptions.zone
        let clock = RosterSegments(
            instance: instance, zone: zone, length: shiftLength == .elapsed ? .elapsed : .wall)
        try clock.refuseSkippedStarts(of: shifts)
        let assignment = SkillAssignment(shifts, in: instance, leastBlockMinutes: segmentOptions.leastBlock)
        let segments = clock.segments(of: shifts, assignment)
        let violations = RosterChecker.violations(of: shifts, in: instance)
        let lowerBound = bound ? ScheduleBound.proven(instance, common) : nil
        let planned = try activities.map { try ActivityFile.read(InputBytes.read($0), for: instance) } ?? []
        var files = [
            OutputFile(path: "roster.csv", bytes: PlannerRosterFile.write(segments, zone: zone)),
            OutputFile(path: "roster.json", bytes: ScheduleTables.segments(segments, zone: zone).json.serialised()),
            OutputFile(
                path: "cover.csv",
                bytes: ScheduleTables.cover(clock.cover(of: shifts, assignment), instance, zone: zone).csv()),
            OutputFile(
                path: "fairness.csv",
                bytes: FairnessFile.write(RosterChecker.figures(of: shifts, in: instance))),
            OutputFile(
                path: "history.csv",
                bytes: HistoryCountFile.write(RosterChecker.historyAfter(shifts, in: instance))),
            OutputFile(
                path: "summary.json",
                bytes: ScheduleTables.summary(
                    shifts, of: instance, violations: violations.count, lowerBound: lowerBound,
                    assignment: assignment, activities: planned
                )
                .serialised()),
        ]
        for (agent, own) in Dictionary(grouping: segments, by: \.agent).sorted(by: { $0.key < $1.key }) {
            files.append(
                OutputFile(
                    path: "calendar-\(ShiftCalendarFile.name(of: agent))",
                    bytes: ShiftCalendarFile.write(own, zone: zone)))
        }
        try writeAtomically(files, folder: output)
        common.say(RosterLine.inWords(score: RosterChecker.score(of: shifts, in: instance), lowerBound: lowerBound))
        if !violations.isEmpty {
            common.say("warning: the roster breaks \(violations.count) rules; see wfm schedule check")
        }
    }
}
