import CSolvers
import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The constraint solver CP-SAT of OR-tools (Perron & Didier, Google), loaded at run time when its shared library is found.
///
/// Everything but the polish and the cores of rules about several agents works without it.
public struct CPSATLibrary: @unchecked Sendable {
    // Unchecked: the table is filled once and only read afterwards, and the solver may be called from several threads,
    // each call with an environment of its own.
    private let table: wfm_cpsat

    /// Path of the loaded library.
    public let path: String

    /// Loads the library at `path`.
    /// - Throws: ``SchedulingError/libraryUnusable(path:reason:)``.
    public init(path: String) throws(SchedulingError) {
        var table = wfm_cpsat()
        var message = [CChar](repeating: 0, count: 512)
        guard wfm_cpsat_open(path, &table, &message, message.count) == 0 else {
            let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw .libraryUnusable(path: path, reason: reason)
        }
        self.table = table
        self.path = path
    }

    /// The first usable `libortools.so*` in `folders` or below, in the order given; `nil` when there is none.
    public static func locate(in folders: [String]) -> CPSATLibrary? {
        for path in SharedLibraryFiles.paths(of: "libortools", in: folders, alsoHidden: [".libs"]) {
            if let library = try? CPSATLibrary(path: path) { return library }
        }
        return nil
    }

    /// Version in the file's name (`libortools.so.9` is 9), `unknown` when it has none; the interface tells none.
    public var version: String {
        let name = path.split(separator: "/").last ?? ""
        guard let range = name.firstRange(of: ".so.") else { return "unknown" }
        return String(name[range.upperBound...])
    }

    /// Whether the library solves a model whose answer is known.
    public func isUsable() -> Bool {
        var model = ConstraintModel()
        let x = model.integer(0...9)
        model.atLeast([(x, 2)], 7)
        model.minimise(x, 1)
        let response = try? solve(model, ConstraintSolverParameters())
        return response?.status == .optimal && response?.values == [4]
    }

    /// Milliseconds between two looks at whether a search shall stop.
    private static let lookMilliseconds = 20

    /// Solves `model`; stops soon after `shouldStop` says so, with the best solution until then.
    /// - Throws: ``SchedulingError/solverFailed(reason:)`` for an invalid model or an answer that cannot be read.
    func solve(
        _ model: ConstraintModel, _ parameters: ConstraintSolverParameters,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(SchedulingError) -> ConstraintSolverResponse {
        guard let environment = table.new_environment?() else { throw .solverFailed(reason: "CP-SAT cannot start") }
        defer { table.destroy_environment?(environment) }
        let address = Int(bitPattern: environment)
        let queue = DispatchQueue(label: "wfm.cpsat.stop")
        let timer = DispatchSource.makeTimerSource(queue: queue)
        timer.setEventHandler { [table] in
            if shouldStop() { table.stop_search?(UnsafeMutableRawPointer(bitPattern: address)) }
        }
        timer.schedule(
            deadline: .now() + .milliseconds(CPSATLibrary.lookMilliseconds),
            repeating: .milliseconds(CPSATLibrary.lookMilliseconds))
        timer.resume()
        defer {
            timer.cancel()
            // A look that has begun ends before the environment does.
            queue.sync {}
        }
        let request = model.encoded()
        let settings = parameters.encoded()
        var answer: UnsafeMutableRawPointer?
        var length: Int32 = 0
        table.solve?(
            environment, request, Int32(request.count), settings, Int32(settings.count), &answer, &length)
        guard let answer else { throw .solverFailed(reason: "CP-SAT gives no answer") }
        defer { free(answer) }
        var bytes = [UInt8](repeating: 0, count: Int(length))
        memcpy(&bytes, answer, bytes.count)
        guard let response = ConstraintSolverResponse(bytes) else {
            throw .solverFailed(reason: "CP-SAT's answer cannot be read")
        }
        guard response.status != .invalid else {
            throw .solverFailed(reason: "CP-SAT refuses the model: \(response.information)")
        }
        return response
    }
}
