import System
import Testing

@Suite("Pipes, clocks and the environment")
struct ProcessTests {
    @Test("a pipe gives back what was written; it blocks only if it may; it ends")
    func pipe() throws {
        let pipe = try Descriptor.pipe()
        Descriptor.setNonblocking(pipe.read)
        var buffer = [UInt8](repeating: 0, count: 8)
        func read() -> Descriptor.Transfer {
            buffer.withUnsafeMutableBytes { Descriptor.read(pipe.read, into: $0) }
        }
        #expect(read() == .wouldBlock)
        #expect(Descriptor.writeAll(pipe.write, [1, 2, 3]))
        Descriptor.wait([Descriptor.Interest(pipe.read)], milliseconds: 1000)
        #expect(read() == .bytes(3))
        #expect(buffer.prefix(3) == [1, 2, 3])
        Descriptor.disconnect(pipe.write)
        #expect(read() == .ended)
        #expect(Descriptor.readAll(pipe.read, 1) == nil)
        Descriptor.close(pipe.write)
        Descriptor.close(pipe.read)
    }

    @Test("clocks go forward, processor time only with work")
    func clocks() {
        let (time, processor) = (Clock.now, Clock.processorNanoseconds)
        var sum = 0
        for number in 0..<200_000 { sum &+= number }
        #expect(sum > 0)
        #expect(Clock.now >= time)
        #expect(Clock.processorNanoseconds > processor)
    }

    @Test("a variable that is not set has no value; a default does not replace one")
    func environment() {
        #expect(Environment.value("NIGHTDESK_TEST_UNSET") == nil)
        Environment.setDefault("NIGHTDESK_TEST_SET", "first")
        Environment.setDefault("NIGHTDESK_TEST_SET", "second")
        #expect(Environment.value("NIGHTDESK_TEST_SET") == "first")
        #expect(Environment.processors >= 1)
    }

    @Test("a program gets its input, and its failure is reported")
    func programs() {
        #expect(Programs.run(["/bin/sh", "-c", "read line; test \"$line\" = storm"], input: "storm\n"))
        #expect(!Programs.run(["/bin/sh", "-c", "exit 3"], input: ""))
        #expect(!Programs.run(["/no/such/program"], input: nil))
    }

    @Test("shared memory is there and starts with zeros")
    func memory() throws {
        let memory = try SharedMemory()
        #expect(memory.numbers.allSatisfy { $0 == 0 })
        memory.numbers[3] = 7
        #expect(memory.numbers[3] == 7)
    }
}
