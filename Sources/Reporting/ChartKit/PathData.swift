/// Writes the `d` attribute of an SVG path: one absolute point, then relative steps, in tenths of a unit.
///
/// Positions are rounded to tenths before differences are taken, so the relative steps never drift. Relative steps
/// make a path of a month about half as long as absolute ones.
struct PathData {
    private var x = 0
    private var y = 0
    private var start = (x: 0, y: 0)
    private var isEmpty = true

    /// Starts a new stroke at a point.
    mutating func move(_ newX: Double, _ newY: Double, to markup: inout Markup) {
        let next = (x: PathData.tenths(newX), y: PathData.tenths(newY))
        let (first, second) = isEmpty ? (next.x, next.y) : (next.x - x, next.y - y)
        markup.raw(isEmpty ? "M" : "m")
        PathData.write(first, to: &markup)
        if second >= 0 { markup.raw(" ") }
        PathData.write(second, to: &markup)
        (x, y) = next
        start = next
        isEmpty = false
    }

    /// Closes the shape; the next step is counted from its first point.
    mutating func close(to markup: inout Markup) {
        markup.raw("z")
        (x, y) = start
    }

    /// A straight stroke to a point.
    mutating func line(_ newX: Double, _ newY: Double, to markup: inout Markup) {
        let nextX = PathData.tenths(newX)
        let nextY = PathData.tenths(newY)
        let stepX = nextX - x
        let stepY = nextY - y
        (x, y) = (nextX, nextY)
        if stepX == 0, stepY == 0 { return }
        if stepY == 0 {
            markup.raw("h")
            PathData.write(stepX, to: &markup)
        } else if stepX == 0 {
            markup.raw("v")
            PathData.write(stepY, to: &markup)
        } else {
            markup.raw("l")
            PathData.write(stepX, to: &markup)
            if stepY > 0 { markup.raw(" ") }
            PathData.write(stepY, to: &markup)
        }
    }

    /// An upright rectangle; its width and height are positive.
    mutating func rectangle(_ left: Double, _ top: Double, _ width: Double, _ height: Double, to markup: inout Markup) {
        move(left, top, to: &markup)
        line(left + width, top, to: &markup)
        line(left + width, top + height, to: &markup)
        line(left, top + height, to: &markup)
        close(to: &markup)
    }

    /// Points joined by straight strokes; a point whose `y` is not finite interrupts the line.
    mutating func polyline(_ points: some Sequence<(x: Double, y: Double)>, to markup: inout Markup) {
        var isDrawing = false
        for point in points {
            guard point.y.isFinite, point.x.isFinite else {
                isDrawing = false
                continue
            }
            if isDrawing {
                line(point.x, point.y, to: &markup)
            } else {
                move(point.x, point.y, to: &markup)
                isDrawing = true
            }
        }
    }

    /// The area between two lines over the same positions, one closed shape for every unbroken run.
    mutating func band(x positions: [Double], lower: [Double], upper: [Double], to markup: inout Markup) {
        precondition(positions.count == lower.count && lower.count == upper.count, "one bound a position")
        var first = 0
        while first < positions.count {
            guard lower[first].isFinite, upper[first].isFinite else {
                first += 1
                continue
            }
            var end = first
            while end < positions.count, lower[end].isFinite, upper[end].isFinite { end += 1 }
            move(positions[first], upper[first], to: &markup)
            for index in (first + 1)..<end { line(positions[index], upper[index], to: &markup) }
            for index in (first..<end).reversed() { line(positions[index], lower[index], to: &markup) }
            close(to: &markup)
            first = end
        }
    }

    private static func tenths(_ value: Double) -> Int {
        guard value.isFinite, abs(value) < 1e12 else { return 0 }
        return Int((value * 10).rounded())
    }

    /// Tenths as a decimal number without a leading zero, which path data allows.
    private static func write(_ tenths: Int, to markup: inout Markup) {
        if tenths < 0 { markup.raw("-") }
        let magnitude = abs(tenths)
        let whole = magnitude / 10
        let rest = magnitude % 10
        if whole > 0 || rest == 0 { markup.int(whole) }
        if rest > 0 {
            markup.raw(".")
            markup.int(rest)
        }
    }
}
