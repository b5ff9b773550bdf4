/// The little of XML that the benchmarks' roster files use: elements with text on one line, attributes, five entities.
enum XMLText {
    /// One start tag and the text behind it.
    struct Element {
        let name: String
        let attributes: [String: String]
        let text: String
    }

    private static let entities = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&apos;")]

    /// `text` with the five reserved characters written as entities.
    static func escape(_ text: String) -> String {
        entities.reduce(text) { replace($0, $1.0, with: $1.1) }
    }

    /// The start tags on a line, each with its attributes and the text up to the next tag.
    static func elements(of line: String) -> [Element] {
        var elements: [Element] = []
        for piece in line.split(separator: "<").dropFirst(line.hasPrefix("<") ? 0 : 1) {
            let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
            guard let tag = parts.first, let first = tag.first, first != "/", first != "?", first != "!" else {
                continue
            }
            let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
            var attributes: [String: String] = [:]
            let quoted = tag.dropFirst(name.count).split(separator: "\"", omittingEmptySubsequences: false)
            for index in stride(from: 0, to: quoted.count - 1, by: 2) {
                let key = quoted[index].filter { !$0.isWhitespace && $0 != "=" }
                attributes[key] = unescape(String(quoted[index + 1]))
            }
            let text = parts.count > 1 ? parts[1] : ""
            elements.append(Element(name: String(name), attributes: attributes, text: unescape(String(text))))
        }
        return elements
    }

    private static func unescape(_ text: String) -> String {
        entities.reversed().reduce(text) { replace($0, $1.1, with: $1.0) }
    }

    private static func replace(_ text: String, _ old: String, with new: String) -> String {
        guard text.contains(old) else { return text }
        return text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
