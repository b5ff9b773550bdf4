/// The sixty people of Harbour Telecom. Names are invented: a first name and an initial.
enum Team {
    /// A kind of shift: minutes of presence and of paid time, and its breaks.
    struct ShiftKind {
        let name: String
        let presence: Int
        let paid: Int
        /// Minutes, paid or not, earliest and latest start after the shift's start.
        let breaks: [(minutes: Int, isPaid: Bool, window: ClosedRange<Int>)]
        /// Latest start of day in minutes; the earliest is 08:00.
        var latestStart: Int { 1200 - presence }
    }

    /// Kinds of shift, from short to long; the number is the paid time in hours and tenths.
    static let shiftKinds = [
        ShiftKind(name: "S40", presence: 240, paid: 240, breaks: [(15, true, 75...150)]),
        ShiftKind(name: "S50", presence: 300, paid: 300, breaks: [(15, true, 90...195)]),
        ShiftKind(
            name: "S60", presence: 390, paid: 360,
            breaks: [(15, true, 75...120), (30, false, 180...225), (15, true, 285...315)]),
        ShiftKind(
            name: "S75", presence: 480, paid: 450,
            breaks: [(15, true, 75...135), (30, false, 195...270), (15, true, 345...405)]),
        ShiftKind(
            name: "S90", presence: 570, paid: 540,
            breaks: [(15, true, 75...150), (30, false, 210...315), (15, true, 390...495)]),
    ]

    /// A contract.
    struct Contract {
        let name: String
        /// Paid minutes of a week.
        let weekly: ClosedRange<Int>
        let maximumDays: Int
        let kinds: [String]
        /// Days of an ordinary week.
        let days: Int
        /// Paid minutes that a day of leave is worth: `days` of them are a week inside the band.
        let leaveCredit: Int
        /// People under it.
        let people: Int
        /// Half hours of presence on an ordinary day.
        let halfHours: Int
    }

    /// Contracts: full time 37.5 h, annualised hours, four long days, part time 25 h and 20 h.
    static let contracts = [
        Contract(
            name: "FT375", weekly: 2250...2250, maximumDays: 5, kinds: ["S75"], days: 5, leaveCredit: 450, people: 24,
            halfHours: 16),
        Contract(
            name: "FLEX36", weekly: 1980...2340, maximumDays: 5, kinds: ["S60", "S75", "S90"], days: 5,
            leaveCredit: 435, people: 13, halfHours: 16),
        Contract(
            name: "FT4D", weekly: 2160...2160, maximumDays: 4, kinds: ["S90"], days: 4, leaveCredit: 540, people: 6,
            halfHours: 19),
        Contract(
            name: "PT25", weekly: 1440...1560, maximumDays: 5, kinds: ["S50", "S60"], days: 5, leaveCredit: 300,
            people: 9, halfHours: 10),
        Contract(
            name: "PT20", weekly: 1140...1260, maximumDays: 5, kinds: ["S40", "S50"], days: 5, leaveCredit: 240,
            people: 8, halfHours: 8),
    ]

    /// An agent.
    struct Agent {
        let name: String
        /// Index of the contract.
        let contract: Int
        /// Indices of the queues the agent can serve.
        let skills: [Int]
        /// Talk time relative to the mean.
        let pace: Double
        /// Share of contacts resolved relative to the mean.
        let success: Double
        /// First day at work, in days of the log; before the log for most.
        let firstDay: Int

        /// Whether the agent can serve a queue.
        func serves(_ queue: Int) -> Bool { skills.contains(queue) }
    }

    private static let names = [
        "Amira K.", "Ben O.", "Carys W.", "Dmitri V.", "Eilidh M.", "Farah S.", "Gareth P.", "Hana T.", "Idris B.",
        "Jodie L.", "Kofi A.", "Leanne R.", "Marek Z.", "Nadia H.", "Owen D.", "Priya N.", "Quentin F.", "Rosa C.",
        "Samir J.", "Tamsin G.", "Uche E.", "Vikram R.", "Wendy S.", "Xanthe B.", "Yusuf M.", "Zoe P.", "Aled J.",
        "Bronwyn T.", "Callum F.", "Deepa M.", "Emeka O.", "Fiona C.", "Graham H.", "Harriet B.", "Imran Q.",
        "Jasmine W.", "Keiran D.", "Lucia P.", "Morag S.", "Nikhil G.", "Orla N.", "Piotr K.", "Rhian E.", "Stefan L.",
        "Tariq A.", "Ursula V.", "Verity H.", "Winston C.", "Yasmin F.", "Zachary T.", "Alba R.", "Bogdan I.",
        "Chiara M.", "Declan B.", "Esther A.", "Femi L.", "Gwen J.", "Hugo S.", "Ines D.", "Jerome W.",
    ]

    /// Sets of skills and how many have them: queue indices 0 sales, 1 billing, 2 support.
    private static let skillSets: [(skills: [Int], people: Int)] = [
        ([2], 18), ([1], 11), ([0], 8), ([1, 2], 10), ([0, 1], 7), ([0, 1, 2], 6),
    ]

    /// Agents in the order of the files.
    static let agents: [Agent] = {
        // Deal contracts and skills out in two orders that do not run in step: every skill has every contract.
        let contractOf = deal(contracts.map(\.people), step: 23)
        let skillsOf = deal(skillSets.map(\.people), step: 7)
        return names.enumerated().map { index, name in
            var random = UnitStream(seed: Centre.seed, .agentTraits, index)
            let pace = ExactMath.exp(0.11 * random.normal())
            let success = ExactMath.exp(0.05 * random.normal())
            // Five starters joined in two intakes during the log.
            let firstDay = [11: 49, 23: 49, 36: 49, 44: 133, 57: 133][index] ?? -365
            return Agent(
                name: name, contract: contractOf[index], skills: skillSets[skillsOf[index]].skills, pace: pace,
                success: success, firstDay: firstDay)
        }
    }()

    /// Hands out `counts[k]` cards k to seats 0, step, 2 step … (modulo their number, prime to `step`).
    private static func deal(_ counts: [Int], step: Int) -> [Int] {
        let seats = counts.reduce(0, +)
        var hands = Array(repeating: 0, count: seats)
        var seat = 0
        for (card, count) in counts.enumerated() {
            for _ in 0..<count {
                hands[seat] = card
                seat = (seat + step) % seats
            }
        }
        return hands
    }
}
