/// A TIMEX3 duration: `P3M`, `PT24H`, `P1Y6M`, `P2.5Y`, `PXW`, `P2TNI`.
///
/// Nothing is converted: 24 hours stay `PT24H`, 18 months `P18M`, as TimeML wants it.
public struct TimexDuration: Hashable, Sendable {
    /// One number with its unit.
    public struct Component: Hashable, Sendable {
        /// How many.
        public let amount: TimexAmount
        /// Of what.
        public let unit: DurationUnit

        /// A number of units.
        public init(_ amount: TimexAmount, _ unit: DurationUnit) {
            self.amount = amount
            self.unit = unit
        }
    }

    /// At least one, from the coarsest unit to the finest.
    public let components: [Component]

    /// So many of one unit.
    public init(_ amount: TimexAmount, _ unit: DurationUnit) {
        components = [Component(amount, unit)]
    }

    /// A duration of several units, as a year and six months; `nil` if there is none or they do not
    /// go from the coarsest to the finest.
    public init?(_ components: [Component]) {
        guard !components.isEmpty,
            zip(components, components.dropFirst()).allSatisfy({
                $1.unit.granularity.isFiner(than: $0.unit.granularity)
            })
        else { return nil }
        self.components = components
    }

    /// Reads a duration; `nil` if the text is none.
    ///
    /// The short codes of some corpora are read too and written long: `P1E` is `P1DE`, `PXC` is
    /// `PXCE`, `P2L` is `P2ML`. Zeros in front of a number are dropped.
    public init?(_ text: some StringProtocol) {
        guard text.first == "P" else { return nil }
        var rest = Substring(text.dropFirst())
        var components: [Component] = []
        var codes = DurationUnit.dateCodes
        while !rest.isEmpty {
            if rest.first == "T" {
                guard codes.count == DurationUnit.dateCodes.count, rest.utf8.count > 1 else { return nil }
                codes = DurationUnit.clockCodes
                rest = rest.dropFirst()
            }
            let number =
                rest.first == "X" ? rest.prefix(1) : rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(number.count)
            guard let amount = TimexAmount(number),
                let (code, unit) = codes.first(where: { rest.hasPrefix($0.code) })
            else { return nil }
            rest = rest.dropFirst(code.utf8.count)
            components.append(Component(amount, unit))
        }
        self.init(components)
    }

    /// The granularity of its finest unit.
    public var granularity: Granularity { components.last?.unit.granularity ?? .none }

    /// The same length with every decimal number turned into whole numbers of smaller units, for
    /// arithmetic: 2.5 years are 30 months.
    ///
    /// `nil` if a number is unknown, does not come out even at the smallest unit, or is too large.
    public var wholeComponents: [(count: Int, unit: DurationUnit)]? {
        var whole: [(count: Int, unit: DurationUnit)] = []
        for component in components {
            guard let ratio = component.amount.ratio else { return nil }
            var numerator = ratio.numerator
            var unit = component.unit
            while numerator % ratio.denominator != 0 {
                guard let (smaller, count) = unit.subdivision else { return nil }
                let (product, overflow) = numerator.multipliedReportingOverflow(by: count)
                guard !overflow else { return nil }
                numerator = product
                unit = smaller
            }
            whole.append((numerator / ratio.denominator, unit))
        }
        return whole
    }
}

extension TimexDuration: CustomStringConvertible {
    /// The TIMEX3 value.
    public var description: String {
        var text = "P"
        var isClock = false
        for component in components {
            if component.unit.isClock, !isClock {
                text += "T"
                isClock = true
            }
            text += "\(component.amount)\(component.unit.code)"
        }
        return text
    }
}
