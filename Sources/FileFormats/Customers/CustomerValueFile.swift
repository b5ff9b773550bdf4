import ContactCenter
import Tabular

/// `value.csv`: what every customer is worth.
public enum CustomerValueFile {
    /// Columns in the order written.
    public static let columns = [
        "customer_id", "x", "t_x", "T", "m", "total", "days_since_last", "R", "F", "M", "rfm", "p_alive",
        "expected_purchases", "expected_value", "expected_revenue", "expected_in_holdout",
        "actual_purchases",
    ]

    /// Writes customers in the order given. `t_x` and `T` are weeks (days / 7).
    public static func write(_ customers: [CustomerValue]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in customers {
            writer.addGuarded(row.customer)
            writer.add(row.repeats)
            writer.add(Double(row.recencyDays) / 7, decimals: 9)
            writer.add(Double(row.observedDays) / 7, decimals: 9)
            writer.add(row.meanRepeatValue, decimals: 9)
            writer.add(row.total, decimals: Decimals.volume)
            writer.add(row.daysSinceLast)
            writer.add(row.recencyScore)
            writer.add(row.frequencyScore)
            writer.add(row.monetaryScore)
            writer.add(row.scores)
            writer.add(row.probabilityAlive, decimals: 9)
            writer.add(row.expectedPurchases, decimals: 9)
            writer.add(row.expectedValue, decimals: 9)
            writer.add(row.expectedRevenue, decimals: Decimals.volume)
            writer.add(row.expectedInHoldout, decimals: 9)
            writer.add(row.actualPurchases)
            writer.endRow()
        }
        return writer.bytes
    }
}

/// `rfm.csv`: how many customers have each combination of scores.
public enum ScoreCountFile {
    /// Writes `rfm,count` in the order of the scores.
    public static func write(_ customers: [CustomerValue]) -> [UInt8] {
        var counts: [Int: Int] = [:]
        for row in customers { counts[row.scores, default: 0] += 1 }
        var writer = CSVWriter(header: ["rfm", "count"])
        for (scores, count) in counts.sorted(by: { $0.key < $1.key }) {
            writer.add(scores)
            writer.add(count)
            writer.endRow()
        }
        return writer.bytes
    }
}

/// `churn.csv`: customers who may have left, most revenue at risk first.
public enum ChurnFile {
    /// Columns in the order written.
    public static let columns = [
        "rank", "customer_id", "reason", "p_alive", "days_since_last", "usual_gap_days", "total", "revenue_at_risk",
    ]

    /// Writes the list in the order given.
    public static func write(_ risks: [ChurnRisk]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for (index, risk) in risks.enumerated() {
            writer.add(index + 1)
            writer.addGuarded(risk.value.customer)
            writer.add(risk.reason)
            writer.add(risk.value.probabilityAlive, decimals: Decimals.share)
            writer.add(risk.value.daysSinceLast)
            writer.add(risk.usualGapDays, decimals: 2)
            writer.add(risk.value.total, decimals: Decimals.money)
            writer.add(risk.value.revenueAtRisk, decimals: Decimals.money)
            writer.endRow()
        }
        return writer.bytes
    }
}

/// `concentration.csv`: the share of the value that the best customers bring, by per cent of customers.
public enum ConcentrationFile {
    /// Writes `customer_share,value_share`.
    public static func write(_ curve: [(customers: Double, value: Double)]) -> [UInt8] {
        var writer = CSVWriter(header: ["customer_share", "value_share"])
        for point in curve {
            writer.add(point.customers, decimals: Decimals.share)
            writer.add(point.value, decimals: Decimals.share)
            writer.endRow()
        }
        return writer.bytes
    }
}
