import ContactCenter

extension PlanSummary.Accounting {
    /// Where the rows went, in words.
    var words: String {
        "read \(read) = accepted \(accepted) + identical duplicates \(identicalDuplicates) + superseded \(superseded)"
            + " + rejected \(rejected)"
    }
}
