import ContactCenter

/// The cheapest way to close a week's gap with what can be decided late: time off, outsourcing, overtime; and what is
/// left, which is the shortage.
///
/// All amounts are FTE for a week, all prices those of an FTE for a week. With n and m for the given hires' available
/// FTE and the required ones, the week is the linear programme of one row
///
///     min  p_o o + p_x x − p_v v + p_u u    n + o + x − v + u ≥ m,  bounds on o, x, v
///
/// whose optimum takes the sources in order of price, keeping at work those who would go home being one of them.
struct FlexibleHours: Hashable, Sendable {
    /// What a week uses.
    struct Use: Hashable, Sendable {
        var overtime = 0.0
        var timeOff = 0.0
        var outsourced = 0.0
        var shortage = 0.0
        /// Time off that could have been given and was not.
        var kept = 0.0

        static func += (sum: inout Use, use: Use) {
            sum.overtime += use.overtime
            sum.timeOff += use.timeOff
            sum.outsourced += use.outsourced
            sum.shortage += use.shortage
            sum.kept += use.kept
        }
    }

    private enum Source: CaseIterable { case keeping, outsourcing, overtime, shortage }

    let overtimePrice: Double
    let overtimeShare: Double
    let timeOffSaving: Double
    let timeOffShare: Double
    let outsourcingPrice: Double
    let outsourcingMinimum: Double
    let outsourcingMaximum: Double
    let shortagePrice: Double
    private let order: [Source]

    /// The prices of `settings`; an outsourced hour is an hour on contacts, all others are paid hours that shrink.
    init(_ settings: CapacitySettings, shrinkage: Shrinkage) throws(CapacityError) {
        let overtime = settings.overtime
        let timeOff = settings.voluntaryTimeOff
        let outsourcing = settings.outsourcing
        try Domain.requireNonNegative(overtime.pricePerHour, "the price of an hour of overtime")
        try Domain.requireShare(overtime.maximumShare, "the most overtime")
        try Domain.requireNonNegative(timeOff.savingPerHour, "the saving of an hour of time off")
        try Domain.requireShare(timeOff.maximumShare, "the most time off")
        try Domain.requireNonNegative(outsourcing.pricePerHour, "the price of an outsourced hour")
        try Domain.requireNonNegative(outsourcing.minimumHours, "the fewest outsourced hours")
        try Domain.requireNonNegative(outsourcing.maximumHours, "the most outsourced hours")
        try Domain.requireNonNegative(settings.costs.shortagePerHour, "the price of a missing hour")
        guard outsourcing.minimumHours <= outsourcing.maximumHours else {
            throw .invalidValue(
                what: "the fewest outsourced hours", value: "\(outsourcing.minimumHours)", place: nil,
                hint: "the most outsourced hours are \(outsourcing.maximumHours)")
        }
        let hours = settings.hoursPerFTE
        let onContacts = hours * (1 - shrinkage.total)
        overtimePrice = overtime.pricePerHour * hours
        overtimeShare = overtime.maximumShare
        timeOffSaving = timeOff.savingPerHour * hours
        timeOffShare = timeOff.maximumShare
        outsourcingPrice = outsourcing.pricePerHour * onContacts
        outsourcingMinimum = outsourcing.minimumHours / onContacts
        outsourcingMaximum = outsourcing.maximumHours / onContacts
        shortagePrice = settings.costs.shortagePerHour * hours
        let prices: [Source: Double] = [
            .keeping: timeOffSaving, .outsourcing: outsourcingPrice, .overtime: overtimePrice,
            .shortage: shortagePrice,
        ]
        // The sort is stable: of equal prices the kinder to the customer comes first.
        order = Source.allCases.sorted { (prices[$0] ?? 0) < (prices[$1] ?? 0) }
    }

    /// The cheapest use in a week with `available` of `required` FTE.
    func use(required: Double, available: Double) -> Use {
        let mostTimeOff = timeOffShare * available
        var use = Use(timeOff: mostTimeOff, outsourced: outsourcingMinimum)
        var missing = required - available - outsourcingMinimum + mostTimeOff
        for source in order where missing > 0 {
            switch source {
            case .keeping:
                use.kept = min(missing, mostTimeOff)
                use.timeOff = mostTimeOff - use.kept
                missing -= use.kept
            case .outsourcing:
                let more = min(missing, outsourcingMaximum - outsourcingMinimum)
                use.outsourced += more
                missing -= more
            case .overtime:
                use.overtime = min(missing, overtimeShare * available)
                missing -= use.overtime
            case .shortage:
                use.shortage = missing
                missing = 0
            }
        }
        return use
    }

    /// Money of a use; the shortage costs none.
    func money(_ use: Use) -> Double {
        overtimePrice * use.overtime + outsourcingPrice * use.outsourced - timeOffSaving * use.timeOff
    }

    /// How much to go without so that `excess` money is saved, the dearest source first: each saved unit of FTE is a
    /// unit of shortage, so the fewest are lost. `nil` when all of it does not save enough.
    ///
    /// - Parameter weeks: Weeks of `total`, each of which has its contract's fewest outsourced hours.
    func relief(_ total: Use, weeks: Int, excess: Double) -> Use? {
        var left = excess
        var relief = Use()
        for source in order.reversed() where left > 0 {
            let (price, amount): (Double, Double) =
                switch source {
                case .overtime: (overtimePrice, total.overtime)
                case .outsourcing: (outsourcingPrice, total.outsourced - outsourcingMinimum * Double(weeks))
                case .keeping: (timeOffSaving, total.kept)
                case .shortage: (0, 0)
                }
            guard price > 0, amount > 0 else { continue }
            let given = min(amount, left / price)
            left -= given * price
            relief.shortage += given
            switch source {
            case .overtime: relief.overtime = given
            case .outsourcing: relief.outsourced = given
            case .keeping: relief.kept = given
            case .shortage: break
            }
        }
        // A remainder of rounding is no money.
        return left <= 1e-9 * max(1, excess) ? relief : nil
    }

    /// `uses` without the amounts of `relief`, taken from the last week backwards.
    func relieved(_ uses: [Use], by relief: Use) -> [Use] {
        var left = relief
        var uses = uses
        for week in uses.indices.reversed() {
            let overtime = min(left.overtime, uses[week].overtime)
            let outsourced = min(left.outsourced, uses[week].outsourced - outsourcingMinimum)
            let kept = min(left.kept, uses[week].kept)
            uses[week].overtime -= overtime
            uses[week].outsourced -= outsourced
            uses[week].kept -= kept
            uses[week].timeOff += kept
            uses[week].shortage += overtime + outsourced + kept
            left.overtime -= overtime
            left.outsourced -= outsourced
            left.kept -= kept
        }
        return uses
    }
}
