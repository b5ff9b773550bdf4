import ContactCenter
import Tabular

/// A figure of the summary under its name in the file, described once for reading and writing.
struct SummaryField<Root: Sendable>: Sendable {
    /// Where the figure stands in the value.
    enum Path: Sendable {
        case text(WritableKeyPath<Root, String> & Sendable)
        case count(WritableKeyPath<Root, Int> & Sendable)
        case number(WritableKeyPath<Root, Double> & Sendable)
        case optionalNumber(WritableKeyPath<Root, Double?> & Sendable)
    }

    let name: String
    let path: Path

    init(_ name: String, _ path: Path) {
        self.name = name
        self.path = path
    }

    /// The member of the JSON object; `nil` for an unknown number and an empty text.
    func write(_ root: Root) -> JSONValue.Member? {
        switch path {
        case .text(let path): root[keyPath: path].isEmpty ? nil : .init(name, .string(root[keyPath: path]))
        case .count(let path): .init(name, .integer(root[keyPath: path]))
        case .number(let path): .init(name, .number(root[keyPath: path]))
        case .optionalNumber(let path): root[keyPath: path].map { .init(name, .number($0)) }
        }
    }

    /// Takes the figure from the node when it is there.
    func read(_ node: YAMLNode, into root: inout Root) throws(TabularError) {
        guard let value = try node.optional(name) else { return }
        switch path {
        case .text(let path): root[keyPath: path] = try value.text()
        case .count(let path): root[keyPath: path] = try value.int(in: 0...1_000_000_000_000)
        case .number(let path): root[keyPath: path] = try value.double(.atLeast(-.greatestFiniteMagnitude))
        case .optionalNumber(let path): root[keyPath: path] = try value.double(.atLeast(-.greatestFiniteMagnitude))
        }
    }
}

/// The figures of the summary, in the order written.
enum SummaryFields {
    static let dates: [SummaryField<PlanSummary>] = [
        .init("history_start", .text(\.historyStart)), .init("history_end", .text(\.historyEnd)),
        .init("forecast_start", .text(\.forecastStart)), .init("forecast_end", .text(\.forecastEnd)),
    ]

    static let results: [SummaryField<PlanSummary>] = [
        .init("first_contact_resolution", .optionalNumber(\.firstContactResolution))
    ]

    static let accounting: [SummaryField<PlanSummary.Accounting>] = [
        .init("read", .count(\.read)), .init("accepted", .count(\.accepted)),
        .init("identical_duplicates", .count(\.identicalDuplicates)), .init("superseded", .count(\.superseded)),
        .init("rejected", .count(\.rejected)),
    ]

    static let stream: [SummaryField<PlanSummary.Stream>] = [
        .init("history_offered", .count(\.historyOffered)),
        .init("history_service_level", .optionalNumber(\.historyServiceLevel)),
        .init("history_aht_seconds", .optionalNumber(\.historyAhtSeconds)),
        .init("history_abandonment", .optionalNumber(\.historyAbandonment)),
        .init("forecast_volume", .number(\.forecastVolume)),
        .init("model", .text(\.model)),
        .init("model_reason", .text(\.modelReason)),
        .init("backtest_wape", .optionalNumber(\.backtestWape)),
        .init("backtest_bias", .optionalNumber(\.backtestBias)),
        .init("patience_seconds", .optionalNumber(\.patienceSeconds)),
        .init("target_service_level", .optionalNumber(\.targetServiceLevel)),
        .init("target_within_seconds", .optionalNumber(\.targetWithinSeconds)),
        .init("required_agent_hours", .number(\.requiredAgentHours)),
        .init("required_service_level", .optionalNumber(\.requiredServiceLevel)),
        .init("simulated_service_level", .optionalNumber(\.simulatedServiceLevel)),
        .init("simulated_asa_seconds", .optionalNumber(\.simulatedAsaSeconds)),
        .init("simulated_abandonment", .optionalNumber(\.simulatedAbandonment)),
    ]

    static let roster: [SummaryField<PlanSummary.RosterFigures>] = [
        .init("agents", .count(\.agents)), .init("shifts", .count(\.shifts)),
        .init("paid_hours", .number(\.paidHours)), .init("required_hours", .number(\.requiredHours)),
        .init("under_agent_hours", .number(\.underAgentHours)), .init("over_agent_hours", .number(\.overAgentHours)),
        .init("cost", .number(\.cost)), .init("lower_bound", .optionalNumber(\.lowerBound)),
        .init("violations", .count(\.violations)),
    ]
}
