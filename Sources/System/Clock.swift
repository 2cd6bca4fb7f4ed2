#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Clocks of the system.
public enum Clock {
    /// Seconds since some moment in the past. This clock never goes back.
    public static var now: Double { seconds(CLOCK_MONOTONIC) ?? 0 }

    /// Seconds since 1970-01-01 in UTC, as the system's calendar has it. It may be set to anything, so nothing may
    /// depend on it but the refusal of dates in the far future.
    public static var calendarSeconds: Double { seconds(CLOCK_REALTIME) ?? 0 }

    /// Nanoseconds of processor time that this process has used.
    public static var processorNanoseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    }

    /// Seconds of processor time that another process has used; nil if there is no such process.
    static func processorSeconds(of process: pid_t) -> Double? {
        var clock = clockid_t()
        guard clock_getcpuclockid(process, &clock) == 0 else { return nil }
        return seconds(clock)
    }

    private static func seconds(_ clock: clockid_t) -> Double? {
        var time = timespec()
        guard clock_gettime(clock, &time) == 0 else { return nil }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
