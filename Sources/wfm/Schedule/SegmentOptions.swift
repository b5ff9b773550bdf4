import ArgumentParser

/// How the heads of a roster are given to their skills.
struct SegmentOptions: ParsableArguments {
    @Option(help: "Least minutes on one skill between two breaks; longer blocks may leave required heads unserved.")
    var leastBlock = 0

    func validate() throws {
        guard (0...1440).contains(leastBlock) else {
            throw ValidationError("--least-block must be 0…1440, found \(leastBlock)")
        }
    }
}
