import ArgumentParser

/// What can be done with a roster once it is there.
enum ScheduleVerbs {
    static let all: [any ParsableCommand.Type] = [
        ScheduleReplanCommand.self, ScheduleExplainCommand.self, ScheduleSwapCommand.self,
        ScheduleTimeOffCommand.self, ScheduleBidCommand.self, ScheduleActivitiesCommand.self,
        ScheduleExportCommand.self, ScheduleReportCommand.self,
    ]
}
