#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The command line of the generator.
enum DemoCommand {
    static let help = """
        usage: DemoCentre demo OUTPUT_DIR [--interactions-only]
               DemoCentre volumes OUTPUT_DIR

        Writes the synthetic data of this repository, byte for byte the same on every machine.

          demo       Harbour Telecom: interactions.csv (26 weeks, about 300,000 rows), plan, calendar, team, sample.
                     --interactions-only writes interactions.csv alone.
          volumes    Series of contact volumes in long form for benchmarks.

        """

    /// Runs the command and returns its exit status: 0 done, 64 usage, 73 cannot create the output.
    static func run(_ arguments: [String]) -> Int32 {
        if arguments.contains("--help") || arguments.contains("-h") {
            say(help, to: STDOUT_FILENO)
            return 0
        }
        let flags = arguments.filter { $0.hasPrefix("-") }
        let words = arguments.filter { !$0.hasPrefix("-") }
        guard words.count == 2, flags.allSatisfy({ $0 == "--interactions-only" && words[0] == "demo" }) else {
            say(help, to: STDERR_FILENO)
            return 64
        }
        do throws(OutputError) {
            switch words[0] {
            case "demo":
                let count = try DemoFolder.write(to: words[1], onlyInteractions: !flags.isEmpty)
                say("\(words[1]): \(count) interactions, seed \(Centre.seed)\n", to: STDERR_FILENO)
            case "volumes":
                let rows = try VolumeSets.write(to: words[1])
                say("\(words[1]): \(rows) rows, seed \(VolumeSets.seed)\n", to: STDERR_FILENO)
            default:
                say(help, to: STDERR_FILENO)
                return 64
            }
        } catch {
            say("error: \(error.message)\n", to: STDERR_FILENO)
            return 73
        }
        return 0
    }

    private static func say(_ text: String, to descriptor: Int32) {
        // Nothing can be done about a reader that is gone.
        _ = SystemWrite.all(Array(text.utf8), to: descriptor)
    }
}
