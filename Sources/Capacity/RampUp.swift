import ContactCenter

/// How fast newcomers work by the weeks since their training ended: the share of full productivity, week by week.
///
/// A speed of 0.5 is twice the handle time of the experienced.
public struct RampUp: Hashable, Sendable {
    /// Share of full productivity in each week after the training; 1 from then on.
    public let shares: [Double]

    /// Longest ramp-up that is taken, in weeks.
    public static let longest = 104

    /// The curve of a capacity file.
    ///
    /// A straight line from `start` to 1 over n weeks enters each week k (from 0) by its mean over the week,
    /// start + (1 − start)(k + ½)/n, so that (1 − start) n / 2 weeks of work are lost, as under the line itself.
    ///
    /// - Throws: ``CapacityError/invalidValue(what:value:place:hint:)`` for shares outside 0…1 and for more than
    ///   ``longest`` weeks.
    public init(_ curve: CapacitySettings.RampUp) throws(CapacityError) {
        switch curve {
        case .shares(let given):
            try Domain.require(given.count, in: 0...Self.longest, "the ramp-up in weeks")
            for share in given { try Domain.requireShare(share, "a share of the ramp-up") }
            shares = given
        case .linear(let start, let weeks):
            try Domain.require(weeks, in: 0...Self.longest, "the ramp-up in weeks")
            try Domain.requireShare(start, "the start of the ramp-up")
            shares = (0..<weeks).map { start + (1 - start) * (Double($0) + 0.5) / Double(weeks) }
        }
    }

    /// The speed in the week `weeksSinceTraining` (0 = the first) after the training.
    public func speed(_ weeksSinceTraining: Int) -> Double {
        shares.indices.contains(weeksSinceTraining) ? shares[weeksSinceTraining] : 1
    }

    /// Weeks of full work that one newcomer's ramp-up loses.
    public var lostWeeks: Double { shares.reduce(0) { $0 + (1 - $1) } }
}
