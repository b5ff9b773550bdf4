import ContactCenter
import Foundation
import Interactions
import Tabular
import Testing

/// The published CDNOW purchases and their independent reference.
enum CDNOW {
    static let sample = "data/interactions/cdnow_sample.csv"
    static let calibrationEnd = CivilDate(year: 1997, month: 9, day: 30) ?? CivilDate(dayNumber: 0)

    static func purchases(_ path: String = sample) throws -> [Purchase] {
        var reader = try CSVReader(Reference.input(path))
        let columns = try reader.require(["customer_id", "date", "amount"])
        var purchases: [Purchase] = []
        while let record = reader.next() {
            purchases.append(
                Purchase(
                    customer: record[columns[0]], day: try #require(CivilDate(record[columns[1]])),
                    amount: try #require(record.double(columns[2]))))
        }
        return purchases
    }

    static func histories() throws -> [PurchaseHistory] {
        PurchaseHistory.summarise(try purchases(), through: calibrationEnd)
    }
}

func isClose(_ value: Double, _ expected: Double, relative: Double) -> Bool {
    abs(value - expected) <= relative * abs(expected)
}
