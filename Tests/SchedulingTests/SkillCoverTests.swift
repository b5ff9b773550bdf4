import Testing
@testable import Scheduling

@Suite("Cover flow")
struct CoverFlowTests {
    @Test func `a head serves only one of its skills`() {
        #expect(CoverFlow.served(required: [2, 2], groups: [(skills: [0, 1], heads: 3)]) == 3)
    }
}
