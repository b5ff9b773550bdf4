import ArgumentParser
import Queueing
import Tabular

/// A table of cases through one model: rows in, rows out, in the same order.
struct QueueBatch: ParsableArguments {
    @Option(
        help: """
            The model: erlang-c, erlang-a, erlang-a-general, finite-lines, retrials, blending, chat, gamma-poisson, \
            general-service or callbacks.
            """)
    var model: String

    @Option(help: "The cases (CSV); '-' is standard input.")
    var input: String

    @Option(help: "Where the answers go; standard output when omitted.")
    var output: String?

    func run(_ verb: QueueCaseTable.Verb) throws {
        var reader = try CSVReader(InputBytes.read(input))
        let table = try QueueCaseTable(verb: verb, model: model, header: reader.header)
        let columns = table.inputs.map { reader.column($0.name) }
        // A table's own answers may stand beside its questions; they are replaced, not repeated.
        let kept = reader.header.indices.filter { !table.outputs.contains(reader.header[$0]) }
        var writer = CSVWriter(header: kept.map { reader.header[$0] } + table.outputs)
        var refused = 0
        while let record = reader.next() {
            for index in kept { writer.add(record[index]) }
            do {
                for value in try answers(to: record, table: table, columns: columns, file: reader.fileName) {
                    writer.add(value.map { $0 == $0.rounded() && abs($0) < 1e15 ? "\(Int($0))" : "\($0)" } ?? "")
                }
            } catch {
                refused += 1
                for _ in table.outputs { writer.add("") }
                ErrorReport.say(error)
            }
            writer.endRow()
        }
        try Output.write(writer.bytes, to: output)
        if refused > 0 {
            StandardError.line("\(refused) of the rows could not be answered; their answers are empty")
            throw ExitCode(ExitStatus.badData)
        }
    }

    private func answers(
        to record: CSVRecord, table: QueueCaseTable, columns: [Int?], file: String
    ) throws -> [Double?] {
        if let problem = record.problem {
            throw TabularError.badData(Place(file: file, line: record.line), message: problem.message, hint: nil)
        }
        let row = try zip(table.inputs, columns).map { input, column -> QueueCaseTable.Value in
            guard let column, !record.isEmpty(column) else { return .missing }
            if input.isText { return .text(record[column]) }
            guard let number = record.double(column) else {
                throw TabularError.badData(
                    Place(file: file, line: record.line, column: input.name),
                    message: "expected a number, found '\(record[column])'", hint: nil)
            }
            return .number(number)
        }
        do {
            return try table.evaluate(row)
        } catch {
            throw error.placed(at: Place(file: file, line: record.line).description)
        }
    }
}
