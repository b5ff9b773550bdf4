import ContactCenter
import Tabular

extension LongFormFile {
    /// The rows of forecasts, without the header line; what `layout` wants and a forecast does not have is empty.
    ///
    /// Written into memory that is known to be enough, 40 ns a row of five numbers instead of 300 ns through
    /// ``CSVWriter``: a forecast of ten thousand series has a dozen million rows.
    public static func rows(of forecasts: [LongForecast], layout: LongForecastLayout) -> [UInt8] {
        var head: [[UInt8]] = []
        var capacity = 0
        let numbers = layout.models.reduce(0) { $0 + 1 + 2 * $1.levels.count }
        for forecast in forecasts {
            let id = quoted(forecast.id)
            head.append(id)
            capacity += forecast.times.count * (id.count + 48 + numbers * (DecimalDigits.maximumBytes + 1))
        }
        return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            var p = base
            for (forecast, id) in zip(forecasts, head) { p = write(forecast, id: id, layout: layout, to: p) }
            count = p - base
        }
    }

    private static func write(
        _ forecast: LongForecast, id: [UInt8], layout: LongForecastLayout, to target: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        let cutoff = Array(",\(forecast.cutoff):00".utf8)
        let columns = numbers(of: forecast, layout: layout)
        var p = target
        var day = Int.min
        var stamp = Array(",0000-00-00T00:00:00".utf8)
        for (row, time) in forecast.times.enumerated() {
            let minute = time.minuteOfDay
            if time.minutes - minute != day {
                day = time.minutes - minute
                stamp = Array(",\(time):00".utf8)
            }
            stamp[12] = 0x30 + UInt8(minute / 600)
            stamp[13] = 0x30 + UInt8(minute / 60 % 10)
            stamp[15] = 0x30 + UInt8(minute % 60 / 10)
            stamp[16] = 0x30 + UInt8(minute % 10)
            p = write(id, to: p)
            p = write(stamp, to: p)
            p = write(cutoff, to: p)
            for column in columns {
                p.pointee = 0x2C
                p += 1
                guard let column, column[row].isFinite else { continue }
                p = DecimalDigits.write(column[row], decimals: Decimals.volume, to: p)
            }
            p.pointee = 0x0A
            p += 1
        }
        return p
    }

    private static func numbers(of forecast: LongForecast, layout: LongForecastLayout) -> [[Double]?] {
        layout.models.flatMap { model -> [[Double]?] in
            let column = forecast.columns.first { $0.model == model.name }
            return [column?.mean]
                + model.levels.flatMap { level -> [[Double]?] in
                    let band = column?.bands.first { $0.level == level }
                    return [band?.lower, band?.upper]
                }
        }
    }

    private static func write(
        _ bytes: [UInt8], to target: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        bytes.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { target.update(from: base, count: source.count) }
        }
        return target + bytes.count
    }

    /// A text as a field, by the one writer that knows when it needs quotes.
    private static func quoted(_ text: String) -> [UInt8] {
        var writer = CSVWriter(header: ["x", "y"])
        let start = writer.bytes.count
        writer.add(text)
        return Array(writer.bytes[start...])
    }
}
