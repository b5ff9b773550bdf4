import Foundation
import Testing

@Suite("wfm store")
struct StoreCommandTests {
    private static let header =
        "interaction_id,customer_id,channel,queue,direction,created_at,answered_at,ended_at,wait_s,talk_s,hold_s,wrap_s,"
        + "agent_id,disposition,reason,resolved,transferred,revenue\n"

    /// Contacts of one day, by half minute.
    private static func log(day: Int, contacts: Int, talk: Int = 60) -> String {
        let rows = (0..<contacts).map { number in
            let second = number * 30 % 86_400
            let time = String(
                format: "2026-03-%02dT%02d:%02d:%02dZ", day, second / 3600, second / 60 % 60, second % 60)
            return
                "D\(day)-\(number),C\(number % 97),voice,sales,inbound,\(time),\(time),,4,\(talk),,9,A1,answered,r,1,0,"
        }
        return header + rows.joined(separator: "\n") + "\n"
    }

    /// A folder with a key and two days.
    private static func centre() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write("a key of thirty-two bytes, or so\n", to: "key")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path("key"))
        try folder.write(log(day: 2, contacts: 400), to: "a.csv")
        try folder.write(
            log(day: 3, contacts: 400) + log(day: 2, contacts: 9, talk: 99).dropFirst(header.count), to: "b.csv")
        return folder
    }

    private static func store(_ arguments: String, in folder: ScratchFolder) throws -> WFMProcess {
        try WFMProcess.shell("\"$WFM\" store \(arguments)", in: folder.url)
    }

    private static let isBuilt: Bool = {
        let result = try? WFMProcess.run(["store", "status", "/nowhere/at/all"])
        return result?.standardError.contains("built without") == false
    }()

    @Test("A wfm that was built without the store says so", .enabled(if: !isBuilt))
    func notBuilt() throws {
        let result = try WFMProcess.run(["store", "status", "centre.store"])
        #expect(result.status == 64)
        #expect(result.standardError.contains("hint: build it with the trait Store"))
    }

    @Test(
        "The history is that of an import of the same files, byte for byte; a second import does nothing",
        .enabled(if: isBuilt))
    func history() throws {
        let folder = try Self.centre()
        let imported = try Self.store("import s b.csv a.csv --key-file key", in: folder)
        #expect(imported.status == 0, "\(imported.standardError)")
        #expect(
            imported.standardError.contains("a.csv: read 400 = accepted 391 + identical duplicates 0 + superseded 9"))
        let history = try Self.store("history s --interval 900", in: folder)
        let plain = try WFMProcess.run(["import", "a.csv", "b.csv", "--interval", "900", "--quiet"], in: folder.url)
        #expect(history.standardOutput == plain.standardOutput)
        #expect(history.standardOutput.split(separator: "\n").count > 100)
        let again = try Self.store("import s a.csv --key-file key", in: folder)
        #expect(again.status == 0)
        #expect(again.standardError.contains("a.csv: was imported before; nothing was done"))
        #expect(
            try Self.store("history s --interval 900", in: folder).standardError.contains("0 intervals were counted"))
        #expect(try Self.store("check s", in: folder).standardOutput == "s: sound\n")
        // Nothing lies beside the store when nobody uses it.
        #expect(Set(folder.contents()) == ["s", "a.csv", "b.csv", "key"])
    }

    @Test("Every example of the help runs as written", .enabled(if: isBuilt))
    func examples() throws {
        for verb in ["", "import", "history", "status", "export", "retain", "erase", "check"] {
            let help = try WFMProcess.shell("\"$WFM\" store \(verb) --help")
            let lines = help.standardOutput.components(separatedBy: "EXAMPLE").dropFirst().first?
                .components(separatedBy: "USAGE").first?.split(separator: "\n").filter { $0.hasPrefix("  ") }
            let script = try #require(lines).joined(separator: "\n")
            #expect(script.contains("wfm store"))
            let folder = try ScratchFolder()
            try FileManager.default.createSymbolicLink(
                at: folder.url.appendingPathComponent("data"),
                withDestinationURL: WFMProcess.packageRoot.appendingPathComponent("data"))
            let result = try WFMProcess.shell("set -e\nwfm() { \"$WFM\" \"$@\"; }\n" + script, in: folder.url)
            #expect(result.status == 0, "\(verb): \(result.standardError)")
        }
    }

    @Test("Each failure has its message, hint and exit code", .enabled(if: isBuilt))
    func failures() throws {
        let folder = try Self.centre()
        func expect(_ line: String, _ status: Int32, _ words: String) throws {
            let result = try WFMProcess.shell(line, in: folder.url)
            #expect(result.status == status, "\(line): \(result.standardError)")
            let said = result.standardOutput + result.standardError
            #expect(said.contains(words), "\(line): \(said)")
            #expect(result.standardError.contains("Fatal error") == false)
        }
        try expect("\"$WFM\" store status none", 66, "none: there is no store")
        try expect("\"$WFM\" store status a.csv", 65, "a.csv: is no database")
        try expect("\"$WFM\" store import /proc/s a.csv --key-file key", 73, "cannot create")
        try expect("\"$WFM\" store import s a.csv", 65, "names customers, and no key was given")
        try expect("\"$WFM\" store import s none.csv --key-file key", 66, "none.csv")
        try expect(
            "chmod 644 key; \"$WFM\" store import s a.csv --key-file key; r=$?; chmod 600 key; exit $r", 65,
            "chmod 600 key")
        try expect("\"$WFM\" store import s a.csv --key-file key", 0, "accepted 400")
        try expect("K=another-key-of-20-bytes \"$WFM\" store import s b.csv --key-env K", 65, "not the one this store")
        try expect("\"$WFM\" store import s b.csv --key-file key --time-zone Europe/London", 65, "on the clock of UTC")
        try expect("\"$WFM\" store retain s --keep 400", 64, "400d")
        try expect("\"$WFM\" store erase s --customer C1", 64, "--key-file")
        // A limit of file size stands for a full disk.
        try expect(
            "ulimit -f 60; trap '' XFSZ; \"$WFM\" store import s b.csv --key-file key", 74, "hint: ")
        try expect("\"$WFM\" store check s && \"$WFM\" store status s", 0, "s: sound")
        #expect(try Self.store("status s", in: folder).standardOutput.contains("400 contacts of 1 queues"))
        // Another process that writes.
        try expect(
            "python3 -c \"import sqlite3, subprocess, os, sys\nc = sqlite3.connect('s')\nc.execute('BEGIN IMMEDIATE')\n"
                + "sys.exit(subprocess.call([os.environ['WFM'], 'store', 'import', 's', 'b.csv', '--key-file', 'key',"
                + " '--wait', '0.2']))\"", 74, "another process is writing to the store (waited 0.2 s)")
    }

    @Test("Of two imports at once the second waits for the first", .enabled(if: isBuilt))
    func together() throws {
        let folder = try Self.centre()
        let result = try WFMProcess.shell(
            """
            "$WFM" store import s a.csv --key-file key --wait 60 & first=$!
            "$WFM" store import s b.csv --key-file key --wait 60 & second=$!
            wait $first && wait $second && "$WFM" store check s
            """, in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(try Self.store("status s", in: folder).standardOutput.contains("800 contacts"))
    }

    @Test("Killed at any moment, an import leaves the store as it was before or as it is after", .enabled(if: isBuilt))
    func kill() throws {
        let folder = try Self.centre()
        try folder.write(
            Self.log(day: 4, contacts: 2880) + Self.log(day: 2, contacts: 200, talk: 77).dropFirst(Self.header.count),
            to: "c.csv")
        let dump = "export \"$S\" --all-versions && \"$WFM\" store status \"$S\" --format json"
        func state(_ name: String) throws -> String {
            try WFMProcess.shell("S=\(name); \"$WFM\" store \(dump)", in: folder.url).standardOutput
        }
        let start = Date()
        #expect(try Self.store("import after a.csv c.csv --key-file key", in: folder).status == 0)
        let seconds = Date().timeIntervalSince(start)
        #expect(try Self.store("import before a.csv --key-file key", in: folder).status == 0)
        let (before, after) = (try state("before"), try state("after"))
        #expect(before != after)
        let kills = Int(ProcessInfo.processInfo.environment["WFM_KILLS"] ?? "") ?? 8
        var seen: Set<String> = []
        for number in 0..<kills {
            try FileManager.default.copyItem(atPath: folder.path("before"), toPath: folder.path("s"))
            let process = Process()
            process.executableURL = WFMProcess.executable
            process.arguments = ["store", "import", "s", "c.csv", "--key-file", "key", "--quiet"]
            process.currentDirectoryURL = folder.url
            process.standardError = FileHandle.nullDevice
            try process.run()
            // Somewhere in the run; the last moments, when it is written, more often.
            let share = (Double(number) + Double.random(in: 0..<1)) / Double(kills)
            Thread.sleep(forTimeInterval: seconds * share.squareRoot())
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(try Self.store("check s", in: folder).status == 0, "kill \(number)")
            let found = try state("s")
            #expect(found == before || found == after, "kill \(number) after \(share) of the run")
            seen.insert(found)
            // Whatever it left, the same import brings it to the end.
            #expect(try Self.store("import s c.csv --key-file key", in: folder).status == 0)
            #expect(try state("s") == after)
            for name in ["s", "s-wal", "s-shm"] { try? FileManager.default.removeItem(atPath: folder.path(name)) }
        }
        #expect(seen.contains(before))
    }
}
