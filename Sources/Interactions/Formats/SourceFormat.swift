/// A format that `wfm import` reads and recognises by itself.
public enum SourceFormat: String, Hashable, Sendable, CaseIterable {
    /// wfm's own `interactions.csv`, or the same as NDJSON.
    case wfm
    /// Events of queues: `queue_log` as a file, or a dump of the table.
    case asterisk
    /// Contact records as JSON.
    case amazonContacts = "amazon-contacts"
    /// Call records of mod_callcenter.
    case freeSwitch = "freeswitch"
    /// Tickets and conversations, as CSV or JSON.
    case tickets
    /// History for forecasting, and historical metrics reports.
    case amazonIntervals = "amazon-intervals"
    /// History for workforce management.
    case genesysHistory = "genesys-history"
    /// Exports of performance views.
    case genesysPerformance = "genesys-performance"
    /// Queue statistics of 21 fields.
    case calabrio
    /// Interval items of splits and skills.
    case avaya = "avaya-cms"
    /// Interval tables of call types and skill groups.
    case cisco = "cisco-ucce"
    /// Interval reports of skill groups.
    case alibaba
    /// Any table of intervals whose columns have known names.
    case intervals

    /// The format as its users call it.
    public var title: String {
        switch self {
        case .wfm: "wfm's interaction log"
        case .asterisk: "Asterisk queue_log"
        case .amazonContacts: "Amazon Connect contact records"
        case .freeSwitch: "FreeSWITCH call centre records"
        case .tickets: "ticket log"
        case .amazonIntervals: "Amazon Connect interval report"
        case .genesysHistory: "Genesys Cloud WFM history"
        case .genesysPerformance: "Genesys Cloud performance export"
        case .calabrio: "Calabrio/Teleopti queue statistics"
        case .avaya: "Avaya CMS interval report"
        case .cisco: "Cisco UCCE interval report"
        case .alibaba: "Alibaba Cloud interval report"
        case .intervals: "table of intervals"
        }
    }

    /// Whether it holds counts by interval; otherwise it holds contacts.
    public var holdsIntervals: Bool {
        switch self {
        case .wfm, .asterisk, .amazonContacts, .freeSwitch, .tickets: false
        case .amazonIntervals, .genesysHistory, .genesysPerformance, .calabrio, .avaya, .cisco, .alibaba, .intervals:
            true
        }
    }
}
