import ContactCenter
import Queueing

/// A requirement added up over intervals and streams. Nothing was rounded before.
public struct StaffingFigures: Hashable, Sendable {
    /// Contacts.
    public private(set) var volume = 0.0
    /// Hours of handling that they bring.
    public private(set) var workloadHours = 0.0
    /// Agent-hours required on contacts.
    public private(set) var requiredHours = 0.0
    /// Agent-hours of the requirement that a staff cap leaves open.
    public private(set) var shortfallHours = 0.0
    /// Agent-hours in the office, in-office shrinkage included.
    public private(set) var inOfficeHours = 0.0
    /// Agent-hours to schedule and to pay, all shrinkage included.
    public private(set) var paidHours = 0.0
    /// Most agents required at one instant.
    public private(set) var peakAgents = 0.0
    /// First interval in which they are.
    public private(set) var peakStart: Instant?
    private var servedWeight = 0.0
    private var servedVolume = 0.0
    private var expectedWeight = 0.0
    private var expectedVolume = 0.0
    private var metWeight = 0.0
    private var busyHours = 0.0
    private var staffedHours = 0.0

    /// The figures of some rows, of one stream or of many.
    public init(_ rows: some Sequence<RequirementInterval>) {
        var required: [Instant: Double] = [:]
        for row in rows {
            let hours = row.hours
            volume += row.volume
            workloadHours += row.load * hours
            requiredHours += row.agentsRequired * hours
            shortfallHours += row.shortfall * hours
            inOfficeHours += row.agentsInOffice * hours
            paidHours += row.paidHours
            required[row.start, default: 0] += row.agentsRequired
            if let level = row.serviceLevel {
                servedWeight += level * row.volume
                servedVolume += row.volume
            }
            if let level = row.serviceLevelExpected {
                expectedWeight += level * row.volume
                expectedVolume += row.volume
                metWeight += (row.probabilityMeetsTarget ?? 0) * row.volume
            }
            if let occupancy = row.occupancy {
                // The share is one of whole agents, the busy time that of the work.
                let agents = min(RequirementBuilder.wholeAgents(row.agentsStaffed), row.staffCap ?? .infinity)
                busyHours += occupancy * agents * hours
            }
            staffedHours += row.agentsStaffed * hours
        }
        for (start, agents) in required where agents > 0 {
            guard let peak = peakStart, agents < peakAgents || (agents == peakAgents && start > peak) else {
                (peakStart, peakAgents) = (start, agents)
                continue
            }
        }
    }

    /// Service level over all contacts: the intervals' weighed by their volume, 0…1; `nil` with no contacts.
    public var serviceLevel: Double? { servedVolume > 0 ? servedWeight / servedVolume : nil }
    /// The same of the service level expected over the forecast's band; `nil` where that was not asked for.
    public var serviceLevelExpected: Double? { expectedVolume > 0 ? expectedWeight / expectedVolume : nil }
    /// Share of the contacts that come in intervals which meet their target, as the band has it.
    public var probabilityMeetsTarget: Double? { expectedVolume > 0 ? metWeight / expectedVolume : nil }
    /// Share of the staffed agents' time on contacts, 0…1; `nil` without agents.
    public var occupancy: Double? { staffedHours > 0 ? min(1, busyHours / staffedHours) : nil }

    /// Full-time equivalents of a span of days: paid hours over the contract hours of so many weeks.
    ///
    /// - Parameter weeks: Weeks of the span; 1 for a day, whose FTE adds up to the week's.
    public func fte(hoursPerWeek: Double?, weeks: Double) -> Double? {
        hoursPerWeek.map { paidHours / ($0 * weeks) }
    }
}
