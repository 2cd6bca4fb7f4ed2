/// The distinct forms of tokens, as numbers. Forms that differ only in case or in the glyph of
/// an apostrophe share a *folded* form, so that comparing words is comparing integers.
///
/// The forms of patterns and lists are interned when plugins are loaded and kept; those of an
/// article are dropped again by ``forgetArticles()``, so that memory stays constant over a
/// corpus. Used by one thread at a time.
public final class Vocabulary {
    /// The number of a form.
    public typealias Form = Int32

    private var bytes: [UInt8] = []
    /// Where each form starts in `bytes`; one more than there are forms.
    private var starts: [Int32] = [0]
    private var hashes: [UInt32] = []
    private var foldedForms: [Form] = []
    private var exactForms: [Form] = []
    private var classBits: [TokenClass] = []
    /// Open addressing; -1 is free. The capacity is a power of two.
    private var slots: [Form] = Array(repeating: -1, count: 1 << 12)
    private var kept = 0
    /// Counts how often forms were dropped: what is cached by form is valid for one epoch.
    public private(set) var epoch = 0

    /// An empty vocabulary.
    public init() {}

    /// How many forms there are; their numbers are below this.
    public var count: Int { hashes.count }

    /// The number of the form, which is new or known.
    public func intern(_ form: UnsafeBufferPointer<UInt8>) -> Form {
        let hash = Self.hash(form)
        if let known = find(form, hash) { return known }
        return add(form, hash)
    }

    /// The number of a form given as text.
    public func intern(_ form: String) -> Form {
        var form = form
        return form.withUTF8 { intern($0) }
    }

    /// The number of the form if it is known.
    public func lookUp(_ form: UnsafeBufferPointer<UInt8>) -> Form? { find(form, Self.hash(form)) }

    /// The form without case, and with ' for ’.
    @inline(__always)
    public func folded(_ form: Form) -> Form { foldedForms[Int(form)] }

    /// The form with ' for ’, case kept.
    @inline(__always)
    public func exact(_ form: Form) -> Form { exactForms[Int(form)] }

    /// What the form is by itself; see ``TokenClass``.
    @inline(__always)
    public func classes(_ form: Form) -> TokenClass { classBits[Int(form)] }

    /// The hash of a form's bytes; the same in every process and version of this file format.
    @inline(__always)
    public func hash(_ form: Form) -> UInt32 { hashes[Int(form)] }

    /// The form as text.
    public func text(_ form: Form) -> String {
        String(decoding: bytes[Int(starts[Int(form)])..<Int(starts[Int(form) + 1])], as: UTF8.self)
    }

    /// Reads the bytes of a form in place.
    public func withBytes<R>(_ form: Form, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
        bytes.withUnsafeBufferPointer { all in
            body(UnsafeBufferPointer(rebasing: all[Int(starts[Int(form)])..<Int(starts[Int(form) + 1])]))
        }
    }

    /// Keeps all forms there are from being dropped: to be called when lists or patterns were added.
    public func keepAll() { kept = count }

    /// Drops the forms added since ``keepAll()`` if there are many of them. Numbers that were
    /// handed out for them mean nothing afterwards.
    public func forgetArticles(above most: Int = 200_000) {
        guard count - kept > most else { return }
        bytes.removeSubrange(Int(starts[kept])...)
        starts.removeSubrange((kept + 1)...)
        hashes.removeSubrange(kept...)
        foldedForms.removeSubrange(kept...)
        exactForms.removeSubrange(kept...)
        classBits.removeSubrange(kept...)
        rehash(capacity: slots.count)
        epoch += 1
    }

    // MARK: The table

    /// FNV-1a, 64 bits folded to 32.
    public static func hash(_ form: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in form { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }

    private func find(_ form: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Form? {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while true {
            let candidate = slots[slot]
            if candidate < 0 { return nil }
            if hashes[Int(candidate)] == hash, isForm(candidate, form) { return candidate }
            slot = (slot + 1) & mask
        }
    }

    private func isForm(_ candidate: Form, _ form: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(starts[Int(candidate)])
        guard Int(starts[Int(candidate) + 1]) - start == form.count else { return false }
        for offset in 0..<form.count where bytes[start + offset] != form[offset] { return false }
        return true
    }

    private func add(_ form: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Form {
        if (count + 1) * 4 > slots.count * 3 { rehash(capacity: slots.count * 2) }
        let number = Form(count)
        bytes.append(contentsOf: form)
        starts.append(Int32(bytes.count))
        hashes.append(hash)
        let shape = WordShape(form)
        classBits.append(shape.classes)
        exactForms.append(number)
        foldedForms.append(number)
        place(number)
        // The derived forms are forms too; they fold to themselves, so this ends.
        if let exact = shape.exact { exactForms[Int(number)] = exact.withUnsafeBufferPointer { intern($0) } }
        if let folded = shape.folded {
            foldedForms[Int(number)] = folded.withUnsafeBufferPointer { intern($0) }
        }
        return number
    }

    private func place(_ form: Form) {
        let mask = slots.count - 1
        var slot = Int(hashes[Int(form)]) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = form
    }

    private func rehash(capacity: Int) {
        slots = Array(repeating: -1, count: capacity)
        for form in 0..<count { place(Form(form)) }
    }
}
