#!/usr/bin/env python3
"""Open hostile articles in Chromium: payloads.py RASID

Stores what HTML is made to act by as headlines, texts, authors and sites, and has pages of it kept, in a collection of its own;
then opens every page that shows them: articles, kept pages, searches with such queries, sources, stories. No page may run
anything of it: no dialog, no message of the console, no request elsewhere, no `window.hit`. tests/it/payloads.rs looks at the
same pages without a browser, with many more payloads. Needs chromium and the packages of BROWSER in .ci/run, and
nothing from the internet. Ends with 1 if anything fails.
"""

import http.server
import itertools
import json
import pathlib
import re
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
import urllib.parse

from playwright.sync_api import sync_playwright

from daemon import Daemon


ACT = "(window.hit=1,alert(1))"
KINDS = [kind.replace("ACT", ACT) for kind in [
    "<script>ACT</script>", "<script src=//evil.example/a.js></script>", "<img src=x onerror=ACT>", "<svg onload=ACT>",
    "<svg><script>ACT</script></svg>", "<svg><a xlink:href=javascript:ACT><text y=20>go</text></a></svg>",
    "<svg><animate attributeName=x dur=1s onbegin=ACT>", "<svg><style><img src=x onerror=ACT></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=ACT&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=ACT>",
    "<iframe srcdoc=\"&lt;script&gt;parent.hit=1&lt;/script&gt;\"></iframe>", "<iframe src=javascript:ACT></iframe>",
    "<object data=javascript:ACT></object>", "<embed src=//evil.example/a.swf>", "<body onload=ACT>",
    "<input autofocus onfocus=ACT>", "<details open ontoggle=ACT>x</details>", "<video><source src=x onerror=ACT></video>",
    "<x tabindex=1 autofocus onfocus=ACT>x</x>", "<div style=animation-name:x onanimationstart=ACT>x</div>",
    "<a href=javascript:ACT>go</a>", "<a href=\"java\tscript:ACT\">go</a>", "<a href=data:text/html,<script>ACT</script>>go</a>",
    "<form action=javascript:ACT><button>go</button></form>", "<button formaction=javascript:ACT>go</button>",
    "<base href=//evil.example/>", "<meta http-equiv=refresh content=\"0;url=//evil.example/\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:ACT\">", "<link rel=stylesheet href=//evil.example/a.css>",
    "<style>@import url(//evil.example/a.css);*{background:url(//evil.example/b)}</style>",
    "<img src=//evil.example/a.png>", "<form id=query name=document><input name=body></form>",
]]
CARRIERS = ["%s", "\">%s", "'>%s", "</title>%s", "</textarea>%s", "</script>%s", "</style>%s", "<noscript><p title=\"</noscript>%s\">",
            "<!--><!---->%s<!--", "<svg></p><style><a id=\"</style>%s\">", "\" autofocus onfocus=%s x=\"", "<![CDATA[%s]]>"]
PAYLOADS = [carrier % kind for kind, carrier in itertools.product(KINDS, CARRIERS)]
IN_ONE = 12
CHUNKS = [PAYLOADS[at:at + IN_ONE] for at in range(0, len(PAYLOADS), IN_ONE)]
PROSE = "The harbour of the town was open on every day of the week, said the captain who has kept its books for years. "


CONFIGURATION = """
include = []
[store]
database = "rasid.db"
[fetch]
host_delay = "0s"
[defaults]
allow_private = ["127.0.0.0/8"]
snapshots = "7d"
[[topic]]
id = "harbours"
threshold = 2
[topic.terms.en]
2 = ["harbour*"]
[[source]]
id = "hostile"
url = "%s/feed.xml"
max_new = 500
"""


class Failures:
    def __init__(self):
        self.lines = []

    def expect(self, condition, line):
        if not condition:
            self.lines.append(line)
            print("FAILED %s" % line, flush=True)


class Paper(http.server.BaseHTTPRequestHandler):
    """A feed, and pages with payloads around an article."""

    def do_GET(self):
        if self.path == "/feed.xml":
            items = "".join("<item><title>Page %d</title><link>/%d</link></item>" % (n, n) for n in range(len(CHUNKS)))
            kind, body = "application/rss+xml", "<rss version='2.0'><channel><title>P</title>%s</channel></rss>" % items
        elif re.fullmatch(r"/\d+", self.path):
            n = int(self.path[1:])
            text = "".join("<p>%s %s %d</p>" % (PROSE, PROSE, n + i) for i in range(4))
            hostile = "".join("<div>%s</div>\n" % payload for payload in CHUNKS[n])
            kind = "text/html; charset=utf-8"
            body = "<!DOCTYPE html><title>Page %d</title><article><h1>Page %d</h1>%s</article>%s" % (n, n, text, hostile)
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


def fill(daemon):
    """Stores the payloads as articles, and the pages of the paper; gives back the numbers of both."""
    lines = "".join(json.dumps({"url": "https://evil.example/%d" % n, "title": "Title %d" % n, "text": PROSE + str(n),
                                "source": "wire", "language": "en", "authors": ["Somebody"]}) + "\n" for n in range(len(CHUNKS)))
    (daemon.folder / "hostile.jsonl").write_text(lines)
    daemon.run("import", "hostile.jsonl")
    daemon.run("poll", "hostile")
    db = sqlite3.connect(daemon.folder / "rasid.db")
    stored = [row[0] for row in db.execute("select id from articles where url like 'https://evil.example/%' order by id")]
    for id, chunk in zip(stored, CHUNKS):
        one = itertools.cycle(chunk)
        db.execute("update articles set title=?, text=?, summary=?, site=?, url=?, canonical_url=?, section=? where id=?",
                   (next(one), "\n".join(chunk), next(one), next(one), next(one) + "#%d" % id, next(one), next(one), id))
        db.execute("update article_authors set name=? where article_id=?", (next(one), id))
        db.execute("update sightings set title=?, url=? where article_id=?", (next(one), next(one), id))
    db.execute("update sources set title=?", (PAYLOADS[0],))
    db.execute("update stories set title=?", (PAYLOADS[24],))
    db.commit()
    kept = [row[0] for row in db.execute("select distinct article_id from snapshots order by 1")]
    db.close()
    return stored, kept


def addresses(stored, kept):
    quote = urllib.parse.quote
    for id in stored:
        yield "/articles/%d" % id
    for id in kept:
        yield "/articles/%d/snapshot" % id
    for payload in PAYLOADS[::5]:
        yield "/search?q=" + quote(payload)
    for payload in PAYLOADS[::29]:
        yield from ("/articles/" + quote(payload, safe=""), "/searches/" + quote(payload, safe=""), "/" + quote(payload, safe=""))
    yield from ("/", "/?hours=168", "/topics", "/search?copies=1", "/search?copies=1&ui=ar", "/sources", "/sources/wire", "/sources/hostile",
                "/rules", "/status")


def main():
    rasid = pathlib.Path(sys.argv[1]).resolve()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    failures, began, n_opened = Failures(), time.monotonic(), 0
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Paper)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(str(rasid), folder, CONFIGURATION % ("http://127.0.0.1:%d" % server.server_port))
        stored, kept = fill(daemon)
        failures.expect(len(stored) == len(CHUNKS) and len(kept) == len(CHUNKS),
                        "%d articles and %d kept pages instead of %d" % (len(stored), len(kept), len(CHUNKS)))
        with daemon, sync_playwright() as driver:
            window = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = window.new_context().new_page()
            where = [""]
            page.on("dialog", lambda dialog: (failures.expect(False, where[0] + ": a dialog"), dialog.dismiss()))
            page.on("pageerror", lambda error: failures.expect(False, "%s: %s" % (where[0], error)))
            page.on("request", lambda request: failures.expect(
                request.url.startswith((daemon.address + "/", "data:")), "%s asks for %s" % (where[0], request.url)))
            page.on("console", lambda message: failures.expect(
                re.search(r"status of 4\d\d", message.text), "%s: %s" % (where[0], message.text)))
            for address in addresses(stored, kept):
                where[0] = address
                page.goto(daemon.address + address, wait_until="load")
                hit = page.evaluate("() => String(window.hit) + ' ' + document.querySelectorAll('iframe, object, embed, base').length")
                failures.expect(hit == "undefined 0", "%s: something of it acts: %s" % (address, hit))
                failures.expect(page.url.startswith(daemon.address + "/"), "%s led to %s" % (address, page.url))
                n_opened += 1
            window.close()
    print("payloads: %d payloads on %d pages in %.0f s, %d failures" % (
        len(PAYLOADS), n_opened, time.monotonic() - began, len(failures.lines)))
    sys.exit(1 if failures.lines else 0)


if __name__ == "__main__":
    main()
