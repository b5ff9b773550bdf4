/// How long customers are willing to wait, by one of the laws that patience is described with.
///
///     let patience = GeneralPatience.hyperexponential(share: 0.3, firstSeconds: 20, secondSeconds: 240)
///     try ErlangAGeneral(traffic, patience: patience).minimumAgents(goals: goals)
public enum GeneralPatience: Hashable, Sendable {
    /// P(patience > t) = e^(−t/mean).
    case exponential(meanSeconds: Double)
    /// P(patience > t) = exp(−(t/scale)^shape); shape 0.05…100. Below 1 those who stay become ever more patient.
    case weibull(shape: Double, scaleSeconds: Double)
    /// A `share` of customers with one mean patience, the rest with another, each exponential.
    case hyperexponential(share: Double, firstSeconds: Double, secondSeconds: Double)
    /// A `share` hangs up at once on hearing that it has to wait, the rest is exponential.
    case balking(share: Double, meanSeconds: Double)
    /// Everybody gives up after exactly these seconds.
    case deterministic(seconds: Double)
    /// The sum of two exponential times of half the mean each.
    case erlang2(meanSeconds: Double)

    /// The law of this name with its parameters in the order of the case: `exponential`, `weibull`, `hyperexp`,
    /// `balk_exp`, `deterministic`, `erlang2`.
    ///
    /// - Throws: ``QueueingError`` for an unknown name or another number of parameters.
    public init(name: String, parameters: [Double]) throws(QueueingError) {
        switch (name, parameters.count) {
        case ("exponential", 1): self = .exponential(meanSeconds: parameters[0])
        case ("weibull", 2): self = .weibull(shape: parameters[0], scaleSeconds: parameters[1])
        case ("hyperexp", 3):
            self = .hyperexponential(
                share: parameters[0], firstSeconds: parameters[1], secondSeconds: parameters[2])
        case ("balk_exp", 2): self = .balking(share: parameters[0], meanSeconds: parameters[1])
        case ("deterministic", 1): self = .deterministic(seconds: parameters[0])
        case ("erlang2", 1): self = .erlang2(meanSeconds: parameters[0])
        case ("exponential", _), ("weibull", _), ("hyperexp", _), ("balk_exp", _), ("deterministic", _), ("erlang2", _):
            throw .invalidValue(
                what: "patience_parameters", value: "\(parameters.count) numbers for '\(name)'", place: nil,
                hint: GeneralPatience.syntax)
        default:
            throw .invalidValue(what: "patience", value: "'\(name)'", place: nil, hint: GeneralPatience.syntax)
        }
    }

    private static let syntax =
        "known laws: exponential MEAN, weibull SHAPE SCALE, hyperexp SHARE MEAN MEAN, balk_exp SHARE MEAN, "
        + "deterministic SECONDS, erlang2 MEAN"

    /// Throws unless every parameter lies in its domain.
    func validate() throws(QueueingError) {
        func requireShare(_ share: Double, _ what: String) throws(QueueingError) {
            guard share >= 0, share <= 1 else {
                throw .invalidValue(what: what, value: "\(share)", place: nil, hint: "give a share from 0 to 1")
            }
        }
        switch self {
        case .exponential(let mean), .deterministic(let mean), .erlang2(let mean):
            try Domain.requirePatience(mean)
        case .weibull(let shape, let scale):
            guard shape >= 0.05, shape <= 100 else {
                throw .invalidValue(
                    what: "the shape of the patience", value: "\(shape)", place: nil, hint: "give 0.05 to 100")
            }
            try Domain.requirePatience(scale)
        case .hyperexponential(let share, let first, let second):
            try requireShare(share, "the share of the first kind of customers")
            try Domain.requirePatience(first)
            try Domain.requirePatience(second)
        case .balking(let share, let mean):
            try requireShare(share, "the share of customers who will not wait")
            try Domain.requirePatience(mean)
        }
    }
}
