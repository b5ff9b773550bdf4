import Tabular

/// The text that names an interval: its start, or its start and end.
enum IntervalLabel {
    /// `09:00-09:15`, `2024-03-04 09:00 – 09:30`, `…T09:00Z/…T09:15Z` in two parts; the text alone when it is one point.
    static func parts(_ text: String) -> (start: String, end: String?) {
        let text = text.trimmingBlanks()
        if let slash = text.firstIndex(of: "/"), text.contains("T"), text[text.index(after: slash)...].contains("T") {
            return (String(text[..<slash]), String(text[text.index(after: slash)...]))
        }
        for mark in ["–", "—", "~", "～", "至", "bis", "to", "-"] {
            guard let range = text.firstRange(of: mark) else { continue }
            let start = String(text[..<range.lowerBound]).trimmingBlanks()
            let end = String(text[range.upperBound...]).trimmingBlanks()
            if start.contains(":") || start.contains("："), isTime(end) { return (start, end) }
            // The dashes of a date stand before that of the interval.
            if mark == "-", let last = text.lastIndex(of: "-") {
                let start = String(text[..<last]).trimmingBlanks()
                let end = String(text[text.index(after: last)...]).trimmingBlanks()
                if start.contains(":"), isTime(end) { return (start, end) }
            }
        }
        return (text, nil)
    }

    private static func isTime(_ text: String) -> Bool { secondOfDay(text) != nil }

    /// Seconds after midnight of `9:00`, `09:00:00`, `9:00 AM`, `上午9:00`, or `0900` as telephone systems write it.
    static func secondOfDay(_ text: String) -> Int? {
        var copy = text.trimmingBlanks()
        if copy.count <= 4, !copy.isEmpty, copy.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(copy) {
            guard number / 100 <= 24, number % 100 < 60, number <= 2400 else { return nil }
            return number / 100 * 3600 + number % 100 * 60
        }
        return copy.withUTF8 { StampForm.secondOfDay(trimmed($0)) }
    }
}
