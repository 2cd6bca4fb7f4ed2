"""The prompt as a person sees it: the program on a terminal of its own, and the terminal's screen."""

import os
import time

import pexpect
import pyte


class Terminal:
    """A program on a terminal, and what its screen shows."""

    def __init__(self, arguments, columns, rows, folder, environment=None):
        variables = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PAGER": "cat",
            "XDG_STATE_HOME": os.path.join(folder, "state"),
            "XDG_CACHE_HOME": os.path.join(folder, "cache"),
        }
        variables.update(environment or {})
        self.process = pexpect.spawn(
            arguments[0], arguments[1:], dimensions=(rows, columns), env=variables, cwd=folder, timeout=20
        )
        self.process.delaybeforesend = None
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    def read(self, seconds=0.05):
        """Takes what the program has written; False when it has ended."""
        try:
            data = self.process.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self.stream.feed(data)
        return True

    @property
    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self):
        return "\n".join(self.lines).rstrip()

    @property
    def last_line(self):
        """The line with the cursor."""
        return self.lines[self.screen.cursor.y]

    def wait(self, condition, what, seconds=30):
        """Waits until the screen is as it should be."""
        end = time.monotonic() + seconds
        while not condition():
            if not self.read() and not condition():
                raise AssertionError(f"{what}: the program has ended\n{self.text}")
            if time.monotonic() > end:
                raise AssertionError(f"{what}: not seen within {seconds} s; the screen shows\n{self.text}")

    def sees(self, *texts, seconds=30):
        """Waits until all texts are on the screen."""
        for text in texts:
            self.wait(lambda: text in self.text, repr(text), seconds)

    def at_prompt(self, written=""):
        """Waits for a prompt with this written behind it."""
        self.wait(
            lambda: self.last_line.split("> ", 1)[-1].removesuffix(">").strip() == written
            or (not written and self.last_line.endswith(">")),
            f"a prompt with {written!r}",
        )

    def type(self, keys):
        self.process.send(keys)

    def clear(self):
        """An empty screen with the prompt at the top."""
        self.process.send("\x0c")
        self.wait(lambda: self.screen.cursor.y == 0 and ">" in self.lines[0], "an empty screen")

    def enter(self, line, *expected, seconds=30):
        """Enters a line on an empty screen and waits for what is expected, and the next prompt."""
        self.clear()
        self.type(line + "\r")
        self.sees(*expected, seconds=seconds)
        self.wait(
            lambda: self.screen.cursor.y > 0 and self.last_line.endswith(">"), "the next prompt", seconds
        )

    def ended(self):
        """Waits for the end of the program; its exit code."""
        while self.read(0.2):
            pass
        self.process.close()
        return self.process.exitstatus
