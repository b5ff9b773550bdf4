import ContactCenter

/// Why customers get in touch, most handling first.
enum DriversSection {
    static func write(
        _ part: PageFrame.Part, _ content: CustomerReportContent, _ words: CustomerWording, to page: inout Markup
    ) {
        PageFrame.open(part, note: words(.driversNote), to: &page)
        defer { page.close("section") }
        guard !content.drivers.isEmpty else {
            words.writeEmpty(.driversNone, to: &page)
            return
        }
        let text = words.text
        // A log without handle times still tells how often.
        func weight(_ driver: ContactDriver) -> Double { driver.shareOfHandling ?? driver.shareOfContacts }
        let drivers = content.drivers.sorted { (weight($1), $0.reason) < (weight($0), $1.reason) }
        PageFrame.openTable(
            [
                words(.reason), words(.contacts), words(.perThousand), words(.shareOfWork), "", words(.handleTime),
                words(.resolved7), words(.resolvedInterval), words(.repeatHours),
            ], to: &page)
        let most = drivers.map(weight).max() ?? 1
        for driver in drivers.prefix(Limits.drivers) {
            let name = driver.reason.isEmpty ? words(.reasonUnknown) : driver.reason
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", name)
            page.element("td", "", text.count(driver.contacts))
            page.element("td", "", text.decimal(driver.contactsPerThousandCustomers, 1))
            page.element("td", "", words.shareOrMissing(driver.shareOfHandling))
            CellChart.bar(
                driver.shareOfHandling, of: most,
                title: "\(name): \(words(.shareOfWork)) \(words.shareOrMissing(driver.shareOfHandling))", to: &page)
            page.element("td", "", text.duration(driver.ahtSeconds))
            page.element("td", "", words.shareOrMissing(driver.resolution.resolution))
            CellChart.range(
                driver.resolution.resolution, driver.resolution.resolution95, of: 1,
                title: "\(name): \(words(.resolved7)) \(words.shareOrMissing(driver.resolution.resolution))", to: &page)
            page.element("td", "", text.hours(driver.repeatHours))
            page.raw("</tr>\n")
        }
        PageFrame.closeTable(to: &page)
        if drivers.count > Limits.drivers {
            page.element("p", "class=\"small\"", words(.driversMore, text.count(drivers.count - Limits.drivers)))
        }
    }
}

/// What better first-contact resolution does to volume and staff.
enum EffectSection {
    static func write(
        _ part: PageFrame.Part, _ content: CustomerReportContent, _ words: CustomerWording, to page: inout Markup
    ) {
        let text = words.text
        let note = content.staff.map {
            words(
                .effectNote, text.percent($0.occupancy, 0), text.percent($0.shrinkage, 0),
                text.decimal($0.hoursPerFTE, 1))
        }
        PageFrame.open(part, note: content.effects.isEmpty ? nil : note, to: &page)
        defer { page.close("section") }
        guard !content.effects.isEmpty else {
            words.writeEmpty(.effectNone, to: &page)
            return
        }
        PageFrame.openTable(
            [
                words(.points), words(.stream), words(.resolved7), words(.volumeAfter), words(.hoursAfter),
                words(.fteAfter), words(.fteSaved),
            ], texts: 2, to: &page)
        let all = content.effects.filter { $0.stream == nil }
        // One queue is the whole.
        let shown = all.isEmpty ? content.effects : all
        func arrow(_ before: String, _ after: String) -> String { "\(before) → \(after)" }
        for effect in shown {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", text.signed(effect.points * 100, 0))
            page.element(
                "td", "class=\"l\"", effect.stream.map { "\($0.queue) · \($0.channel.name)" } ?? words(.all))
            page.element("td", "", arrow(text.percent(effect.now.resolution), text.percent(effect.after.resolution)))
            page.element(
                "td", "", arrow(text.count(effect.now.demandsPerWeek), text.count(effect.after.demandsPerWeek)))
            page.element(
                "td", "", arrow(text.decimal(effect.now.hoursPerWeek, 1), text.decimal(effect.after.hoursPerWeek, 1)))
            page.element("td", "", arrow(text.decimal(effect.now.fte, 2), text.decimal(effect.after.fte, 2)))
            page.element("td", "class=\"best\"", text.decimal(effect.savedFTE, 2))
            page.raw("</tr>\n")
        }
        PageFrame.closeTable(to: &page)
    }
}
