/// The known name nearest to a misspelt one, for "did you mean" hints.
///
/// Distances count letters put in, left out, replaced, and neighbours exchanged (optimal string alignment: Boytsov 2011,
/// ACM J. Experimental Algorithmics 16, section 2.1).
///
/// - Returns: The candidate at the least distance, if that is at most a third of the longer name (at least 1) and leaves
///   something of the name; the first such in the order given.
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    var best: (distance: Int, name: String)?
    let target = Array(name.lowercased().unicodeScalars)
    for candidate in candidates {
        let other = Array(candidate.lowercased().unicodeScalars)
        var row = Array(0...other.count)
        var rowBefore = row
        for (i, a) in target.enumerated() {
            let above = row
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in other.enumerated() {
                let substitution = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substitution, row[j] + 1, diagonal + 1)
                if i > 0, j > 0, a == other[j - 1], target[i - 1] == b {
                    row[j + 1] = min(row[j + 1], rowBefore[j - 1] + 1)
                }
            }
            rowBefore = above
        }
        let longer = max(target.count, other.count)
        // One letter for one letter is no likeness: 'a' is not meant by 'y'.
        let limit = min(max(1, longer / 3), longer - 1)
        if row[other.count] <= limit, row[other.count] < best?.distance ?? .max {
            best = (row[other.count], candidate)
        }
    }
    return best?.name
}
