import Queueing
import Tabular

/// A table of queueing questions of any size: rows in, rows out, in the same order, a block of rows at a time.
///
/// A row that cannot be answered keeps its place with empty answers; what is wrong with it is told in the order of the
/// rows, with file, line and column.
public struct QueueCaseBatch {
    private let table: QueueCaseTable
    private var blocks: CSVBlocks
    private let rows: RowAnswers

    /// The batch of a file, or of standard input for `-`.
    ///
    /// - Throws: `TabularError` for an input that cannot be read, `QueueingError` for an unknown model or missing columns.
    public init(verb: QueueCaseTable.Verb, model: String, input: String) throws {
        let blocks = try CSVBlocks(input)
        let header = blocks.header
        let table = try QueueCaseTable(verb: verb, model: model, header: header)
        self.blocks = blocks
        self.table = table
        // A table's own answers may stand beside its questions; they are replaced, not repeated.
        let kept = header.indices.filter { !table.outputs.contains(header[$0]) }
        rows = RowAnswers(table: table, kept: kept)
    }

    /// What was decided about the input's encoding and dialect, in words.
    public var notes: [String] { blocks.notes }

    /// Answers all rows by `threads` at once; the result does not depend on them.
    ///
    /// - Parameters:
    ///   - emit: Takes the bytes of the output, from the header on.
    ///   - refuse: Takes what is wrong with a row.
    /// - Returns: How many rows were refused.
    public mutating func run(
        threads: Int, interruption: () throws -> Void, emit: ([UInt8]) throws -> Void, refuse: (any Error) -> Void
    ) async throws -> Int {
        let header = rows.kept.map { blocks.header[$0] } + table.outputs
        try emit(CSVWriter(header: header).bytes)
        var refused = 0
        let rows = rows
        var source = blocks
        try await orderedBlocks(
            threads: threads,
            next: {
                try interruption()
                return try source.next()
            },
            { (block: CSVReader) in rows.answers(of: block) },
            emit: { _, answer in
                for error in answer.refusals { refuse(error) }
                refused += answer.refusals.count
                try emit(answer.bytes)
            })
        blocks = source
        return refused
    }

    /// What a block of rows becomes.
    private struct BlockAnswer: Sendable {
        var bytes: [UInt8]
        var refusals: [any Error]
    }

    /// Answers rows of one table.
    private struct RowAnswers: Sendable {
        let table: QueueCaseTable
        /// Columns of the input that stand in the output.
        let kept: [Int]

        func answers(of block: CSVReader) -> BlockAnswer {
            var reader = block
            var writer = CSVWriter(columns: kept.count + table.outputs.count)
            var refusals: [any Error] = []
            let columns = table.inputs.map { reader.column($0.name) }
            while let record = reader.next() {
                for index in kept { writer.add(record[index]) }
                do {
                    for value in try answers(to: record, columns: columns, file: reader.fileName) {
                        writer.add(value.map { $0 == $0.rounded() && abs($0) < 1e15 ? "\(Int($0))" : "\($0)" } ?? "")
                    }
                } catch {
                    refusals.append(error)
                    for _ in table.outputs { writer.add("") }
                }
                writer.endRow()
            }
            return BlockAnswer(bytes: writer.bytes, refusals: refusals)
        }

        private func answers(to record: CSVRecord, columns: [Int?], file: String) throws -> [Double?] {
            if let problem = record.problem {
                throw TabularError.badData(
                    Place(file: file, line: record.line), message: problem.message,
                    hint: "the row keeps its place with empty answers")
            }
            let row = try zip(table.inputs, columns).map { input, column -> QueueCaseTable.Value in
                guard let column, !record.isEmpty(column) else { return .missing }
                if input.isText { return .text(record[column]) }
                guard let number = record.double(column) else {
                    throw TabularError.badData(
                        Place(file: file, line: record.line, column: input.name),
                        message: "expected a finite number, found '\(record[column])'",
                        hint: "write numbers with '.', without units; leave the cell empty where nothing is known")
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
}
