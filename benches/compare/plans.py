"""Planning repositories of any size: the same number of goals gives the same bytes.

They are made as organizations write them: people and teams in functions, goals that support goals, each measured by a KPI of its
own with actuals, and roadmaps whose items follow one another. What the rules find in them is a handful.
"""

from pathlib import Path

TODAY = "2026-03-31"

BUSINESS = ["marketing", "sales", "finance", "logistics", "service", "purchasing"]
IT = ["engineering", "data", "platform", "security"]

# Titles are put together from these, so that no two goals are called nearly the same.
DEEDS = ["Halve", "Double", "Cut", "Raise", "Shorten", "Steady", "Restore", "Secure", "Simplify", "Win", "Keep"]
THINGS = """returns invoices deliveries refunds quotes renewals claims audits outages handovers trials bookings payments complaints
    transfers forecasts repairs upgrades searches sign-ups inspections shipments orders tickets leads contracts visits calls
    reminders recalls rebates""".split()
WHOSE = """bakers brewers builders carriers clinics farmers florists foundries galleries grocers hotels hospitals importers insurers
    jewelers lawyers libraries millers museums opticians painters pharmacies plumbers printers ranchers roofers schools shipyards
    tailors theaters vintners weavers welders""".split()
WHERE = """Aarhus Bergen Bilbao Bordeaux Bremen Brno Cadiz Cologne Cork Dresden Dundee Espoo Genoa Ghent Graz Haarlem Inverness
    Kaunas Krakow Leeds Linz Lugano Lyon Malaga Malmo Mostar Nantes Odense Oporto Ostrava Palermo Patras Poznan Rijeka Rouen
    Salzburg Split Tampere Tartu Trieste Turin Utrecht Varna Verona Zurich""".split()

# A company goal for every so many, but never more than a few; one function goal for so many goals of teams.
COMPANY_GOALS = 5
TEAM_GOALS = 25
TEAM_DUES = ["2026-09-25", "2026-10-30", "2026-11-27"]
# So many goals share a business owner and an IT owner, a team, and a roadmap.
PER_OWNER = 4
PER_TEAM = 8
PER_ROADMAP = 20
# So many lie in one folder, and have what may not get worse in common.
PER_SHELF = 200


def write(folder, goals):
    """Writes a plan of so many goals into `folder`."""
    plan = Path(folder)
    files = {"goalpact.toml": "", "functions.toml": functions(), "people.toml": people(goals), "teams.toml": teams(goals)}
    for number in range(goals):
        files[goal_path(number)] = goal(number)
        files[f"kpis/{shelf(number)}/{kpi_id(number)}.toml"] = kpi(number)
    for first in range(0, goals, PER_SHELF):
        files[f"kpis/{shelf(first)}/{guardrail_id(first)}.toml"] = guardrail(first)
    for first in range(0, goals, PER_ROADMAP):
        numbers = range(first, min(first + PER_ROADMAP, goals))
        files[f"roadmaps/roadmap-{first // PER_ROADMAP}.toml"] = roadmap(numbers)
    for path, text in files.items():
        (plan / path).parent.mkdir(parents=True, exist_ok=True)
        (plan / path).write_text(text)


def shelf(number):
    """The folder of a goal."""
    return f"area-{number // PER_SHELF}"


def goal_id(number):
    return f"goal-{number}"


def goal_path(number):
    return f"goals/{shelf(number)}/{goal_id(number)}.toml"


def kpi_id(number):
    return f"kpi-{number}"


def guardrail_id(number):
    return f"reopened-{number // PER_SHELF}"


def business_owner(number):
    return f"bea-{number // PER_OWNER}"


def it_owner(number):
    return f"ivo-{number // PER_OWNER}"


def function_of(names, owner):
    """The function of an owner: a team works for goals of several owners, who are of one function, as it is."""
    return names[owner // (PER_TEAM // PER_OWNER) % len(names)]


def functions():
    sides = [(name, "business", "bea") for name in BUSINESS] + [(name, "it", "ivo") for name in IT]
    return "\n".join(f'[{name}]\nname = "{name.title()}"\nside = "{side}"\nhead = "{head}-0"\n' for name, side, head in sides)


def people(goals):
    entries = []
    for owner in range((goals + PER_OWNER - 1) // PER_OWNER):
        for name, names in [("bea", BUSINESS), ("ivo", IT)]:
            entries.append(
                f'[{name}-{owner}]\nname = "{name.title()} {WHERE[owner % len(WHERE)]} {owner}"\n'
                f'function = "{function_of(names, owner)}"\n'
                f'email = "{name}.{owner}@example.org"\n'
            )
    return "\n".join(entries)


def teams(goals):
    entries = []
    for team in range((goals + PER_TEAM - 1) // PER_TEAM):
        lead = team * PER_TEAM // PER_OWNER
        for name, head, names in [("crew", "bea", BUSINESS), ("team", "ivo", IT)]:
            entries.append(
                f'[{name}-{team}]\nname = "{name.title()} {WHERE[team % len(WHERE)]} {team}"\n'
                f'function = "{function_of(names, lead)}"\nlead = "{head}-{lead}"\n\n[{name}-{team}.capacity]\n'
                + "".join(f"{quarter} = 400\n" for quarter in ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"])
            )
    return "\n".join(entries)


def title(number):
    """A title: each of its words changes at a pace of its own, so that neighbors differ in all of them."""
    words = [DEEDS, THINGS, WHOSE, WHERE]
    deed, thing, whose, where = (list_[number * pace % len(list_)] for list_, pace in zip(words, (3, 7, 5, 11)))
    lap = number // (len(THINGS) * len(WHOSE) * len(WHERE))
    lap = f", round {lap + 1}" if lap else ""
    return f"{deed} the {thing} that {whose} wait for in {where}{lap}"


def level(number):
    if number < COMPANY_GOALS:
        return "company", ""
    if (number - COMPANY_GOALS) % TEAM_GOALS == 0:
        return "function", f'supports = ["{goal_id(number % COMPANY_GOALS)}"]\n'
    head = number - (number - COMPANY_GOALS) % TEAM_GOALS
    return "team", f'supports = ["{goal_id(head)}"]\n'


def goal(number):
    height, supports = level(number)
    owners = f'"{business_owner(number)}", "{it_owner(number)}"'
    # Who supports a goal is due no later.
    due = {"company": "2026-12-18", "function": "2026-12-11", "team": TEAM_DUES[number % 3]}[height]
    start = 20 + number % 20
    return f'''title = "{title(number)}"
why = "Whoever waits longer than promised has bought elsewhere by the next time"
customer = "An answer on the same day, and one that holds"
level = "{height}"
status = "committed"
start = 2026-01-05
due = {due}
{supports}
[owners]
business = "{business_owner(number)}"
it = "{it_owner(number)}"

[agreed]
on = 2026-01-05
by = [{owners}]

[[target]]
kpi = "{kpi_id(number)}"
from = {start}
to = {start + 4}
by = 2026-06-30

[[target]]
kpi = "{kpi_id(number)}"
from = {start}
to = {start + 9}
by = {due}

[[target]]
kpi = "{guardrail_id(number)}"
from = 6
to = 5
by = {due}
'''


def kpi(number):
    start = 20 + number % 20
    owner = business_owner(number) if number % 2 else it_owner(number)
    return f'''title = "Share that is served on the day, number {number}"
unit = "%"
direction = "increase"
measures = "outcome"
source = "service desk, report {number}"
owner = "{owner}"
cadence = "monthly"

''' + actuals(start + step for step in [-2, -1, -1, 0, 1, 2, 3])


def guardrail(number):
    return f'''title = "Share that is opened again, in area {number // PER_SHELF}"
unit = "%"
direction = "decrease"
measures = "guardrail"
source = "service desk, reopened"
owner = "{it_owner(number)}"
cadence = "monthly"

''' + actuals([6.4, 6.2, 6.1, 6, 5.9, 5.7, 5.6])


def actuals(values):
    days = ["2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-28"]
    return "[actuals]\n" + "".join(f"{day} = {value}\n" for day, value in zip(days, values))


def roadmap(numbers):
    head = f'title = "What leads there, from {goal_id(numbers[0])} on"\nowner = "{it_owner(numbers[0])}"\n'
    head += "start = 2026-01-05\nend = 2027-03-31\n"
    items = []
    for number in numbers:
        first = ("first", "team", "2026-01-12", "2026-03-20", "done")
        second = ("second", "crew", "2026-04-01", "2026-07-31", "planned")
        for step, team, start, due, status in [first, second]:
            after = f'after = ["{goal_id(number)}-first"]\n' if step == "second" else "quick_win = true\n"
            items.append(
                f'\n[[item]]\nid = "{goal_id(number)}-{step}"\ntitle = "The {step} step, after which {WHOSE[number % len(WHOSE)]} wait less"\n'
                f'goal = "{goal_id(number)}"\nteam = "{team}-{number // PER_TEAM}"\nstart = {start}\ndue = {due}\nstatus = "{status}"\n'
                f"effort = 8\n{after}"
            )
    return head + "".join(items)
