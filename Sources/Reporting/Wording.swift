/// Words of a page, English and Chinese side by side. Places for values are written `{0}`, `{1}`.
protocol Wording: CaseIterable {
    /// English, and Chinese where there is a translation.
    var words: (english: String, chinese: String?) { get }
}

extension Wording {
    /// The phrase in a language, `{0}`… replaced by `values`.
    func text(in language: ReportLanguage, _ values: [String] = []) -> String {
        let (english, chinese) = words
        let template = language == .simplifiedChinese ? chinese ?? english : english
        guard !values.isEmpty else { return template }
        // One pass, so that a value that happens to contain `{1}` is not filled in itself.
        var result = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            if let index = Int(rest[rest.index(after: open)..<close]), values.indices.contains(index) {
                result += values[index]
            } else {
                result += rest[open...close]
            }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
