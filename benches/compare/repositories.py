"""Git repositories with a plan, in the states that are timed."""

import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import plans

HERE = Path(__file__).resolve().parent
GOALS_OF_HISTORY = 100


@dataclass
class Plan:
    """One plan in four repositories."""

    # All is committed.
    still: Path
    # The last commit has changed five goals.
    changed: Path
    # One goal is staged.
    staged: Path
    # What is staged lies outside the plan, in a folder beside it.
    elsewhere: Path


def of_size(folder, goals, goalpact):
    """The plan of so many goals, with what its peers need to be as strict as a schema can be."""
    plan = Plan(*(folder / name for name in ["still", "changed", "staged", "elsewhere"]))
    if is_fresh(folder):
        return plan
    plans.write(plan.still, goals)
    subprocess.run([goalpact, "schema", "--all", "schemas"], cwd=plan.still, check=True, capture_output=True)
    for name, text in [(".taplo.toml", taplo_config(plan.still)), ("tombi.toml", tombi_config())]:
        (plan.still / name).write_text(text)
    (plan.still / ".gitignore").write_text(".taplo.toml\ntombi.toml\nschemas/\n")
    commit_all(plan.still, "the plan")
    for copy in [plan.changed, plan.staged]:
        shutil.copytree(plan.still, copy)
    for number in range(5):
        change(plan.changed, number * goals // 5)
    commit_all(plan.changed, "five goals")
    change(plan.staged, goals // 2)
    git(plan.staged, "add", "--all")
    plan.elsewhere.mkdir()
    shutil.copytree(plan.still, plan.elsewhere / "plan", ignore=shutil.ignore_patterns(".git"))
    commit_all(plan.elsewhere, "the plan")
    (plan.elsewhere / "README.md").write_text("Nothing of the plan.\n")
    git(plan.elsewhere, "add", "--all")
    note_done(folder)
    return plan


def history(folder, commits):
    """A repository of so many commits, each of which moves one goal of the plan in its folder `plan`."""
    if is_fresh(folder):
        return folder
    plans.write(folder / "plan", GOALS_OF_HISTORY)
    commit_all(folder, "the plan")
    feed = [b"feature done\n"]
    for number in range(commits):
        path = plans.goal_path(number % GOALS_OF_HISTORY)
        # One sentence is written anew each time; now and then a day moves as well.
        text = moved((folder / "plan" / path).read_text(), number).encode()
        seconds = 1_767_600_000 + number * 600
        parent = b"from refs/heads/main^0\n" if number == 0 else b""
        feed.append(
            b"commit refs/heads/main\ncommitter Ana <ana@example.org> %d +0000\ndata 5\nmove\n%s" % (seconds, parent)
            + b"M 100644 inline plan/%s\ndata %d\n%s\n" % (path.encode(), len(text), text)
        )
    feed.append(b"done\n")
    subprocess.run(["git", "fast-import", "--quiet"], input=b"".join(feed), cwd=folder, check=True)
    git(folder, "reset", "--quiet", "--hard")
    note_done(folder)
    return folder


def moved(text, number):
    text = text.replace("An answer on the same day", f"An answer within {number} minutes")
    lap = number // GOALS_OF_HISTORY
    return text.replace("due = 2026-11-27", f"due = 2026-11-{10 + lap % 15}") if lap % 4 == 0 else text


def change(plan, number):
    path = plan / plans.goal_path(number)
    path.write_text(path.read_text().replace("An answer on the same day", "An answer within an hour"))


def commit_all(folder, message):
    if not (folder / ".git").is_dir():
        git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    # Git would tidy up a large repository by itself, at the same time.
    identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "gc.auto=0"]
    git(folder, *identity, "commit", "--quiet", "--message", message)
    # As a clone has it.
    git(folder, "gc", "--quiet")


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def is_fresh(folder):
    """Whether a folder was made by this program as it is now; removes it where it was not."""
    made_by = folder / "made-by"
    if made_by.is_file() and made_by.read_text() == program():
        return True
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return False


def note_done(folder):
    (folder / "made-by").write_text(program())


def program():
    sources = [HERE / "plans.py", HERE / "repositories.py"]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


# What is in which folder, and the schema that it keeps to.
SCHEMAS = {
    "goals/**/*.toml": "goal",
    "kpis/**/*.toml": "kpi",
    "roadmaps/*.toml": "roadmap",
    "people.toml": "people",
    "teams.toml": "teams",
    "functions.toml": "functions",
    "goalpact.toml": "goalpact",
}


def taplo_config(plan):
    rules = (
        f'[[rule]]\ninclude = ["{files}"]\n[rule.schema]\npath = "file://{plan}/schemas/{schema}.schema.json"\nenabled = true\n'
        for files, schema in SCHEMAS.items()
    )
    included = ", ".join(f'"{files}"' for files in SCHEMAS)
    return f"include = [{included}]\n" + "".join(rules)


def tombi_config():
    schemas = (f'[[schemas]]\npath = "schemas/{schema}.schema.json"\ninclude = ["{files}"]\n' for files, schema in SCHEMAS.items())
    return "[schema]\ncatalog = { paths = [] }\n" + "".join(schemas)
