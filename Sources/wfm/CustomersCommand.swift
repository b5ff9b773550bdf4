import ArgumentParser
import ContactCenter
import FileFormats
import Interactions
import Planning
import Reporting
import Tabular

/// `wfm customers`: who the customers are, who comes back and why, and what they are worth.
struct CustomersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customers",
        abstract: "Customers: repeats and their reasons, what better resolution saves, value, churn, outbound lists.",
        discussion: """
            Reads interaction logs, files of purchases, or both. From logs: profiles, timelines, first-contact resolution
            (transfers, callbacks and redials chained), contact drivers, and what better resolution does to volume and
            staff. From purchases (or the revenue of contacts): recency, frequency and value, BG/NBD and gamma-gamma,
            churn list. Writes one CSV file a table, customers.json and the page customers.html (see docs/formats.md);
            without --output the JSON goes to standard output.

            EXAMPLES
              wfm customers data/demo/sample/interactions.csv --time-zone Europe/London --output customers
              wfm customers data/demo/sample/interactions.csv --time-zone Europe/London --offers docs/examples/offers.csv --output customers
              wfm customers --plan data/demo/sample/plan.yaml --output customers
              wfm customers --transactions purchases.csv --calibration-end 2025-09-30 --horizon 91d --output customers
            """)

    @Argument(help: "Interaction files; '-' is standard input. The plan's own when omitted.")
    var logs: [String] = []

    @OptionGroup var log: LogOptions

    @Option(help: "A file of purchases: customer_id,date,amount. The revenue of contacts when there is none.")
    var transactions: [String] = []

    @Option(help: "Column of the customer in the purchases; found by name when omitted.")
    var customerColumn: String?

    @Option(help: "Column of the day in the purchases.")
    var dateColumn: String?

    @Option(help: "Column of the amount in the purchases.")
    var amountColumn: String?

    @Option(help: "Records of a customer system: customer_id, account, email, phone. Equal keys are one customer.")
    var identities: String?

    @Option(help: "Country calling code of telephone numbers written without one, e.g. 44.")
    var countryCode: String?

    @Option(help: "A number or address that more customers carry joins nobody.")
    var sharedLimit = 3

    @Option(help: "A number or address that joins nobody (the centre's own switchboard); may be repeated.")
    var exclude: [String] = []

    @Option(help: "A contact so many seconds after the end of a transferred one continues it.")
    var transferSeconds = 300

    @Option(help: "Who comes back within so many hours of giving up asks for the same.")
    var redialHours = 24

    @Option(help: "A call of the centre within so many hours of an unresolved contact is its callback.")
    var callbackHours = 24

    @Option(help: "Windows of the repeat rule in days, joined by commas.")
    var windows = "1,7,14,30"

    @Option(help: "Customers of the centre, for contacts per 1,000; the known ones of the log when omitted.")
    var customerBase: Int?

    @Option(help: "Last day of the purchases that models see; later ones test them. The last of the file when omitted.")
    var calibrationEnd: String?

    @Option(help: "How far purchases are predicted, in days or weeks: 91d, 13w.")
    var horizon = "52w"

    @Option(help: "Points of first-contact resolution whose effect on staff is asked, joined by commas.")
    var resolutionPoints = "1,3,5"

    @Option(help: "Occupancy at which handling becomes staff, 0 to 1.")
    var occupancy = 0.85

    @Option(help: "Share of paid time not available, 0 to 1; the plan's, or 0.3, when omitted.")
    var shrinkage: Double?

    @Option(help: "Paid hours a week of a full-time equivalent; the plan's, or 40, when omitted.")
    var hoursPerFte: Double?

    @Option(help: "A ticket log: case_id,activity,agent_id,completed_at.")
    var tickets: String?

    @Option(help: "The activity that closes a ticket.")
    var closing = "Closed"

    @Option(help: "What may be offered to whom (offers.csv): writes leads.csv and cross-sell.csv.")
    var offers: String?

    @Option(help: "requirements.csv whose quiet intervals the offers fill (with --roster): writes outbound.csv.")
    var requirements: String?

    @Option(help: "roster.csv of the same days.")
    var roster: String?

    @Option(help: "Time of day in which customers are called.")
    var callingHours = "09:00-20:00"

    @Option(help: "Campaigns (campaign,start,end,reach,series): writes campaign-drivers.csv for wfm forecast --long.")
    var campaigns: String?

    @Option(help: "The series they move, in long form (unique_id,ds,y).")
    var series: String?

    @Option(help: "Folder for the results; customers.json goes to standard output when omitted.")
    var output: String?

    @Option(help: "Language of the page: en or zh-Hans.")
    var lang = ReportLanguage.english

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !logs.isEmpty || log.plan != nil || !transactions.isEmpty || tickets != nil || campaigns != nil else {
            throw ValidationError(
                "name at least one interaction file, or --plan, --transactions, --tickets or --campaigns")
        }
        guard
            commaSeparatedNumbers(windows).map({ $0.allSatisfy { $0 >= 1 && $0 == $0.rounded() && $0 <= 3660 } })
                == true
        else {
            throw ValidationError("--windows are whole days joined by commas, found '\(windows)'")
        }
        guard commaSeparatedNumbers(resolutionPoints).map({ $0.allSatisfy { $0 > 0 && $0 <= 100 } }) == true else {
            throw ValidationError(
                "--resolution-points are numbers above 0 joined by commas, found '\(resolutionPoints)'")
        }
        guard occupancy > 0, occupancy <= 1 else {
            throw ValidationError("--occupancy lies above 0 and up to 1, found \(occupancy)")
        }
        if let shrinkage, shrinkage < 0 || shrinkage >= 1 {
            throw ValidationError("--shrinkage lies from 0 to below 1, found \(shrinkage)")
        }
        if let hoursPerFte, hoursPerFte <= 0 || hoursPerFte > 168 {
            throw ValidationError("--hours-per-fte lies above 0 and up to 168, found \(hoursPerFte)")
        }
        guard horizonDays != nil else {
            throw ValidationError("--horizon is a length such as 91d or 13w, found '\(horizon)'")
        }
        guard calibrationEnd == nil || calibrationEnd.flatMap({ CivilDate($0) }) != nil else {
            throw ValidationError("--calibration-end is a date YYYY-MM-DD, found '\(calibrationEnd ?? "")'")
        }
        guard callingMinutes != nil else {
            throw ValidationError("--calling-hours is like 09:00-20:00, found '\(callingHours)'")
        }
        guard (requirements == nil) == (roster == nil) else {
            throw ValidationError("--requirements and --roster belong together")
        }
        guard requirements == nil || offers != nil else {
            throw ValidationError("--requirements and --roster are for --offers")
        }
        guard (campaigns == nil) == (series == nil) else {
            throw ValidationError("--campaigns and --series belong together")
        }
        guard sharedLimit >= 1, transferSeconds >= 0, redialHours >= 0, callbackHours >= 0, (customerBase ?? 1) > 0
        else {
            throw ValidationError("--shared-limit and --customer-base begin at 1; seconds and hours at 0")
        }
        if let code = countryCode, !(1...3).contains(code.count) || code.hasPrefix("0") || Int(code) == nil {
            throw ValidationError("--country-code is one to three digits such as 44, found '\(code)'")
        }
    }

    private var horizonDays: Int? {
        guard let unit = horizon.last, let count = Int(horizon.dropLast()), (1...5000).contains(count) else {
            return nil
        }
        switch unit {
        case "d": return count
        case "w": return 7 * count
        default: return nil
        }
    }

    private var callingMinutes: Range<Int>? {
        let parts = callingHours.split(separator: "-")
        guard parts.count == 2, let from = LocalTime.minuteOfDay(parts[0]), let to = LocalTime.minuteOfDay(parts[1]),
            from < to
        else { return nil }
        return from..<to
    }

    private func request(_ workspace: PlanWorkspace?) throws -> CustomerRequest {
        var request = CustomerRequest(try log.source(logs, plan: workspace))
        request.transactions = transactions
        request.transactionColumns = (customerColumn, dateColumn, amountColumn)
        request.identities = identities
        request.resolver = IdentityResolver(
            normalizer: ContactKeyNormalizer(countryCode: countryCode), sharedLimit: sharedLimit, excluded: exclude)
        request.rule = ChainingRule(
            transferSeconds: transferSeconds, redialSeconds: redialHours * 3600, callbackSeconds: callbackHours * 3600)
        request.windowsDays = (commaSeparatedNumbers(windows) ?? []).map { Int($0) }
        request.customerBase = customerBase
        request.calibrationEnd = calibrationEnd.flatMap { CivilDate($0) }
        request.horizonDays = horizonDays ?? request.horizonDays
        request.staff = WorkloadToStaff(
            occupancy: occupancy, shrinkage: shrinkage ?? workspace?.plan.shrinkage.total ?? 0.3,
            hoursPerFTE: hoursPerFte ?? workspace?.plan.staffing.fteHoursPerWeek ?? 40)
        request.resolutionPoints = (commaSeparatedNumbers(resolutionPoints) ?? []).map { $0 / 100 }
        request.tickets = tickets
        request.closing = closing
        request.offers = offers
        if let requirements, let roster { request.quiet = (requirements, roster) }
        request.callingMinutes = callingMinutes ?? request.callingMinutes
        if let campaigns, let series { request.campaigns = (campaigns, series) }
        return request
    }

    func run() async throws {
        let workspace = try log.workspace()
        try await InterruptSignal.during { interruption in
            let result = try await CustomerStage(request(workspace)).run(
                context: common.context(interruption: interruption))
            if let output {
                let page = CustomerReport.render(
                    CustomerReportContent(result, name: workspace?.plan.name ?? "", language: lang))
                try writeAtomically(
                    result.files() + [OutputFile(path: "customers.html", bytes: page)], folder: output)
            } else {
                try Output.write(result.files().last?.bytes ?? [], to: nil)
            }
            for note in result.notes { common.say("note: \(note)") }
            if let rows = result.accounting { common.say(rows.words) }
            for line in CustomerWords.inWords(result) { common.say(line) }
        }
    }
}
