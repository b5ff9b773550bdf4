import ContactCenter
import NumericalMethods

/// Searches a lawful roster of low cost: construction by dynamic programming over each agent's days, then simulated
/// annealing over days, starts, kinds and breaks together.
///
/// No hard rule is ever broken on the way, so the search may be stopped at any time. Agents without any lawful
/// pattern are named and left without shifts.
///
/// Source of the method: own, after the measurements in `docs/methods/scheduling.md`.
public struct RosterSearch: Sendable {
    private let instance: CompiledInstance
    private let options: RosterSearchOptions
    private let revision: CompiledRevision?

    /// A search on `instance`, from nothing or from the roster of `revision`.
    /// - Throws: ``SchedulingError/invalidInstance(_:)`` with everything that is wrong,
    ///   ``SchedulingError/tooManySkillCombinations(found:limit:)``.
    public init(
        _ instance: RosteringInstance, options: RosterSearchOptions, revision: RosterRevision? = nil
    ) throws(SchedulingError) {
        let compiled = try CompiledInstance(instance)
        self.instance = compiled
        self.options = options
        if let revision {
            self.revision = try CompiledRevision(revision, in: compiled)
        } else {
            self.revision = nil
        }
    }

    /// Searches until every lane has used its iterations, or `shouldStop` says so, or the caller's own budget is
    /// used up.
    ///
    /// The closures are called every few thousand moves.
    /// - Parameters:
    ///   - shouldStop: true ends the search; the best roster so far is returned.
    ///   - shareOfTimeUsed: share 0…1 of a time budget; cooling then follows the larger of this and the share of
    ///     iterations, and the search ends at 1. A search by the clock is not reproducible.
    ///   - progress: called at most about a hundred times.
    public func run(
        shouldStop: @escaping @Sendable () -> Bool = { false },
        shareOfTimeUsed: (@Sendable () -> Double)? = nil,
        progress: (@Sendable (RosterSearchProgress) -> Void)? = nil
    ) -> RosterSearchResult {
        var construction = RosterConstruction(
            instance, revision: revision, random: RandomStream(seed: options.seed, unit: 0))
        let (state, unrosterable) = construction.build()
        var annealing = RosterAnnealing(
            state, agents: movable(in: state, without: unrosterable), instance: instance, options: options)
        let units = instance.prices.unitsPerCost
        var reported = -1
        let isComplete = annealing.run(
            iterations: options.iterations,
            schedule: AnnealingSchedule(instance, options: options, isRevision: revision != nil)
        ) { cost, best, share in
            let used = min(1, max(share, shareOfTimeUsed?() ?? 0))
            if let progress, used >= 1 || Int(used * 100) > reported {
                reported = Int(used * 100)
                progress(
                    RosterSearchProgress(
                        cost: Double(cost) / units, bestCost: Double(best) / units, shareDone: used,
                        unrosterable: unrosterable))
            }
            return shouldStop() ? nil : used
        }
        let changed = revision.map { zip(annealing.bestCells, $0.reference).count { $0 != $1 } } ?? 0
        let changeCost = changed * (revision?.changePrice ?? 0)
        return RosterSearchResult(
            roster: Self.roster(of: annealing.bestCells, in: instance),
            cost: Double(annealing.bestCost - changeCost) / units,
            changedDays: changed, changeCost: Double(changeCost) / units,
            unrosterable: unrosterable, movesTried: annealing.movesTried, movesAccepted: annealing.movesAccepted,
            wasStopped: !isComplete)
    }

    /// Agents with a lawful pattern and a day that is not locked.
    private func movable(in state: RosterState, without unrosterable: [UnrosterableAgent]) -> [Int] {
        let left = Set(unrosterable.map(\.agent))
        let days = instance.days
        return instance.source.agents.indices.filter { agent in
            !left.contains(instance.source.agents[agent].id)
                && (state.isLocked.isEmpty || state.isLocked[agent * days..<(agent + 1) * days].contains(false))
        }
    }

    /// The shifts of `cells`.
    static func roster(of cells: [Cell], in instance: CompiledInstance) -> Roster {
        var shifts: [Shift] = []
        for agent in instance.source.agents.indices {
            shifts += self.shifts(
                of: cells[agent * instance.days..<(agent + 1) * instance.days], agent: agent, in: instance)
        }
        return Roster(shifts: shifts)
    }

    /// The shifts of one agent, whose days are `cells`.
    static func shifts(of cells: ArraySlice<Cell>, agent: Int, in instance: CompiledInstance) -> [Shift] {
        zip(0..., cells).compactMap { day, cell in
            guard cell.works else { return nil }
            let option = instance.shifts.options[Int(cell.option)]
            let breaks = (0..<Int(option.breakCount)).map { pause in
                let window = instance.shifts.windows[Int(option.windowStart) + pause]
                return Shift.Break(
                    offsetMinutes: Int(window.earliest + cell.position(pause)) * instance.source.gridMinutes,
                    minutes: Int(window.minutes))
            }
            return Shift(
                agent: instance.source.agents[agent].id, kind: instance.source.shiftKinds[Int(option.kind)].name,
                start: LocalTime(date: instance.source.startDate + day, minuteOfDay: Int(option.startMinute)),
                breaks: breaks)
        }
    }
}
