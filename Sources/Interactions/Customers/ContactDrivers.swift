import ContactCenter

/// Why customers get in touch: contacts, customers and work by reason.
public enum ContactDrivers {
    /// Drivers by work, most first.
    ///
    /// - Parameters:
    ///   - repeats: Demands of `interactions`.
    ///   - customerBase: Customers of the centre, for contacts per 1,000; the known ones of the log when `nil`.
    public static func drivers(
        _ interactions: [Interaction], _ repeats: RepeatContacts, customerBase: Int? = nil
    ) -> [ContactDriver] {
        var drivers: [String: ContactDriver] = [:]
        var customers: [String: Set<String>] = [:]
        var everyone: Set<String> = []
        var answered: [String: (count: Int, seconds: Double)] = [:]
        var inbound = 0
        for contact in interactions {
            let reason = contact.reason ?? ""
            if let cents = contact.revenueCents {
                let before = drivers[reason]?.revenue ?? 0
                drivers[reason, default: ContactDriver(reason: reason)].revenue = before + Double(cents) / 100
            }
            guard contact.direction == .inbound else { continue }
            inbound += 1
            drivers[reason, default: ContactDriver(reason: reason)].contacts += 1
            if let customer = contact.customerID {
                customers[reason, default: []].insert(customer)
                everyone.insert(customer)
            }
            if contact.outcome == .answered, let seconds = contact.handleSeconds {
                answered[reason, default: (0, 0)].count += 1
                answered[reason, default: (0, 0)].seconds += seconds
            }
        }
        count(repeats, interactions, in: &drivers)
        let base = customerBase ?? everyone.count
        // In a fixed order: the sum must not depend on that of a dictionary.
        let hours = drivers.values.map(\.handleHours).sorted().reduce(0, +)
        for (reason, counted) in drivers {
            var driver = counted
            let contacts = Double(driver.contacts)
            driver.customers = customers[reason]?.count ?? 0
            driver.contactsPerThousandCustomers = base > 0 ? 1000 * contacts / Double(base) : nil
            driver.shareOfContacts = inbound > 0 ? contacts / Double(inbound) : 0
            driver.shareOfHandling = hours > 0 ? driver.handleHours / hours : nil
            driver.ahtSeconds = answered[reason].map { $0.seconds / Double($0.count) }
            drivers[reason] = driver
        }
        return drivers.values.sorted { a, b in
            a.handleHours != b.handleHours ? a.handleHours > b.handleHours : a.reason < b.reason
        }
    }

    private static func count(
        _ repeats: RepeatContacts, _ interactions: [Interaction], in drivers: inout [String: ContactDriver]
    ) {
        let window = FirstContactResolution.sevenDaySeconds
        var isRepeat = [Bool](repeating: false, count: repeats.demands.count)
        for index in repeats.demands.indices {
            if let next = repeats.next[index], repeats.isFollowed(index, windowSeconds: window) {
                isRepeat[next] = true
            }
        }
        for (index, demand) in repeats.demands.enumerated() {
            let reason = demand.reason ?? ""
            var driver = drivers[reason] ?? ContactDriver(reason: reason)
            driver.demands += 1
            let hours = demand.legs.reduce(0) { $0 + (interactions[$1.index].handleSeconds ?? 0) } / 3600
            driver.handleHours += hours
            if isRepeat[index] { driver.repeatHours += hours }
            repeats.count(index, window, in: &driver.resolution)
            drivers[reason] = driver
        }
    }
}
