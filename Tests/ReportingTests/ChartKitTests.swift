import ContactCenter
import Testing

@testable import Reporting

@Suite("ChartKit")
struct ChartKitTests {
    @Test(
        "ticks are round numbers around the data",
        arguments: [(0.0, 60.0), (0, 1), (0, 0.37), (-3.2, 7.9), (105, 543), (0, 1e9), (61, 99.5), (-5, -1), (0, 1e-7)])
    func ticksAreRound(_ lower: Double, _ upper: Double) {
        for count in 2...6 {
            let ticks = AxisTicks(lower: lower, upper: upper, count: count)
            let tolerance = ticks.step * 1e-6
            #expect(ticks.lower <= lower + tolerance)
            #expect(ticks.upper >= upper - tolerance)
            // No whole step is wasted at either end.
            #expect(ticks.lower > lower - ticks.step)
            #expect(ticks.upper < upper + ticks.step)
            #expect((2...14).contains(ticks.values.count))
            var mantissa = ticks.step
            while mantissa >= 9.999 { mantissa /= 10 }
            while mantissa < 0.9999 { mantissa *= 10 }
            #expect([1.0, 2, 5].contains { abs($0 - mantissa) < 1e-6 }, "step \(ticks.step)")
        }
    }

    @Test("Heckbert's own example: 105 to 543 in steps of 100")
    func heckbertExample() {
        #expect(AxisTicks.niceStep(AxisTicks.niceStep(543 - 105).step / 4).step == 100)
    }

    @Test(
        "ticks stand empty, reversed and impossible ranges",
        arguments: [(0.0, 0.0), (5, 5), (7, 3), (.nan, .nan), (-.infinity, .infinity), (0, .nan), (-2, -2)])
    func ticksStandAnything(_ lower: Double, _ upper: Double) {
        let ticks = AxisTicks(lower: lower, upper: upper)
        #expect(ticks.values.allSatisfy { $0.isFinite })
        #expect(ticks.upper > ticks.lower)
    }

    @Test("tick labels have the decimals their step needs")
    func tickDecimals() {
        #expect(AxisTicks(lower: 0, upper: 60).decimals == 0)
        #expect(AxisTicks(lower: 0, upper: 0.4, count: 4).decimals == 1)
        #expect(AxisTicks(lower: 0, upper: 0.04, count: 4).decimals == 2)
    }

    /// Positions of a path with M, m, h, v, l and z, decoded independently of how it was written.
    private func points(_ path: String) -> [(x: Double, y: Double)] {
        var result: [(x: Double, y: Double)] = []
        var (x, y, startX, startY) = (0.0, 0.0, 0.0, 0.0)
        var rest = path[...]
        func number() -> Double {
            rest = rest.drop { $0 == " " }
            var text = ""
            if rest.first == "-" { text.append(rest.removeFirst()) }
            var hasPoint = false
            while let character = rest.first, character.isNumber || (character == "." && !hasPoint) {
                if character == "." {
                    hasPoint = true
                    if text.isEmpty || text == "-" { text += "0" }
                }
                text.append(rest.removeFirst())
            }
            return Double(text) ?? .nan
        }
        while !rest.isEmpty {
            switch rest.removeFirst() {
            case "M": (x, y) = (number(), number())
            case "m": (x, y) = (x + number(), y + number())
            case "h": x += number()
            case "v": y += number()
            case "l": (x, y) = (x + number(), y + number())
            case "z":
                (x, y) = (startX, startY)
                continue
            default: return []
            }
            if result.isEmpty { (startX, startY) = (x, y) }
            result.append((x, y))
        }
        return result
    }

    @Test("a long path never drifts from its points")
    func pathDoesNotDrift() {
        let wanted: [(x: Double, y: Double)] = (0..<2000).map { index in
            let height: Double = Double(index * 7919 % 1009) * 0.173 - 40
            return (x: Double(index) * 0.337, y: height)
        }
        var markup = Markup()
        var data = PathData()
        data.polyline(wanted, to: &markup)
        let drawn = points(String(decoding: markup.bytes, as: UTF8.self))
        #expect(drawn.count == wanted.count)
        for (a, b) in zip(drawn, wanted) {
            #expect(abs(a.x - b.x) <= 0.0501)
            #expect(abs(a.y - b.y) <= 0.0501)
        }
    }

    @Test("a line is interrupted where nothing is known, and the next piece starts in its place")
    func lineIsInterrupted() {
        var markup = Markup()
        var data = PathData()
        data.polyline([(x: 1, y: 1), (x: 2, y: 2), (x: 3, y: .nan), (x: 4, y: 4), (x: 5, y: 4)], to: &markup)
        #expect(String(decoding: markup.bytes, as: UTF8.self) == "M1 1l1 1m2 2h1")
    }

    @Test("shapes after a closed shape are counted from its start")
    func closedShapes() {
        var markup = Markup()
        var data = PathData()
        data.rectangle(10, 20, 5, 2.5, to: &markup)
        data.rectangle(30, 20, 5, 2.5, to: &markup)
        #expect(String(decoding: markup.bytes, as: UTF8.self) == "M10 20h5v2.5h-5zm20 0h5v2.5h-5z")
    }

    @Test("a band has one shape for each unbroken run")
    func bandRuns() {
        var markup = Markup()
        var data = PathData()
        data.band(x: [0, 1, 2, 3], lower: [4, 4, .nan, 4], upper: [2, 1, 1, 2], to: &markup)
        #expect(String(decoding: markup.bytes, as: UTF8.self) == "M0 2l1-1v3h-1zm3 0v2z")
    }

    @Test(
        "numbers in markup are short and finite",
        arguments: [
            (0.0, "0"), (-0.04, "0"), (1.25, "1.3"), (-1.25, "-1.3"), (1200, "1200"), (.nan, "0"), (.infinity, "0"),
            (0.1, "0.1"),
        ])
    func markupNumbers(_ value: Double, _ expected: String) {
        var markup = Markup()
        markup.number(value)
        #expect(String(decoding: markup.bytes, as: UTF8.self) == expected)
    }

    @Test("a shade is darker the farther from the middle, on the side of its sign")
    func shades() {
        let thresholds = [0.5, 1, 2, 4]
        #expect(HeatTable.Shade(0.49, thresholds: thresholds) == .middle)
        #expect(HeatTable.Shade(-0.5, thresholds: thresholds) == .below(1))
        #expect(HeatTable.Shade(-9, thresholds: thresholds) == .below(4))
        #expect(HeatTable.Shade(2.5, thresholds: thresholds) == .above(3))
    }

    @Test("the numbers under the pointer are those of the chart, unknown ones left blank")
    func hoverData() {
        var markup = Markup()
        HoverData(
            left: 50, dayPitch: 10, slotWidth: 10, top: 0, bottom: 9, days: ["Mon", "Tue"], decimals: 1, unit: "%",
            series: [
                .init(name: "A|B;C", values: [1.26, .nan, 3, .nan]), .init(name: "band", values: [1], upper: [2]),
            ]
        ).write(to: &markup)
        let text = String(decoding: markup.bytes, as: UTF8.self)
        #expect(text.contains("data-s=\"A/B/C|1.3,,3;band|1|2\""))
        #expect(text.contains("data-d=\"Mon|Tue\""))
    }
}
