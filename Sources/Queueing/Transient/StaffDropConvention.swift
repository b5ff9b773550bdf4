/// What happens to the contacts in hand when fewer agents are scheduled than are busy.
public enum StaffDropConvention: String, Hashable, Sendable, CaseIterable {
    /// The youngest contacts in hand go back to the head of the queue, and their patience starts anew. The convention of
    /// the textbook chain whose service rate is min(n, s(t)) μ; no centre works so, but it is simple and a lower bound.
    case preemptive
    /// Idle agents leave at once, busy ones when they have finished the contact in hand. What centres do.
    case finishCall = "finish-call"
}
