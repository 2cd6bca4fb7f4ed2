internal import Diagnostics
internal import CLuaBridge

/// A Lua 5.4 state with a memory limit, safe libraries only, and host functions written in Swift.
///
/// No Lua error ever crosses a Swift frame: see `CLuaBridge.h` for the two rules. A state is used
/// by one thread at a time; only ``interrupt()`` may be called from elsewhere.
public final class LuaState {
    /// A host function: reads arguments from the call, pushes results on it and returns how many.
    /// What it throws becomes a Lua error at the place of the call.
    public typealias Function = (HostCall) throws -> Int

    /// The machine, which lives as long as the state or a reference into it.
    let owner: MachineOwner
    var machine: OpaquePointer { owner.machine }
    let main: OpaquePointer
    private var functions: ContiguousArray<Function> = []
    /// The object that host functions work for. It holds the state and is not kept alive by it: it must set this to nil
    /// when it goes. Host functions that are called afterwards, through a reference that was kept, give an error.
    public unowned(unsafe) var host: AnyObject? {
        didSet { isAbandoned = host == nil }
    }
    private var isAbandoned = false
    /// The names of the chunks that were compiled.
    private var chunkNames: Set<String> = []
    /// Set to an empty one to have calls of host functions counted and timed; nil costs nothing.
    public var profile: CallProfile?

    /// Makes a state that may hold `memoryLimit` bytes.
    ///
    /// - Throws: ``LuaError`` if there is no memory for it.
    public init(memoryLimit: Int = 256 << 20) throws(LuaError) {
        guard let owner = MachineOwner(memoryLimit: memoryLimit) else {
            throw LuaError(message: "no memory for a Lua state")
        }
        self.owner = owner
        main = nd_machine_state(owner.machine)
        owner.state = self
        functions.append { _ in throw LuaError(message: "no such host function") }
    }

    /// Adds a host function and returns its number, which ``LuaEnvironment`` and
    /// ``HandleType`` take. Numbers start at 1.
    public func register(_ function: @escaping Function) -> Int32 {
        functions.append(function)
        return Int32(functions.count - 1)
    }

    fileprivate func call(_ number: Int32, _ call: HostCall) throws -> Int {
        if isAbandoned { throw LuaError(message: "the workbench of this function is gone") }
        guard profile != nil else { return try functions[Int(number)](call) }
        let place = call.location?.description ?? ""
        let start = ContinuousClock.now
        defer {
            let time = start.duration(to: .now).components
            profile?.add(
                place, Int(time.seconds) * 1_000_000_000 + Int(time.attoseconds / 1_000_000_000))
        }
        return try functions[Int(number)](call)
    }

    // MARK: Limits

    /// Bytes that Lua holds now.
    public var memoryUsed: Int { nd_machine_used(machine) }

    /// The most bytes that Lua has held.
    public var memoryPeak: Int { nd_machine_peak(machine) }

    /// The most bytes that Lua may hold.
    public func setMemoryLimit(_ bytes: Int) { nd_machine_set_limit(machine, bytes) }

    /// Runs a full garbage collection.
    public func collectGarbage() { nd_machine_collect(machine) }

    /// The CPU time in milliseconds that each outermost call into Lua may take; 0 for no limit.
    /// A call that takes longer is stopped with an error that Lua code cannot catch.
    public func setBudget(milliseconds: Int) { nd_machine_set_budget(machine, Int64(milliseconds)) }

    /// Stops the call in progress with an error that Lua code cannot catch. Safe from a signal
    /// handler and from other threads; without a call in progress it does nothing.
    public func interrupt() { nd_machine_interrupt(machine) }

    /// Lets the terminal's Ctrl-C (SIGINT) stop what runs in this state, and no longer the program.
    public func interruptOnSignal() { nd_machine_interrupt_on_signal(machine) }

    /// Whether Ctrl-C came since this was last asked.
    public static func takeInterrupt() -> Bool { nd_take_interrupt() }

    /// Whether the call in progress should end: for long loops of host functions.
    public var shouldStop: Bool { nd_machine_should_stop(machine) }

    /// Work of the host that time budget and interrupts cover as they do a call into Lua: what calls Lua
    /// within has no budget of its own, and ``shouldStop`` says when to end.
    public func stoppable<R>(_ body: () throws -> R) rethrows -> R {
        nd_machine_begin(machine)
        defer { nd_machine_end(machine) }
        return try body()
    }

    /// Why the last outermost call was stopped, if it was.
    public var stopReason: StopReason? { StopReason(rawValue: nd_machine_stopped(machine)) }

    /// What can stop a call into Lua.
    public enum StopReason: Int32, Sendable {
        /// The time budget was used up.
        case budget = 1
        /// ``LuaState/interrupt()`` was called.
        case interrupt = 2
    }

    // MARK: Code

    /// Compiles Lua text.
    ///
    /// - Parameters:
    ///   - source: UTF-8 text; bytecode is refused.
    ///   - name: what messages call it, as a file name.
    ///   - environment: the table that is the chunk's globals.
    /// - Throws: ``LuaError`` with `name:line: message` for a syntax error.
    public func load(
        _ source: [UInt8], name: String, environment: LuaReference? = nil
    ) throws(LuaError) -> LuaReference {
        chunkNames.insert(name)
        let status = source.withUnsafeBytes { bytes in
            nd_load(
                main, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
                // '@': the name is a file name, shown as it is.
                "@" + name, environment?.number ?? 0)
        }
        guard status == 0 else { throw takeError(main) }
        return try popReference(main)
    }

    /// Pops the value on the top of the stack into a reference.
    func popReference(_ L: OpaquePointer) throws(LuaError) -> LuaReference {
        let number = nd_anchor(L, -1)
        nd_set_top(L, nd_top(L) - 1)
        guard number != 0 else { throw LuaError(message: "not enough memory") }
        return LuaReference(state: self, number: number)
    }

    /// Pops the error value on the top of the stack.
    func takeError(_ L: OpaquePointer) -> LuaError {
        let message = Tape()
        let traceback = Tape()
        nd_take_error(L, message.raw, traceback.raw)
        return error(message.text, traceback: traceback.text)
    }

    /// The error with the text, with its place and the diagnostic that it carries as values.
    private func error(_ text: String, traceback: String) -> LuaError {
        if let raised = owner.raised, raised.description == text {
            return LuaError(
                message: raised.message, location: raised.location, diagnostic: raised, traceback: traceback,
                stopped: stopReason)
        }
        // Lua puts "chunk:line: " before the message. Only names of known chunks count: any text can have colons.
        let head = text.prefix { $0 != "\n" }
        guard let name = chunkNames.first(where: { head.hasPrefix($0 + ":") }),
            case let rest = text.dropFirst(name.count + 1),
            let colon = rest.firstIndex(of: ":"), let line = Int(rest[..<colon]), line > 0
        else { return LuaError(message: text, traceback: traceback, stopped: stopReason) }
        return LuaError(
            message: String(rest[rest.index(after: colon)...].drop { $0 == " " }),
            location: SourceLocation(file: name, line: line), traceback: traceback, stopped: stopReason)
    }
}

/// The C side of a state. References keep it alive, so that they can be released in any order.
final class MachineOwner {
    private(set) var machine: OpaquePointer! = nil
    /// Set for as long as Lua code can run.
    unowned var state: LuaState!
    /// The last diagnostic that a host function threw. Lua carries it as its text; where that arrives, so does this.
    var raised: Diagnostic?

    init?(memoryLimit: Int) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        guard let machine = nd_machine_new(memoryLimit, dispatch, context) else { return nil }
        self.machine = machine
    }

    deinit { if let machine { nd_machine_free(machine) } }
}

/// The one Swift function that C calls.
private func dispatch(
    context: UnsafeMutableRawPointer?, L: OpaquePointer?, number: Int32,
    results: UnsafeMutablePointer<nd_tape>?
) -> Int32 {
    guard let context, let L, let results else { return ND_RAISE }
    let state = Unmanaged<MachineOwner>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.state! }
    let call = HostCall(state: state, L: L, results: results)
    do {
        return Int32(try state.call(number, call))
    } catch {
        results.pointee.count = 0
        if var problem = error as? HostCall.ArgumentError, problem.index > 1, nd_is_method_call(L) {
            problem.index -= 1
            call.push("\(problem)")
            return ND_RAISE
        }
        guard let located = located(error) else {
            call.push("\(error)")
            return ND_RAISE
        }
        state.owner.raised = located
        call.push(located.description)
        return ND_RAISE_AS_IS
    }
}

/// The error with its place, if it has one: then the place of the host function's call is not put before it. An error of
/// Lua code that the host function ran, a module that `require` loaded for example, has its own place.
private func located(_ error: any Error) -> Diagnostic? {
    switch error {
    case let error as Diagnostic where error.location != nil: error
    case let error as LuaError where error.location != nil:
        error.diagnostic ?? Diagnostic(.lua, error.message, at: error.location)
    default: nil
    }
}
