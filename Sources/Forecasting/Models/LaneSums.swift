extension SIMD8 where Scalar: BinaryFloatingPoint {
    /// The sum of the lanes, by halves: three additions in a row instead of seven.
    @inline(__always) var total: Scalar {
        let four = lowHalf + highHalf
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1]
    }

    /// The smallest lane, by halves.
    @inline(__always) var least: Scalar {
        let four = lowHalf.replacing(with: highHalf, where: highHalf .< lowHalf)
        let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .< four.lowHalf)
        return Swift.min(two[0], two[1])
    }
}
