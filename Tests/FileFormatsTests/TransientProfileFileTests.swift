import FileFormats
import Tabular
import Testing

@Suite("Profiles of transient days")
struct TransientProfileFileTests {
    @Test("A list of days is read with every key")
    func list() throws {
        let read = try TransientProfileFile.read(
            input(
                """
                [{"name": "a", "interval_s": 900, "aht_s": 180, "patience_s": 300, "target_s": 30, "agents": [0, 4],
                  "calls_per_interval": [15, 25.5], "truncation": 250},
                 {"name": "b", "interval_s": [900, 1800], "aht_s": [200, 210], "patience_s": 0, "target_s": 0,
                  "agents": [1, 2], "calls_per_interval": [0, 1], "contacts_at_start": 3}]
                """, name: "p.json"))
        #expect(
            read == [
                TransientProfile(
                    name: "a", intervalSeconds: [900, 900], contacts: [15, 25.5], ahtSeconds: [180, 180],
                    agents: [0, 4], patienceSeconds: 300, targetSeconds: 30),
                TransientProfile(
                    name: "b", intervalSeconds: [900, 1800], contacts: [0, 1], ahtSeconds: [200, 210], agents: [1, 2],
                    patienceSeconds: nil, targetSeconds: 0, contactsAtStart: 3),
            ])
    }

    @Test("A single day needs no list")
    func single() throws {
        let read = try TransientProfileFile.read(
            input(
                """
                {"name": "a", "interval_s": 900, "aht_s": 180, "target_s": 30, "agents": [4],
                 "calls_per_interval": [15]}
                """, name: "p.json"))
        #expect(read.map(\.name) == ["a"])
        #expect(read[0].patienceSeconds == nil)
    }

    @Test(
        "Faults name the line and the key",
        arguments: [
            (#"{"name": "a"}"#, "p.json:1: key 'calls_per_interval' is missing"),
            (day(agents: "[1]"), "key 'agents': expected 2 values, one an interval, found 1"),
            (day(agents: "[1, 2.5]"), "expected a whole number, found '2.5'"),
            (day(calls: "[1, -2]"), "found -2"),
            (day(aht: "0"), "key 'aht_s'"),
            (day(interval: "[900]"), "key 'interval_s': expected 2 values, one an interval, found 1"),
            ("[\(day()), \(day())]", "profile 'a' is given twice"),
            ("[]", "at least one profile"),
        ])
    func faults(text: String, message: String) {
        let said = complaint { _ = try TransientProfileFile.read(input(text, name: "p.json")) }
        #expect(said.contains(message), "\(said)")
    }

    private static func day(
        agents: String = "[1, 2]", calls: String = "[1, 2]", aht: String = "180", interval: String = "900"
    ) -> String {
        """
        {"name": "a", "interval_s": \(interval), "aht_s": \(aht), "target_s": 30, "agents": \(agents), \
        "calls_per_interval": \(calls)}
        """
    }
}
