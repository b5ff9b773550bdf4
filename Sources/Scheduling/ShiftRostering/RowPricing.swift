import Dispatch
import Synchronization

/// Prices the rows of many employees at once.
enum RowPricing {
    /// The cheapest row of each employee in its window at `duals` (by slot of the window's days, times
    /// the problem's scale), with its cost at that scale; `nil` where there is none. One program a thread; the result
    /// does not depend on their number.
    static func price(
        _ problem: CompiledShiftRostering, employees: [Int], windows: [RowProgram.Window], duals: [Int],
        programs: inout [RowProgram]
    ) -> [(cost: Int, cells: [UInt8])?] {
        let width = problem.types + 1
        let threads = max(1, min(programs.count, employees.count))
        let results = Mutex([(cost: Int, cells: [UInt8])?](repeating: nil, count: employees.count))
        let workers = Mutex(programs)
        DispatchQueue.concurrentPerform(iterations: threads) { worker in
            var program = workers.withLock { workers in
                let own = workers[worker]
                // Taken out, so that its buffers are not copied when they are written to.
                workers[worker] = RowProgram(problem)
                return own
            }
            var prices = [Int32](repeating: 0, count: problem.days * width)
            for index in stride(from: worker, to: employees.count, by: threads) {
                let employee = employees[index]
                let window = windows[index]
                for day in window.first..<window.end {
                    let wishes = (employee * problem.days + day) * width
                    for cell in 0..<width {
                        let dual = cell == 0 ? 0 : duals[(day - window.first) * problem.types + cell - 1]
                        prices[day * width + cell] = Int32(
                            Int(problem.wishCost[wishes + cell]) * problem.scale - dual)
                    }
                }
                let row = program.solve(employee: employee, window: window, prices: prices)
                results.withLock { $0[index] = row }
            }
            workers.withLock { $0[worker] = program }
        }
        programs = workers.withLock { $0 }
        return results.withLock { $0 }
    }
}
