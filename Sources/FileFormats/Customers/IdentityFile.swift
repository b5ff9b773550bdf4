import ContactCenter
import Tabular

/// `identities.csv`: keys that a customer system knows to belong together, one record a row.
public enum IdentityFile {
    /// Reads records in file order. Columns whose names begin with `customer`, `account`, `email` or `e-mail`, `phone`,
    /// `mobile` or `telephone` are read; a cell may hold several keys joined by `|`. Rows without a key are left out.
    ///
    /// - Throws: `TabularError.badData` when no column holds keys.
    public static func read(_ input: InputBytes) throws(TabularError) -> [IdentityRecord] {
        var table = try Table(input, required: [])
        let prefixes: [(prefix: String, kind: ContactKey.Kind)] = [
            ("customer", .customer), ("account", .account), ("email", .email), ("e-mail", .email), ("e_mail", .email),
            ("phone", .phone), ("mobile", .phone), ("telephone", .phone),
        ]
        let columns = table.header.compactMap { name in
            prefixes.first { name.lowercased().hasPrefix($0.prefix) }.map { (table.column(name), $0.kind) }
        }
        guard !columns.isEmpty else {
            throw .badData(
                Place(file: input.name, line: 1),
                message: "no column holds keys of customers; found: \(ColumnNames.listed(table.header))",
                hint: "name the columns customer_id, account, email, phone")
        }
        var records: [IdentityRecord] = []
        while let row = try table.next() {
            var keys: [IdentityRecord.Key] = []
            for (column, kind) in columns {
                for text in row.optionalText(column).split(separator: "|") {
                    keys.append(.init(kind: kind, text: String(text)))
                }
            }
            if !keys.isEmpty { records.append(IdentityRecord(source: "\(input.name):\(row.line)", keys: keys)) }
        }
        return records
    }
}

/// `identity-trail.csv`: what became of every key of every record.
public enum IdentityTrailFile {
    /// Columns in the order written.
    public static let columns = ["customer_id", "kind", "key", "normal_form", "decision", "record", "joined_record"]

    /// Writes links in the order given.
    public static func write(_ links: [IdentityLink]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for link in links {
            writer.addGuarded(link.customer)
            writer.add(link.kind.rawValue)
            writer.addGuarded(link.text)
            writer.addGuarded(link.value)
            writer.add(link.decision.rawValue)
            writer.addGuarded(link.source)
            writer.addGuarded(link.joined)
            writer.endRow()
        }
        return writer.bytes
    }
}
