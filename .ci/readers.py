#!/usr/bin/env python3
"""Check that feed readers read what rasid serves: readers.py RASID

Runs the daemon on a collection of its own on loopback, some of whose texts are hostile. feedparser must read every feed in
each form without a complaint and be told 304 for what it has; Python's own parser must find the XML well-formed. newsboat, if
it is installed, follows an RSS feed, and connects by the readers' protocol (as to FreshRSS, or where it is older to FeedHQ):
its cache must hold the articles, and what was read must go and come back. Needs feedparser, and nothing from the internet.
Ends with 1 if anything fails.
"""

import json
import os
import pathlib
import pty
import re
import select
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import xml.etree.ElementTree

import feedparser

PATIENCE_S = 40
TOKEN = "0123456789abcdef0123"
CONFIGURATION = """
include = []
job = []
[store]
database = "rasid.db"
[web]
listen = "127.0.0.1:0"
token_files = ["token"]
[[source]]
id = "north"
url = "http://127.0.0.1:9/feed.xml"
every = "1d"
[[topic]]
id = "harbours"
label = { en = "Harbours & <ships>", ar = "الموانئ" }
threshold = 1
[topic.terms.en]
1 = ["harbour*"]
[topic.terms.ar]
1 = ["ميناء"]
[[topic]]
id = "quays"
label = { en = "Quays" }
parent = "harbours"
threshold = 3
[topic.terms.en]
3 = ["quay*"]
[[search]]
id = "ships"
query = "ship*"
"""
FORMS = ("rss", "atom", "json")
PATHS = ("/feeds/all", "/topics/harbours", "/topics/quays", "/searches/ships", "/sources/north", "/feeds/search")


def articles():
    """Plain articles in two languages, and hostile ones."""
    ranges = ((0, 0x20), (0x7F, 0xA0), (0x2000, 0x2070), (0xFDD0, 0xFDF0), (0xFE00, 0xFFFE))
    odd = "".join(chr(c) for first, end in ranges for c in range(first, end))
    odd += "\ufffe\uffff\U0001fffe\U000e0041"
    hostile = [
        "]]>", "<!--", "&nbsp;&#0;&#x1F;", "</title></item><item>", "<script>alert(1)</script>", "<![CDATA[", "<?xml ?>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;", odd, "\u202eabc", "a\x00b\x08c\x1b[2J", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ]
    for n in range(30):
        yield {"source": "north", "url": "https://north.example/%d?a=1&b=2" % n, "title": "The harbour opens, day %d" % n,
               "text": "Ship number %d came into the harbour of town %d.\nIt was greeted by %d people." % (n, n * 7, n * 91),
               "published": "2021-10-%02dT10:00:00Z" % (n + 1), "authors": ["Ann Lee"], "language": "en", "site": "The North"}
    yield {"source": "south", "url": "https://south.example/1", "title": "افتتاح ميناء المدينة", "language": "ar",
           "text": "افتتح ميناء المدينة أبوابه اليوم أمام السفن القادمة من الشمال."}
    for n, text in enumerate(hostile):
        yield {"source": "odd", "url": "https://odd.example/%d" % n, "title": "quay %d %s" % (n, text), "text": text + " ship at the quay %d" % n,
               "authors": [text], "site": text, "summary": text, "language": "en"}


def until(what, condition):
    deadline = time.monotonic() + PATIENCE_S
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            sys.exit("still waiting after %d s: %s" % (PATIENCE_S, what))
        time.sleep(0.05)


class House:
    """A folder with a collection, and a daemon that serves it."""

    def __init__(self, folder, rasid):
        self.folder = pathlib.Path(folder)
        self.environment = {"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8", "TERM": "xterm"}
        (self.folder / "config.toml").write_text(CONFIGURATION)
        (self.folder / "token").write_text(TOKEN + "\n")
        lines = "".join(json.dumps(article) + "\n" for article in articles())
        subprocess.run([rasid, "import", "-"], cwd=folder, env=self.environment, input=lines, text=True, check=True, capture_output=True)
        self.log = self.folder / "log"
        with open(self.log, "w") as log:
            self.daemon = subprocess.Popen([rasid, "run"], cwd=folder, env=self.environment, stderr=log)
        told = until("the address", lambda: re.search(r"pages are at (http://[^/]+)/", self.log.read_text()))
        self.base = told.group(1)

    def ask(self, path, form=None, headers=None):
        request = urllib.request.Request(self.base + path, data=form, headers={"Authorization": "GoogleLogin auth=rasid/" + TOKEN})
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()


def check_feeds(house):
    """Every feed in each form, whole and as summaries, and its conditions."""
    n_feeds = n_entries = 0
    for path in PATHS:
        for form in FORMS:
            for more in ("?limit=500&copies=true", "?text=summary", "?limit=1"):
                address = "%s.%s%s" % (path, form, more)
                status, headers, body = house.ask(address)
                assert status == 200, "%s: %d" % (address, status)
                n_entries += check_one(address, form, body, headers)
                n_feeds += 1
                known = {"If-None-Match": headers["ETag"]}
                assert house.ask(address, headers=known)[0] == 304, address + ": no 304"
    return n_feeds, n_entries


def check_one(address, form, body, headers):
    if form == "json":
        feed = json.loads(body)
        assert feed["version"] == "https://jsonfeed.org/version/1.1", address
        ids = [item["id"] for item in feed["items"]]
    else:
        xml.etree.ElementTree.fromstring(body)
        feed = feedparser.parse(body, response_headers={"content-type": headers["Content-Type"]})
        assert not feed.bozo, "%s: %s" % (address, feed.bozo_exception)
        assert feed.version == {"rss": "rss20", "atom": "atom10"}[form], feed.version
        ids = [entry.id for entry in feed.entries]
        for entry in feed.entries:
            assert "<script" not in entry.content[0].value, address
            assert entry.title and entry.updated_parsed, address
    assert len(set(ids)) == len(ids) and all(id.startswith("urn:uuid:") for id in ids), address
    return len(ids)


def check_lists(house):
    for path in ("/feeds.opml", "/sources.opml"):
        status, _, body = house.ask(path)
        assert status == 200, path
        xml.etree.ElementTree.fromstring(body)
    for address in re.findall(r'xmlUrl="([^"]+)"', house.ask("/feeds.opml")[2].decode()):
        assert house.ask(urllib.parse.urlparse(address).path)[0] == 200, address


class Newsboat:
    """newsboat with a configuration and a cache of its own."""

    def __init__(self, house, name, settings, urls=""):
        self.house, self.folder = house, house.folder / name
        self.folder.mkdir()
        (self.folder / "config").write_text(settings)
        (self.folder / "urls").write_text(urls)
        self.cache = self.folder / "cache.db"

    def arguments(self, *more):
        named = (("-u", "urls"), ("-C", "config"), ("-c", "cache.db"))
        return ["newsboat"] + [part for flag, file in named for part in (flag, str(self.folder / file))] + list(more)

    def reload(self):
        """The number of unread articles that it prints."""
        done = subprocess.run(self.arguments("-x", "reload", "print-unread"), env=self.house.environment,
                              capture_output=True, text=True, timeout=PATIENCE_S, stdin=subprocess.DEVNULL)
        found = re.search(r"(\d+) unread", done.stdout)
        assert found, "newsboat: %s%s" % (done.stdout, done.stderr)
        return int(found.group(1))

    def rows(self, query):
        with sqlite3.connect(self.cache) as db:
            return db.execute(query).fetchall()

    def press(self, keys, wanted):
        """Runs it on a terminal, presses keys, and waits for what they shall do before it is left."""
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(self.folder)
            os.execvpe("newsboat", self.arguments(), self.house.environment)
        try:
            self.shown(terminal, 1.0)
            os.write(terminal, keys)
            until("what %r does" % keys, lambda: self.shown(terminal, 0.1) or wanted())
            os.write(terminal, b"Q")
            until("the end of newsboat", lambda: self.shown(terminal, 0.1) or os.waitpid(process, os.WNOHANG)[0])
            process = 0
        finally:
            if process:
                os.kill(process, 9)
                os.waitpid(process, 0)
            os.close(terminal)

    @staticmethod
    def shown(terminal, patience):
        """Reads what it paints until it rests."""
        while select.select([terminal], [], [], patience)[0]:
            try:
                if not os.read(terminal, 65536):
                    return
            except OSError:
                return


def check_newsboat_follows(house):
    address = house.base.replace("http://", "http://reader:%s@" % TOKEN) + "/topics/harbours.rss?limit=500"
    boat = Newsboat(house, "follows", 'http-auth-method "basic"\n', address + "\n")
    expected = len(feedparser.parse(house.ask("/topics/harbours.rss?limit=500")[2]).entries)
    assert boat.reload() == expected, "newsboat shows another number of articles than %d" % expected
    titles = {title for (title,) in boat.rows("select title from rss_item")}
    assert "The harbour opens, day 3" in titles and "افتتاح ميناء المدينة" in titles, titles
    return expected


def check_newsboat_connects(house):
    program = pathlib.Path(shutil.which("newsboat")).read_bytes()
    kind = "freshrss" if b"freshrss-url" in program else "feedhq"
    settings = {"urls-source": kind, kind + "-url": house.base + "/api/greader.php", kind + "-login": "me", kind + "-password": TOKEN}
    lines = "".join('%s "%s"\n' % setting for setting in settings.items())
    numbers = "%s-min-items 500\n" % kind + ("feedhq-show-special-feeds no\n" if kind == "feedhq" else "")
    boat = Newsboat(house, "connects", lines + numbers)
    counts = {count["id"]: count["count"] for count in json.loads(house.ask("/api/greader.php/reader/api/0/unread-count")[2])["unreadcounts"]}
    everything = counts["user/-/state/com.google/reading-list"]
    assert boat.reload() == everything, "newsboat shows another number of unread articles than %d" % everything
    feeds = boat.rows("select title, rssurl from rss_feed")
    assert any("topic%2Fharbours" in url for _, url in feeds), feeds
    # What is read elsewhere is read in newsboat.
    guid = boat.rows("select guid from rss_item where title = 'The harbour opens, day 3'")[0][0]
    form = urllib.parse.urlencode({"i": guid, "a": "user/-/state/com.google/read"}).encode()
    assert house.ask("/api/greader.php/reader/api/0/edit-tag", form)[2] == b"OK"
    assert boat.reload() == everything - 1, "what was read elsewhere is unread in newsboat"
    assert boat.rows("select unread from rss_item where title = 'The harbour opens, day 3'") == [(0,)]
    # And what newsboat reads is read here: mark all feeds read.
    with sqlite3.connect("file:%s?mode=ro" % (house.folder / "rasid.db"), uri=True) as db:
        read = lambda: db.execute("select count(*) from reader_states where is_read = 1").fetchone()[0]
        assert read() == 1
        boat.press(b"A", lambda: read() > 1)
        n_read = read()
    assert boat.reload() == everything - n_read
    return kind, everything, n_read


def main():
    rasid = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        house = House(folder, rasid)
        try:
            n_feeds, n_entries = check_feeds(house)
            check_lists(house)
            told = "readers: feedparser reads %d feeds with %d entries, 304 for each" % (n_feeds, n_entries)
            if shutil.which("newsboat"):
                n_followed = check_newsboat_follows(house)
                told += "; newsboat follows %d, and by %s has %d, %d of them read there" % ((n_followed,) + check_newsboat_connects(house))
            else:
                told += "; newsboat is not installed"
            print(told)
        except BaseException:
            print(house.log.read_text(), file=sys.stderr)
            raise
        finally:
            house.daemon.terminate()
            house.daemon.wait(PATIENCE_S)


if __name__ == "__main__":
    main()
