import ArgumentParser
import ContactCenter
import FileFormats

/// How the interaction files of a command are read.
struct LogOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How the log is read: auto, the name of a format (see wfm import --help), or the path of a mapping file.",
            valueName: "auto|name|file"))
    var format = "auto"

    @Option(help: "IANA time zone of the centre.")
    var timeZone = "UTC"

    /// The centre's clock.
    var zone: ZoneRules { get throws { try ZoneRules.load(timeZone) } }
}
