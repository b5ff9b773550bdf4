import ContactCenter
import Tabular

/// `requirements.csv` of a plan: the people each interval of each queue × channel needs, step by step.
///
/// Not the `requirements.csv` of a scheduling folder, which holds whole heads per skill (``RosteringFolder``).
public enum RequirementFile {
    /// Columns in the order written.
    public static let columns =
        StreamColumns.names + [
            "volume", "aht_s", "patience_s", "load", "agents_base", "agents_concurrency", "agents_occupancy",
            "agents_minimum", "agents_required", "agents_required_rounded", "agents_scheduled",
            "agents_scheduled_rounded", "service_level", "asa_s", "abandonment", "occupancy", "sl_definition",
            "agents_base_rounded", "agents_concurrency_rounded", "agents_occupancy_rounded", "agents_minimum_rounded",
            "staff_cap", "agents_staffed", "shortfall", "agents_in_office", "agents_in_office_rounded", "paid_hours",
            "fte", "service_level_expected", "prob_meets_target", "points_gained", "points_lost",
        ]

    /// Reads rows in file order.
    ///
    /// Only the columns of the interval, `volume`, `agents_required` and `agents_scheduled` must be there, so that
    /// another tool's requirement can be read. Steps that are not given are taken as `agents_required`; the load as
    /// volume × AHT / length, 0 without an AHT; the definition as `sl_offered`. Rounded columns, `shortfall` and
    /// `paid_hours` follow from others and are ignored.
    ///
    /// - Parameter channels: Channels under names of the centre's own, beside the known names.
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(
        _ input: InputBytes, channels: [Channel] = []
    ) throws(TabularError) -> [RequirementInterval] {
        var table = try Table(
            input, required: StreamColumns.names + ["volume", "agents_required", "agents_scheduled"])
        var key = StreamColumns(table, channels: channels)
        let volume = table.column("volume")
        let aht = table.column("aht_s")
        let patience = table.column("patience_s")
        let load = table.column("load")
        let base = table.column("agents_base")
        let concurrency = table.column("agents_concurrency")
        let occupancyStep = table.column("agents_occupancy")
        let minimum = table.column("agents_minimum")
        let required = table.column("agents_required")
        let scheduled = table.column("agents_scheduled")
        let serviceLevel = table.column("service_level")
        let asa = table.column("asa_s")
        let abandonment = table.column("abandonment")
        let occupancy = table.column("occupancy")
        let definition = table.column("sl_definition")
        let cap = table.column("staff_cap")
        let staffed = table.column("agents_staffed")
        let inOffice = table.column("agents_in_office")
        let fte = table.column("fte")
        let expectedLevel = table.column("service_level_expected")
        let probability = table.column("prob_meets_target")
        let gained = table.column("points_gained")
        let lost = table.column("points_lost")
        var rows: [RequirementInterval] = []
        while let row = try table.next() {
            let (stream, start, seconds) = try key.read(row)
            var interval = RequirementInterval(stream: stream, start: start, intervalSeconds: seconds)
            interval.volume = try row.double(volume)
            interval.ahtSeconds = try row.optionalDouble(aht)
            interval.patienceSeconds = try row.optionalDouble(patience)
            interval.load =
                try row.optionalDouble(load) ?? interval.volume * (interval.ahtSeconds ?? 0) / Double(seconds)
            interval.agentsRequired = try row.double(required)
            interval.agentsScheduled = try row.double(scheduled)
            interval.agentsBase = try row.optionalDouble(base) ?? interval.agentsRequired
            interval.agentsConcurrency = try row.optionalDouble(concurrency) ?? interval.agentsRequired
            interval.agentsOccupancy = try row.optionalDouble(occupancyStep) ?? interval.agentsRequired
            interval.agentsMinimum = try row.optionalDouble(minimum) ?? interval.agentsRequired
            interval.serviceLevel = try row.optionalShare(serviceLevel)
            interval.asaSeconds = try row.optionalDouble(asa)
            interval.abandonment = try row.optionalShare(abandonment)
            interval.occupancy = try row.optionalShare(occupancy)
            if !row.isEmpty(definition) { interval.formula = try row.choice(definition, ServiceLevelFormula.self) }
            interval.staffCap = try row.optionalDouble(cap)
            interval.agentsStaffed = try row.optionalDouble(staffed) ?? interval.agentsRequired
            interval.agentsInOffice = try row.optionalDouble(inOffice) ?? interval.agentsStaffed
            interval.fte = try row.optionalDouble(fte)
            interval.serviceLevelExpected = try row.optionalShare(expectedLevel)
            interval.probabilityMeetsTarget = try row.optionalShare(probability)
            interval.pointsGained = try row.optionalDouble(gained)
            interval.pointsLost = try row.optionalDouble(lost)
            rows.append(interval)
        }
        return rows
    }

    /// Writes rows in the order given, times with the zone's offset. The rounded columns are the next whole number at
    /// or above the number as written, so that 2.99999999 and 3 both need 3 heads.
    public static func write(_ rows: [RequirementInterval], zone: ZoneRules) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.addInterval(row.stream, row.start, row.intervalSeconds, zone: zone)
            writer.add(row.volume, decimals: Decimals.volume)
            writer.add(row.ahtSeconds, decimals: Decimals.seconds)
            writer.add(row.patienceSeconds, decimals: Decimals.seconds)
            writer.add(row.load, decimals: Decimals.agents)
            for agents in [row.agentsBase, row.agentsConcurrency, row.agentsOccupancy, row.agentsMinimum] {
                writer.add(agents, decimals: Decimals.agents)
            }
            for agents in [row.agentsRequired, row.agentsScheduled] {
                writer.add(agents, decimals: Decimals.agents)
                writer.add(wholeHeads(agents), decimals: 0)
            }
            writer.add(row.serviceLevel, decimals: Decimals.share)
            writer.add(row.asaSeconds, decimals: Decimals.seconds)
            writer.add(row.abandonment, decimals: Decimals.share)
            writer.add(row.occupancy, decimals: Decimals.share)
            writer.add(row.formula.rawValue)
            for agents in [row.agentsBase, row.agentsConcurrency, row.agentsOccupancy, row.agentsMinimum] {
                writer.add(wholeHeads(agents), decimals: 0)
            }
            writer.add(row.staffCap, decimals: Decimals.agents)
            writer.add(row.agentsStaffed, decimals: Decimals.agents)
            writer.add(row.shortfall, decimals: Decimals.agents)
            writer.add(row.agentsInOffice, decimals: Decimals.agents)
            writer.add(wholeHeads(row.agentsInOffice), decimals: 0)
            writer.add(row.paidHours, decimals: Decimals.hours)
            writer.add(row.fte, decimals: Decimals.share)
            writer.add(row.serviceLevelExpected, decimals: Decimals.share)
            writer.add(row.probabilityMeetsTarget, decimals: Decimals.share)
            writer.add(row.pointsGained, decimals: Decimals.share)
            writer.add(row.pointsLost, decimals: Decimals.share)
            writer.endRow()
        }
        return writer.bytes
    }

    private static func wholeHeads(_ agents: Double) -> Double {
        let unit = 10_000.0
        return ((agents * unit).rounded() / unit).rounded(.up)
    }
}
