import ContactCenter
import FileFormats
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("INRC-II rosters")
struct NurseRosterTests {
    /// A scenario of two skills, three shift types, two contracts, `nurses` nurses and two weeks, random within reason.
    static func random(_ seed: UInt64, nurses: Int = 4, weeks: Int = 2) -> NurseRosteringInstance {
        var random = RandomStream(seed: seed)
        func draw(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(random.next() % UInt64(range.count)) }
        var instance = NurseRosteringInstance(
            name: "tiny", scenarioWeeks: weeks, skills: ["Head", "Nurse"],
            shiftTypes: [
                .init(id: "Early", consecutive: 2...4), .init(id: "Late", consecutive: 2...3, forbiddenNext: [0]),
                .init(id: "Night", consecutive: 3...4, forbiddenNext: [0, 1]),
            ],
            contracts: [
                .init(
                    id: "Full", assignments: 6...9, consecutiveWork: 3...5, consecutiveOff: 2...3, maximumWeekends: 1,
                    wantsCompleteWeekends: true),
                .init(
                    id: "Half", assignments: 3...5, consecutiveWork: 2...4, consecutiveOff: 2...5, maximumWeekends: 1,
                    wantsCompleteWeekends: false),
            ],
            nurses: [])
        for index in 0..<nurses {
            var history = NurseRosteringInstance.History()
            if draw(0...1) == 0 {
                history.consecutiveOff = draw(1...3)
            } else {
                history.lastShift = draw(0...2)
                history.consecutiveWork = draw(1...5)
                history.consecutiveShift = draw(1...history.consecutiveWork)
            }
            history.assignments = draw(0...3)
            instance.nurses.append(
                .init(
                    id: "N\(index)", contract: draw(0...1), skills: draw(0...1) == 0 ? [0, 1] : [1], history: history))
        }
        for _ in 0..<weeks {
            let requirements = (0..<42).map { index -> NurseRosteringInstance.Requirement in
                index % 2 == 1 && draw(0...2) == 0
                    ? .init(minimum: draw(0...1), optimal: 1) : .init(minimum: 0, optimal: 0)
            }
            let requests = (0..<3).map { _ in
                NurseRosteringInstance.Request(
                    nurse: draw(0...nurses - 1), day: draw(0...6), shift: draw(0...1) == 0 ? nil : draw(0...2))
            }
            instance.weeks.append(.init(requirements: requirements, requests: requests))
        }
        return instance
    }

    @Test func `weights and border days as the rules say`() {
        // One nurse, one week, no requirements: runs are counted by hand.
        var instance = Self.random(1, nurses: 1, weeks: 1)
        instance.scenarioWeeks = 1
        instance.weeks[0] = .init(
            requirements: [.init(minimum: 1, optimal: 2)] + Array(repeating: .init(minimum: 0, optimal: 0), count: 41),
            requests: [.init(nurse: 0, day: 1, shift: nil)])
        instance.nurses[0] = .init(id: "N", contract: 0, skills: [0, 1])
        instance.nurses[0].history.consecutiveOff = 1
        instance.nurses[0].history.assignments = 5
        var roster = ShiftAssignment(employees: 1, days: 7)
        // Mon, Tue Early as Head; Wed–Fri off; Sat Night; Sun off.
        roster.cells[0] = instance.cell(shift: 0, skill: 0)
        roster.cells[1] = instance.cell(shift: 0, skill: 0)
        roster.cells[5] = instance.cell(shift: 2, skill: 1)
        let score = NurseRosterValidator.score(of: roster, in: instance)
        #expect(score.optimalCoverage == 30)
        // Off run of 1 before Monday: one day short. Wed–Fri is within 2…3; Sunday's run goes on.
        #expect(score.consecutiveOff == 30)
        // Work: 2 of 3, then 1 of 3. Shifts: Early 2 of 2, Night 1 of 3.
        #expect(score.consecutiveWork == 30 + 60 + 30)
        #expect(score.preferences == 10)
        #expect(score.completeWeekends == 30)
        // 5 + 3 = 8 within 6…9; one weekend.
        #expect(score.totalAssignments == 0)
        #expect(score.totalWeekends == 0)
        #expect(NurseRosterValidator.violations(of: roster, in: instance).isEmpty)
    }

    @Test(arguments: 1...30)
    func `the search's row cost equals the validator's rules about nurses`(seed: Int) {
        let instance = Self.random(UInt64(seed))
        let rules = NurseRowCost(instance)
        var random = RandomStream(seed: UInt64(seed), unit: 5)
        for _ in 0..<20 {
            let cells = (0..<4 * 14).map { _ in random.next() % 2 == 0 ? UInt8(0) : UInt8(random.next() % 7) }
            let roster = ShiftAssignment(days: 14, cells: cells)
            let rows = (0..<4).map { rules.cost(nurse: $0, row: cells[$0 * 14..<($0 + 1) * 14]) }
            let violations = NurseRosterValidator.violations(of: roster, in: instance)
            let breaksSuccession = violations.contains { $0.message.contains("may not follow") }
            #expect(rows.contains { $0 >= NurseRowCost.never } == breaksSuccession)
            if !breaksSuccession {
                let score = NurseRosterValidator.score(of: roster, in: instance)
                #expect(rows.reduce(0) { $0 + Int($1) } == score.total - score.optimalCoverage)
            }
        }
    }

    @Test(arguments: 1...20)
    func `a row whose days change costs, from those days on, what the whole row costs`(seed: Int) {
        let instance = Self.random(UInt64(seed), nurses: 3)
        let rules = NurseRowCost(instance)
        var random = RandomStream(seed: UInt64(seed), unit: 8)
        var known = [NurseRowCost.Progress](repeating: .init(), count: 3 * 15)
        var cells = [UInt8](repeating: 0, count: 3 * 14)
        for nurse in 0..<3 { rules.follow(nurse: nurse, cells: cells, from: 0, into: &known) }
        var lawful = 0
        for _ in 0..<200 {
            let nurse = random.index(below: 3)
            let first = random.index(below: 14)
            let end = first + 1 + random.index(below: min(7, 14 - first))
            let kept = cells
            for day in first..<end {
                cells[nurse * 14 + day] = random.index(below: 3) == 0 ? 0 : UInt8(random.index(below: 7))
            }
            let whole = rules.cost(nurse: nurse, row: cells[nurse * 14..<(nurse + 1) * 14])
            #expect(rules.cost(nurse: nurse, cells: cells, changed: first..<end, known: known) == whole)
            if whole < NurseRowCost.never {
                lawful += 1
                rules.follow(nurse: nurse, cells: cells, from: first, into: &known)
            } else {
                cells = kept
            }
        }
        #expect(lawful > 20)
    }

    @Test(arguments: 1...6)
    func `a found roster costs what the search says and breaks nothing that can be kept`(seed: Int) {
        var instance = Self.random(UInt64(seed), nurses: 8)
        for week in instance.weeks.indices {
            for slot in instance.weeks[week].requirements.indices {
                instance.weeks[week].requirements[slot].minimum = 0
            }
        }
        var annealing = NurseAnnealing(instance, random: RandomStream(seed: 1))
        for _ in 0..<20_000 { annealing.step(temperature: 10) }
        let roster = ShiftAssignment(days: 14, cells: annealing.best.cells)
        #expect(NurseRosterValidator.score(of: roster, in: instance).total == annealing.best.cost)
        #expect(NurseRosterValidator.violations(of: roster, in: instance).isEmpty)
    }

    @Test func `stages joined by their history cost the same as the whole`() {
        let instance = Self.random(3)
        var random = RandomStream(seed: 4)
        let cells = (0..<4 * 14).map { _ in random.next() % 2 == 0 ? UInt8(0) : UInt8(random.next() % 7) }
        let whole = NurseRosterValidator.score(of: ShiftAssignment(days: 14, cells: cells), in: instance)
        var now = instance
        var sum = 0
        for week in 0..<2 {
            now.weeks = [instance.weeks[week]]
            let part = (0..<4).flatMap { (nurse: Int) -> ArraySlice<UInt8> in
                let first = nurse * 14 + week * 7
                return cells[first..<first + 7]
            }
            let roster = ShiftAssignment(days: 7, cells: part)
            sum += NurseRosterValidator.score(of: roster, in: now).total
            now = now.after(roster)
        }
        #expect(sum == whole.total)
    }

    @Test func `the same seed and moves give the same roster at any number of threads`() {
        let instance = Self.random(6, nurses: 6)
        let rosters = [1, 2, 4].map { NurseRosterSearch(instance, iterations: 8000, seed: 5, threads: $0).run() }
        #expect(rosters[0] == rosters[1])
        #expect(rosters[0] == rosters[2])
    }
}
