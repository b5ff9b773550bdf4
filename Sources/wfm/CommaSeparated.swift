/// The finite numbers of a text that joins them by commas; `nil` when some part is none.
func commaSeparatedNumbers(_ text: String) -> [Double]? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let values = parts.compactMap { Double($0) }
    return values.count == parts.count && values.allSatisfy(\.isFinite) ? values : nil
}
