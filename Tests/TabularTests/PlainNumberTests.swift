import Tabular
import Testing

@Suite("Numbers in text")
struct PlainNumberTests {
    @Test(
        "Whole numbers are read exactly to the ends of their range",
        arguments: [
            ("0", 0), ("-0", 0), ("+7", 7), ("007", 7), (" 42\t", 42), ("9223372036854775807", Int.max),
            ("-9223372036854775808", Int.min),
        ])
    func whole(_ text: String, _ value: Int) { #expect(PlainNumber.int(text) == value) }

    @Test(
        "What is no whole number is nil",
        arguments: [
            "", " ", "-", "+", "1.0", "1e3", "0x10", "12a", "1 2", "9223372036854775808", "-9223372036854775809",
            "99999999999999999999", "١٢", "1,000", "--1",
        ])
    func notWhole(_ text: String) { #expect(PlainNumber.int(text) == nil) }

    @Test(
        "Numbers are read as the nearest double",
        arguments: [
            "0", "-0.0", "1", "-1.5", "3.14159265358979", ".5", "5.", "1e3", "1E-3", "2.5e+2", "0.1",
            "123456789.123456789",
            "9007199254740993", "1.7976931348623157e308", "5e-324", "2.2250738585072011e-308",
            "0.000000000000000000000001",
            "123456789012345678901234567890", "1e23", "8.5e22", "0.30000000000000004",
        ])
    func doubles(_ text: String) { #expect(PlainNumber.double(text) == Double(text)) }

    @Test(
        "What is no finite number is nil",
        arguments: [
            "", "nan", "NaN", "inf", "-Infinity", "0x1p3", "1e", "1e+", "1e 5", "e5", ".", "-", "1..2", "1,5", "1.2.3",
            "1e400", "-1e400", "1e999999", "1e99999999999999999999", "12abc", "n/a", "1_000", "½",
        ])
    func notDouble(_ text: String) { #expect(PlainNumber.double(text) == nil) }
}
