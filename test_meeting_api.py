#!/usr/bin/env python3
"""Walks the meeting API of a running Confab, endpoint by endpoint, and says what it found.

    python test_meeting_api.py [--base-url http://localhost:8000/api/v1]

Needs Python 3.9 or newer and nothing else. It makes one meeting, looks at it from every side,
deletes it again, and leaves with 0 when everything was as documented, with 1 when something was
not, and with 2 when nothing answered at all.
"""

import argparse
import base64
import json
import re
import sys
import urllib.error
import urllib.request
from datetime import datetime, timezone

DEFAULT_URL = "http://localhost:8000/api/v1"
MEETING_ID = re.compile(r"[a-z]{3}-[a-z]{4}-[a-z]{3}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NOT_FOUND = {"detail": "Meeting not found"}


class NobodyThere(Exception):
    """The server could not be reached, or what answered does not speak HTTP."""


class Answer:
    """What came back: status, and the body as JSON (None where it was not JSON)."""

    def __init__(self, status, raw):
        self.status = status
        self.raw = raw
        try:
            self.body = json.loads(raw.decode("utf-8"))
        except ValueError:
            self.body = None

    def shown(self):
        text = self.raw.decode("utf-8", "replace")
        text = re.sub(r"eyJ[\w-]+\.[\w-]+\.[\w-]+", "<token>", text)
        return text if len(text) <= 300 else text[:300] + "..."


class Api:
    """The six calls, as plain requests."""

    def __init__(self, base_url):
        self.base_url = base_url.rstrip("/")
        # A proxy of the surroundings has no business between this and one's own computer.
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def call(self, method, path, body=None, raw=None):
        data = raw if body is None else json.dumps(body).encode("utf-8")
        request = urllib.request.Request(self.base_url + path, data=data, method=method)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with self.opener.open(request, timeout=30) as response:
                return Answer(response.status, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read())
        except (OSError, ValueError) as error:
            raise NobodyThere(getattr(error, "reason", None) or error) from error
        except Exception as error:  # http.client's own, when it is not HTTP that answers
            raise NobodyThere("that is no HTTP server (%s)" % type(error).__name__) from error


class Report:
    """Counts checks and says each of them."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def part(self, title):
        print("\n" + title)

    def check(self, sentence, fine, otherwise=""):
        if fine:
            self.passed += 1
            print("  ok      " + sentence)
        else:
            self.failed += 1
            print("  FAILED  " + sentence)
            if otherwise:
                print("          " + str(otherwise))
        return bool(fine)

    def status(self, answer, status):
        return self.check(
            "the answer is %d" % status,
            answer.status == status,
            "it was %d: %s" % (answer.status, answer.shown()),
        )

    def fields(self, body, kinds, where="the answer"):
        """Exactly these fields, each of its kind; whether one can go on with them."""
        if not isinstance(body, dict):
            return self.check(where + " is a JSON object", False)
        names = ", ".join(sorted(kinds)) or "none"
        self.check(
            "%s holds exactly: %s" % (where, names),
            set(body) == set(kinds),
            "it holds: " + (", ".join(sorted(body)) or "nothing"),
        )
        # True and False are integers to Python, and not to anybody else.
        wrong = [
            "%s is %s" % (name, type(body[name]).__name__)
            for name, kind in kinds.items()
            if name in body
            and (not isinstance(body[name], kind) or (kind is int and isinstance(body[name], bool)))
        ]
        fine = self.check("every field is of its kind", not wrong, "; ".join(wrong))
        return fine and set(kinds) <= set(body)

    def error(self, answer, status, body=None):
        """An error as documented: {"detail": "<one sentence>"} and nothing else."""
        self.status(answer, status)
        if body is not None:
            sentence = "the body is %s" % json.dumps(body)
            self.check(sentence, answer.body == body, answer.shown())
            return
        detail = answer.body.get("detail") if isinstance(answer.body, dict) else None
        fine = (
            isinstance(answer.body, dict)
            and set(answer.body) == {"detail"}
            and isinstance(detail, str)
            and 0 < len(detail) <= 300
            and "\n" not in detail
        )
        self.check('the body is {"detail": one sentence}', fine, answer.shown())
        if fine:
            print("          it says: " + detail)


def payload_of(token):
    """What a JWT says; its signature is the server's to check."""
    try:
        part = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        return claims if isinstance(claims, dict) else {}
    except (IndexError, ValueError):
        return {}


def recent(text):
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    except (TypeError, ValueError):
        return False
    return abs((datetime.now(timezone.utc) - moment).total_seconds()) < 300


def matches(pattern, value):
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def create(api, report):
    report.part("1. Create a meeting: POST /meetings/create")
    answer = api.call("POST", "/meetings/create")
    if not report.status(answer, 200):
        return None
    body = answer.body
    kinds = {"meeting_id": str, "meeting_link": str, "created_at": str, "livekit_url": str}
    if not report.fields(body, kinds):
        return None
    report.check(
        "the id looks like abc-defg-hij",
        matches(MEETING_ID, body["meeting_id"]),
        body["meeting_id"],
    )
    report.check(
        "the link is a web address that ends in /meeting/" + body["meeting_id"],
        re.match(r"https?://[^/]+", body["meeting_link"])
        and body["meeting_link"].endswith("/meeting/" + body["meeting_id"]),
        body["meeting_link"],
    )
    report.check(
        "created_at is now, in UTC, in whole seconds",
        matches(TIME, body["created_at"]) and recent(body["created_at"]),
        body["created_at"],
    )
    report.check(
        "livekit_url is the address of a LiveKit server",
        re.match(r"(wss?|https?)://[^/]+", body["livekit_url"]),
        body["livekit_url"],
    )
    return body


def join(api, report, meeting):
    path = "/meetings/%s/join" % meeting["meeting_id"]
    report.part("2. Join it: POST " + path)
    answer = api.call("POST", path, {"user_name": "John Doe"})
    if not report.status(answer, 200):
        return
    body = answer.body
    names = ["token", "meeting_id", "user_name", "livekit_url", "user_id"]
    if not report.fields(body, dict.fromkeys(names, str)):
        return
    report.check("meeting_id is the meeting's", body["meeting_id"] == meeting["meeting_id"])
    report.check("user_name is the name given", body["user_name"] == "John Doe", body["user_name"])
    same = body["livekit_url"] == meeting["livekit_url"]
    report.check("livekit_url is the one create gave", same, body["livekit_url"])
    report.check(
        "user_id is the name in lower case and eight digits of its own",
        matches(re.compile(r"john_doe_[0-9a-f]{8}"), body["user_id"]),
        body["user_id"],
    )
    claims = payload_of(body["token"])
    video = claims.get("video")
    video = video if isinstance(video, dict) else {}
    report.check("the token is for this user", claims.get("sub") == body["user_id"])
    report.check(
        "the token lets one join this meeting's room",
        video.get("room") == meeting["meeting_id"] and video.get("roomJoin") is True,
        video,
    )
    again = api.call("POST", path, {"user_name": "John Doe"})
    other = again.body.get("user_id") if isinstance(again.body, dict) else None
    report.check(
        "a second John Doe gets another user_id",
        again.status == 200 and isinstance(other, str) and other != body["user_id"],
        again.shown(),
    )


def info(api, report, meeting):
    path = "/meetings/%s/info" % meeting["meeting_id"]
    report.part("3. Get its info: GET " + path)
    answer = api.call("GET", path)
    if not report.status(answer, 200):
        return
    kinds = {
        "meeting_id": str,
        "exists": bool,
        "num_participants": int,
        "created_at": str,
        "max_participants": int,
    }
    if not report.fields(answer.body, kinds):
        return
    body = answer.body
    report.check("it is this meeting", body["meeting_id"] == meeting["meeting_id"])
    report.check("it exists", body["exists"] is True)
    report.check("nobody is inside yet", body["num_participants"] == 0, body["num_participants"])
    report.check("created_at is what create said", body["created_at"] == meeting["created_at"])
    report.check("50 people may come", body["max_participants"] == 50, body["max_participants"])


def exists(api, report, meeting_id, expected):
    path = "/meetings/%s/exists" % meeting_id
    what = "4. Check whether it exists" if expected else "Check whether it exists"
    report.part("%s: GET %s" % (what, path))
    answer = api.call("GET", path)
    if report.status(answer, 200):
        body = {"exists": expected, "meeting_id": meeting_id}
        report.check("the body is " + json.dumps(body), answer.body == body, answer.shown())


def participants(api, report, meeting):
    path = "/meetings/%s/participants" % meeting["meeting_id"]
    report.part("5. List who is inside: GET " + path)
    answer = api.call("GET", path)
    if not report.status(answer, 200):
        return
    kinds = {"meeting_id": str, "participants": list, "count": int}
    if not report.fields(answer.body, kinds):
        return
    body = answer.body
    report.check("it is this meeting", body["meeting_id"] == meeting["meeting_id"])
    report.check(
        "nobody is inside: a token alone brings nobody in",
        body["participants"] == [] and body["count"] == 0,
        answer.shown(),
    )


def bad_bodies(api, report, meeting):
    path = "/meetings/%s/join" % meeting["meeting_id"]
    for what, call in [
        ("no name at all", {"body": {}}),
        ("a blank name", {"body": {"user_name": "   "}}),
        ("a number for a name", {"body": {"user_name": 7}}),
        ("something that is no JSON", {"raw": b"{"}),
    ]:
        report.part("Join with %s: POST %s" % (what, path))
        report.error(api.call("POST", path, **call), 422)


def delete(api, report, meeting):
    path = "/meetings/%s" % meeting["meeting_id"]
    report.part("6. Delete it: DELETE " + path)
    answer = api.call("DELETE", path)
    if report.status(answer, 200):
        body = {
            "success": True,
            "message": "Meeting deleted successfully",
            "meeting_id": meeting["meeting_id"],
        }
        report.check("the body is " + json.dumps(body), answer.body == body, answer.shown())
    return answer.status == 200


def not_there(api, report, meeting_id):
    for what, method, rest, body in [
        ("Join", "POST", "/join", {"user_name": "John Doe"}),
        ("Get the info of", "GET", "/info", None),
        ("List who is inside", "GET", "/participants", None),
        ("Delete", "DELETE", "", None),
    ]:
        path = "/meetings/%s%s" % (meeting_id, rest)
        report.part("%s a meeting that is not there: %s %s" % (what, method, path))
        report.error(api.call(method, path, body), 404, NOT_FOUND)


def walk(api, report):
    meeting = create(api, report)
    if meeting is None:
        print("\nWithout a meeting there is nothing more to look at.")
        return
    deleted = False
    try:
        join(api, report, meeting)
        info(api, report, meeting)
        exists(api, report, meeting["meeting_id"], True)
        participants(api, report, meeting)
        bad_bodies(api, report, meeting)
        deleted = delete(api, report, meeting)
    finally:
        if not deleted:
            try:
                api.call("DELETE", "/meetings/" + meeting["meeting_id"])
            except NobodyThere:
                pass
    print("\nAfter that it is gone.")
    exists(api, report, meeting["meeting_id"], False)
    not_there(api, report, meeting["meeting_id"])
    print("\nAn id that no meeting ever had.")
    exists(api, report, "no-such-meeting", False)
    not_there(api, report, "no-such-meeting")


def main():
    if sys.version_info < (3, 9):
        sys.exit("This needs Python 3.9 or newer.")
    parser = argparse.ArgumentParser(description="Walks the meeting API of a running Confab.")
    parser.add_argument("--base-url", default=DEFAULT_URL, help="default: " + DEFAULT_URL)
    base_url = parser.parse_args().base_url
    if not re.match(r"https?://[^/]", base_url):
        parser.error("--base-url is a web address, such as " + DEFAULT_URL)
    # A console that knows few letters shows a question mark instead of failing.
    sys.stdout.reconfigure(errors="replace")
    print("Walking the meeting API at " + base_url)
    report = Report()
    try:
        walk(Api(base_url), report)
    except NobodyThere as error:
        print(
            "\nNothing answers at %s (%s).\n"
            "Start Confab first (`cargo xtask run`, or confab-serve), or name another address "
            "with --base-url." % (base_url, error),
            file=sys.stderr,
        )
        return 2
    print("\n%d passed, %d failed" % (report.passed, report.failed))
    return 0 if report.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
