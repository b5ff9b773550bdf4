import Foundation
import Synchronization

/// The live line of a search: cost, bound, gap and share of the budget; redrawn in place on a terminal, a line at each
/// tenth elsewhere.
final class CostLine: Sendable {
    private let style: CommonOptions.ProgressStyle
    private let lastTenth = Mutex(-1)

    init(common: CommonOptions) { style = common.quiet ? .none : common.progress }

    func show(cost: Double, bound: Double?, share: Double) {
        let percent = Int((min(1, max(0, share)) * 100).rounded())
        let text = CostLine.inWords(cost: cost, bound: bound)
        switch style {
        case .none: return
        case .auto where StandardError.isTerminal: StandardError.raw("\r\(percent) %  \(text)\u{1B}[K")
        case .json, .auto, .plain:
            let isNew = lastTenth.withLock { last in
                defer { last = max(last, percent / 10) }
                return percent / 10 > last
            }
            guard isNew else { return }
            StandardError.line(
                style == .json
                    ? #"{"stage":"scheduling","share":\#(Double(percent) / 100),"cost":\#(cost)}"#
                    : "wfm: \(percent) %  \(text)")
        }
    }

    /// `cost 120, bound 100, gap 16.7 %`.
    static func inWords(cost: Double, bound: Double?) -> String {
        var text = "cost \(Int(cost.rounded()))"
        if let bound {
            let gap = cost > 0 ? Int(((cost - bound) / cost * 1000).rounded()) : 0
            text += ", bound \(Int(bound.rounded(.up))), gap \(gap / 10).\(abs(gap % 10)) %"
        }
        return text
    }

    /// Clears the line.
    func end() {
        if style == .auto, StandardError.isTerminal { StandardError.raw("\r\u{1B}[K") }
    }
}
