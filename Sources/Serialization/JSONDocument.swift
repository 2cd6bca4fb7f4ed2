public import ArticleModel
internal import CJansson

/// Reads JSON strictly: UTF-8, no lone surrogates, nothing behind the value.
public enum JSONDocument {
    /// Why a text is no JSON.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        /// What is wrong.
        public var message: String
        /// Where, in bytes from 1.
        public var column: Int

        /// The message with the place.
        public var description: String { "not JSON: \(message) (byte \(column))" }
    }

    /// Returns the value of a JSON text.
    ///
    /// - Throws: ``Failure``.
    public static func parse(_ bytes: [UInt8]) throws(Failure) -> FeatureValue {
        // `withUnsafeBytes` does not pass on the type of an error.
        let result = bytes.withUnsafeBytes { bytes in Result { () throws(Failure) in try parse(bytes) } }
        return try result.get()
    }

    /// Returns the value of a JSON text.
    ///
    /// - Throws: ``Failure``.
    public static func parse(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> FeatureValue {
        var error = json_error_t()
        // Any value is allowed here, so that the caller can say what it expected instead.
        let flags = ND_JSON_FLAGS
        guard let value = json_loadb(bytes.baseAddress, bytes.count, flags, &error) else {
            let message = withUnsafePointer(to: &error.text) {
                $0.withMemoryRebound(to: CChar.self, capacity: 160) { String(cString: $0) }
            }
            throw Failure(message: message, column: max(1, Int(error.position)))
        }
        defer { nd_json_release(value) }
        return convert(value)
    }

    /// The value as JSON text in one line. Mentions and references, which only a record can
    /// resolve, are null.
    public static func text(_ value: FeatureValue) -> String {
        var json = JSONText()
        json.value(value)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func convert(_ value: UnsafeMutablePointer<json_t>) -> FeatureValue {
        switch nd_json_type(value) {
        case JSON_STRING: return .string(string(json_string_value(value), json_string_length(value)))
        case JSON_INTEGER: return .integer(Int(json_integer_value(value)))
        case JSON_REAL: return .number(json_real_value(value))
        case JSON_TRUE: return .boolean(true)
        case JSON_FALSE: return .boolean(false)
        case JSON_ARRAY:
            return .list((0..<json_array_size(value)).map { convert(json_array_get(value, $0)) })
        case JSON_OBJECT:
            var fields: [FeatureValue.Field] = []
            var iterator = json_object_iter(value)
            while let at = iterator {
                let key = String(cString: json_object_iter_key(at))
                fields.append(.init(key, convert(json_object_iter_value(at))))
                iterator = json_object_iter_next(value, at)
            }
            return .object(fields)
        default: return .null
        }
    }

    private static func string(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> String {
        guard let bytes else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}
