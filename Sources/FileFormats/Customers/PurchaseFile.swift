import ContactCenter
import Tabular

/// A file of purchases: `customer_id,date,amount`, one row a purchase.
public enum PurchaseFile {
    /// What was read.
    public struct Content: Sendable {
        /// Purchases in file order.
        public var purchases: [Purchase]
        /// Whether the file says what was paid.
        public var hasAmounts: Bool
        /// What was decided on the way, in words.
        public var notes: [String]
    }

    /// Names under which the columns are found, the first that is there.
    static let customerNames = [
        "customer_id", "customer", "customerid", "cust_id", "client_id", "client", "user_id", "account_id", "id",
    ]
    static let dateNames = [
        "date", "day", "order_date", "purchase_date", "invoice_date", "invoicedate", "transaction_date", "created_at",
        "timestamp",
    ]
    static let amountNames = ["amount", "value", "revenue", "total", "sales", "price", "spend"]

    /// Reads purchases. Rows without a customer are left out, with a note: nobody knows whose they are.
    ///
    /// - Parameters:
    ///   - customer: Column of the customer; `nil` = found by name.
    ///   - date: Column of the day (`YYYY-MM-DD`, with or without a time of day, or `YYYYMMDD`).
    ///   - amount: Column of what was paid; `nil` = found by name, or `quantity` × `unit_price`.
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(
        _ input: InputBytes, customer: String? = nil, date: String? = nil, amount: String? = nil
    ) throws(TabularError) -> Content {
        let header = try Table(input, required: []).header
        let lowered = Set(header.map { $0.lowercased() })
        func name(_ stated: String?, _ known: [String]) -> String? { stated ?? known.first { lowered.contains($0) } }
        var table = try Table(
            input,
            required: [name(customer, customerNames) ?? customerNames[0], name(date, dateNames) ?? dateNames[0]]
                + (amount.map { [$0] } ?? []))
        let customerColumn = table.column(name(customer, customerNames) ?? customerNames[0])
        let dateColumn = table.column(name(date, dateNames) ?? dateNames[0])
        let amountColumn = table.column(name(amount, amountNames) ?? "")
        let quantity = table.column("quantity")
        let unitPrice = table.column(lowered.contains("unit_price") ? "unit_price" : "unitprice")
        let isProduct = amountColumn.index == nil && quantity.index != nil && unitPrice.index != nil
        var content = Content(purchases: [], hasAmounts: amountColumn.index != nil || isProduct, notes: [])
        let hasDecimalComma = table.dialect.delimiter != UInt8(ascii: ",")
        var nameless = 0
        var unpriced = 0
        while let row = try table.next() {
            let customer = row.optionalText(customerColumn)
            guard !customer.isEmpty else {
                nameless += 1
                continue
            }
            let paid: Double?
            if isProduct {
                let price = try number(row, unitPrice, hasDecimalComma)
                let pieces = try number(row, quantity, hasDecimalComma)
                paid = price.flatMap { price in pieces.map { price * $0 } }
            } else {
                paid = try number(row, amountColumn, hasDecimalComma)
            }
            if content.hasAmounts, paid == nil { unpriced += 1 }
            content.purchases.append(
                Purchase(customer: customer, day: try day(row, dateColumn), amount: paid ?? 0))
        }
        let file = input.name
        if isProduct { content.notes.append("\(file): what was paid is quantity × unit price") }
        if !content.hasAmounts {
            content.notes.append("\(file): no column of amounts; purchases are counted, not valued")
        }
        if nameless > 0 { content.notes.append("\(file): \(nameless) rows without a customer were left out") }
        if unpriced > 0 { content.notes.append("\(file): \(unpriced) rows without an amount count as purchases of 0") }
        guard !content.purchases.isEmpty else {
            throw .badData(
                Place(file: file), message: nameless > 0 ? "no row names its customer" : "the file has no rows",
                hint: "a purchase needs a customer and a day; the columns can be named with --customer-column and so on"
            )
        }
        return content
    }

    /// A number of any sign, with a decimal comma where commas do not separate the fields.
    private static func number(
        _ row: TableRow, _ column: TableColumn, _ hasDecimalComma: Bool
    ) throws(TabularError) -> Double? {
        let text = row.optionalText(column)
        guard hasDecimalComma, text.contains(","), !text.contains(".") else {
            return try row.optionalDouble(column, atLeast: -.infinity)
        }
        guard let value = Double(text.replacing(",", with: ".")), value.isFinite, abs(value) <= TableRow.largest else {
            throw row.error(
                column, "expected a number, found '\(text)'", hint: "write 1234,50 or 1234.50, without thousands")
        }
        return value
    }

    private static func day(_ row: TableRow, _ column: TableColumn) throws(TabularError) -> CivilDate {
        let text = try row.text(column)
        if let date = CivilDate(text.prefix(10)),
            text.utf8.count == 10 || text.utf8.dropFirst(10).first.map({ $0 == 0x54 || $0 == 0x20 }) == true
        {
            return date
        }
        let digits = Array(text.utf8)
        if digits.count == 8, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let date = CivilDate("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
        {
            return date
        }
        throw row.error(
            column, "expected a date YYYY-MM-DD, found '\(text)'",
            hint: "other orders of day and month are not guessed at")
    }
}
