import ContactCenter

/// Lunar and announced days that ship with the module: `Resources/announced.csv`, in the format of a user's own files.
enum AnnouncedDays {
    /// Every row, in file order.
    static let builtIn = parse(PackageResources.announced_csv)

    /// Reads the module's own table, whose fields hold no quotes and no commas; a test reads it with the reader of users'
    /// files as well and compares.
    static func parse(_ bytes: [UInt8]) -> [PublicHoliday] {
        bytes.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { line in
            let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard fields.count == 6, let date = CivilDate(fields[0]),
                let kind = PublicHoliday.Kind(word: fields[3], exchangedFor: CivilDate(fields[4]))
            else { return nil }
            return PublicHoliday(
                date: date, region: fields[1], name: fields[2], kind: kind, isEstimated: fields[5] == "1")
        }
    }
}
