import Foundation

/// One run of a command: wall and CPU seconds and its peak memory.
struct ChildProcess {
    var wallSeconds: Double
    var cpuSeconds: Double
    var peakMebibytes: Double

    /// A command that failed, or a result that is not what was to be measured.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs `command` (found on PATH) with its standard output thrown away and single-threaded mathematics libraries,
    /// and waits for it.
    static func run(_ command: [String]) throws -> ChildProcess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var environment: [UnsafeMutablePointer<CChar>?] =
            childEnvironment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { environment.forEach { free($0) } }
        var child = pid_t()
        let start = ContinuousClock.now
        let code = posix_spawnp(&child, command[0], &actions, nil, &arguments, &environment)
        guard code == 0 else { throw Failure(description: "\(command[0]): \(String(cString: strerror(code)))") }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(child, &status, 0, &usage) == child else {
            throw Failure(description: "\(command[0]): cannot wait for it")
        }
        let wall = start.duration(to: .now)
        guard status == 0 else {
            throw Failure(description: "'\(command.joined(separator: " "))' failed with wait status \(status)")
        }
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
        return ChildProcess(
            wallSeconds: Double(wall.components.seconds) + Double(wall.components.attoseconds) * 1e-18,
            cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            peakMebibytes: Double(usage.ru_maxrss) / 1024)
    }

    /// Runs `command` once to warm up and then `rounds` times.
    static func repeated(_ command: [String], rounds: Int) throws -> [ChildProcess] {
        _ = try run(command)
        return try (0..<rounds).map { _ in try run(command) }
    }

    /// Runs two commands in turn, once to warm up and then `rounds` times, so that a slow moment of the machine meets
    /// both.
    static func paired(_ ours: [String], _ peer: [String], rounds: Int) throws -> (
        ours: [ChildProcess], peer: [ChildProcess]
    ) {
        _ = try run(ours)
        _ = try run(peer)
        var results: (ours: [ChildProcess], peer: [ChildProcess]) = ([], [])
        for _ in 0..<rounds {
            results.ours.append(try run(ours))
            results.peer.append(try run(peer))
        }
        return results
    }

    /// What `command` (its first word a path) writes to standard output; any exit status.
    static func standardOutput(_ command: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = childEnvironment
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return output
    }

    private static var childEnvironment: [String: String] {
        let oneThread = ["OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"]
        return ProcessInfo.processInfo.environment.merging(oneThread) { _, ours in ours }
    }
}

extension [ChildProcess] {
    var cpu: Measurement { Measurement(values: map(\.cpuSeconds)) }
    var wall: Measurement { Measurement(values: map(\.wallSeconds)) }
    var memory: Measurement { Measurement(values: map(\.peakMebibytes)) }
}
