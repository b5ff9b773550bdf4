import ContactCenter
import Tabular
import Testing

@testable import FileFormats

@Suite("Writing long forecasts")
struct LongForecastTests {
    @Test("The block writer writes what the table writer would")
    func agreement() throws {
        let start = try #require(LocalTime("2026-03-28T22:30"))
        var state: UInt64 = 5
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let number = Double(state >> 40)
            return [number, number / 1e4, number / 7, number * 1e9, 0, 0.00004, 0.00006, 1e300][Int(state >> 33) % 8]
        }
        func values() -> [Double] { (0..<100).map { _ in random() } }
        let times = (0..<100).map { start + $0 * 37 }
        let forecasts = ["plain", "with, comma", "with \"quote\"", "退款"].map { id in
            LongForecast(
                id: id, cutoff: start + -30, times: times,
                columns: [
                    .init(model: "b", mean: values(), bands: [.init(level: 50, lower: values(), upper: values())]),
                    .init(model: "a", mean: values()),
                ])
        }
        let layout = LongForecastLayout(models: ["a", "b", "none"], levels: [50])
        var writer = CSVWriter(header: layout.header)
        #expect(layout.header.count == 12)
        for forecast in forecasts {
            for row in times.indices {
                writer.add(forecast.id)
                writer.add("\(times[row]):00")
                writer.add("\(forecast.cutoff):00")
                writer.add(forecast.columns[1].mean[row], decimals: 4)
                writer.add(nil as Double?, decimals: 4)
                writer.add(nil as Double?, decimals: 4)
                writer.add(forecast.columns[0].mean[row], decimals: 4)
                writer.add(forecast.columns[0].bands[0].lower[row], decimals: 4)
                writer.add(forecast.columns[0].bands[0].upper[row], decimals: 4)
                for _ in 0..<3 { writer.add(nil as Double?, decimals: 4) }
                writer.endRow()
            }
        }
        #expect(
            text(LongFormFile.head(of: layout) + LongFormFile.rows(of: forecasts, layout: layout))
                == text(writer.bytes))
    }
}
