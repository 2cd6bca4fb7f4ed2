#!/usr/bin/env python3
"""A session of more than thirty steps at a real terminal, at 80 by 24 and at 140 by 45.

Usage: test_session.py PROGRAM [COLUMNSxROWS…]. The last line counts the steps.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from terminal import Terminal

PLUGIN = """return {
  name = "officers", version = "0.1.0", api = 1, summary = "Officers and those who speak",
  provides = { officers = { "CAPTAIN", "SPEAKING" } },
  options = { loud = { type = "boolean", default = false, help = "nothing" } },
  rules = {
    desk.rule{ "Captain", [=[ Captain name:%Name{1,2} ]=], label = "CAPTAIN" },
    desk.rule{ "Speaking", [=[ %Name{2} said nothing ]=], label = "SPEAKING", stage = 2 },
  },
}
"""
ARTICLE = (
    "Mayor Ana Ruiz said on Friday that the bridge in Port Alder would cost $3.5 million. "
    "Captain Bo Lind said nothing. Captain Cy Dahl was not there, and nobody asked. "
    "“It is a disgrace,” said Ruiz.\n"
)
SECOND = "Captain Di Egge waved.\n"


class Session:
    """The steps of the session on one size of terminal."""

    def __init__(self, program, columns, rows):
        self.program = program
        self.size = (columns, rows)
        self.folder = tempfile.mkdtemp(prefix="nightdesk-terminal-")
        self.plugin = os.path.join(self.folder, "Plugins", "officers", "init.lua")
        os.makedirs(os.path.dirname(self.plugin))
        self.write(self.plugin, PLUGIN)
        self.write("article.txt", ARTICLE)
        self.write("second.txt", SECOND)
        self.write("long.txt", "Captain " + "and then so on " * 60000 + "end.\n")
        self.terminal = None

    def write(self, path, text):
        with open(os.path.join(self.folder, path), "w", encoding="utf-8") as file:
            file.write(text)

    def start(self, *arguments, environment=None):
        command = [self.program, "repl", *arguments, "--plugin", "officers", "--published", "2024-09-13"]
        self.terminal = Terminal(command, *self.size, self.folder, environment)
        self.terminal.sees("1>")

    # Reading and completing

    def step_01_prompt_and_greeting(self):
        self.start("article.txt", "second.txt")
        self.terminal.sees("nightdesk", "article: Mayor Ana Ruiz", ":help lists the commands", "1>")

    def step_02_an_expression_is_shown(self):
        self.terminal.enter("6 * 7", "42")
        self.terminal.enter("_ + _1", "84")

    def step_03_the_article_is_a_card(self):
        self.terminal.enter("article", "published  2024-09-13", "officers   3: CAPTAIN 2, SPEAKING 1")

    def step_04_tab_completes_a_global(self):
        self.terminal.clear()
        self.terminal.type("artic\t")
        self.terminal.at_prompt("article")

    def step_05_tab_completes_a_field_and_it_is_shown(self):
        self.terminal.type(".sent\t")
        self.terminal.at_prompt("article.sentences")
        self.terminal.type("[2].te\t")
        self.terminal.at_prompt("article.sentences[2].text")
        self.terminal.type("\r")
        self.terminal.sees("Captain Bo Lind said nothing.")

    def step_06_tab_completes_a_method_a_layer_and_a_label(self):
        self.terminal.clear()
        self.terminal.type("article:lay\t")
        self.terminal.at_prompt("article:layer")
        self.terminal.type('("off\t')
        self.terminal.at_prompt('article:layer("officers')
        self.terminal.type('", "CAP\t')
        self.terminal.at_prompt('article:layer("officers", "CAPTAIN')
        self.terminal.type('")\r')
        self.terminal.sees("CAPTAIN", "Captain Bo Lind", "Captain Cy Dahl", "name")

    def step_07_two_tabs_list_what_there_is(self):
        self.terminal.clear()
        self.terminal.type(":re\t")
        self.terminal.sees("reject", "reload")
        self.terminal.at_prompt(":re")
        self.interrupt_line()

    def step_08_tab_completes_in_a_pattern(self):
        self.terminal.clear()
        self.terminal.type(":find @CAP\t ")
        self.terminal.at_prompt(":find @CAPTAIN")
        self.terminal.type("%punc\t")
        self.terminal.at_prompt(":find @CAPTAIN %punct")
        self.terminal.type("\x15")
        self.terminal.at_prompt("")

    def step_09_tab_completes_a_file(self):
        self.terminal.type(":load sec\t")
        self.terminal.at_prompt(":load second.txt")
        self.terminal.type("\x15")
        self.terminal.at_prompt("")

    # Patterns

    def step_10_find_highlights_the_matches(self):
        self.terminal.enter(":find title:Captain name:%Name{2}", "name=Bo Lind", "name=Cy Dahl", "2 matches")
        found = [
            self.terminal.screen.buffer[row][column].data
            for row in range(self.size[1])
            for column in range(self.size[0])
            if self.terminal.screen.buffer[row][column].fg == "red"
        ]
        assert "".join(found) == "Captain Bo LindCaptain Cy Dahl", "".join(found)
        self.terminal.enter("_[2].name", "Cy Dahl", "Capture")

    def step_11_a_mistake_in_a_pattern_has_a_caret(self):
        self.terminal.enter(":find Captain #rnak", "unknown list #rnak", "            ^^^^^")

    def step_12_explain_tells_the_nearest_miss(self):
        self.terminal.enter(":explain Captain %num", "got as far as “Captain”; then %num failed on “Bo”")

    def step_13_why_names_plugin_and_rule(self):
        self.terminal.enter(":why Bo Lind", "by officers, rule Captain", "by officers, rule Speaking")

    def step_14_show_highlights_overlapping_annotations(self):
        self.terminal.enter('article:show("officers")', "officers: CAPTAIN", "underlined: within another")
        underlined = [
            self.terminal.screen.buffer[row][column].data
            for row in range(self.size[1])
            for column in range(self.size[0])
            if self.terminal.screen.buffer[row][column].underscore
        ]
        assert "Bo Lind" in "".join(underlined), "".join(underlined)

    # Several lines

    def step_15_an_entry_goes_on_until_it_is_complete(self):
        self.terminal.clear()
        self.terminal.type("function twice(x)\r")
        self.terminal.sees("…>")
        self.terminal.type("return 2 * x\r")
        self.terminal.type("end\r")
        self.terminal.wait(lambda: re.search(r"^\d+>$", self.terminal.last_line), "the next prompt")
        self.terminal.enter("twice(21)", "42")

    def step_16_up_brings_the_whole_entry_back(self):
        self.terminal.clear()
        self.terminal.type("func\x1b[A")
        self.terminal.sees("function twice(x)", "return 2 * x", "end")
        self.terminal.type("\r")
        self.terminal.wait(lambda: re.search(r"^\d+>$", self.terminal.last_line), "the next prompt")

    def step_17_what_is_pasted_is_one_entry(self):
        self.terminal.clear()
        self.terminal.type("\x1b[200~function thrice(x)\r\treturn 3 * x\rend\x1b[201~")
        self.terminal.sees("function thrice(x)", "return 3 * x", "end")
        self.terminal.type("\r")
        self.terminal.wait(lambda: re.search(r"^\d+>$", self.terminal.last_line), "the next prompt")
        self.terminal.enter("thrice(14)", "42")

    def step_18_characters_of_many_bytes_are_edited(self):
        self.terminal.clear()
        self.terminal.type('"Zoë 日本"' + "\x1b[D" * 3 + "ü\r")
        self.terminal.sees('"Zoë ü日本"', "\nZoë ü日本")

    # Stopping

    def interrupt(self, line, seconds=0.5):
        self.terminal.clear()
        self.terminal.type(line + "\r")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.terminal.read()
        self.terminal.type("\x03")
        self.terminal.sees("interrupted", seconds=10)
        self.terminal.wait(lambda: re.search(r"^\d+>$", self.terminal.last_line), "the next prompt", 10)

    def interrupt_line(self):
        """Ctrl-C while a line is typed; what is typed before the next prompt would be lost."""
        self.terminal.type("\x03")
        self.terminal.sees("^C")
        self.terminal.at_prompt("")

    def step_19_ctrl_c_stops_an_endless_loop(self):
        self.terminal.enter(":set time off", "time = off")
        self.interrupt("while true do end")

    def step_20_ctrl_c_stops_hostile_string_patterns(self):
        self.interrupt('("a"):rep(30):find(("a?"):rep(30) .. ("a"):rep(30) .. "b")')
        self.interrupt('("a"):rep(10000):match(".-.-.-.-b$")')

    def step_21_ctrl_c_stops_a_long_match(self):
        self.terminal.enter(":load long.txt", "long", seconds=60)
        self.interrupt('while true do article:matches("Captain _{0,300} nowhere") end')
        self.interrupt('article:matches("_{0,180} nowhere")', 0.2)
        self.terminal.enter(":load 1", "article")

    def step_22_the_session_was_not_lost(self):
        self.terminal.enter("twice(3) + thrice(2)", "12")

    def step_23_a_budget_ends_what_runs_away(self):
        self.terminal.enter(":set time 200ms", "time = 200ms")
        self.terminal.enter("while true do end", "the budget of 200 ms of computing time is used up")
        self.terminal.enter(":set time 5s", "time = 5s")

    def step_24_an_error_has_a_caret_and_lua_frames_alone(self):
        self.terminal.clear()
        self.terminal.type("\x1b[200~function broken(x)\r  return x.a.b\rend\x1b[201~\r")
        self.terminal.enter("return (broken({})) + 1", "attempt to index a nil value (field 'a')", "return x.a.b", "^")
        assert "[C]" not in self.terminal.text, self.terminal.text

    def step_25_an_unknown_command_is_told_with_a_suggestion(self):
        self.terminal.enter(":fnid x", "there is no command :fnid; did you mean find?")

    # Plugins

    def step_26_a_saved_plugin_is_reloaded_with_the_difference(self):
        self.terminal.enter(":watch", "watching officers")
        self.terminal.clear()
        self.terminal.type("1 +")
        self.write(self.plugin, PLUGIN.replace("Captain name:%Name{1,2}", "Captain name:( Bo %Name )"))
        self.terminal.sees("reloaded officers", "- Captain Cy Dahl", "0 added, 1 removed, 0 changed, 2 unchanged")
        self.terminal.at_prompt("1 +")  # what was typed is still there
        self.interrupt_line()

    def step_27_an_error_in_a_plugin_leaves_the_last_good_one(self):
        self.terminal.clear()
        self.write(self.plugin, PLUGIN.replace("Captain name", "#captain name"))
        self.terminal.sees("unknown list #captain", "^^^^^^^^", "officers stays as it was")
        self.terminal.type("\r")
        self.terminal.enter('#article:layer("officers")', "2")
        self.write(self.plugin, PLUGIN)
        self.terminal.sees("1 added")
        self.terminal.type("\r")
        self.terminal.enter(":watch off", "not watching")

    def step_28_what_was_kept_becomes_a_plugin(self):
        self.terminal.enter(":find cue:said speaker:%Name", "speaker=Ruiz", "1 match")
        self.terminal.enter(":keep SPEAKER", "kept as SPEAKER: cue:said speaker:%Name")
        self.terminal.enter(":keep PRICE $ amount:%num", "kept as PRICE")
        self.terminal.enter(":save speakers", "saved Plugins/speakers", "0 failed")
        self.terminal.enter(":run speakers", "SPEAKER 1", "PRICE 1")

    def step_29_nightdesk_test_passes_on_it(self):
        result = subprocess.run(
            [self.program, "test", "speakers"], cwd=self.folder, capture_output=True, text=True, timeout=120, check=False
        )
        assert result.returncode == 0, result.stdout + result.stderr
        count = re.fullmatch(r"(\d+) passed, 0 failed", result.stdout.strip().splitlines()[-1])
        assert count and int(count[1]) >= 2, result.stdout

    # Gold, pages, keys

    def step_30_judged_annotations_become_gold(self):
        self.terminal.enter(":accept officers", "right", "CAPTAIN")
        self.terminal.enter(":mark Ana Ruiz PERSON", "marked PERSON")
        self.terminal.enter(":gold gold.jsonl", "4 annotations of 1 article in gold.jsonl")
        with open(os.path.join(self.folder, "gold.jsonl"), encoding="utf-8") as file:
            record = json.loads(file.read())
        for annotation in record["annotations"]:
            assert record["text"][annotation["start"] : annotation["end"]] == annotation["text"], annotation

    def step_31_long_output_goes_through_the_pager(self):
        self.terminal.enter(":set pager sed 's/^/page /'", "pager = sed")
        self.terminal.enter(":history 200", "page ")
        self.terminal.enter("1", "\n1")
        self.terminal.enter(":set pager cat", "pager = cat")
        self.terminal.enter(":history 3", ":set pager cat")
        assert "page 1" not in self.terminal.text

    def step_32_the_next_article_is_opened(self):
        self.terminal.enter(":articles", "→1", "second")
        self.terminal.enter(":next", "Captain Di Egge waved.", "officers   1: CAPTAIN 1")

    def step_33_vi_keys(self):
        self.terminal.enter(":set keys vi", "keys = vi")
        self.terminal.clear()
        self.terminal.type("twice(4)")
        self.terminal.at_prompt("twice(4)")
        self.terminal.type("\x1b")
        time.sleep(0.2)
        self.terminal.type("0x")
        self.terminal.at_prompt("wice(4)")
        self.terminal.type("it\r")
        self.terminal.sees("\n8")
        self.terminal.enter(":set keys emacs", "keys = emacs")

    def step_34_lines_fit_the_width(self):
        self.terminal.enter(":show", "officers: CAPTAIN")
        self.terminal.enter(":table", "officers")
        # A line that is too wide would have wrapped: the screen would show its end by itself.
        columns = [len(line) for line in self.terminal.lines]
        assert max(columns) <= self.size[0]

    def step_35_ctrl_d_leaves(self):
        self.terminal.clear()
        self.terminal.type("\x04")
        code = self.terminal.ended()
        assert code == 0, code

    # The next session

    def step_36_history_lasts_from_session_to_session(self):
        self.start("article.txt")
        self.terminal.type("\x1b[A")
        self.terminal.wait(
            lambda: len(self.terminal.last_line) > 4, "an entry of the session before"
        )
        self.interrupt_line()
        self.terminal.clear()
        self.terminal.type("\x12thrice(1")
        self.terminal.sees("thrice(14)")
        self.interrupt_line()
        self.terminal.enter(":history twice", "function twice(x)", "twice(21)")

    def step_37_history_of_several_lines_can_be_run_again(self):
        self.terminal.clear()
        self.terminal.type("function tw\x1b[A")
        self.terminal.sees("function twice(x)", "return 2 * x")
        self.terminal.type("\r")
        self.terminal.wait(lambda: re.search(r"^\d+>$", self.terminal.last_line), "the next prompt")
        self.terminal.enter("twice(50)", "100")
        self.terminal.type(":quit\r")
        assert self.terminal.ended() == 0

    def step_38_a_history_that_cannot_be_written_is_no_error(self):
        self.start("article.txt", environment={"NIGHTDESK_HISTORY": "/proc/nowhere/history"})
        self.terminal.enter("1 + 1", "2")
        self.terminal.type(":quit\r")
        assert self.terminal.ended() == 0

    def step_39_no_color_is_kept_to(self):
        self.start("article.txt", environment={"NO_COLOR": "1"})
        self.terminal.enter(":find Captain %Name", "[Captain Bo]")
        self.terminal.enter(":show", "|CAPTAIN]")
        self.terminal.type(":quit\r")
        assert self.terminal.ended() == 0
        colors = re.findall(rb"\x1b\[[0-9;]*3[0-7][0-9;]*m", self.terminal.raw)
        assert not colors, colors[:3]

    def step_40_a_plugin_that_cannot_be_loaded_is_told_at_the_prompt(self):
        self.write(self.plugin, PLUGIN.replace("return {", "return {{"))
        self.start("article.txt")
        self.terminal.sees("officers/init.lua", "^")
        self.write(self.plugin, PLUGIN)
        self.terminal.type("\r")
        self.terminal.enter(":run officers", "CAPTAIN 2")
        self.terminal.type(":quit\r")
        assert self.terminal.ended() == 0

    def step_41_an_entry_is_edited_in_the_editor(self):
        self.write("editor.sh", "#!/bin/sh\nsed -i 's/6 [*] 7/6 * 70/' \"$1\"\n")
        os.chmod(os.path.join(self.folder, "editor.sh"), 0o755)
        self.start("article.txt", environment={"VISUAL": os.path.join(self.folder, "editor.sh")})
        self.terminal.enter("6 * 7", "\n42")
        self.terminal.enter(":edit", "6 * 70", "\n420")

    def step_42_a_plugin_is_edited_and_loaded_anew(self):
        self.write("editor.sh", "#!/bin/sh\nsed -i 's/name:%Name{1,2}/name:Cy/' \"$1\"\n")
        self.terminal.enter(":edit officers", "reloaded officers", "- Captain Bo Lind")
        self.write(self.plugin, PLUGIN)
        self.terminal.enter(":reload officers", "+ Captain Bo Lind")

    def step_43_the_width_follows_the_terminal(self):
        self.terminal.process.setwinsize(self.size[1], 60)
        self.terminal.screen.resize(self.size[1], 60)
        self.terminal.wait(lambda: self.terminal.last_line.endswith(">"), "the prompt")
        self.terminal.enter(":help", ":quit")
        assert all(len(line) <= 60 for line in self.terminal.lines)
        assert any(line.endswith("…") for line in self.terminal.lines), self.terminal.text
        self.terminal.process.setwinsize(*reversed(self.size))
        self.terminal.screen.resize(*reversed(self.size))

    def step_44_pages_of_less_come_and_go(self):
        if not shutil.which("less"):
            return
        self.terminal.enter(":set pager less", "pager = less")
        self.terminal.clear()
        self.terminal.type("for i = 1, 500 do print(i) end\r")
        self.terminal.sees("\n500")
        self.terminal.clear()
        self.terminal.type('("line\\n"):rep(300)\r')
        self.terminal.sees("line\nline")
        self.terminal.wait(lambda: self.terminal.last_line.startswith(":"), "less")
        self.terminal.type("q")
        self.terminal.wait(lambda: re.search(r"^\d+>$", self.terminal.last_line), "the prompt")
        self.terminal.enter("1 + 1", "\n2")
        self.terminal.type(":quit\r")
        assert self.terminal.ended() == 0

    def step_45_watching_can_begin_with_the_program(self):
        self.start("article.txt", "--watch")
        self.terminal.enter('#article:layer("officers")', "\n3")
        self.terminal.clear()
        self.write(self.plugin, PLUGIN.replace("said nothing", "said something"))
        self.terminal.sees("reloaded officers", "0 added, 1 removed")
        self.write(self.plugin, PLUGIN)
        self.terminal.type(":quit\r")
        assert self.terminal.ended() == 0

    def run(self):
        """Runs the steps in order; those behind a failed one run too, as far as they can."""
        passed = failed = 0
        for name in sorted(name for name in dir(self) if name.startswith("step_")):
            try:
                getattr(self, name)()
                passed += 1
            except (AssertionError, OSError, ValueError) as problem:
                failed += 1
                print(f"FAILED {self.size[0]}x{self.size[1]} {name}: {problem}")
        if self.terminal and self.terminal.process.isalive():
            self.terminal.process.close(force=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        return passed, failed


def main():
    program = os.path.abspath(sys.argv[1])
    sizes = [(80, 24), (140, 45)]
    if len(sys.argv) > 2:
        sizes = [tuple(int(number) for number in size.split("x")) for size in sys.argv[2:]]
    results = [Session(program, *size).run() for size in sizes]
    print(f"{sum(passed for passed, _ in results)} passed, {sum(failed for _, failed in results)} failed")
    return 1 if any(failed for _, failed in results) else 0


if __name__ == "__main__":
    sys.exit(main())
