import ContactCenter
import Foundation
import Tabular
import Testing

@testable import FileFormats

@Suite("Files of customers")
struct CustomerFilesTests {
    @Test("Cells that a spreadsheet would run get an apostrophe; numbers and telephone numbers do not")
    func guarded() {
        for text in ["=1+1", "=HYPERLINK(\"x\")", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\tx", "\r=1", "+", "-"] {
            #expect(GuardedText.isFormula(text), "\(text)")
        }
        for text in ["", "a=1", "+4930123456", "-12.5", "+49301234567;ext=12", "C17", "'=1"] {
            #expect(!GuardedText.isFormula(text), "\(text)")
        }
        let profile = CustomerProfile(customer: "=cmd", firstContact: Instant(seconds: 0))
        #expect(text(CustomerProfileFile.write([profile], zone: .utc)).contains("\n'=cmd,"))
    }

    @Test("Purchases are found under the names that exports use, with or without amounts")
    func purchases() throws {
        let plain = try PurchaseFile.read(input("customer_id,date,amount\nA,2025-01-02,3.50\n,2025-01-03,1\n"))
        #expect(plain.purchases == [Purchase(customer: "A", day: try #require(CivilDate("2025-01-02")), amount: 3.5)])
        #expect(plain.notes == ["t.csv: 1 rows without a customer were left out"])
        let export = try PurchaseFile.read(
            input("InvoiceDate;CustomerID;Quantity;UnitPrice\n2025-01-02 08:26:00;7;3;2,5\n20250103;7;-1;2,5\n"))
        #expect(export.purchases.map(\.amount) == [7.5, -2.5] && export.hasAmounts)
        let counts = try PurchaseFile.read(input("user_id,timestamp\nA,2025-01-02T10:00:00Z\n"))
        #expect(!counts.hasAmounts && counts.purchases.count == 1)
        let named = try PurchaseFile.read(
            input("who,when,much\nA,2025-01-02,4\n"), customer: "who", date: "when", amount: "much")
        #expect(named.purchases.first?.amount == 4)
    }

    @Test(
        "Faults of purchases name place, column and value",
        arguments: [
            ("customer_id,date,amount\nA,02.01.2025,3\n", "t.csv:2: column 'date': expected a date YYYY-MM-DD"),
            ("customer_id,date,amount\nA,2025-01-02,x\n", "t.csv:2: column 'amount': expected a number, found 'x'"),
            ("name,date,amount\nA,2025-01-02,1\n", "missing column 'customer_id'"),
            ("customer_id,date,amount\n,2025-01-02,1\n", "no row names its customer"),
            ("customer_id,date,amount\n", "the file has no rows"),
            ("customer_id,date,amount\nA,2025-02-30,1\n", "found '2025-02-30'"),
        ])
    func badPurchases(content: String, message: String) {
        #expect(complaint { _ = try PurchaseFile.read(input(content)) }.contains(message))
    }

    @Test("Identity records hold every key of a row, several in a cell, and say where they stand")
    func identities() throws {
        let records = try IdentityFile.read(
            input("customer_id,Phone 1,phone2,email,note\nC1,030 1,030 2|030 3,a@b.de,x\n,,,,only a note\n"))
        #expect(records.count == 1)
        #expect(records[0].source == "t.csv:2")
        #expect(records[0].keys.map(\.text) == ["C1", "030 1", "030 2", "030 3", "a@b.de"])
        #expect(records[0].keys.map(\.kind) == [.customer, .phone, .phone, .phone, .email])
        #expect(complaint { _ = try IdentityFile.read(input("a,b\n1,2\n")) }.contains("no column holds keys"))
    }

    @Test(
        "Faults of offers are told",
        arguments: [
            ("x,gift,,,,10,3,0.5,300,30,20", "column 'kind': expected one of lead, cross_sell, found 'gift'"),
            ("x,lead,,,1.5,10,3,0.5,300,30,20", "expected a share from 0 to 1, found '1.5'"),
            ("x,lead,,,,10,0,0.5,300,30,20", "column 'attempts'"), ("x,lead,,,,10,3,0,300,30,20", "above 0, found '0'"),
            ("x,lead,,,,-1,3,0.5,300,30,20", "column 'value'"),
            ("x,lead,,,,1,3,0.5,300,30,20\nx,lead,,,,1,3,0.5,300,30,20", "given twice"),
        ])
    func badOffers(row: String, message: String) {
        let content = OfferFile.columns.joined(separator: ",") + "\n" + row + "\n"
        #expect(complaint { _ = try OfferFile.read(input(content)) }.contains(message), "\(row)")
    }

    @Test("A holiday in the last week closes no later week; a weekday that is closed for weeks stays so")
    func usualWeek() throws {
        // Five weeks from Monday 3 March 2025 without Sundays; the last Thursday, 3 April, is a holiday.
        let first = try #require(CivilDate(year: 2025, month: 3, day: 3))
        let days = (0..<35).map { first + $0 }.filter { $0.weekday != 6 && $0.description != "2025-04-03" }
        let rows = days.map { "sales,\($0),100" }.joined(separator: "\n")
        let series = try LongFormFile.read(input("unique_id,ds,y\n\(rows)\n"))
        let campaigns = try CampaignFile.read(input("campaign,start,end,reach\nx,2025-04-10,2025-04-10,1000\n"))
        let read = try LongFormFile.read(input(text(CampaignDriverFile.write(series, campaigns))))
        let ahead = read[0].times.dropFirst(days.count).map(\.date)
        #expect(ahead.count == 24 && ahead.first?.description == "2025-04-07")
        #expect(Set(ahead.map(\.weekday)) == [0, 1, 2, 3, 4, 5])
        // Drivers lie on all days, closed ones too: 10 April is day 38.
        #expect(read[0].drivers[0].values.firstIndex(of: 1) == 38)
    }

    @Test("Campaigns become columns that the long form reads as drivers known ahead")
    func campaigns() throws {
        let days = (1...14).map { "sales,2025-03-\($0 < 10 ? "0" : "")\($0),\(100 + $0)" }.joined(separator: "\n")
        let series = try LongFormFile.read(input("unique_id,ds,y\n\(days)\nother,2025-03-14,5\nother,2025-03-13,6\n"))
        let campaigns = try CampaignFile.read(
            input(
                "campaign,start,end,reach,series\nSpring mail,2025-03-03,2025-03-04,5000,sales\nspring mail,2025-03-18,2025-03-18,3000,\n"
            ))
        let written = text(CampaignDriverFile.write(series, campaigns))
        #expect(written.hasPrefix("unique_id,ds,y,campaign_spring_mail\n"))
        let read = try LongFormFile.read(input(written))
        let sales = try #require(read.first)
        #expect(sales.historyCount == 14 && sales.count == 14 + 28)
        #expect(sales.drivers.map(\.name) == ["campaign_spring_mail"])
        #expect(
            sales.drivers[0].values == [0, 0, 2.5, 2.5] + [Double](repeating: 0, count: 13) + [3]
                + [Double](repeating: 0, count: 24))
        // The other series is closed on Tuesdays: no row, no driver.
        #expect(read[1].times.count == 2 + 2 * 4 && read[1].drivers[0].values.allSatisfy { $0 == 0 || $0.isNaN })
        #expect(
            complaint { _ = try CampaignFile.read(input("campaign,start,end,reach\nx,2025-03-02,2025-03-01,1\n")) }
                .contains("ends on 2025-03-01, before its start 2025-03-02"))
        // A campaign without an end does not write rows for ever.
        let endless = try CampaignFile.read(input("campaign,start,end,reach\nx,2025-03-02,9999-12-31,1000\n"))
        #expect(
            try LongFormFile.read(input(text(CampaignDriverFile.write([sales], endless))))[0].count <= sales.count + 731
        )
    }

    @Test("Ticket logs do not mix times with and without an offset")
    func tickets() throws {
        let events = try TicketEventFile.read(
            input(
                "case_id,activity,agent_id,completed_at\n7,open,a,2025-01-02T00:00:10.5\n7,closed,,2025-01-02 00:01:10\n"
            ))
        #expect(events.map(\.seconds).reduce(0) { $1 - $0 } == 60 && events[1].agent == "")
        let mixed = "case_id,completed_at\n1,2025-01-02T00:00:00\n1,2025-01-02T00:00:00Z\n"
        #expect(
            complaint { _ = try TicketEventFile.read(input(mixed)) }.contains("has an offset, unlike the rows before"))
    }

    @Test("The page's examples are read, and so is the example of offers")
    func documented() throws {
        let page = try String(contentsOfFile: Package.path("docs/formats.md"), encoding: .utf8)
        func example(_ name: String) throws -> InputBytes {
            let block = try #require(page.components(separatedBy: "```csv \(name)\n").dropFirst().first)
            return input(block.components(separatedBy: "```")[0], name: name)
        }
        #expect(try PurchaseFile.read(example("purchases.csv")).purchases.map(\.amount) == [29.33, 12.5, -5])
        #expect(try IdentityFile.read(example("identities.csv")).map(\.keys.count) == [5, 2])
        #expect(try OfferFile.read(example("offers.csv")).map(\.acceptance) == [0.06, nil])
        #expect(try CampaignFile.read(example("campaigns.csv")).first?.reach == 40_000)
        let file = try InputBytes.read(Package.path("docs/examples/offers.csv"))
        #expect(try OfferFile.read(file).map(\.kind) == [.lead, .crossSell])
    }

    @Test("A centre's report is read as exported: per cent, decimal comma, missing marks, local times")
    func centreReport() throws {
        let zone = try ZoneRules.load("Europe/Berlin")
        let rows = try CentreReportFile.read(
            input(
                """
                Intervall;Warteschlange;Angeboten;Angenommen;AHT;Servicelevel
                2024-03-04 09:00;Support;9;6;283,3;44,4 %
                2024-03-04 09:15;Support;3;2;--;0 %

                """), zone: zone)
        #expect(rows.map(\.intervalSeconds) == [900, 900] && rows[0].queue == "Support")
        #expect(zone.iso8601(rows[0].start) == "2024-03-04T09:00:00+01:00")
        #expect(rows[0].figures[.offered] == .init(value: 9, tolerance: 0))
        let level = try #require(rows[0].figures[.serviceLevel])
        #expect(abs(level.value - 0.444) < 1e-12 && abs(level.tolerance - 0.0005) < 1e-12)
        #expect(rows[1].figures[.handleTime] == nil && rows[1].figures[.serviceLevel]?.value == 0)
        #expect(abs((rows[0].figures[.handleTime]?.tolerance ?? 0) - 0.05) < 1e-12)
        #expect(
            complaint { _ = try CentreReportFile.read(input("interval_start,x\n2024-03-04T09:00,1\n"), zone: zone) }
                .contains("no column holds a figure to reconcile"))
        #expect(
            complaint {
                _ = try CentreReportFile.read(input("interval_start,offered\n2024-03-31T02:30,1\n"), zone: zone)
            }
            .contains("never happened"))
        #expect(
            complaint { _ = try CentreReportFile.read(input("interval_start,offered\n04.03.2024,1\n"), zone: zone) }
                .contains("expected a date and time"))
    }
}
