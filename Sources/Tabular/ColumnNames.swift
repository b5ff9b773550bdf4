/// Names of columns as an error or a note lists them.
public enum ColumnNames {
    /// Most names listed, and most characters of one.
    private static let most = 40, longest = 60

    /// The names, joined by commas; of many, and of long ones, only the beginning.
    public static func listed(_ names: [String]) -> String {
        var shown = names.prefix(most).map { name in
            name.isEmpty ? "(no name)" : name.count > longest ? name.prefix(longest) + "…" : name
        }
        if names.count > most { shown.append("… and \(names.count - most) more") }
        return shown.joined(separator: ", ")
    }
}
