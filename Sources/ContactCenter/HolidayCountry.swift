/// A country, or a region of one, whose public holidays are known.
public struct HolidayCountry: Hashable, Sendable, CustomStringConvertible {
    /// ISO 3166-1 code, e.g. `DE`.
    public let code: String
    /// ISO 3166-2 region without the country, e.g. `BY`; `nil` = what holds in the whole country.
    public let region: String?

    /// ISO 3166 code with the region, e.g. `DE-BY`.
    public var description: String { region.map { "\(code)-\($0)" } ?? code }

    /// A country or region by its code, in any case; `UK`, `GB` and `GB-WLS` are `GB-ENG`. `nil` for any other.
    public init?(_ text: some StringProtocol) {
        let name = text.uppercased()
        let known = HolidayCountry.aliases[name] ?? name
        guard let match = HolidayCountry.known.first(where: { $0.description == known }) else { return nil }
        self = match
    }

    private init(code: String, region: String? = nil) {
        self.code = code
        self.region = region
    }

    /// Every country and region, in alphabetical order.
    public static let known: [HolidayCountry] =
        [HolidayCountry(code: "BR"), HolidayCountry(code: "CN"), HolidayCountry(code: "DE")]
        + [
            "BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH",
        ].map { HolidayCountry(code: "DE", region: $0) }
        + [HolidayCountry(code: "FR")]
        + ["ENG", "NIR", "SCT"].map { HolidayCountry(code: "GB", region: $0) }
        + [HolidayCountry(code: "IN"), HolidayCountry(code: "JP"), HolidayCountry(code: "US")]

    /// Other names of the same places: England and Wales have the same holidays.
    public static let aliases = ["UK": "GB-ENG", "GB": "GB-ENG", "GB-WLS": "GB-ENG"]

    /// Whether a holiday of `region` (`DE`, `DE-BY`) holds here.
    public func includes(region other: String) -> Bool { other == code || other == description }
}
