import ContactCenter
import Foundation
import Testing

/// The folder of reference data beside the package; absent on most machines.
enum Reference {
    static let missing = "no reference folder: set WFM_REFERENCE to run the oracle cases"

    static let simulationFolder: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = ProcessInfo.processInfo.environment["WFM_REFERENCE"] ?? "../shared"
        let folder = URL(filePath: path, relativeTo: root).appending(path: "oracles/simulation")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static var isPresent: Bool { simulationFolder != nil }

    /// Rows of a CSV file without quotes, header dropped.
    static func rows(_ file: String) throws -> [[String]] {
        guard let folder = simulationFolder else { return [] }
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// A case of `<name>.json`.
    static func simulationCase(_ name: String) throws -> SimulationCase {
        struct Skill: Decodable {
            var name: String
            var patienceS: Double
            var targetS: Double
            var priority: Int
            var callsPerInterval: [Double]
        }
        struct GroupSkill: Decodable {
            var skill: String
            var ahtS: Double
            var availableAfterWaitS: Double
            var preference: Int
        }
        struct Group: Decodable {
            var name: String
            var skills: [GroupSkill]
            var agents: [Double]
        }
        struct File: Decodable {
            var intervalS: Int
            var intervals: Int
            var handleTime: String
            var handleTimeCv: Double
            var dayFactorCv: Double
            var skills: [Skill]
            var groups: [Group]
        }
        let folder = try #require(simulationFolder)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let file = try decoder.decode(File.self, from: Data(contentsOf: folder.appending(path: "\(name).json")))
        let queues = file.skills.map { skill in
            SimulationCase.Queue(
                name: skill.name, contactsPerInterval: skill.callsPerInterval,
                ahtSeconds: Array(repeating: 300, count: file.intervals), handleTimeVariation: file.handleTimeCv,
                isExponential: file.handleTime == "exponential",
                patienceSeconds: skill.patienceS > 0 ? skill.patienceS : nil, targetSeconds: skill.targetS,
                priority: skill.priority)
        }
        let groups = file.groups.map { group in
            SimulationCase.Group(
                name: group.name,
                eligibility: group.skills.compactMap { entry in
                    guard let queue = file.skills.firstIndex(where: { $0.name == entry.skill }) else { return nil }
                    return SimulationCase.Eligibility(
                        queue: queue, preference: entry.preference,
                        availableAfterWaitSeconds: entry.availableAfterWaitS, ahtSeconds: entry.ahtS)
                },
                agents: group.agents)
        }
        return SimulationCase(
            intervalSeconds: file.intervalS, queues: queues, groups: groups, dayFactorVariation: file.dayFactorCv,
            intervalsPerDay: file.intervals)
    }
}
