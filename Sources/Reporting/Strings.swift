/// Every word of the report's own, English and Chinese side by side.
///
/// A switch rather than a table, so that the compiler finds a phrase without words. Chinese terms follow the usage of the trade (坐席, 班表, 服务水平); `nil` falls back to English.
enum Phrase: Wording {
    case report, skip, plan, on, figures, streams, forecast, accuracy, staffing, roster, simulation, dataHealth
    case notes, definitions
    // Verdict
    case verdictAllMet, verdictSomeMissed, verdictMissedOne, verdictAndMore, verdictCovered, verdictNoRuleBroken
    case verdictRulesBroken, verdictShortfalls, verdictNoRoster, verdictNotSimulated, verdictNothing
    // Tiles
    case tileVolume, tileVolumeNote, tileError, tileErrorNote, tileRequired, tileRequiredNote, tilePaid, tilePaidNote
    case tileGap, tileGapNote, tileServiceLevel, tileServiceLevelNote, tileAsa, tileAsaNote, tileAbandonment
    case tileAbandonmentNote, tileOccupancy, tileOccupancyNote, tileCost, tileCostBound, tileCostNoBound
    case tileCostProven, tileViolations, tileViolationsNone, tileViolationsSome, tileResolution, tileResolutionNote
    case noTeam, notSimulated, notScored, unknownFigure
    // Data
    case dataRead, dataAccepted, dataDuplicates, dataSuperseded, dataRejected, dataBalances, dataDoesNotBalance
    case dataRejectsHint, dataNone, dataHistory, dataHistoryTitle, dataHistoryNote, dataOutage, dataNoHistory
    case healthFile, healthFormat, healthRecords, healthBytes, healthDecisions, healthRejects, healthDays
    case healthSilentDays, healthOutageDays, healthClosedDays, healthSuspicious, healthNothingSuspicious
    case healthTooManyServed, healthTooManyWithin, healthShortHandling, healthLongHandling
    // Streams
    case queue, channel, history, requirement, simulated, offered, serviceLevel, handleTime, abandoned, volume
    case errorWape, bias, model, hours, promise, target, speedOfAnswer, allStreams, streamsNone, streamsNote
    case within
    // Forecast
    case forecastNote, forecastNone, historyLine, forecastLine, band80, band95, recentLine, dayTitle, dayDescription
    case weekTitle, weekDescription, changePerDay, shownLargest, byInterval, byDay
    // Accuracy
    case accuracyNote, accuracyNone, stream, mase, coverage80, coverage95, alsoTried, chosen, origins
    // Staffing
    case staffingNote, staffingNone, staffingNoRoster, allSkills, required, onContacts, onShift, onDuty, short, surplus
    case staffingTitle, staffingDescription, heatGap, heatGapNote, agents, bySkill, skill, shortest, shortestNone, when,
        missing
    case sharedAgents, boundOnly, skillsOmitted, dutyHours
    // Roster
    case rosterNote, rosterNone, rosterOverview, rosterOverviewDescription, early, middle, late, leave, paidHours
    case workDays, weekends, dayGantt, rosterDays, work, rest, lunch, activity, rosterTooMany, agentsOmitted
    case dayCover, dayCoverDescription, rosterShort, mostMissing, shortMore, activities, activitiesNone, times
    case fairness, fairnessNone, fairnessEach, wishes, wishesNone, wishesGranted, wishesRefused, measure, least, mean
    case mostOf, nights, startSpread, contract, creditHours, rosterVerdict, rosterVerdictGap
    // Simulation
    case simulationNote, simulationNone, simulationMismatch, dayServiceLevel, dayAsa, dayAbandonment, dayBacklog,
        intervalRange, heatLevel
    case heatLevelNote, backlog
    // Attention
    case shortfalls, shortfallsNone, shortfallsUnknown, notesNone
    // Definitions
    case defOffered, defAnswered, defExcludingWithin, defExcludingShort, defAbandonOk, defAbandonOkExcludingShort
    case defVirtual
    case defInUse, defWape, defBias, defMase, defCoverage, defBands, defDayBand, defRequirement, defShortfall, defGap
    case defAsa, defAbandonment, defOccupancy, defBound, defResolution
    case termBands, termDayBand, termRequirement, termShortfall, termBound, termCoverage
    // Footer
    case footer, footerSame, footerOffline
}
