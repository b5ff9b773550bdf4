import ContactCenter
import Testing

@testable import Planning

@Suite("Requirement on the roster's clock") struct RosterSlotTests {
    private func row(_ queue: String, at seconds: Int, _ agents: Double) -> RequirementInterval {
        var row = RequirementInterval(
            stream: QueueChannel(queue: queue, channel: .voice), start: Instant(seconds: seconds), intervalSeconds: 1800
        )
        row.agentsScheduled = agents
        return row
    }

    @Test("The hour that the clock shows twice needs the larger requirement, not the sum; streams stay apart")
    func repeatedHour() {
        let rows = [
            row("a", at: 0, 3), row("a", at: 1800, 4), row("a", at: 3600, 5), row("b", at: 0, 1.5),
            row("b", at: 3600, 1),
        ]
        // The rows at 0 and at 3600 stand in the same half hour of the clock.
        let peaks = RosterStage.peaks(rows, slots: [2, 3, 2, 2, 2], count: 5)
        #expect(peaks[rows[0].stream] == [0, 0, 5, 4, 0])
        #expect(peaks[rows[3].stream] == [0, 0, 1.5, 0, 0])
    }
}
