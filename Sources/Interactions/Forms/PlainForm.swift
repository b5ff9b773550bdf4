/// Brings what other scripts and keyboards write into the characters that numbers and times are made of.
enum PlainForm {
    /// The text in ASCII where it stands for ASCII: full-width digits and signs, blanks of every width, and the
    /// Chinese marks of dates and times (`2024年3月4日 下午3时05分` becomes `2024-3-4 PM3:05`). `nil` when nothing was to
    /// be done, or when something else is left.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
        var text: [UInt8] = []
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: text.append(UInt8(scalar.value - 0xFEE0))
            case 0x00A0, 0x2007, 0x2009, 0x202F, 0x3000: text.append(0x20)
            default:
                switch scalar {
                case "年", "月": text.append(0x2D)
                case "日", "秒": text.append(0x20)
                case "时", "時", "点", "點", "分": text.append(0x3A)
                case "上": text += Array("AM".utf8)
                case "下": text += Array("PM".utf8)
                case "午": break
                default:
                    guard scalar.isASCII else { return nil }
                    text.append(UInt8(scalar.value))
                }
            }
        }
        while text.last == 0x20 || text.last == 0x3A { text.removeLast() }
        return text
    }
}
