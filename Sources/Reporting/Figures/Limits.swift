/// How much detail a page carries, so that a big centre's report still opens at once. What is left out is said on the
/// page and is in the CSV files.
enum Limits {
    /// Days of history before the forecast in the daily charts.
    static let historyDays = 28
    /// Weeks of forecast shown interval by interval.
    static let weekRows = 6
    /// Streams with charts of their own; the largest come first.
    static let streamPanels = 24
    /// Skills with charts of their own.
    static let skillPanels = 12
    /// Agents in the roster overview.
    static let rosterAgents = 400
    /// Shifts drawn break by break.
    static let detailedShifts = 4000
    /// Columns of a weekday × interval table before intervals are put together.
    static let heatColumns = 34
    /// Models with a column of their own in the accuracy table.
    static let modelColumns = 9
    /// Rows in the list of the shortest intervals.
    static let worstIntervals = 8
    /// Stretches with agents missing that are listed.
    static let shortStretches = 16
    /// Agents with refused wishes that are named.
    static let refusedWishes = 12
    /// Reasons of contacts that are listed.
    static let drivers = 25
    /// Customers listed who may have left.
    static let churn = 20
    /// Agents in a funnel plot and in the table of agents.
    static let funnelAgents = 1000
    /// Skills up to which the shortfall of all skills together is computed over every subset of them.
    static let exactSkills = 8
}
