/// Rules of law that come with the program, by name.
public enum RulePack {
    /// Names of the packs.
    public static let names = [
        "california-meal-and-rest", "california-meal-waivers", "china-labour-law", "eu-working-time",
    ]

    /// The rule file of a pack.
    static func named(_ name: String) -> [UInt8]? {
        switch name {
        case "california-meal-and-rest": PackageResources.california_meal_and_rest_yaml
        case "california-meal-waivers": PackageResources.california_meal_waivers_yaml
        case "china-labour-law": PackageResources.china_labour_law_yaml
        case "eu-working-time": PackageResources.eu_working_time_yaml
        default: nil
        }
    }

    /// The text of a pack, as a start of one's own rule file.
    public static func text(_ name: String) -> [UInt8]? { named(name) }
}
