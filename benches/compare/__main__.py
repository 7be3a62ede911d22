#!/usr/bin/env python3
"""Times goalpact next to what it is measured by: `python3 benches/compare [--out FILE] [--sizes 100,1000,10000] …`

Makes planning repositories, runs all commands in turns, so that whatever else the machine does meets all of them alike, and
prints medians, peak memory, and ratios as Markdown. Needs a Rust toolchain, Git, and, for the peers, pip; nothing beyond Python's own
library. Folders are kept in target/compare and made anew where this program has changed.
"""

import argparse
import math
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import plans
import repositories
from timing import in_turns, median, timed

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
FOLDER = PROJECT / "target" / "compare"
PEERS = {"taplo": "0.9.3", "tombi": "1.9.6", "check-jsonschema": "0.39.0"}
# What a peer takes longer for than this is not waited for a second time.
PATIENCE = 60
# On larger plans the peers would take hours.
LARGEST_FOR_PEERS = 10_000


def arguments():
    parser = argparse.ArgumentParser(prog="benches/compare", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, help="write the tables into this file as well")
    parser.add_argument("--sizes", default="100,1000,10000", help="numbers of goals; 100000 takes minutes and a gigabyte")
    parser.add_argument("--rounds", type=int, default=11, help="how often each command is run")
    parser.add_argument("--commits", type=int, default=10_000, help="how long the history is that `log` reads; 0 for none")
    parser.add_argument("--no-peers", action="store_true", help="leave taplo, tombi, and check-jsonschema out")
    parser.add_argument("--debug", action="store_true", help="time debug builds: only to try this program")
    return parser.parse_args()


def built(debug):
    """The two programs: goalpact, and the one that only reads and parses."""
    profile = [] if debug else ["--release"]
    for manifest in [PROJECT / "Cargo.toml", HERE / "parse" / "Cargo.toml"]:
        command = ["cargo", "build", "--quiet", "--manifest-path", manifest, "--target-dir", PROJECT / "target", *profile]
        subprocess.run(command, check=True)
    folder = PROJECT / "target" / ("debug" if debug else "release")
    return str(folder / "goalpact"), str(folder / "parse")


def peers():
    """Where the peers are; installed where they are not yet."""
    folder = FOLDER / "peers"
    wanted = [f"{name}=={version}" for name, version in PEERS.items()]
    done = folder / "installed"
    if not done.is_file() or done.read_text().split() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", *wanted], check=True)
        done.write_text("\n".join(wanted))
    return folder / "bin"


def commands(goalpact, parse, plan, bin_folder):
    """What is run on a plan: each with a name, the folder that it runs in, and whether it may find something."""
    # All rules, also those that are off by default.
    check = [goalpact, "check", "--quiet", "--profile", "review"]
    todo = {
        "goalpact --version": ([goalpact, "--version"], plan.still),
        "only read and parsed": ([parse, "."], plan.still),
        "goalpact check": (check, plan.still),
        "goalpact check --base, five goals changed": ([*check, "--base", "HEAD~1"], plan.changed),
        "goalpact check, the same": (check, plan.changed),
        "goalpact check --staged, one file": ([*check, "--staged"], plan.staged),
        "goalpact hook run, no plan touched": ([goalpact, "hook", "run"], plan.elsewhere),
    }
    if bin_folder is None:
        return todo
    goal_schema = plan.still / "schemas" / "goal.schema.json"
    goals = sorted(str(path.relative_to(plan.still)) for path in plan.still.glob("goals/*/*.toml"))
    todo["taplo check"] = ([str(bin_folder / "taplo"), "check"], plan.still)
    todo["tombi lint"] = ([str(bin_folder / "tombi"), "lint", "--offline", "--quiet"], plan.still)
    # One schema at a time: its goals alone.
    checker = [str(bin_folder / "check-jsonschema"), "--schemafile", str(goal_schema)]
    todo["check-jsonschema, the goals only"] = ([*checker, *goals], plan.still)
    return todo


def demand_judges(todo, plan):
    """Fails where a checker is not one: each accepts the plan, and refuses it with a key that no goal has."""
    goal = plan / plans.goal_path(7)
    text = goal.read_text()
    for planted, expected in [("", 0), ("nope = 3\n", 1)]:
        goal.write_text(planted + text)
        for name, (command, folder) in todo.items():
            is_checker = name == "goalpact check" or name.startswith(tuple(PEERS))
            if is_checker and timed(command, folder).code != expected:
                sys.exit(f"{name} does not end with {expected}; the plan is {plan}, with `{planted.strip()}` in {goal}")
    goal.write_text(text)


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def table(size, results):
    """The medians of one size."""
    yield f"\n## {size:,} goals\n"
    yield row("command", "median, ms", "fastest to slowest, ms", "peak memory, MB", "times `check`")
    yield row("---", "---:", "---:", "---:", "---:")
    check = median(results["goalpact check"])
    for name, runs in results.items():
        times = [run.seconds * 1000 for run in runs]
        spread = f"{min(times):,.1f} to {max(times):,.1f}"
        memory = max(run.memory for run in runs) / 1e6
        yield row(name, f"{median(runs) * 1000:,.1f}", spread, f"{memory:,.1f}", f"{median(runs) / check:.2f}")


def bars(results, goals):
    """What is promised, and what was measured."""
    middle = {name: median(runs) for name, runs in results.items()}
    check, version = middle["goalpact check"], middle["goalpact --version"]
    yield "\n" + row("promised", "at most", "measured")
    yield row("---", "---:", "---:")
    same = middle["goalpact check, the same"]
    yield row("`check` to only reading and parsing", "1.25", f"{check / middle['only read and parsed']:.2f}")
    yield row("`check --base` to `check`", "1.15", f"{middle['goalpact check --base, five goals changed'] / same:.2f}")
    yield row("`check --staged` to `check`", "1.20", f"{middle['goalpact check --staged, one file'] / check:.2f}")
    hook = middle["goalpact hook run, no plan touched"]
    yield row("hook where no plan is touched, beyond `--version`", "10 ms", f"{(hook - version) * 1000:.1f} ms")
    if goals == 100:
        yield row("`check` beyond `--version`", "5 ms", f"{(check - version) * 1000:.1f} ms")
    if goals >= 10_000:
        # What the program has without a plan is little beside that.
        memory = max(run.memory for run in results["goalpact check"])
        yield row("memory for a goal", "4.0 KB", f"{memory / goals / 1000:.1f} KB")
    fastest = min((middle[name] for name in middle if name.startswith(tuple(PEERS))), default=None)
    if fastest is not None:
        yield row("`check` to the fastest peer", "0.10", f"{check / fastest:.2f}")


def growth(checks):
    """How `check` grows with the plan: 1 is linear. Small plans are left out, where the start of the program counts most."""
    sizes = sorted(size for size in checks if size >= 1000)
    if len(sizes) > 1:
        first, last = sizes[0], sizes[-1]
        exponent = math.log(checks[last] / checks[first]) / math.log(last / first)
        yield f"\nFrom {first:,} to {last:,} goals `check` grows with an exponent of {exponent:.2f}; promised is at most 1.05."


def history(goalpact, options):
    """How long a history takes, next to Git's own reading of it."""
    folder = repositories.history(FOLDER / f"history-{options.commits}", options.commits)
    log_rules = ["--select", "due-slipped-often", "--select", "untouched-goal"]
    git = "git log --name-only"
    todo = {
        git: (["git", "log", "--name-only", "--format=%H", "--", "plan"], folder),
        "goalpact log": ([goalpact, "log", plans.goal_id(0)], folder / "plan"),
        "goalpact check, rules of the history": ([goalpact, "check", "--quiet", *log_rules], folder / "plan"),
    }
    results = in_turns(todo, options.rounds, PATIENCE)
    yield f"\n## {options.commits:,} commits to a plan of {repositories.GOALS_OF_HISTORY} goals\n"
    yield row("command", "median, ms", "peak memory, MB", "times `git log`", "at most")
    yield row("---", "---:", "---:", "---:", "---:")
    for name, runs in results.items():
        memory = max(run.memory for run in runs) / 1e6
        times = median(runs) / median(results[git])
        yield row(name, f"{median(runs) * 1000:,.1f}", f"{memory:,.1f}", f"{times:.2f}", "" if name == git else "1.50")


def main():
    options = arguments()
    os.environ["GOALPACT_TODAY"] = plans.TODAY
    # A plan of 100,000 goals has more files than are read where nobody asks for it.
    os.environ["GOALPACT_LIMITS"] = "files=1000000,seconds=600"
    goalpact, parse = built(options.debug)
    FOLDER.mkdir(parents=True, exist_ok=True)
    bin_folder = None if options.no_peers else peers()
    version = subprocess.run([goalpact, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    build = "a debug build, which says nothing of its speed" if options.debug else "a release build"
    lines = [
        f"# {version}, measured\n",
        f"By `python3 benches/compare`, {options.rounds} runs of each command in turns, {build}; {os.cpu_count()} cores,"
        f" {platform.system()} on {platform.machine()}.",
    ]
    if bin_folder:
        lines.append("\nPeers: " + ", ".join(f"{name} {number}" for name, number in PEERS.items()) + ", by the schemas of `goalpact schema`.")
    checks = {}
    for size in map(int, options.sizes.split(",")):
        plan = repositories.of_size(FOLDER / f"goals-{size}", size, goalpact)
        todo = commands(goalpact, parse, plan, bin_folder if size <= LARGEST_FOR_PEERS else None)
        demand_judges(todo, plan.still)
        results = in_turns(todo, options.rounds, PATIENCE)
        lines += [*table(size, results), *bars(results, size)]
        checks[size] = median(results["goalpact check"])
    lines += growth(checks)
    if options.commits:
        lines += history(goalpact, options)
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if options.out:
        options.out.write_text(text)


if __name__ == "__main__":
    main()
