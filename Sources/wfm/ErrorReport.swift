import ArgumentParser
import Capacity
import FileFormats
import Forecasting
import Foundation
import InteractionStore
import Planning
import Queueing
import Scheduling
import Simulation
import Tabular

/// Exit codes of the command line (sysexits.h, and 1 for a stated shortfall).
enum ExitStatus {
    static let shortfall: Int32 = 1
    static let usage: Int32 = 64
    static let badData: Int32 = 65
    static let noInput: Int32 = 66
    static let `internal`: Int32 = 70
    static let cannotCreate: Int32 = 73
    static let inputOutput: Int32 = 74
    static let interrupted: Int32 = 130
}

/// A stated shortfall under `--strict`: the work is done and written, the exit code tells a batch job.
struct ShortfallUnderStrict: Error {}

/// How a command line cannot be obeyed although its syntax is right.
struct UsageError: Error {
    let message: String
    let hint: String?
}

/// Prints an error as `error: …` and `hint: …` and ends with its exit code.
enum ErrorReport {
    static func exit(reporting error: any Error) -> Never {
        guard let status = describe(error).status else { WFM.exit(withError: error) }
        say(error)
        Foundation.exit(status)
    }

    /// Prints one of the modules' errors and goes on: a batch tells of a row and takes the next.
    static func say(_ error: any Error) {
        let (_, message, hint) = describe(error)
        if !message.isEmpty { StandardError.line("error: \(message)") }
        if let hint { StandardError.line("hint: \(hint)") }
    }

    /// Status `nil` = ArgumentParser's own (help, version, usage).
    private static func describe(_ error: any Error) -> (status: Int32?, message: String, hint: String?) {
        switch error {
        case is ShortfallUnderStrict: return (ExitStatus.shortfall, "", nil)
        case let error as UsageError: return (ExitStatus.usage, error.message, error.hint)
        case let error as WhatIfError: return (ExitStatus.usage, "--what-if: \(error.description)", error.hint)
        case let error as UnknownFormat:
            return (ExitStatus.usage, "--format: unknown format '\(error.name)'", error.hint)
        case let error as UnknownRulePack: return (ExitStatus.usage, error.message, error.hint)
        case let error as ExportError: return (ExitStatus.badData, error.description, error.hint)
        case let error as TabularError: return (status(of: error), error.description, error.hint)
        case let error as PlanningError:
            if case .interrupted = error { return (ExitStatus.interrupted, "interrupted; nothing was written", nil) }
            return (ExitStatus.badData, error.description, error.hint)
        case let error as StoreError: return (status(of: error), error.description, error.hint)
        case let error as RosteringFolderError:
            return (error.isNoInput ? ExitStatus.noInput : ExitStatus.badData, error.description, error.hint)
        case let error as ForecastingError: return (ExitStatus.badData, error.description, error.hint)
        case let error as QueueingError: return (ExitStatus.badData, error.description, error.hint)
        case let error as SchedulingError: return (ExitStatus.badData, error.description, error.hint)
        case let error as CapacityError: return (ExitStatus.badData, error.description, error.hint)
        case let error as SimulationError: return (ExitStatus.badData, error.description, error.hint)
        default: return (nil, "", nil)
        }
    }

    private static func status(of error: StoreError) -> Int32 {
        switch error.kind {
        case .usage: ExitStatus.usage
        case .badData: ExitStatus.badData
        case .noInput: ExitStatus.noInput
        case .cannotCreate: ExitStatus.cannotCreate
        case .inputOutput: ExitStatus.inputOutput
        }
    }

    private static func status(of error: TabularError) -> Int32 {
        switch error {
        case .noInput: ExitStatus.noInput
        case .badData: ExitStatus.badData
        case .cannotCreate: ExitStatus.cannotCreate
        case .inputOutput: ExitStatus.inputOutput
        }
    }
}
