import ContactCenter
import Testing

@testable import Capacity

@Suite("How people come and go")
struct TenureTests {
    @Test(
        "A year of attrition leaves exactly the share that the annual rate says", arguments: [0, 0.01, 0.3, 0.8, 0.999])
    func annual(rate: Double) throws {
        let attrition = try TenureAttrition([.init(annual: rate)])
        #expect(abs(attrition.survival(from: 0, to: 52) - (1 - rate)) <= 1e-15)
        #expect(abs(attrition.survival(from: 13, to: 65) - (1 - rate)) <= 1e-14)
        // Week by week comes to the same.
        let weekly = (0..<52).reduce(1.0) { product, week in product * attrition.survival(from: week, to: week + 1) }
        #expect(abs(weekly - (1 - rate)) <= 1e-13)
    }

    @Test("Bands of tenure multiply")
    func bands() throws {
        let attrition = try TenureAttrition([
            .init(fromWeek: 0, annual: 0.6), .init(fromWeek: 26, annual: 0.4), .init(fromWeek: 52, annual: 0.1),
        ])
        let firstYear = (0.4 * 0.6).squareRoot()
        #expect(abs(attrition.survival(from: 0, to: 52) - firstYear) <= 1e-14)
        #expect(abs(attrition.survival(from: 52, to: 104) - 0.9) <= 1e-14)
        #expect(abs(attrition.survival(from: 0, to: 104) - firstYear * 0.9) <= 1e-14)
    }

    @Test("A factor on attrition is a factor on the hazard", arguments: [0, 0.5, 1, 2, 7])
    func factor(factor: Double) throws {
        let attrition = try TenureAttrition([.init(annual: 0.3)]).scaled(by: factor)
        var expected = 1.0
        for _ in 0..<Int(factor * 2) { expected *= 0.7 }
        #expect(abs(attrition.survival(from: 0, to: 104) - expected) <= 1e-13)
    }

    @Test(
        "Attrition that nobody can have is refused",
        arguments: [
            [CapacitySettings.AttritionBand(annual: 1)], [.init(annual: -0.1)], [.init(annual: .nan)],
            [.init(annual: .infinity)], [.init(fromWeek: 4, annual: 0.2)],
            [.init(annual: 0.2), .init(fromWeek: 8, annual: 0.2), .init(fromWeek: 8, annual: 0.1)],
        ])
    func badAttrition(bands: [CapacitySettings.AttritionBand]) {
        #expect(throws: CapacityError.self) { try TenureAttrition(bands) }
    }

    @Test("A straight ramp-up loses the triangle above it", arguments: [0, 1, 2, 7, 52])
    func linearRamp(weeks: Int) throws {
        let ramp = try RampUp(.linear(start: 0.4, weeks: weeks))
        let triangle = 0.3 * Double(weeks)
        #expect(abs(ramp.lostWeeks - triangle) <= 1e-12)
        #expect(ramp.speed(weeks) == 1)
        for week in 0..<weeks { #expect(ramp.speed(week) < ramp.speed(week + 1)) }
    }

    @Test("A class's work over its ramp-up is its heads times the curve's integral")
    func rampOfAClass() throws {
        let hiring = CapacitySettings.Hiring(trainingWeeks: 3, rampUp: .shares([0.5, 0.7, 0.9]))
        let curve = try TenureCurve(hiring, attrition: TenureAttrition([]))
        let people = Workforce([.init(heads: 10, firstWeek: 2)]).projection(weeks: 20, curve: curve)
        #expect(people.productive.prefix(5).allSatisfy { $0 == 0 })
        #expect(people.inTraining.prefix(6) == [0, 0, 10, 10, 10, 0])
        // 15 weeks after the training, less 0.9 lost.
        let work: Double = people.productive.reduce(0, +)
        #expect(abs(work - 141) <= 1e-12)
    }

    @Test("Who leaves in training is who the share says, and tenure's attrition begins after it")
    func trainingAttrition() throws {
        let hiring = CapacitySettings.Hiring(trainingWeeks: 4, trainingAttrition: 0.2)
        let curve = try TenureCurve(hiring, attrition: TenureAttrition([.init(annual: 0.5)]))
        #expect(abs(curve.survival(from: 0, to: 4) - 0.8) <= 1e-15)
        #expect(abs(curve.survival(from: 4, to: 56) - 0.5) <= 1e-14)
        #expect(curve.survival(from: 60, to: 60) == 1)
    }

    @Test("Heads are conserved: start + hires − leavers = end", arguments: UInt64(1)...8)
    func conservation(seed: UInt64) throws {
        let (settings, fte) = Fixtures.randomSettings(seed: seed)
        let result = try Fixtures.planner(settings, fte: fte, band: 0.2).run(solver: nil)
        for plan in result.plans {
            let start = settings.staff.reduce(0) { $0 + $1.heads }
            let balance = start + plan.totals.hires - plan.totals.leavers
            #expect(abs(balance - plan.totals.headsAtEnd) <= 1e-9)
            for (week, next) in zip(plan.weeks, plan.weeks.dropFirst()) {
                let heads: Double = week.heads - week.leavers + next.hiresStarted
                #expect(abs(heads - next.heads) <= 1e-9)
                #expect(week.inTraining <= week.heads)
            }
        }
    }

    @Test(
        "ISO weeks are numbered as ISO 8601 does",
        arguments: [
            ("2026-01-01", 1), ("2025-12-29", 1), ("2026-12-31", 53), ("2027-01-03", 53), ("2027-01-04", 1),
            ("2024-12-30", 1), ("2020-12-31", 53), ("2026-07-15", 29),
        ])
    func isoWeeks(day: String, week: Int) throws {
        #expect(LeaveCalendar.isoWeek(of: try #require(CivilDate(day))) == week)
    }

    @Test("Leave is by ISO week, else as usual; shares of 1 and more are refused")
    func leave() throws {
        let calendar = try LeaveCalendar(.init(usual: 0.05, byISOWeek: [10: 0.3]))
        #expect(calendar.share(inWeekOf: Fixtures.firstWeek) == 0.3)
        #expect(calendar.share(inWeekOf: Fixtures.firstWeek + 7) == 0.05)
        for bad in [1, -0.1, Double.nan] {
            #expect(throws: CapacityError.self) { try LeaveCalendar(.init(usual: bad)) }
            #expect(throws: CapacityError.self) { try LeaveCalendar(.init(byISOWeek: [10: bad])) }
        }
        #expect(throws: CapacityError.self) { try LeaveCalendar(.init(byISOWeek: [54: 0.1])) }
    }
}
