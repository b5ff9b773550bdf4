/// The truth about Harbour Telecom: what its queues are and how their customers behave. Everything here is invented.
enum Centre {
    /// Seed of everything random in `data/demo`.
    static let seed: UInt64 = 20_260_302
    /// First day of the log, a Monday.
    static let logStart = Day(2025, 9, 1)
    /// Days of the log: 26 weeks, to 2026-03-01.
    static let logDays = 182
    /// First day of the weeks to plan.
    static let planStart = Day(2026, 3, 2)
    /// Days of the weeks to plan.
    static let planDays = 28
    /// Customers on the books.
    static let customerCount = 120_000

    /// Channels in the order of a stream's index: queue × 3 + channel.
    static let channels = ["voice", "chat", "email"]

    /// What customers contact a queue about.
    struct Reason {
        /// As written in the log.
        let name: String
        /// Share of the queue's contacts, relative.
        let weight: Double
        /// Handle time relative to the queue's mean.
        let effort: Double
    }

    /// One queue × channel.
    struct Stream {
        /// Contacts of an ordinary week at the start of the log, without repeats and redials.
        let weekly: Double
        /// Relative growth over the 26 weeks.
        let growth: Double
        /// Mean talk time in seconds (chat: one chat alone on the agent's screen; e-mail: time to write the reply).
        let talk: Double
        /// Coefficient of variation of talk time.
        let talkVariation: Double
        /// Mean after-contact work in seconds.
        let wrap: Double
        /// Mean of the exponential patience in seconds; 0 = waits for ever.
        let patience: Double
    }

    /// One queue.
    struct Queue {
        /// Name, also the skill it needs.
        let name: String
        /// Opening minutes per weekday, Monday first.
        let open: [Range<Int>?]
        /// Share of the week's voice and chat contacts per weekday, relative.
        let weekdays: [Double]
        /// voice, chat, email.
        let streams: [Stream]
        /// Why customers make contact.
        let reasons: [Reason]
        /// Share of contacts that are resolved.
        let resolution: Double
        /// Talk time over the hours of the day, relative.
        let talkByHour: [(x: Double, y: Double)]
    }

    private static let weekdayHours = 480..<1200
    private static let saturdayHours = 540..<1020

    /// The three queues.
    static let queues = [
        Queue(
            name: "sales", open: Array(repeating: weekdayHours, count: 5) + [saturdayHours, nil],
            weekdays: [1.10, 1.02, 1.00, 0.98, 1.00, 0.62, 0],
            streams: [
                Stream(weekly: 1110, growth: 0.02, talk: 255, talkVariation: 0.75, wrap: 48, patience: 170),
                Stream(weekly: 470, growth: 0.14, talk: 320, talkVariation: 0.60, wrap: 18, patience: 220),
                Stream(weekly: 290, growth: 0.00, talk: 205, talkVariation: 0.70, wrap: 0, patience: 0),
            ],
            reasons: [
                Reason(name: "new contract", weight: 0.30, effort: 1.35),
                Reason(name: "upgrade", weight: 0.24, effort: 1.10),
                Reason(name: "price enquiry", weight: 0.22, effort: 0.70),
                Reason(name: "order status", weight: 0.14, effort: 0.60),
                Reason(name: "add a line", weight: 0.10, effort: 1.05),
            ],
            resolution: 0.88, talkByHour: [(8, 0.95), (11, 1.00), (15, 1.00), (18, 1.06), (20, 1.10)]),
        Queue(
            name: "billing", open: Array(repeating: weekdayHours, count: 5) + [saturdayHours, nil],
            weekdays: [1.24, 1.08, 1.00, 0.95, 0.92, 0.46, 0],
            streams: [
                Stream(weekly: 2100, growth: -0.03, talk: 195, talkVariation: 0.70, wrap: 34, patience: 210),
                Stream(weekly: 690, growth: 0.12, talk: 275, talkVariation: 0.60, wrap: 15, patience: 240),
                Stream(weekly: 740, growth: -0.02, talk: 190, talkVariation: 0.65, wrap: 0, patience: 0),
            ],
            reasons: [
                Reason(name: "bill query", weight: 0.38, effort: 1.10),
                Reason(name: "payment arrangement", weight: 0.18, effort: 1.25),
                Reason(name: "direct debit", weight: 0.16, effort: 0.70),
                Reason(name: "refund", weight: 0.14, effort: 1.05),
                Reason(name: "moving home, new address", weight: 0.14, effort: 0.75),
            ],
            resolution: 0.80, talkByHour: [(8, 0.97), (10, 1.00), (14, 1.02), (17, 0.98), (20, 1.00)]),
        Queue(
            name: "support", open: Array(repeating: weekdayHours, count: 5) + [saturdayHours, 600..<960],
            weekdays: [1.18, 1.05, 1.00, 0.98, 0.97, 0.58, 0.38],
            streams: [
                Stream(weekly: 3130, growth: 0.03, talk: 245, talkVariation: 0.80, wrap: 30, patience: 270),
                Stream(weekly: 1020, growth: 0.15, talk: 350, talkVariation: 0.65, wrap: 15, patience: 260),
                Stream(weekly: 760, growth: 0.00, talk: 235, talkVariation: 0.70, wrap: 0, patience: 0),
            ],
            reasons: [
                Reason(name: "no service", weight: 0.26, effort: 1.00),
                Reason(name: "slow broadband", weight: 0.25, effort: 1.20),
                Reason(name: "router set-up", weight: 0.20, effort: 1.15),
                Reason(name: "mobile signal", weight: 0.16, effort: 0.80),
                Reason(name: "voicemail", weight: 0.13, effort: 0.60),
            ],
            resolution: 0.72, talkByHour: [(8, 0.94), (11, 0.98), (15, 1.00), (18, 1.07), (20, 1.14)]),
    ]

    /// Number of streams: queues × channels.
    static let streamCount = 9

    /// The queue of a stream.
    static func queue(_ stream: Int) -> Queue { queues[stream / 3] }

    /// The parameters of a stream.
    static func stream(_ stream: Int) -> Stream { queues[stream / 3].streams[stream % 3] }

    /// Arrivals over the hours of the day, relative: voice, chat, e-mail (which never sleeps).
    static let hours: [[(x: Double, y: Double)]] = [
        [
            (8, 0.62), (9, 1.15), (10, 1.42), (11, 1.38), (12, 1.18), (13, 1.08), (14, 1.16), (15, 1.18), (16, 1.10),
            (17, 0.98), (18, 0.76), (19, 0.56), (20, 0.40),
        ],
        [
            (8, 0.50), (9, 0.90), (10, 1.10), (11, 1.12), (12, 1.22), (13, 1.18), (14, 1.05), (16, 1.05), (17, 1.15),
            (18, 1.08), (19, 0.92), (20, 0.75),
        ],
        [
            (0, 0.30), (2, 0.12), (5, 0.10), (7, 0.55), (9, 1.60), (11, 1.75), (13, 1.50), (15, 1.50), (17, 1.40),
            (19, 1.20), (21, 1.10), (24, 0.32),
        ],
    ]

    /// E-mails per weekday, relative.
    static let emailWeekdays = [1.22, 1.12, 1.06, 1.02, 0.98, 0.72, 0.68]

    /// Share of abandoned callers who call again within the hour (chat: give up the chat and call).
    static let redial = [0.55, 0.30, 0.0]
    /// Share of unresolved contacts that come back one to five days later.
    static let comeBack = 0.42
    /// Contacts as a multiple of first contacts, as the centre's planners reckon.
    static let contactsPerFirst = 1.13
    /// Share of voice callers who withhold their number.
    static let withheld = 0.02
    /// Share of answered contacts that end in a transfer to a colleague (the contact stays one row).
    static let transfer = 0.06
    /// Chance that an answered sales contact ends in a sale: voice, chat, e-mail.
    static let conversion = [0.24, 0.16, 0.09]
    /// Talk time of a chat that runs beside another, relative.
    static let besideAnotherChat = 1.25
}
