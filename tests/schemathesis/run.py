"""Runs Schemathesis over the OpenAPI document of a real server, with all checks."""

import collections
import pathlib
import sys
import uuid
import zlib

import schemathesis
from schemathesis.cli import schemathesis as command

from server import Server

HERE = pathlib.Path(__file__).parent

# How much of what one secret may do in a row, by the operation; a little less than `bounds/rates.rs`
# and `bounds/budget.rs` let pass.
IN_A_ROW = {
    "createSession": ("create", 18),
    "readPage": ("read", 18),
    "readFile": ("read", 18),
    "readPageAgain": ("read again", 18),
    "writeReport": ("export", 36),
    "bringToFloor": ("floor", 28),
    "listLinks": ("session", 110),
    "exportPlan": ("session", 110),
    "showAbout": ("session", 110),
    "reviseAbout": ("session", 110),
}

server = Server()
code, organiser, token = server.session()
organisers = {code: organiser}
revisions = {code: 1}
used = collections.Counter()
answered = collections.defaultdict(collections.Counter)


def name(case):
    return case.operation.definition.raw["operationId"]


def is_kept(value):
    """One in eight of what was drawn stays as it is."""
    return zlib.crc32(repr(value).encode()) % 8 == 0


@schemathesis.auth(refresh_interval=None)
class Secrets:
    """The secret that an operation asks for."""

    def get(self, case, context):
        kind = next(iter(case.operation.definition.raw.get("security", [{}])[0]), None)
        if kind == "host":
            return server.host
        if name(case) == "bringToFloor":
            return token
        return organisers.get(case.path_parameters.get("code"), organiser) if kind else None

    def set(self, case, secret, context):
        if secret is not None:
            case.headers["Authorization"] = f"Bearer {secret}"


@schemathesis.hook
def before_call(context, case, kwargs):
    reach_the_session(case)
    renew_the_key(case)
    if isinstance(case.body, dict):
        put_right(case)
    # A secret whose budget is used up would hear 429 and nothing else: the server starts anew.
    kind, in_a_row = IN_A_ROW.get(name(case), (None, 0))
    if kind is None:
        return
    if used[kind] >= in_a_row:
        server.again()
        used.clear()
    used[kind] += 1


def reach_the_session(case):
    """Of codes that are drawn none is a session's: most become that of the one that there is."""
    drawn = (case.path_parameters or {}).get("code")
    if drawn is not None and drawn not in organisers and not is_kept(drawn):
        case.path_parameters["code"] = code


def renew_the_key(case):
    """The same key is answered with the first outcome, whatever comes with it: each case is a request of
    its own."""
    try:
        uuid.UUID(case.headers["Idempotency-Key"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return
    case.headers["Idempotency-Key"] = str(uuid.uuid4())


def put_right(case):
    """What a schema cannot say, and hardly a draw meets: minutes in their order, a title that is more
    than blanks, the revision that is the present one."""
    body = case.body
    if is_kept(body):
        return
    about = body.get("about")
    title = about.get("title", "") if isinstance(about, dict) else None
    if isinstance(title, str) and not title.strip():
        about["title"] = "A title"
    agenda = body.get("agenda")
    for segment in agenda if isinstance(agenda, list) else []:
        names = ("minutes_min", "minutes", "minutes_max")
        if isinstance(segment, dict) and all(type(segment.get(it)) is int for it in names):
            segment.update(zip(names, sorted(segment[it] for it in names)))
    if type(body.get("revision")) is int and name(case) == "reviseAbout":
        body["revision"] = revisions.get(case.path_parameters.get("code"), 1)


@schemathesis.hook
def after_call(context, case, response):
    answered[case.operation.label][response.status_code] += 1
    if name(case) == "createSession" and response.status_code == 201:
        made = response.json()
        organisers[made["code"]] = made["organiser"]
    if name(case) == "showAbout" and response.status_code == 200:
        revisions[case.path_parameters["code"]] = response.json()["revision"]
    if name(case) == "reviseAbout" and response.status_code == 409:
        revisions[case.path_parameters["code"]] = response.json()["revision"]


# As a file, since the route from which the document was loaded would be left out.
arguments = ["--config-file", str(HERE / "schemathesis.toml"), "run", server.document()]
arguments += ["--url", f"http://{server.address}", *sys.argv[1:]]
try:
    command.main(arguments, prog_name="schemathesis", standalone_mode=False)
    outcome = 0
except SystemExit as ended:
    outcome = ended.code
finally:
    server.close()

print(f"\nWhat was answered, by {server.starts} starts of the server:")
for label, statuses in sorted(answered.items()):
    told = ", ".join(f"{status} × {count}" for status, count in sorted(statuses.items()))
    print(f"  {label}: {told}")
sys.exit(outcome)
