"""Processes run in turns, each with the time it took and the most memory that it held."""

import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass


@dataclass
class Run:
    """One run: seconds on the clock, the largest resident size in bytes, and the exit code."""

    seconds: float
    memory: int
    code: int


def median(runs):
    """The seconds of the run in the middle."""
    return statistics.median(run.seconds for run in runs)


def in_turns(todo, rounds, patience):
    """The runs of each command of `todo`, which has a command line and a folder for each name. The first round is not counted, but for
    a command that took longer than `patience` seconds: that is not run again."""
    results = {name: [] for name in todo}
    for number in range(rounds + 1):
        for name, (command, folder) in todo.items():
            if results[name] and results[name][0].seconds > patience:
                continue
            run = timed(command, folder)
            if number > 0 or run.seconds > patience:
                results[name].append(run)
    return results


def timed(command, folder):
    """Runs a command; 0 and 1 are the ways in which checkers end that have done their work."""
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        child = os.fork()
        if child == 0:
            try:
                os.chdir(folder)
                os.dup2(output.fileno(), 1)
                os.dup2(output.fileno(), 2)
                os.execvp(command[0], command)
            finally:
                os._exit(127)
        _, status, used = os.wait4(child, 0)
        seconds = time.perf_counter() - begun
        code = os.waitstatus_to_exitcode(status)
        if code not in (0, 1):
            output.seek(0)
            sys.exit(f"{' '.join(command[:6])} in {folder}:\n{output.read().decode(errors='replace')[-2000:]}")
    # Linux counts in kibibytes, macOS in bytes.
    return Run(seconds, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024), code)
