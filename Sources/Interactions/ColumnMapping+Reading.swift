import Tabular

extension ColumnMapping {
    /// Reads a mapping file (YAML).
    ///
    /// A text field is a column name, or `{column | join + with | constant, values, absent}`; a stamp is a column name,
    /// or `{column, format: iso | epoch_seconds | epoch_milliseconds, absent}`, or `{date, time, absent}`; a duration is
    /// a column name (seconds), or `{column, unit, absent}`, or `{from, to, absent}`; `outcome` is
    /// `{column, values: {TEXT: answered | abandoned | ignore}}`.
    ///
    /// - Throws: `badData` with line and key for anything unknown, missing or of the wrong kind.
    public static func read(_ input: InputBytes) throws(TabularError) -> ColumnMapping {
        let root = try YAMLNode.parse(input)
        try root.allowOnly([
            "version", "delimiter", "interaction_id", "customer_id", "channel", "queue", "direction", "created_at",
            "answered_at", "ended_at", "wait_s", "talk_s", "hold_s", "wrap_s", "agent_id", "disposition", "reason",
            "resolved", "transferred", "revenue", "outcome", "updated_at",
        ])
        _ = try root.required("version").int(in: 1...1)
        var mapping = ColumnMapping(
            interactionID: try textField(root.required("interaction_id")), queue: try textField(root.required("queue")),
            createdAt: try stampField(root.required("created_at")))
        mapping.customerID = try field(root, "customer_id", textField)
        mapping.channel = try field(root, "channel", textField)
        mapping.direction = try field(root, "direction", textField)
        mapping.answeredAt = try field(root, "answered_at", stampField)
        mapping.endedAt = try field(root, "ended_at", stampField)
        mapping.updatedAt = try field(root, "updated_at", stampField)
        mapping.wait = try field(root, "wait_s", durationField)
        mapping.talk = try field(root, "talk_s", durationField)
        mapping.hold = try field(root, "hold_s", durationField)
        mapping.wrap = try field(root, "wrap_s", durationField)
        mapping.agentID = try field(root, "agent_id", textField)
        mapping.disposition = try field(root, "disposition", textField)
        mapping.reason = try field(root, "reason", textField)
        mapping.resolved = try field(root, "resolved", textField)
        mapping.transferred = try field(root, "transferred", textField)
        mapping.revenue = try field(root, "revenue", textField)
        mapping.outcome = try field(root, "outcome", outcomeField)
        if let node = try root.optional("delimiter") {
            mapping.delimiter = try node.choice([
                (word: ",", value: UInt8(ascii: ",")), (word: ";", value: UInt8(ascii: ";")),
                (word: "tab", value: UInt8(ascii: "\t")), (word: "|", value: UInt8(ascii: "|")),
            ])
        }
        return mapping
    }

    private static func field<Field>(
        _ root: YAMLNode, _ key: String, _ reader: (YAMLNode) throws(TabularError) -> Field
    ) throws(TabularError) -> Field? {
        guard let node = try root.optional(key) else { return nil }
        return try reader(node)
    }

    private static func textField(_ node: YAMLNode) throws(TabularError) -> TextField {
        if case .scalar = node.content { return TextField(column: try node.text()) }
        try node.allowOnly(["column", "join", "with", "constant", "values", "absent"])
        var field: TextField
        if let constant = try node.optional("constant") {
            field = TextField(constant: try constant.text())
        } else if let join = try node.optional("join") {
            field = TextField(joining: try texts(join))
            if let separator = try node.optional("with") { field.separator = try separator.text() }
        } else {
            field = TextField(column: try node.required("column").text())
        }
        if let values = try node.optional("values") {
            for entry in try values.entries() { field.values[entry.key] = try entry.value.text() }
        }
        field.absent = try absentTexts(node)
        return field
    }

    private static func stampField(_ node: YAMLNode) throws(TabularError) -> StampField {
        if case .scalar = node.content { return StampField(.stamp(column: try node.text())) }
        try node.allowOnly(["column", "format", "date", "time", "absent"])
        var field: StampField
        if let date = try node.optional("date") {
            field = StampField(.dateAndTime(date: try date.text(), time: try node.required("time").text()))
        } else {
            let column = try node.required("column").text()
            let perSecond = try unitsPerSecond(node)
            field = StampField(
                perSecond.map { .epoch(column: column, perSecond: $0) } ?? .stamp(column: column))
        }
        field.absent = try absentTexts(node)
        return field
    }

    /// Units of an epoch number per second; `nil` for ISO 8601.
    private static func unitsPerSecond(_ node: YAMLNode) throws(TabularError) -> Int? {
        guard let format = try node.optional("format") else { return nil }
        return try format.choice([
            (word: "iso", value: nil as Int?), (word: "epoch_seconds", value: 1),
            (word: "epoch_milliseconds", value: 1000),
        ])
    }

    private static func durationField(_ node: YAMLNode) throws(TabularError) -> DurationField {
        if case .scalar = node.content { return DurationField(.column(try node.text(), .seconds)) }
        try node.allowOnly(["column", "unit", "from", "to", "absent"])
        var field: DurationField
        if let from = try node.optional("from") {
            field = DurationField(.between(from: try from.text(), to: try node.required("to").text()))
        } else {
            let unit = try node.optional("unit")
            field = DurationField(
                .column(
                    try node.required("column").text(),
                    try unit?.choice(DurationField.Unit.self) ?? .seconds))
        }
        field.absent = try absentTexts(node)
        return field
    }

    private static func outcomeField(_ node: YAMLNode) throws(TabularError) -> OutcomeField {
        try node.allowOnly(["column", "values"])
        var values: [String: OutcomeValue] = [:]
        for entry in try node.required("values").entries() {
            values[entry.key] = try entry.value.choice(OutcomeValue.self)
        }
        return OutcomeField(column: try node.required("column").text(), values: values)
    }

    private static func absentTexts(_ node: YAMLNode) throws(TabularError) -> Set<String> {
        guard let absent = try node.optional("absent") else { return [] }
        return Set(try texts(absent))
    }

    private static func texts(_ node: YAMLNode) throws(TabularError) -> [String] {
        var texts: [String] = []
        for item in try node.items() { texts.append(try item.text()) }
        return texts
    }
}
