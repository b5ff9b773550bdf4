import Foundation
import Planning
import Synchronization

/// Shows progress on standard error: a bar that redraws itself on a terminal, one line a stage elsewhere.
final class ProgressLine: Sendable {
    private let style: CommonOptions.ProgressStyle
    private let drawsBar: Bool
    private let lastStage = Mutex<PlanProgress.Stage?>(nil)
    private let lastTenth = Mutex(-1)

    init(style: CommonOptions.ProgressStyle) {
        self.style = style
        drawsBar = style == .auto && StandardError.isTerminal
    }

    func show(_ progress: PlanProgress) {
        switch style {
        case .none: return
        case .json:
            StandardError.line(
                #"{"stage":"\#(progress.stage.rawValue)","share":\#((progress.share * 1000).rounded() / 1000)"#
                    + ProgressLine.members(progress.search) + "}")
        case .auto where drawsBar: drawBar(progress)
        case .auto, .plain:
            let isNew = lastStage.withLock { last in
                defer { last = progress.stage }
                return last != progress.stage
            }
            if isNew { StandardError.line("wfm: \(ProgressLine.words[progress.stage] ?? progress.stage.rawValue)") }
            if let search = progress.search { showTenth(search, share: progress.share, isNew: isNew) }
        }
    }

    /// Cost, bound and gap of a search at each tenth of it.
    private func showTenth(_ search: PlanProgress.SearchFigures, share: Double, isNew: Bool) {
        let tenth = Int(min(1, max(0, share)) * 10)
        let isDue = lastTenth.withLock { last in
            // A polish begins anew.
            let isDue = isNew || tenth != last
            last = tenth
            return isDue
        }
        guard isDue else { return }
        StandardError.line("wfm: \(tenth * 10) %  \(CostLine.inWords(cost: search.cost, bound: search.bound))")
    }

    private static func members(_ search: PlanProgress.SearchFigures?) -> String {
        guard let search else { return "" }
        func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
        var text = #","cost":\#(rounded(search.cost))"#
        if let bound = search.bound, let gap = search.gap {
            text += #","bound":\#(rounded(bound)),"gap":\#(rounded(gap))"#
        }
        return text
    }

    private func drawBar(_ progress: PlanProgress) {
        let width = 24
        let filled = Int((progress.share * Double(width)).rounded())
        let bar = String(repeating: "━", count: filled) + String(repeating: "─", count: width - filled)
        let stage = progress.stage.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)
        // Carriage return and "erase to end of line", so that a shorter line leaves nothing behind.
        let detail = progress.search.map { CostLine.inWords(cost: $0.cost, bound: $0.bound) } ?? progress.detail
        StandardError.raw("\r\(stage) \(bar) \(detail.prefix(48))\u{1B}[K")
        if progress.share >= 1 { StandardError.raw("\r\u{1B}[K") }
    }

    private static let words: [PlanProgress.Stage: String] = [
        .importing: "reading interactions", .forecasting: "forecasting every queue and channel",
        .staffing: "computing requirements", .scheduling: "building the roster",
        .simulating: "simulating the roster", .capacity: "planning capacity", .reporting: "writing the files",
    ]
}
