import ContactCenter
import FileFormats
import Forecasting
import Synchronization
import Tabular
import Testing

@testable import Planning

/// What the engine was asked, for tests of what goes into it.
private final class Asked: Sendable {
    private let kept = Mutex<[ForecastEngine.Request]>([])
    var requests: [ForecastEngine.Request] { kept.withLock { $0 } }

    /// An engine that forecasts one per open slot, with a model `other` that forecasts two.
    var engine: ForecastEngine {
        ForecastEngine { request in
            self.kept.withLock { $0.append(request) }
            func path(_ model: String, _ level: Double) -> LongForecast.Column {
                let open = request.series.isOpen[request.cutoffSlot...].prefix(request.horizonSlots)
                let mean = open.map { $0 ? level : 0 }
                return LongForecast.Column(
                    model: model, mean: mean,
                    bands: request.levels.map {
                        .init(level: $0, lower: mean.map { $0 / 2 }, upper: mean.map { $0 * 2 })
                    })
            }
            return ForecastEngine.Answer(
                paths: [path("wfm", 1)] + request.models.map { path($0, 2) }, chosen: "other", reason: "because")
        }
    }
}

/// Hours 09:00 to 17:00 of weekdays from Monday 2026-03-02, the value `y`.
private func office(_ id: String, days: Int, y: (Int) -> String = { _ in "5" }, extra: (Int) -> String = { _ in "" })
    -> String
{
    var rows = ""
    for day in 0..<days where day % 7 < 5 {
        let date = CivilDate(dayNumber: 20_514 + day)
        for hour in 9..<17 {
            rows += "\(id),\(date)T\(hour < 10 ? "0" : "")\(hour):00:00,\(y(day))\(extra(day))\n"
        }
    }
    return rows
}

private func run(
    _ text: String, _ settings: LongFormForecast.Settings, engine: ForecastEngine, threads: Int = 2
) async throws -> (lines: [String], outcome: LongFormForecast.Outcome) {
    var bytes: [UInt8] = []
    let outcome = try await LongFormForecast(options: settings, engine: engine).run(
        RandomAccessInput(InputBytes(name: "s.csv", bytes: Array(text.utf8))), context: StageContext(threads: threads)
    ) { bytes += $0 }
    return (String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init), outcome)
}

@Suite("Forecasts in long form")
struct LongFormForecastTests {
    private static let header = "unique_id,ds,y\n"

    @Test("Series stand in file order with a row for every open slot, the same at any number of threads")
    func order() async throws {
        let text = Self.header + (0..<50).map { office("s\($0 * 7 % 50)", days: 14) }.joined()
        var settings = LongFormForecast.Settings()
        settings.horizon = .days(7)
        settings.levels = [50]
        let one = try await run(text, settings, engine: Asked().engine, threads: 1).lines
        #expect(one[0] == "unique_id,ds,cutoff,wfm,wfm-lo-50,wfm-hi-50")
        #expect(one[1] == "s0,2026-03-16T09:00:00,2026-03-13T16:00:00,1,0.5,2")
        #expect(one.count == 2001)
        #expect(one[41].hasPrefix("s7,"))
        for threads in [2, 5] {
            #expect(try await run(text, settings, engine: Asked().engine, threads: threads).lines == one)
        }
    }

    @Test("Rows without values after the last known one are the horizon's open slots, not history")
    func futureRows() async throws {
        // Known to Friday 13th; then Monday, Wednesday and Saturday 21st are listed as open.
        let asked = Asked()
        var text = Self.header + office("s", days: 12)
        for date in ["2026-03-16", "2026-03-18", "2026-03-21"] { text += "s,\(date)T10:00:00,\ns,\(date)T11:00:00,\n" }
        var settings = LongFormForecast.Settings()
        settings.horizon = .days(9)
        let lines = try await run(text, settings, engine: asked.engine).lines
        let request = try #require(asked.requests.first)
        #expect(request.series.time(of: request.cutoffSlot - 1).description == "2026-03-13T16:00")
        #expect(lines.dropFirst().allSatisfy { $0.contains(",2026-03-13T16:00:00,") })
        let days = lines.dropFirst().map { $0.split(separator: ",")[1].prefix(10) }
        // Tuesday, Thursday and Friday have no rows between rows: closed. After the last row the usual week goes on.
        #expect(Set(days) == ["2026-03-16", "2026-03-18", "2026-03-21"])
        #expect(request.series.values[request.cutoffSlot...].allSatisfy { $0.isNaN || $0 == 0 })
    }

    @Test("What a cutoff may not know does not reach the models")
    func cutoffs() async throws {
        var settings = LongFormForecast.Settings()
        settings.horizon = .openSlots(40)
        settings.cutoffs = .last(2)
        settings.step = 8
        let asked = Asked()
        let text = Self.header + office("s", days: 28) { "\($0)" }
        let lines = try await run(text, settings, engine: asked.engine).lines
        #expect(lines.count == 81)
        // The last cutoff leaves the last forty rows, the one before eight more.
        #expect(
            Set(lines.dropFirst().map { $0.split(separator: ",")[2] }) == [
                "2026-03-19T16:00:00", "2026-03-20T16:00:00",
            ])
        for request in asked.requests {
            #expect(request.series.values[..<request.cutoffSlot].contains { $0 > 0 })
            #expect(request.series.values[request.cutoffSlot...].allSatisfy { $0.isNaN || $0 == 0 })
        }
    }

    @Test("Automatic cutoffs are weekly, at most eight, and leave half of the history")
    func automatic() async throws {
        var settings = LongFormForecast.Settings()
        settings.horizon = .days(7)
        settings.cutoffs = .auto
        for (weeks, origins) in [(26, 8), (10, 5), (4, 2), (3, 1), (2, 1)] {
            let asked = Asked()
            _ = try await run(Self.header + office("s", days: 7 * weeks), settings, engine: asked.engine)
            #expect(asked.requests.count == origins, "\(weeks) weeks")
            let cutoffs = asked.requests.map(\.cutoffSlot)
            #expect(zip(cutoffs, cutoffs.dropFirst()).allSatisfy { $1 - $0 == 168 })
        }
        await #expect(throws: PlanningError.self) {
            _ = try await run(Self.header + office("s", days: 5), settings, engine: Asked().engine)
        }
    }

    @Test("A series that cannot be forecast is left out with a note; when none can, its reason is the error")
    func refusals() async throws {
        var settings = LongFormForecast.Settings()
        settings.cutoffs = .last(1)
        settings.horizon = .days(7)
        let text = Self.header + office("good", days: 28) + office("blank", days: 28) { _ in "" }
        let (lines, outcome) = try await run(text, settings, engine: Asked().engine)
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("good,") })
        #expect(
            outcome.notes == [
                "s.csv: 1 of 2 series have no forecast, the first because series 'blank' has no known value"
            ])
        await #expect(throws: PlanningError.self) {
            _ = try await run(Self.header + office("blank", days: 28) { _ in "NaN" }, settings, engine: Asked().engine)
        }
        settings.cutoffs = .at([LocalTime(minutes: 0)])
        await #expect(throws: PlanningError.self) { _ = try await run(text, settings, engine: Asked().engine) }
    }

    @Test("Columns known after the last volume drive it; others only when they are named, and gaps are told")
    func drivers() async throws {
        let text =
            "unique_id,ds,y,letters,answered\n"
            + office("s", days: 14) { _ in
                "5"
            } extra: {
                ",\($0),\($0)"
            }
            + office("s", days: 16) { _ in
                ""
            } extra: {
                $0 == 14 ? ",99," : "," + ","
            }
            .split(separator: "\n").filter { $0 >= "s,2026-03-16" }.joined(separator: "\n") + "\n"
        var settings = LongFormForecast.Settings()
        settings.horizon = .days(7)
        func names(_ drivers: LongFormForecast.Drivers) async throws -> ([String], [String]) {
            let asked = Asked()
            settings.drivers = drivers
            let outcome = try await run(text, settings, engine: asked.engine).outcome
            return (asked.requests[0].series.drivers.map(\.name), outcome.notes)
        }
        let (usual, notes) = try await names(.knownAhead)
        #expect(usual == ["letters"])
        #expect(
            notes == [
                "s.csv: columns not used, because they have no value after the last known y: answered; if they are known"
                    + " ahead, name them with --drivers",
                "s.csv: driver 'letters' is not known in all of the horizon of 1 series; where it is unknown, it is left out",
            ])
        #expect(try await names(.all).0 == ["letters", "answered"])
        #expect(try await names(.named(["answered"])).0 == ["answered"])
        #expect(try await names(.none) == ([], []))
        await #expect(throws: PlanningError.self) { _ = try await names(.named(["weather"])) }
    }

    @Test("Negative volumes are unknown, with a note")
    func negative() async throws {
        let asked = Asked()
        let text = Self.header + office("s", days: 14) { $0 == 3 ? "-4" : "5" }
        let notes = try await run(text, .init(), engine: asked.engine).outcome.notes
        #expect(
            notes == [
                "s.csv: 8 negative values are taken as unknown, volumes cannot be (first: 's' at 2026-03-05T09:00)"
            ])
        let request = try #require(asked.requests.first)
        #expect(request.series.values[..<request.cutoffSlot].count { $0.isNaN } == 8)
    }

    @Test("A forecast with scores is the forecast without them, and the scores are those of its own choice")
    func accuracyOfTheChoice() throws {
        let series = try #require(
            LongFormFile.read(
                InputBytes(
                    name: "s.csv",
                    bytes: Array((Self.header + office("s", days: 84) { "\(40 + $0 * 5 % 11)" }).utf8))
            ).first?.volumeSeries())
        var request = ForecastEngine.Request(
            series: series, calendar: CentreCalendar(), cutoffSlot: series.count, horizonSlots: 168, models: [],
            levels: [80, 95], wantsAccuracy: false)
        let without = try ForecastEngine.standard.answer(request)
        request.wantsAccuracy = true
        let with = try ForecastEngine.standard.answer(request)
        #expect(with.paths == without.paths && with.reason == without.reason && without.accuracy.isEmpty)
        let alone = try forecast(ForecastRequest(series: series, calendar: CentreCalendar(), horizonSlots: 168))
        #expect(!with.accuracy.isEmpty && with.accuracy == alone.accuracy)
        #expect(with.accuracy.filter(\.isChosen).map(\.model) == [with.chosen])
    }

    @Test("Scores are those of the rows written")
    func scores() async throws {
        var settings = LongFormForecast.Settings()
        settings.horizon = .days(14)
        settings.cutoffs = .last(1)
        settings.levels = [80, 95]
        settings.wantsAccuracy = true
        settings.models = ["mean-4-weeks"]
        settings.reasons = 1
        // Five a slot: a forecast of one misses four fifths, one of two three fifths.
        let outcome = try await run(Self.header + office("s", days: 56), settings, engine: Asked().engine).outcome
        #expect(outcome.accuracy.map(\.horizon) == [8, 40, 80, 8, 40, 80])
        #expect(outcome.accuracy.map(\.model) == ["wfm", "wfm", "wfm"] + Array(repeating: "mean-4-weeks", count: 3))
        #expect(outcome.accuracy.map(\.wape) == [0.8, 0.8, 0.8, 0.6, 0.6, 0.6])
        #expect(outcome.accuracy.map(\.bias) == [-0.8, -0.8, -0.8, -0.6, -0.6, -0.6])
        #expect(outcome.accuracy.map(\.isChosen) == [true, true, true, false, false, false])
        #expect(outcome.accuracy.allSatisfy { $0.coverage80 == 0 && $0.coverage95 == 0 && $0.cutoffs == 1 })
        #expect(outcome.summary.series == 1)
        #expect(outcome.summary.choices.map(\.model) == ["other"])
        #expect(outcome.summary.winners.map(\.model) == ["mean-4-weeks"])
        #expect(outcome.summary.wapes.map(\.model) == ["mean-4-weeks", "wfm"])
        #expect(outcome.summary.reasons.map(\.reason) == ["because"])
    }

    @Test("A calendar of the file's name closes days of the horizon")
    func calendar() async throws {
        var settings = LongFormForecast.Settings()
        settings.horizon = .days(7)
        let monday = CivilDate(dayNumber: 20_514 + 14)
        settings.specialDays = [
            SpecialDay(date: monday, name: "Holiday", kind: .closed),
            SpecialDay(date: monday + 1, name: "Other", kind: .closed, queues: ["t"]),
        ]
        let lines = try await run(
            Self.header + office("s/voice", days: 14) + office("t/voice", days: 14), settings, engine: Asked().engine
        ).lines
        #expect(lines.count == 57)
        #expect(!lines.contains { $0.contains(",2026-03-16T09") })
        #expect(lines.contains { $0.hasPrefix("s/voice,2026-03-17T09") })
        #expect(!lines.contains { $0.hasPrefix("t/voice,2026-03-17T09") })
    }

    @Test("Whether a series is open on holidays is learnt from its past ones")
    func holidays() async throws {
        var settings = LongFormForecast.Settings()
        settings.horizon = .days(7)
        let monday = CivilDate(dayNumber: 20_514)
        // Two past holidays, one to come on the Wednesday of the horizon.
        settings.holidays = [3, 16, 30].map { SpecialDay(date: monday + $0, name: "H\($0)", kind: .closed) }
        let shut = office("shut", days: 28).split(separator: "\n").filter {
            !$0.contains("\(monday + 3)") && !$0.contains("\(monday + 16)")
        }.joined(separator: "\n")
        let asked = Asked()
        let lines = try await run(
            Self.header + shut + "\n" + office("open", days: 28), settings, engine: asked.engine, threads: 1
        ).lines
        #expect(lines.count { $0.hasPrefix("shut,") } == 32)
        #expect(lines.count { $0.hasPrefix("open,") } == 40)
        #expect(!lines.contains { $0.hasPrefix("shut,\(monday + 30)") })
        let open = try #require(asked.requests.first { $0.series.id == "open" })
        #expect(open.calendar.events(on: monday + 3) == ["H3"])
        #expect(open.calendar.events(on: monday + 30) == ["H30"])
        let closed = try #require(asked.requests.first { $0.series.id == "shut" })
        #expect(closed.calendar.events(on: monday + 3).isEmpty)
    }
}
