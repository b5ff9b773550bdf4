/// What a model of a plain series cannot do.
public enum TimeSeriesError: Error, Hashable, Sendable {
    /// Fewer values than the model needs.
    case tooShort(model: String, needed: Int, found: Int)
    /// A value that is NaN or infinite, by its position.
    case notFinite(model: String, index: Int)
    /// A season length or another parameter outside its domain.
    case invalidParameter(model: String, name: String, value: String, domain: String)
    /// No variant of the model could be fitted.
    case noFit(model: String, reason: String)
}

extension TimeSeriesError: CustomStringConvertible {
    /// The fault in a sentence.
    public var description: String {
        switch self {
        case .tooShort(let model, let needed, let found): "\(model) needs \(needed) values, found \(found)"
        case .notFinite(let model, let index): "\(model) needs finite values, found one that is not at index \(index)"
        case .invalidParameter(let model, let name, let value, let domain):
            "\(model): \(name) must be \(domain), found \(value)"
        case .noFit(let model, let reason): "\(model) could not be fitted: \(reason)"
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .tooShort: "give more history, or take a model without a season"
        case .notFinite: "fill or drop unknown values first"
        case .invalidParameter: nil
        case .noFit: "take another model"
        }
    }
}
