import ContactCenter
import Tabular

/// What cannot be read or done of a what-if: an error of the command line, not of the data.
public struct WhatIfError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, with the words given.
    public let description: String
    /// What to do about it.
    public let hint: String?
}

/// One change of a what-if: `aht=-5%`, `shrinkage=+3pt`, `sales/voice:target=85/20`.
public struct WhatIfChange: Hashable, Sendable {
    /// What is changed.
    public enum Parameter: String, Sendable, CaseIterable {
        /// Contacts.
        case volume
        /// Average handle time, in seconds.
        case aht
        /// Mean patience, in seconds.
        case patience
        /// All shrinkage; the in-office level takes the difference.
        case shrinkage
        /// In-office shrinkage.
        case inOffice = "in_office"
        /// Out-of-office shrinkage.
        case outOfOffice = "out_of_office"
        /// Service level, and its time after a slash.
        case target
        /// Time of the service level, in seconds; for deferrable work the deadline.
        case within
        /// Occupancy cap.
        case occupancyCap = "occupancy_cap"
        /// Contacts that an agent serves at once.
        case concurrency
        /// Fewest agents while open.
        case minimumAgents = "minimum_agents"

        /// Whether it is a share of 1.
        var isShare: Bool {
            switch self {
            case .shrinkage, .inOffice, .outOfOffice, .target, .occupancyCap: true
            case .volume, .aht, .patience, .within, .concurrency, .minimumAgents: false
            }
        }
    }

    /// How it is changed.
    public enum Amount: Hashable, Sendable {
        /// Times this factor.
        case factor(Double)
        /// Plus this much, in the parameter's unit.
        case added(Double)
        /// Exactly this.
        case value(Double)

        func applied(to old: Double) -> Double {
            switch self {
            case .factor(let factor): old * factor
            case .added(let amount): old + amount
            case .value(let value): value
            }
        }
    }

    /// Queue, channel or `queue/channel` whose streams it concerns; `nil` = all.
    public var scope: String?
    /// What.
    public var parameter: Parameter
    /// How.
    public var amount: Amount
    /// New time of the service level, in seconds, after the slash of a target.
    public var withinSeconds: Double?

    /// A change of all streams, or of those of one queue or channel.
    public init(
        _ parameter: Parameter, _ amount: Amount, withinSeconds: Double? = nil, scope: String? = nil
    ) {
        self.parameter = parameter
        self.amount = amount
        self.withinSeconds = withinSeconds
        self.scope = scope
    }

    /// The changes of a list joined by commas, in order.
    ///
    /// - Throws: ``WhatIfError`` that quotes the part and names the nearest parameter.
    public static func list(_ text: String) throws(WhatIfError) -> [WhatIfChange] {
        var changes: [WhatIfChange] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            changes.append(try WhatIfChange(String(part).filter { !$0.isWhitespace }))
        }
        return changes
    }

    /// One change as it is written.
    public init(_ text: String) throws(WhatIfError) {
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
            throw WhatIfError(
                description: "expected parameter=change, found '\(text)'", hint: "for example aht=-5%,shrinkage=+3pt")
        }
        var name = sides[0]
        if let colon = name.lastIndex(of: ":") {
            scope = String(name[..<colon])
            name = String(name[name.index(after: colon)...])
        }
        guard let known = Parameter(rawValue: name) else {
            let names = Parameter.allCases.map(\.rawValue)
            throw WhatIfError(
                description: "unknown parameter '\(name)' in '\(text)'",
                hint: nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
                    ?? "the parameters are \(names.joined(separator: ", "))")
        }
        parameter = known
        var change = sides[1]
        if known == .target, let slash = change.firstIndex(of: "/") {
            let seconds = change[change.index(after: slash)...]
            guard let value = Double(seconds), value.isFinite, value >= 0 else {
                throw WhatIfError(
                    description: "expected seconds after the slash, found '\(seconds)' in '\(text)'",
                    hint: "for example target=85/20")
            }
            withinSeconds = value
            change = String(change[..<slash])
        }
        amount = try WhatIfChange.amount(change.replacing("−", with: "-"), of: known, in: text)
    }

    private static func amount(
        _ change: String, of parameter: Parameter, in text: String
    ) throws(WhatIfError) -> Amount {
        let isSigned = change.hasPrefix("+") || change.hasPrefix("-")
        func number(_ digits: some StringProtocol) throws(WhatIfError) -> Double {
            // `Double` would take 0x10, nan and inf.
            guard let value = Double(String(digits)), value.isFinite,
                digits.allSatisfy({ $0.isNumber || "+-.eE".contains($0) })
            else {
                throw WhatIfError(
                    description: "expected a number, found '\(digits)' in '\(text)'",
                    hint: "for example aht=-5%, aht=+10s, aht=x1.1, aht=280, shrinkage=+3pt, target=85/20")
            }
            return value
        }
        if change.hasPrefix("x") || change.hasPrefix("*") { return .factor(try number(change.dropFirst())) }
        if change.hasSuffix("pt") {
            guard parameter.isShare else {
                throw WhatIfError(
                    description: "points are of a share, and \(parameter.rawValue) is none in '\(text)'",
                    hint: "write for example \(parameter.rawValue)=+3%")
            }
            return .added(try number(change.dropLast(2)) / 100)
        }
        if change.hasSuffix("%") {
            let percent = try number(change.dropLast())
            if isSigned { return .factor(1 + percent / 100) }
            guard parameter.isShare else {
                throw WhatIfError(
                    description: "'\(text)' has no sign, and \(parameter.rawValue) is no share",
                    hint: "write \(parameter.rawValue)=+\(change) for more, -\(change) for less")
            }
            return .value(percent / 100)
        }
        let plain = try number(change.hasSuffix("s") ? change.dropLast() : change[...])
        if parameter.isShare {
            guard !isSigned else {
                throw WhatIfError(
                    description: "'\(text)' does not say whether it means percent or points",
                    hint: "write \(parameter.rawValue)=\(change)pt or \(parameter.rawValue)=\(change)%")
            }
            return .value(plain > 1 ? plain / 100 : plain)
        }
        guard parameter != .volume else {
            throw WhatIfError(
                description: "'\(text)' cannot be the volume of every interval",
                hint: "write for example volume=+10% or volume=x1.1")
        }
        return isSigned ? .added(plain) : .value(plain)
    }
}
