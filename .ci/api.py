#!/usr/bin/env python3
"""Check that the interface for programs is what its description says: api.py RASID [EXAMPLES]

Imports some articles, starts the daemon on loopback, and lets schemathesis ask every resource in every way that
/api/v1/openapi.json allows, and in ways that it does not: no answer may be undescribed, of another form than described, an
error of the server, or given to who shows no token where one is needed. Once as it comes, once with a token. Then follows the
cursors while articles come in. Needs schemathesis beside the Python that runs it, and nothing from the internet. Ends with 1
if anything fails; the last line is a summary.
"""

import contextlib
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOKEN = "0123456789abcdef0123456789abcdef"
N_ARTICLES = 120
PATIENCE_S = 60
# Queries, times and cursors may keep to the description and mean nothing all the same.
SETTINGS = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "401", "403", "404", "409", "422"]
# The description names its links itself.
[phases.stateful.inference]
algorithms = []
"""
CONFIGURATION = """
include = ["topic.toml"]
[store]
database = "rasid.db"
[web]
listen = "127.0.0.1:%d"
requests_per_minute = 0
%s
[[search]]
id = "harbour"
query = "harbour OR الميناء"
"""
TOPIC = """
[[topic]]
id = "harbours"
label = { en = "Harbours" }
threshold = 2
[topic.terms.en]
2 = ["harbour*"]
[topic.terms.ar]
2 = ["ميناء"]
[[topic]]
id = "counter-terrorism"
threshold = 2
terms.en.2 = ["ceasefire"]
"""
TEXTS = {
    "en": ("Talks on the harbour, round %d", "Envoys met for round %d and spoke of the harbour, a ceasefire in Gaza and of who keeps %d cranes."),
    "ar": ("محادثات الميناء، الجولة %d", "التقى المبعوثون في الجولة %d وتحدثوا عن الميناء وعن %d رافعة."),
}


def articles(first, count):
    """Articles in two languages, of which every tenth repeats the one before it."""
    for n in range(first, first + count):
        language = "ar" if n % 3 == 0 else "en"
        told = n - 1 if n % 10 == 9 else n
        title, sentence = TEXTS["ar" if told % 3 == 0 else "en"]
        at = time.gmtime(time.time() - 1200 * (n % 1000))
        text = "\n".join((sentence % (told, told * 7 + line)) for line in range(6))
        yield json.dumps({
            "url": "https://paper%d.example/news/%d" % (n % 4, n), "title": title % told, "text": text,
            "published": time.strftime("%Y-%m-%dT%H:%M:%SZ", at), "language": language,
            "source": "paper-%d" % (n % 4), "authors": ["A. Writer"],
        }, ensure_ascii=False)


class Daemon:
    """A folder with a collection, and the daemon that serves it."""

    def __init__(self, rasid, with_token):
        self.rasid, self.folder = rasid, tempfile.TemporaryDirectory(prefix="rasid-api-")
        self.path = pathlib.Path(self.folder.name)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.token = TOKEN if with_token else None
        keys = 'token_files = ["token"]' if with_token else ""
        (self.path / "token").write_text(TOKEN + "\n")
        (self.path / "topic.toml").write_text(TOPIC)
        (self.path / "config.toml").write_text(CONFIGURATION % (self.port, keys))
        self.add(0, N_ARTICLES)

    def add(self, first, count):
        (self.path / "articles.jsonl").write_text("\n".join(articles(first, count)))
        self.command("import", "articles.jsonl")

    def command(self, *arguments):
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.path)}
        done = subprocess.run([self.rasid, *arguments], cwd=self.path, env=environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit("rasid %s ended with %d:\n%s" % (" ".join(arguments), done.returncode, done.stderr))

    def __enter__(self):
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.path)}
        self.log = open(self.path / "log", "w")
        self.process = subprocess.Popen([self.rasid, "run"], cwd=self.path, env=environment, stderr=self.log)
        deadline = time.monotonic() + PATIENCE_S
        while True:
            with contextlib.suppress(OSError):
                self.get("/health")
                return self
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise SystemExit("the daemon did not start:\n" + (self.path / "log").read_text())
            time.sleep(0.05)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()
        self.folder.cleanup()

    def get(self, path):
        headers = {"Authorization": "Bearer " + self.token} if self.token else {}
        request = urllib.request.Request("http://127.0.0.1:%d%s" % (self.port, path), headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return json.load(answer)


def described(daemon, n_examples):
    """What schemathesis finds; how many requests it sent."""
    settings = daemon.path / "schemathesis.toml"
    settings.write_text(SETTINGS)
    program = str(pathlib.Path(sys.executable).parent / "schemathesis")
    # The description itself needs a token, too: schemathesis takes it from here, and proves that without one there is none.
    authorization = ["--header", "Authorization: Bearer " + daemon.token] if daemon.token else []
    command = [
        program, "--config-file", str(settings), "run", "http://127.0.0.1:%d/api/v1/openapi.json" % daemon.port,
        "--checks", "all", "--mode", "all", "--phases", "examples,coverage,fuzzing,stateful",
        "--max-examples", str(n_examples), "--seed", "7", "--continue-on-failure", "--no-color", "--warnings", "off", *authorization,
    ]
    done = subprocess.run(command, cwd=daemon.path, capture_output=True, text=True)
    said = done.stdout + done.stderr
    print(said[-6000:] if done.returncode else said[-1500:])
    if "panicked" in (daemon.path / "log").read_text():
        raise SystemExit("the daemon panicked:\n" + (daemon.path / "log").read_text()[-3000:])
    counted = re.search(r"(\d[\d,]*) generated", said) or re.search(r"Test cases:\s*\n?\s*(\d[\d,]*)", said)
    return done.returncode == 0, counted.group(1) if counted else "?"


def cursors_hold(daemon):
    """Nobody who follows the cursors meets an article twice, or misses one that was there, while others come in."""
    path, seen = "/api/v1/articles?copies=true&limit=17", []
    cursor, n_pages = None, 0
    while True:
        page = daemon.get(path + ("&cursor=" + cursor if cursor else ""))
        seen += [article["id"] for article in page["items"]]
        cursor, n_pages = page["next_cursor"], n_pages + 1
        if cursor is None:
            break
        if n_pages in (2, 4):
            daemon.add(1000 * n_pages, 5)
    first = set(range(1, N_ARTICLES + 1))
    return len(seen) == len(set(seen)) and first <= set(seen)


def main():
    rasid, n_examples = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 30
    began, faults, told = time.monotonic(), [], []
    for with_token in (False, True):
        with Daemon(rasid, with_token) as daemon:
            is_as_described, n_requests = described(daemon, n_examples)
            name = "with a token" if with_token else "without a token"
            told.append("%s requests %s" % (n_requests, name))
            if not is_as_described:
                faults.append("not as described " + name)
            if not cursors_hold(daemon):
                faults.append("cursors lose or repeat articles " + name)
    verdict = "; ".join(faults) if faults else "all answers are as described, and cursors hold"
    print("api: %s; %s; %.0f s" % (", ".join(told), verdict, time.monotonic() - began))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
