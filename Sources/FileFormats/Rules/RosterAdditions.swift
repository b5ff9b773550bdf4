import ContactCenter
import Tabular

/// A name that is neither a rule file nor a pack.
public struct UnknownRulePack: Error, Sendable {
    /// The name.
    public let name: String
    /// What to do about it.
    public let hint: String
    /// What is wrong, in words.
    public var message: String { "there is no rule file and no pack '\(name)'" }
}

/// What comes on top of a rostering problem: rule files and packs, counts carried over, and the roster before.
///
/// The command line and the plan file name the same things; both read them here.
public struct RosterAdditions: Sendable {
    /// Rule files, or names of packs.
    public var rules: [String]
    /// `agent,measure,count`; `nil` = nothing carried over.
    public var history: String?
    /// Compact roster of the days before; `nil` = none known.
    public var before: String?

    /// Those additions.
    public init(rules: [String] = [], history: String? = nil, before: String? = nil) {
        self.rules = rules
        self.history = history
        self.before = before
    }

    /// Whether there is nothing to add.
    public var isEmpty: Bool { rules.isEmpty && history == nil && before == nil }

    /// Reads everything into `instance` and returns what was left out, in words. A later file's rule stands for an earlier
    /// one of the same name.
    ///
    /// - Throws: ``RosteringFolderError`` with the faults of a file; `TabularError` of one that cannot be read;
    ///   ``UnknownRulePack``.
    public func add(to instance: inout RosteringInstance) throws -> [String] {
        var notes: [String] = []
        // The days before come first: averages of rules reach back as far as they are known.
        if let before {
            let prior = try PriorRosterFile.read(InputBytes.read(before), for: instance)
            instance.before = prior.shifts
            notes += prior.notes
            instance.ruleBook += RosterAdditions.weekendsWithThePast(of: instance)
        }
        if let history {
            instance.history = try HistoryCountFile.read(InputBytes.read(history), for: instance)
        }
        for name in rules {
            let more = try RosterAdditions.rules(name, for: instance)
            let names = Set(more.map(\.id))
            instance.ruleBook.removeAll { names.contains($0.id) }
            instance.ruleBook += more
        }
        return notes
    }

    /// The folder at `path` with everything added, and what was left out, in words.
    ///
    /// - Throws: As ``add(to:)``; where the folder has faults, ``RosteringFolderError`` with these and those of the rule
    ///   files, so that everything can be mended at once.
    public func readFolder(_ path: String) throws -> (instance: RosteringInstance, notes: [String]) {
        var instance: RosteringInstance
        do throws(RosteringFolderError) {
            instance = try RosteringFolder.read(path)
        } catch {
            let more = rules.flatMap { name -> [TabularError] in
                // What is no file is a pack, or nothing; that is told when the folder is sound.
                (try? InputBytes.read(name)).map(RuleFile.faults) ?? []
            }
            throw RosteringFolderError(problems: error.problems + more)
        }
        let notes = try add(to: &instance)
        return (instance, notes)
    }

    /// The folder's free weekends in four weeks (H9), and the price of weekends beyond two in four, for a horizon that is
    /// shorter than four weeks: over the four weeks that end with it, the known ones before included.
    private static func weekendsWithThePast(of instance: RosteringInstance) -> [RosterRule] {
        guard instance.priorDays > 0, instance.days < 28 else { return [] }
        let free = instance.rules.minimumFreeWeekendsPerFourWeeks
        let price = instance.costs.weekendBeyondTwoPerFourWeeks
        let source = "instance.json, with the weeks before"
        var rules: [RosterRule] = []
        if free > 0 {
            rules.append(
                RosterRule(id: "H9", term: .weekends(weeks: 4, most: max(0, 4 - free)), source: source))
        }
        if price > 0 {
            rules.append(
                RosterRule(
                    id: "weekends-beyond-two", term: .weekends(weeks: 4, most: 2), level: .soft, weight: price,
                    source: source))
        }
        return rules
    }

    /// The rules of the file `name`, or of the pack of that name where there is no such file.
    private static func rules(_ name: String, for instance: RosteringInstance) throws -> [RosterRule] {
        // A pack's path in a plan is resolved like a file's; its name is what stands after the last slash.
        let last = name.split(separator: "/").last.map(String.init) ?? name
        let input: InputBytes
        do throws(TabularError) {
            input = try InputBytes.read(name)
        } catch {
            guard case .noInput = error else { throw error }
            if let pack = try RuleFile.pack(last, for: instance) { return pack }
            guard !last.contains(".") else { throw error }
            throw UnknownRulePack(
                name: last,
                hint: nearestName(to: last, among: RulePack.names).map { "did you mean '\($0)'?" }
                    ?? "the packs are \(RulePack.names.joined(separator: ", "))")
        }
        return try RuleFile.read(input, for: instance)
    }
}
