import ContactCenter

/// Heads by cohort, carried forward week by week.
///
/// A week begins with its classes' first day; whoever leaves in it works it to the end. So
/// heads(w + 1) = heads(w) − leavers(w) + hires(w + 1), and nobody is lost between. Heads are expectations: real numbers.
public struct Workforce: Hashable, Sendable {
    /// Heads with one first day.
    public struct Cohort: Hashable, Sendable {
        /// Heads when they are first counted.
        public var heads: Double
        /// The week, from 0, in which they are first counted: 0 for those already there, else the week of their class.
        public var firstWeek: Int
        /// Weeks since their first day when they are first counted.
        public var tenureWeeks: Int
        /// `heads` of `tenureWeeks` from `firstWeek` on.
        public init(heads: Double, firstWeek: Int = 0, tenureWeeks: Int = 0) {
            self.heads = heads
            self.firstWeek = firstWeek
            self.tenureWeeks = tenureWeeks
        }
    }

    /// One number a week of everything that is counted.
    public struct Projection: Hashable, Sendable {
        /// Heads employed in the week.
        public var heads: [Double]
        /// Heads whose last day is in the week.
        public var leavers: [Double]
        /// Heads in training, of `heads`.
        public var inTraining: [Double]
        /// Heads outside training, each counted by its speed; leave is not taken off.
        public var productive: [Double]

        /// Nobody in any of `weeks`.
        public init(weeks: Int) {
            heads = [Double](repeating: 0, count: weeks)
            leavers = heads
            inTraining = heads
            productive = heads
        }
    }

    /// The heads.
    public var cohorts: [Cohort]

    /// The heads of `cohorts`.
    public init(_ cohorts: [Cohort]) { self.cohorts = cohorts }

    /// What becomes of them over `weeks`, each cohort along `curve`.
    ///
    /// - Complexity: O(cohorts · weeks)
    public func projection(weeks: Int, curve: TenureCurve) -> Projection {
        var result = Projection(weeks: weeks)
        for cohort in cohorts where cohort.firstWeek < weeks {
            for week in cohort.firstWeek..<weeks {
                let tenure = cohort.tenureWeeks + week - cohort.firstWeek
                let heads = cohort.heads * curve.survival(from: cohort.tenureWeeks, to: tenure)
                result.heads[week] += heads
                result.leavers[week] += heads - cohort.heads * curve.survival(from: cohort.tenureWeeks, to: tenure + 1)
                if curve.isInTraining(tenure) { result.inTraining[week] += heads }
                result.productive[week] += heads * curve.speed(tenure)
            }
        }
        return result
    }
}
