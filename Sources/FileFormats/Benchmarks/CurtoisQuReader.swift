import ContactCenter
import Tabular

/// Turns the rows of a Curtois–Qu file into an instance, collecting every fault on the way.
struct CurtoisQuReader {
    var faults: FaultCollector
    private(set) var instance = ShiftRosteringInstance(days: 0, shiftTypes: [], employees: [])
    private var shiftIndex: [String: Int] = [:]
    private var employeeIndex: [String: Int] = [:]

    init(faults: FaultCollector) { self.faults = faults }

    private mutating func each(
        _ lines: [BenchmarkLine], fields: Int? = nil,
        _ body: (inout CurtoisQuReader, BenchmarkLine, [String]) throws(TabularError) -> Void
    ) {
        for line in lines {
            let found = line.fields
            if let fields, found.count != fields {
                faults.add(line.fault("expected \(fields) fields between commas, found \(found.count)"))
                continue
            }
            do throws(TabularError) { try body(&self, line, found) } catch { faults.add(error) }
        }
    }

    mutating func readHorizon(_ lines: [BenchmarkLine]) {
        each(Array(lines.prefix(1))) { (reader, line, _) throws(TabularError) in
            reader.instance.days = try line.int(line.text, "horizon", in: 1...3660)
        }
        for extra in lines.dropFirst() { faults.add(extra.fault("expected one horizon, found more")) }
    }

    mutating func readShifts(_ lines: [BenchmarkLine]) {
        for line in lines {
            let id = line.fields[0]
            if shiftIndex[id] != nil { faults.add(line.fault("shift '\(id)' is listed twice", column: "ShiftID")) }
            shiftIndex[id] = instance.shiftTypes.count
            instance.shiftTypes.append(.init(id: id, minutes: 0))
        }
        if instance.shiftTypes.count > 250, let line = lines.last {
            faults.add(line.fault("more than 250 shift types"))
        }
        var row = -1
        each(lines) { (reader, line, fields) throws(TabularError) in
            row += 1
            guard fields.count == 3 else {
                throw line.fault("expected ShiftID, minutes and forbidden followers, found \(fields.count) fields")
            }
            reader.instance.shiftTypes[row].minutes = try line.int(fields[1], "minutes", in: 1...1440)
            for name in fields[2].split(separator: "|") {
                reader.instance.shiftTypes[row].forbiddenNext.insert(
                    try line.index(of: String(name), in: reader.shiftIndex, "shift"))
            }
        }
    }

    mutating func readStaff(_ lines: [BenchmarkLine]) {
        each(lines, fields: 8) { (reader, line, fields) throws(TabularError) in
            let id = fields[0]
            guard reader.employeeIndex[id] == nil else {
                throw line.fault("employee '\(id)' is listed twice", column: "ID")
            }
            reader.employeeIndex[id] = reader.instance.employees.count
            var limits = [Int](repeating: reader.instance.days, count: reader.instance.shiftTypes.count)
            for part in fields[1].split(separator: "|") {
                let sides = part.split(separator: "=")
                guard sides.count == 2 else {
                    throw line.fault("expected shift=count, found '\(part)'", column: "MaxShifts")
                }
                let shift = try line.index(of: String(sides[0]), in: reader.shiftIndex, "shift")
                limits[shift] = try line.int(String(sides[1]), "MaxShifts", in: 0...100_000)
            }
            let employee = ShiftRosteringInstance.Employee(
                id: id, maximumShifts: limits,
                maximumMinutes: try line.int(fields[2], "MaxTotalMinutes", in: 0...10_000_000),
                minimumMinutes: try line.int(fields[3], "MinTotalMinutes", in: 0...10_000_000),
                maximumConsecutiveShifts: try line.int(fields[4], "MaxConsecutiveShifts", in: 1...10_000),
                minimumConsecutiveShifts: try line.int(fields[5], "MinConsecutiveShifts", in: 0...10_000),
                minimumConsecutiveDaysOff: try line.int(fields[6], "MinConsecutiveDaysOff", in: 0...10_000),
                maximumWeekends: try line.int(fields[7], "MaxWeekends", in: 0...10_000))
            // The employee stands in the list even when the row has a fault of sense, so that later rows find it.
            reader.instance.employees.append(employee)
            if employee.minimumMinutes > employee.maximumMinutes {
                throw line.fault(
                    "at least \(employee.minimumMinutes) minutes but at most \(employee.maximumMinutes)",
                    column: "MinTotalMinutes")
            }
            if employee.minimumConsecutiveShifts > employee.maximumConsecutiveShifts {
                throw line.fault(
                    "at least \(employee.minimumConsecutiveShifts) shifts in a row but at most "
                        + "\(employee.maximumConsecutiveShifts)", column: "MinConsecutiveShifts")
            }
        }
    }

    mutating func readDaysOff(_ lines: [BenchmarkLine]) {
        each(lines) { (reader, line, fields) throws(TabularError) in
            let employee = try line.index(of: fields[0], in: reader.employeeIndex, "employee")
            for field in fields.dropFirst() where !field.isEmpty {
                let day = try reader.day(field, line)
                reader.instance.employees[employee].daysOff.insert(day)
            }
        }
    }

    mutating func readRequests(_ lines: [BenchmarkLine], areWanted: Bool) {
        each(lines, fields: 4) { (reader, line, fields) throws(TabularError) in
            reader.instance.requests.append(
                .init(
                    employee: try line.index(of: fields[0], in: reader.employeeIndex, "employee"),
                    day: try reader.day(fields[1], line),
                    shift: try line.index(of: fields[2], in: reader.shiftIndex, "shift"),
                    weight: try line.int(fields[3], "Weight", in: 0...1_000_000), isWanted: areWanted))
        }
    }

    mutating func readCover(_ lines: [BenchmarkLine]) {
        var seen: Set<[Int]> = []
        each(lines, fields: 5) { (reader, line, fields) throws(TabularError) in
            let day = try reader.day(fields[0], line)
            let shift = try line.index(of: fields[1], in: reader.shiftIndex, "shift")
            guard seen.insert([day, shift]).inserted else {
                throw line.fault("cover of day \(day) and shift '\(fields[1])' is listed twice", column: "Day")
            }
            reader.instance.cover.append(
                .init(
                    day: day, shift: shift, required: try line.int(fields[2], "Requirement", in: 0...1_000_000),
                    weightUnder: try line.int(fields[3], "WeightUnder", in: 0...1_000_000),
                    weightOver: try line.int(fields[4], "WeightOver", in: 0...1_000_000)))
        }
    }

    private func day(_ field: String, _ line: BenchmarkLine) throws(TabularError) -> Int {
        try line.int(field, "Day", in: 0...max(0, instance.days - 1))
    }
}
