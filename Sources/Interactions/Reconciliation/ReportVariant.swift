import ContactCenter

/// One way in which a report may have been counted.
public struct ReportVariant: Hashable, Sendable {
    /// What is stated.
    public var measure: CentreReportRow.Measure
    /// Name of the formula.
    public var formula: String
    /// To which interval contacts are booked.
    public var booking: BookingRule
    /// Seconds of the service level; `nil` where it does not matter.
    public var withinSeconds: Double?
    /// Whether a wait of exactly the threshold is too long.
    public var isStrict: Bool
    /// Seconds below which an abandonment is short; `nil` where it does not matter.
    public var shortSeconds: Double?

    init(
        _ measure: CentreReportRow.Measure, _ formula: String, _ booking: BookingRule, withinSeconds: Double? = nil,
        isStrict: Bool = false, shortSeconds: Double? = nil
    ) {
        self.measure = measure
        self.formula = formula
        self.booking = booking
        self.withinSeconds = withinSeconds
        self.isStrict = isStrict
        self.shortSeconds = shortSeconds
    }

    /// The variant in words.
    public var inWords: String {
        var text = "\(formula), booked by \(booking.rawValue)"
        if let withinSeconds { text += ", \(isStrict ? "under" : "within") \(Self.plain(withinSeconds)) s" }
        if let shortSeconds { text += ", short abandons under \(Self.plain(shortSeconds)) s" }
        return text
    }

    /// A number without a needless point.
    static func plain(_ value: Double) -> String { value == value.rounded() ? "\(Int(value))" : "\(value)" }

    /// Every variant of a measure, the likeliest first: of equals the first is named.
    ///
    /// - Parameters:
    ///   - within: Thresholds to try, in seconds.
    ///   - short: Limits of short abandons to try, in seconds.
    static func all(_ measure: CentreReportRow.Measure, within: [Double], short: [Double]) -> [ReportVariant] {
        let plain: [BookingRule] = [.arrival, .queueExit, .contactEnd]
        switch measure {
        case .offered, .answered, .abandoned: return plain.map { ReportVariant(measure, measure.rawValue, $0) }
        case .serviceLevel:
            return within.flatMap { seconds in
                (plain + [.settled]).flatMap { booking in
                    ReportedServiceLevel.allCases.flatMap { formula in
                        [false, true].flatMap { isStrict in
                            (formula.usesShortAbandons ? short.map { Optional($0) } : [nil]).map {
                                ReportVariant(
                                    measure, formula.rawValue, booking, withinSeconds: seconds, isStrict: isStrict,
                                    shortSeconds: $0)
                            }
                        }
                    }
                }
            }
        case .abandonment:
            return plain.map { ReportVariant(measure, "abandoned_of_offered", $0) }
                + plain.flatMap { booking in
                    short.map { ReportVariant(measure, "abandoned_without_short", booking, shortSeconds: $0) }
                }
        case .speedOfAnswer: return ["answered", "all"].flatMap { f in plain.map { ReportVariant(measure, f, $0) } }
        case .handleTime:
            return HandleParts.allCases.flatMap { parts in plain.map { ReportVariant(measure, parts.rawValue, $0) } }
        case .workload:
            return HandleParts.allCases.flatMap { parts in
                (plain + [.trueToInterval]).map { ReportVariant(measure, parts.rawValue, $0) }
            }
        }
    }
}

/// What counts as handling.
enum HandleParts: String, CaseIterable {
    case talkHoldWrap = "talk+hold+wrap"
    case talkWrap = "talk+wrap"
    case talkHold = "talk+hold"
    case talk

    func seconds(_ contact: Interaction) -> Double? {
        guard let talk = contact.talkSeconds else { return nil }
        switch self {
        case .talkHoldWrap: return talk + (contact.holdSeconds ?? 0) + (contact.wrapSeconds ?? 0)
        case .talkWrap: return talk + (contact.wrapSeconds ?? 0)
        case .talkHold: return talk + (contact.holdSeconds ?? 0)
        case .talk: return talk
        }
    }
}
