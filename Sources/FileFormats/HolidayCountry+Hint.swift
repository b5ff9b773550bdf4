import ContactCenter
import Tabular

extension HolidayCountry {
    /// What to write in place of a code that is not known: the nearest one, and all there are.
    package static func hint(insteadOf text: String) -> String {
        let known = known.map(\.description) + aliases.keys.sorted()
        let nearest = nearestName(to: text, among: known).map { "did you mean '\($0)'? " } ?? ""
        return nearest + "known are \(known.joined(separator: ", "))"
    }
}
