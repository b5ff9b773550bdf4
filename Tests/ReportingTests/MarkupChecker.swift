/// Reads a page as strictly as XML, with HTML's void elements and raw text, and lists what is wrong with it.
struct MarkupChecker {
    private(set) var problems: [String] = []
    /// Values of `id` attributes.
    private(set) var ids: [String] = []
    /// Values of `for` attributes and of `href`s within the page.
    private(set) var references: [String] = []
    /// How often each element occurs.
    private(set) var counts: [String: Int] = [:]

    private static let void: Set<String> = ["meta", "link", "input", "br", "wbr", "img", "hr"]

    init(_ page: [UInt8]) {
        guard let text = String(validating: page, as: UTF8.self) else {
            problems = ["not UTF-8"]
            return
        }
        var rest = text.utf8[...]
        var open: [String] = []
        func string(_ utf8: Substring.UTF8View) -> String { String(Substring(utf8)) }
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            check(text: string(rest[..<start]))
            guard let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else {
                problems.append("a tag is not closed")
                return
            }
            let inside = string(rest[rest.index(after: start)..<end])
            rest = rest[rest.index(after: end)...]
            if inside.hasPrefix("!") { continue }
            if inside.hasPrefix("/") {
                let name = String(inside.dropFirst())
                if open.last == name {
                    open.removeLast()
                } else {
                    problems.append("</\(name)> closes <\(open.last ?? "nothing")>")
                    return
                }
                continue
            }
            let isClosed = inside.hasSuffix("/")
            let name = String(inside.prefix { $0 != " " && $0 != "/" && $0 != "\n" })
            counts[name, default: 0] += 1
            check(attributes: String(inside.dropFirst(name.count).dropLast(isClosed ? 1 : 0)), of: name)
            if isClosed || MarkupChecker.void.contains(name) { continue }
            if name == "script" || name == "style" {
                // Raw text: nothing in it is markup until its own end tag.
                let close = "</\(name)>"
                guard let finish = string(rest).range(of: close) else {
                    problems.append("<\(name)> is not closed")
                    return
                }
                rest = rest.dropFirst(finish)
                continue
            }
            open.append(name)
        }
        check(text: string(rest))
        if !open.isEmpty { problems.append("left open: \(open)") }
        let repeated = Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys
        if !repeated.isEmpty { problems.append("ids used twice: \(repeated.sorted())") }
        let dangling = Set(references).subtracting(ids)
        if !dangling.isEmpty { problems.append("references to nothing: \(dangling.sorted())") }
    }

    private mutating func check(text: String) {
        guard text.utf8.contains(UInt8(ascii: "&")) || text.contains(">") else { return }
        if text.contains(">") { problems.append("a bare > in text") }
        for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            let name = part.prefix { $0 != ";" }
            if !["amp", "lt", "gt", "quot", "#39"].contains(String(name)) {
                problems.append("unknown entity &\(name.prefix(12))")
            }
        }
    }

    private mutating func check(attributes: String, of name: String) {
        var rest = attributes[...]
        var seen: Set<String> = []
        while true {
            rest = rest.drop { $0 == " " || $0 == "\n" }
            if rest.isEmpty { return }
            let key = String(rest.prefix { $0 != "=" })
            rest = rest.dropFirst(key.count + 1)
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else {
                problems.append("<\(name)> attribute '\(key)' is not quoted")
                return
            }
            let value = String(rest[rest.index(after: rest.startIndex)..<end])
            rest = rest[rest.index(after: end)...]
            if !seen.insert(key).inserted { problems.append("<\(name)> has '\(key)' twice") }
            if value.contains("<") { problems.append("<\(name)> '\(key)' holds a bare <") }
            check(text: value.replacing(">", with: ""))
            if key == "id" { ids.append(value) }
            if key == "for" { references.append(value) }
            if key == "href", value.hasPrefix("#") { references.append(String(value.dropFirst())) }
            if key == "aria-labelledby" { references.append(value) }
        }
    }
}

extension String {
    /// UTF-8 offset just past the first occurrence of `needle`.
    fileprivate func range(of needle: String) -> Int? {
        let hay = Array(utf8)
        let pin = Array(needle.utf8)
        guard hay.count >= pin.count else { return nil }
        for start in 0...(hay.count - pin.count) where hay[start] == pin[0] {
            if hay[start..<(start + pin.count)].elementsEqual(pin) { return start + pin.count }
        }
        return nil
    }
}
