import Foundation
import Testing

@testable import Queueing

/// A profile of the reference days.
struct ReferenceProfile: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let intervalS: Double
    let ahtS: Double
    let patienceS: Double
    let targetS: Double
    let agents: [Int]
    let callsPerInterval: [Double]

    var testDescription: String { name }

    /// The profiles; if they cannot be read, `tablesAreThere` fails.
    static let all: [ReferenceProfile] = {
        guard let url = Bundle.module.resourceURL?.appendingPathComponent("Fixtures/transient_profiles.json"),
            let data = try? Data(contentsOf: url)
        else { return [] }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return (try? decoder.decode([ReferenceProfile].self, from: data)) ?? []
    }()

    func day() throws -> DayCase {
        try DayCase(
            name: name, contacts: callsPerInterval, agents: agents, intervalSeconds: intervalS, ahtSeconds: ahtS,
            patienceSeconds: patienceS > 0 ? patienceS : nil, targetSeconds: targetS)
    }

    /// The rows of a table that are about this profile.
    func rows(_ table: String) throws -> [OracleRow] {
        try OracleTable(table).rows.filter { $0.cells["profile"] == name }
    }
}
