import ContactCenter
import Tabular

/// `drivers.csv`: why customers get in touch.
public enum ContactDriverFile {
    /// Columns in the order written.
    public static let columns = [
        "reason", "contacts", "demands", "customers", "contacts_per_1000_customers", "share_of_contacts",
        "handle_hours", "share_of_handling", "aht_s", "judged_7d", "repeated_7d", "resolution_7d", "repeat_hours",
        "revenue",
    ]

    /// Writes drivers in the order given.
    public static func write(_ drivers: [ContactDriver]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for driver in drivers {
            writer.addGuarded(driver.reason)
            writer.add(driver.contacts)
            writer.add(driver.demands)
            writer.add(driver.customers)
            writer.add(driver.contactsPerThousandCustomers, decimals: Decimals.volume)
            writer.add(driver.shareOfContacts, decimals: Decimals.share)
            writer.add(driver.handleHours, decimals: Decimals.hours)
            writer.add(driver.shareOfHandling, decimals: Decimals.share)
            writer.add(driver.ahtSeconds, decimals: Decimals.seconds)
            writer.add(driver.resolution.judged)
            writer.add(driver.resolution.repeated)
            writer.add(driver.resolution.resolution, decimals: Decimals.share)
            writer.add(driver.repeatHours, decimals: Decimals.hours)
            writer.add(driver.revenue, decimals: Decimals.money)
            writer.endRow()
        }
        return writer.bytes
    }
}
