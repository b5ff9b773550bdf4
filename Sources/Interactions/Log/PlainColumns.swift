import Tabular

/// Where the fields of a log stand when every one of them is the plain text of one column, as in the native file: then
/// most rows can be read without making a string.
struct PlainColumns {
    var count: Int
    var interactionID: Int
    var queue: Int
    var createdAt: Int
    /// −1 = the file has no such column.
    var customerID = -1
    var channel = -1
    var direction = -1
    var answeredAt = -1
    var endedAt = -1
    var updatedAt = -1
    var wait = -1
    var talk = -1
    var hold = -1
    var wrap = -1
    var disposition = -1
    var reason = -1
    var resolved = -1
    var transferred = -1
    var revenue = -1
    /// First name of the header, to tell when it is repeated.
    var firstName: [UInt8]

    /// `nil` when the mapping joins, replaces or converts.
    init?(_ columns: ResolvedColumns, header: [String]) {
        guard let interactionID = PlainColumns.text(columns.interactionID),
            let queue = PlainColumns.text(columns.queue), let createdAt = PlainColumns.stamp(columns.createdAt),
            columns.outcome == nil, header.count > 1
        else { return nil }
        count = header.count
        firstName = Array(header[0].utf8)
        self.interactionID = interactionID
        self.queue = queue
        self.createdAt = createdAt
        let texts: [(ResolvedColumns.Text?, WritableKeyPath<PlainColumns, Int>)] = [
            (columns.customerID, \.customerID), (columns.channel, \.channel), (columns.direction, \.direction),
            (columns.disposition, \.disposition), (columns.reason, \.reason), (columns.resolved, \.resolved),
            (columns.transferred, \.transferred), (columns.revenue, \.revenue),
        ]
        for case (let field?, let place) in texts {
            guard let column = PlainColumns.text(field) else { return nil }
            self[keyPath: place] = column
        }
        // The agent is read by nobody here, but a mapping that changes it is no plain one.
        if let agent = columns.agentID, PlainColumns.text(agent) == nil { return nil }
        for case (let field?, let place) in [
            (columns.answeredAt, \PlainColumns.answeredAt), (columns.endedAt, \.endedAt),
            (columns.updatedAt, \.updatedAt),
        ] {
            guard let column = PlainColumns.stamp(field) else { return nil }
            self[keyPath: place] = column
        }
        let durations: [(ResolvedColumns.Duration?, WritableKeyPath<PlainColumns, Int>)] = [
            (columns.wait, \.wait), (columns.talk, \.talk), (columns.hold, \.hold), (columns.wrap, \.wrap),
        ]
        for case (let field?, let place) in durations {
            guard case .column(let column, .seconds) = field.source, field.absent.isEmpty else { return nil }
            self[keyPath: place] = column
        }
    }

    private static func text(_ field: ResolvedColumns.Text) -> Int? {
        guard field.columns.count == 1, field.constant == nil, field.values.isEmpty, field.absent.isEmpty else {
            return nil
        }
        return field.columns[0]
    }

    private static func stamp(_ field: ResolvedColumns.Stamp) -> Int? {
        guard case .stamp(let column) = field.source, field.absent.isEmpty else { return nil }
        return column
    }
}
