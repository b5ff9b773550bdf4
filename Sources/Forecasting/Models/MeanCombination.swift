/// The plain mean of several models' paths.
///
/// Source: Bates & Granger, "The combination of forecasts", Operational Research Quarterly 20 (1969) 451–468; equal
/// weights: Clemen, IJF 5 (1989) 559–583.
public struct MeanCombination: ForecastModel {
    /// The models combined, at least one.
    public let members: [any ForecastModel]

    /// The mean of `members`.
    public init(_ members: [any ForecastModel]) {
        precondition(!members.isEmpty, "a combination needs a member")
        self.members = members
    }

    /// The members' names joined by `+`.
    public var name: String { members.map(\.name).joined(separator: "+") }
    /// `mean of …`.
    public var title: String { "mean of " + members.map(\.title).joined(separator: " and ") }
    /// Above all of its members.
    public var complexity: Int { 10 + members.count }

    /// The mean of the members' lawful paths.
    public func path(for task: ForecastTask) -> [Double] { mean(of: members.map { $0.lawfulPath(for: task) }) }

    /// The mean of paths of one length.
    func mean(of paths: [[Double]]) -> [Double] {
        var sum = paths[0]
        for path in paths.dropFirst() { for i in sum.indices { sum[i] += path[i] } }
        return sum.map { $0 / Double(paths.count) }
    }
}
