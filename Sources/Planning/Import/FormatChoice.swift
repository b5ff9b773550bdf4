import Interactions
import Tabular

/// How the files of an import are to be read.
public enum FormatChoice: Sendable {
    /// Each file's format is recognised.
    case recognised
    /// All files are of one format.
    case stated(SourceFormat)
    /// A mapping file says what the columns hold.
    case mapping(path: String)

    /// The choice that a word of the command line or of a plan stands for: `auto`, the name of a format, or the path of a
    /// mapping file.
    ///
    /// - Throws: ``UnknownFormat`` for a word that is neither a format nor a path.
    public static func word(_ word: String) throws -> FormatChoice {
        if word == "auto" { return .recognised }
        if let format = SourceFormat(rawValue: word) { return .stated(format) }
        let looksLikeFile = word.contains("/") || word.contains(".") || word == "-"
        guard looksLikeFile else {
            let names = ["auto"] + SourceFormat.allCases.map(\.rawValue)
            throw UnknownFormat(
                name: word,
                hint: nearestName(to: word, among: names).map { "did you mean '\($0)'?" }
                    ?? "formats: \(names.joined(separator: ", ")); or the path of a mapping file")
        }
        return .mapping(path: word)
    }
}

/// A word that names no format.
public struct UnknownFormat: Error, Sendable {
    /// The word.
    public let name: String
    /// What to do about it.
    public let hint: String
}

/// The files of an import, opened and sorted by what they hold.
public struct ImportSources: Sendable {
    /// What the files hold.
    public enum Content: Sendable {
        /// Contacts: files that follow one another in one format are read as one.
        case contacts(groups: [(format: SourceFormat, inputs: [RandomAccessInput])], mapping: ColumnMapping)
        /// Counts by interval.
        case intervals(files: [(input: RandomAccessInput, format: SourceFormat)], mapping: IntervalMapping?)
    }

    /// What the files hold.
    public let content: Content
    /// What was recognised, in words; nothing about wfm's own log.
    public let notes: [String]

    /// Opens `paths`.
    ///
    /// - Throws: `TabularError` of a file that cannot be read; `PlanningError` when some files hold contacts and others
    ///   intervals.
    public static func open(_ paths: [String], as choice: FormatChoice) throws -> ImportSources {
        var notes: [String] = []
        var files: [(input: RandomAccessInput, format: SourceFormat)] = []
        var mapping = ColumnMapping.native
        var intervalMapping: IntervalMapping?
        var stated: SourceFormat?
        switch choice {
        case .recognised: break
        case .stated(let format): stated = format
        case .mapping(let path):
            switch try SourceMapping.read(InputBytes.read(path)) {
            case .contacts(let read):
                mapping = read
                stated = .wfm
            case .intervals(let read):
                intervalMapping = read
                stated = .intervals
            }
        }
        for path in paths {
            let input = try RandomAccessInput.open(path)
            if let stated {
                files.append((input, stated))
                continue
            }
            let (format, reason) = try FormatSniffer.recognise(input)
            if format != .wfm { notes.append("\(path): recognised as \(format.title) (\(reason))") }
            files.append((input, format))
        }
        if let first = files.first,
            let other = files.first(where: { $0.format.holdsIntervals != first.format.holdsIntervals })
        {
            let (log, table) = first.format.holdsIntervals ? (other, first) : (first, other)
            throw PlanningError.invalid(
                "\(log.input.name) holds contacts (\(log.format.title)) and \(table.input.name) counts by interval"
                    + " (\(table.format.title)): together they would count twice",
                hint: "import them apart; --format states a format that was not recognised")
        }
        if files.first?.format.holdsIntervals == true {
            return ImportSources(content: .intervals(files: files, mapping: intervalMapping), notes: notes)
        }
        var groups: [(format: SourceFormat, inputs: [RandomAccessInput])] = []
        for file in files {
            if file.format != .wfm, groups.last?.format == file.format {
                groups[groups.count - 1].inputs.append(file.input)
            } else {
                groups.append((file.format, [file.input]))
            }
        }
        return ImportSources(content: .contacts(groups: groups, mapping: mapping), notes: notes)
    }
}
