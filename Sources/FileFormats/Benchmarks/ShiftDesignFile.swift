import ContactCenter
import Tabular

/// The `key = value;` text of the minimum shift design instances (Musliu, Schaerf & Slany), and our table of a design.
public enum ShiftDesignFile {
    private static let keys = [
        "interval", "days", "demand", "shiftTypes", "minStart", "maxStart", "minLength", "maxLength", "minDuties",
        "maxDuties", "avgMinutes", "weightUnderCover", "weightOverCover", "weightDutiesPerWeek", "weightShiftInstances",
    ]

    /// Whether the file looks like an instance of this format.
    public static func recognises(_ input: InputBytes) -> Bool {
        guard let lines = try? BenchmarkLine.all(of: input) else { return false }
        return lines.contains { $0.text.hasPrefix("minStart") } && lines.contains { $0.text.hasPrefix("demand") }
    }

    /// Reads an instance.
    /// - Throws: `RosteringFolderError` with everything that is wrong, each with line, key and value.
    public static func read(_ input: InputBytes) throws(RosteringFolderError) -> ShiftDesignInstance {
        var faults = FaultCollector()
        var values: [String: ShiftDesignValue] = [:]
        for line in faults.attempt({ () throws(TabularError) in try BenchmarkLine.all(of: input) }) ?? [] {
            _ = faults.attempt { () throws(TabularError) in
                let value = try ShiftDesignValue(line)
                guard keys.contains(value.key) else {
                    let nearest = nearestName(to: value.key, among: keys)
                    throw line.fault("unknown key '\(value.key)'", hint: nearest.map { "did you mean '\($0)'?" })
                }
                guard values[value.key] == nil else { throw line.fault("'\(value.key)' stands here twice") }
                values[value.key] = value
            }
        }
        try faults.check()
        for key in keys where values[key] == nil {
            faults.add(.badData(Place(file: input.name), message: "'\(key)' is missing", hint: nil))
        }
        try faults.check()
        do throws(TabularError) {
            return try instance(values)
        } catch {
            throw RosteringFolderError(problems: [error])
        }
    }

    private static func instance(_ values: [String: ShiftDesignValue]) throws(TabularError) -> ShiftDesignInstance {
        func value(_ key: String) throws(TabularError) -> ShiftDesignValue {
            guard let value = values[key] else {
                throw .badData(Place(file: "-"), message: "'\(key)' is missing", hint: nil)
            }
            return value
        }
        let minutes = try value("interval").int(in: 1...1440)
        let days = try value("days").int(in: 1...366)
        let demand = try value("demand").ints(in: 0...1_000_000)
        guard 1440 % minutes == 0 else {
            throw try value("interval").fault("expected a divisor of 1440, found \(minutes)")
        }
        let perDay = 1440 / minutes
        guard demand.count == days * perDay else {
            throw try value("demand").fault("expected \(days * perDay) values, \(perDay) a day, found \(demand.count)")
        }
        let count = try value("shiftTypes").int(in: 1...1000)
        var columns: [[Int]] = []
        for (key, range) in [
            ("minStart", 0...perDay - 1), ("maxStart", 0...perDay - 1), ("minLength", 1...demand.count),
            ("maxLength", 1...demand.count),
        ] {
            let list = try value(key).ints(in: range)
            guard list.count == count else {
                throw try value(key).fault("expected \(count) values, found \(list.count)")
            }
            columns.append(list)
        }
        var types: [ShiftDesignInstance.ShiftType] = []
        for index in 0..<count {
            guard columns[0][index] <= columns[1][index] else {
                throw try value("minStart").fault("\(columns[0][index]) is above maxStart \(columns[1][index])")
            }
            guard columns[2][index] <= columns[3][index] else {
                throw try value("minLength").fault("\(columns[2][index]) is above maxLength \(columns[3][index])")
            }
            types.append(
                .init(
                    starts: columns[0][index]...columns[1][index], lengths: columns[2][index]...columns[3][index]))
        }
        let (least, most) = (try value("minDuties").double(), try value("maxDuties").double())
        guard least <= most else { throw try value("minDuties").fault("\(least) is above maxDuties \(most)") }
        return ShiftDesignInstance(
            slotMinutes: minutes, days: days, demand: demand, shiftTypes: types, dutiesPerWeek: least...most,
            averageMinutesPerWeek: try value("avgMinutes").double(),
            weightUnder: try value("weightUnderCover").int(in: 0...1_000_000),
            weightOver: try value("weightOverCover").int(in: 0...1_000_000),
            weightDuties: try value("weightDutiesPerWeek").int(in: 0...1_000_000_000),
            weightShift: try value("weightShiftInstances").int(in: 0...1_000_000_000))
    }

    /// Writes a design as CSV: `start_slot,length_slots,day_0,…`, one row a shift, heads of each day.
    public static func write(_ design: ShiftDesign, of instance: ShiftDesignInstance) -> [UInt8] {
        var text = "start_slot,length_slots," + (0..<instance.days).map { "day_\($0)" }.joined(separator: ",") + "\n"
        for (shift, heads) in design.heads.sorted(by: { $0.key < $1.key }) where heads.contains(where: { $0 > 0 }) {
            text += "\(shift.start),\(shift.length)," + heads.map(String.init).joined(separator: ",") + "\n"
        }
        return Array(text.utf8)
    }

    /// Reads a design.
    public static func readSolution(
        _ input: InputBytes, of instance: ShiftDesignInstance
    ) throws(TabularError) -> ShiftDesign {
        var design = ShiftDesign()
        for (index, line) in try BenchmarkLine.all(of: input).enumerated() {
            let fields = line.fields
            guard fields.count == instance.days + 2 else {
                throw line.fault("expected \(instance.days + 2) fields between commas, found \(fields.count)")
            }
            if index == 0, fields[0] == "start_slot" { continue }
            let shift = ShiftDesignInstance.Shift(
                start: try line.int(fields[0], "start_slot", in: 0...instance.slotsPerDay - 1),
                length: try line.int(fields[1], "length_slots", in: 1...instance.demand.count))
            guard design.heads[shift] == nil else {
                throw line.fault("the shift from slot \(shift.start) over \(shift.length) slots is listed twice")
            }
            var heads: [Int] = []
            for day in 0..<instance.days {
                heads.append(try line.int(fields[2 + day], "day_\(day)", in: 0...1_000_000))
            }
            design.heads[shift] = heads
        }
        return design
    }
}
