import Foundation
import Planning
import Synchronization

/// Shows progress on standard error: a bar that redraws itself on a terminal, one line a stage elsewhere.
final class ProgressLine: Sendable {
    private let style: CommonOptions.ProgressStyle
    private let drawsBar: Bool
    private let lastStage = Mutex<PlanProgress.Stage?>(nil)

    init(style: CommonOptions.ProgressStyle) {
        self.style = style
        drawsBar = style == .auto && StandardError.isTerminal
    }

    func show(_ progress: PlanProgress) {
        switch style {
        case .none: return
        case .json:
            StandardError.line(
                #"{"stage":"\#(progress.stage.rawValue)","share":\#((progress.share * 1000).rounded() / 1000)}"#)
        case .auto where drawsBar: drawBar(progress)
        case .auto, .plain:
            let isNew = lastStage.withLock { last in
                defer { last = progress.stage }
                return last != progress.stage
            }
            if isNew { StandardError.line("wfm: \(ProgressLine.words[progress.stage] ?? progress.stage.rawValue)") }
        }
    }

    private func drawBar(_ progress: PlanProgress) {
        let width = 24
        let filled = Int((progress.share * Double(width)).rounded())
        let bar = String(repeating: "━", count: filled) + String(repeating: "─", count: width - filled)
        let stage = progress.stage.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)
        // Carriage return and "erase to end of line", so that a shorter line leaves nothing behind.
        StandardError.raw("\r\(stage) \(bar) \(progress.detail.prefix(48))\u{1B}[K")
        if progress.share >= 1 { StandardError.raw("\r\u{1B}[K") }
    }

    private static let words: [PlanProgress.Stage: String] = [
        .importing: "reading interactions", .forecasting: "forecasting every queue and channel",
        .staffing: "computing requirements", .scheduling: "building the roster",
        .simulating: "simulating the roster", .capacity: "planning capacity", .reporting: "writing the files",
    ]
}
