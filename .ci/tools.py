#!/usr/bin/env python3
"""Check that other programs read what rasid writes: tools.py RASID

Runs the daemon on a site of its own on loopback that has news all the time, and meanwhile types what docs/file.md says:
sqlite3, Datasette, DuckDB, pandas and sqlite-utils must read the collection, see articles that come later, and keep no poll
from being stored. DuckDB must read exports as Parquet, warcio the kept pages. Needs the packages of PACKAGES in .ci/run, and nothing from the internet. Ends with 1 if anything fails.
"""

import contextlib
import http.server
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
N_SOURCES = 24
N_ITEMS = 8
PATIENCE_S = 40
WORDS = {
    "en": ("Talks on the harbour, round {n}", "Envoys met in Geneva for round {n} and spoke of a bomb attack and terrorism."),
    "ar": ("محادثات الميناء، الجولة {n}", "التقى المبعوثون في جنيف في الجولة {n} وتحدثوا عن هجوم إرهابي وعن مكافحة الإرهاب."),
}


# What all articles link to.
CITED = "https://un.org/en/about-us/un-charter"


class Paper(http.server.BaseHTTPRequestHandler):
    """A paper whose every feed has other items each time, with a page for each."""

    lock = threading.Lock()
    n_items = 0

    def do_GET(self):
        path = urllib.parse.urlparse(self.path).path
        parts = path.strip("/").split("/")
        if parts[0] == "feed":
            time.sleep(0.05)
            self.answer("application/rss+xml; charset=utf-8", self.feed(parts[1]))
        elif parts[0] == "page":
            self.answer("text/html; charset=utf-8", self.page(parts[1], int(parts[2])))
        else:
            self.send_error(404)

    def feed(self, language):
        with Paper.lock:
            first = Paper.n_items
            Paper.n_items += N_ITEMS
        address = "http://%s/page/%s" % (self.headers["Host"], language)
        items = "".join(
            "<item><title>%s</title><link>%s/%d</link></item>" % (WORDS[language][0].format(n=n), address, n)
            for n in range(first, first + N_ITEMS)
        )
        return '<rss version="2.0"><channel><title>Harbour %s</title>%s</channel></rss>' % (language, items)

    def page(self, language, n):
        title, sentence = (text.format(n=n) for text in WORDS[language])
        text = "".join("<p>%s %d.%d</p>" % (sentence, n, i) for i in range(5))
        text += '<p>%s It follows from <a href="%s">the charter</a> that all of them signed.</p>' % (sentence, CITED)
        return '<!DOCTYPE html><html lang="%s"><title>%s</title><article><h1>%s</h1>%s</article></html>' % (
            language, title, title, text)

    def answer(self, kind, text):
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def blocks(language, page="file.md"):
    """The fenced blocks of a page of docs/."""
    text = (ROOT / "docs" / page).read_text()
    return re.findall(r"^```%s\n(.*?)^```" % language, text, flags=re.M | re.S)


def until(what, condition, patience=PATIENCE_S):
    deadline = time.monotonic() + patience
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            sys.exit("still waiting after %d s: %s" % (patience, what))
        time.sleep(0.1)


class Desk:
    """A folder with a configuration and the programs of this Python in reach."""

    def __init__(self, folder, rasid):
        self.folder = pathlib.Path(folder)
        # PATH finds what was installed beside this Python; HOME keeps what DuckDB installs out of the user's own.
        path = [str(pathlib.Path(rasid).parent), str(pathlib.Path(sys.executable).parent), os.environ["PATH"]]
        self.environment = {"PATH": os.pathsep.join(path), "HOME": str(self.folder), "LANG": "C.UTF-8"}

    def configure(self, port):
        sources = "".join(
            '[[source]]\nid = "s%d"\nurl = "http://127.0.0.1:%d/feed/%s/%d"\n' % (n, port, "ar" if n % 2 else "en", n)
            for n in range(N_SOURCES)
        )
        settings = 'job = []\n[web]\nlisten = "off"\n[defaults]\nevery = "10s"\nallow_private = ["127.0.0.0/8"]\n'
        (self.folder / "config.toml").write_text(settings + sources)

    def start(self, *arguments, **options):
        return subprocess.Popen(arguments, cwd=self.folder, env=self.environment, **options)

    def run(self, *arguments):
        done = subprocess.run(
            arguments, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=PATIENCE_S)
        if done.returncode != 0:
            sys.exit("%s ended with %d\n%s%s" % (" ".join(arguments), done.returncode, done.stdout, done.stderr))
        return done.stdout

    def shell(self, line):
        return self.run("sh", "-c", line)

    def count(self):
        """Articles, as the plain shell sees them."""
        return int(self.run("sqlite3", "data/rasid.db", "select count(*) from articles"))

    @contextlib.contextmanager
    def meanwhile(self, what):
        """What is done within is done while articles come in."""
        before, started = self.count(), time.monotonic()
        yield
        until("%s: new articles" % what, lambda: self.count() > before)
        print("%s: read in %.1f s, while articles came in" % (what, time.monotonic() - started), flush=True)


def check_shell(desk):
    for block in blocks("sh"):
        for line in block.splitlines():
            if line.startswith(("sqlite3 ", "rasid ")):
                found = desk.shell(line)
                assert found or ">" in line, "found nothing: " + line
    version = desk.run("sqlite3", "data/rasid.db", "pragma user_version").strip()
    assert "This is version %s " % version in (ROOT / "docs/schema.md").read_text(), "user_version is " + version


def check_sqlite_utils(desk):
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("sqlite-utils ")]
    assert len(lines) >= 3
    for line in lines:
        assert desk.shell(line), "found nothing: " + line


def check_python(desk, word, page="file.md"):
    """The example that imports something: run as it stands."""
    (code,) = [block for block in blocks("python", page) if "import %s" % word in block]
    (desk.folder / "example.py").write_text(code)
    assert desk.run(sys.executable, "example.py").strip(), "%s printed nothing" % word


def check_duckdb(desk):
    # As the first `attach` would fetch it; here it comes from a package.
    desk.run(sys.executable, "-c", "import duckdb_extensions as e; e.import_extension('sqlite_scanner')")
    check_python(desk, "duckdb")
    every_table = (
        "import duckdb\n"
        "db = duckdb.connect()\n"
        "db.sql(\"attach 'data/rasid.db' as news (type sqlite, read_only)\")\n"
        "for name in %r:\n"
        "    db.sql('select * from news.' + name).fetchall()\n"
    )
    listed = json.loads(desk.run("rasid", "schema", "--format", "json"))
    names = sorted({column["table"] for column in listed if column["kind"] != "search-index"})
    desk.run(sys.executable, "-c", every_table % names)


def check_datasette(desk):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = desk.start("datasette", "-m", "datasette.yaml", "-p", str(port), "data/rasid.db",
                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def get(path):
        with urllib.request.urlopen("http://127.0.0.1:%d%s" % (port, path), timeout=PATIENCE_S) as answer:
            return answer.read().decode()

    def is_up():
        with contextlib.suppress(OSError):
            return get("/-/versions.json")

    try:
        until("Datasette to start", is_up)
        rows = json.loads(get("/rasid/articles_view.json?_shape=array&_facet=language&_size=5"))
        assert len(rows) == 5 and rows[0]["dated"] >= rows[4]["dated"], "newest first: %r" % rows
        found = json.loads(get("/rasid/articles.json?_shape=array&_search=talks"))
        assert found and all("Talks" in row["title"] for row in found), "search: %r" % found
        page = get("/rasid/articles_view")
        assert "headline" in page and "facet" in page, "descriptions and facets"
        article = desk.run("sqlite3", "data/rasid.db", "select min(article_id) from article_topics").strip()
        wanted = {"topic": "counter-terrorism", "article": article, "words": "talks", "address": CITED}
        for name, query in json.loads(get("/-/metadata.json"))["databases"]["rasid"]["queries"].items():
            words = {word: wanted[word] for word in re.findall(r":([a-z]+)\b", query["sql"]) if word in wanted}
            answer = json.loads(get("/rasid/%s.json?%s" % (name, urllib.parse.urlencode({**words, "_shape": "objects"}))))
            assert answer["ok"], "%s: %r" % (name, answer)
            assert answer["rows"] or name in ("sources_that_fail", "silent_sources", "who_reprints_whom", "agencies", "cited_by_many"), name
        total = "/rasid.json?sql=select+count(*)+as+n+from+articles&_shape=array"
        before = json.loads(get(total))[0]["n"]
        until("Datasette to see new articles", lambda: json.loads(get(total))[0]["n"] > before)
    finally:
        server.terminate()
        server.wait()


def check_parquet(desk):
    """What is exported as Parquet while articles come in, DuckDB reads."""
    desk.shell("rasid export --format parquet --output articles.parquet 2>/dev/null")
    check_python(desk, "duckdb", "exports.md")


def check_assistant(desk, rasid):
    """The client of the official SDK asks as an assistant would."""
    ask = (
        "import asyncio, json, sys\n"
        "from mcp import ClientSession, StdioServerParameters\n"
        "from mcp.client.stdio import stdio_client\n"
        "async def call(session, name, arguments):\n"
        "    return json.loads((await session.call_tool(name, arguments)).content[0].text)\n"
        "async def main():\n"
        "    async with stdio_client(StdioServerParameters(command=sys.argv[1], args=['mcp'])) as (out, into):\n"
        "        async with ClientSession(out, into) as session:\n"
        "            await session.initialize()\n"
        "            tools = {tool.name for tool in (await session.list_tools()).tools}\n"
        "            assert {'search_articles', 'read_article', 'query_sql'} <= tools, tools\n"
        "            found = await call(session, 'search_articles', {'query': 'ارهاب', 'limit': 3})\n"
        "            assert len(found['articles']) == 3 and '[' in found['articles'][0]['passage'], found\n"
        "            read = await call(session, 'read_article', {'id': str(found['articles'][0]['id'])})\n"
        "            assert read['matches'][0]['evidence'], read\n"
        "            counted = await call(session, 'query_sql', {'sql': 'select count(*) as n from articles'})\n"
        "            assert counted['rows'][0]['n'] > 0, counted\n"
        "asyncio.run(main())\n"
    )
    desk.run(sys.executable, "-c", ask, rasid)


def check_equal_exports(desk):
    """Parquet holds the same values as JSONL. To be asked once nothing comes in any more, for stories grow."""
    desk.shell("rasid export --format parquet --output articles.parquet 2>/dev/null")
    desk.shell("rasid export > articles.jsonl 2>/dev/null")
    compare = (
        "import duckdb, json\n"
        "found = duckdb.sql(\"select * exclude (first_seen) from 'articles.parquet' order by id\")\n"
        "names = [column[0] for column in found.description]\n"
        "rows = [dict(zip(names, row)) for row in found.fetchall()]\n"
        "lines = [json.loads(line) for line in open('articles.jsonl')]\n"
        "for line in lines: del line['first_seen']\n"
        "lines.sort(key=lambda line: line['id'])\n"
        "assert len(rows) == len(lines) > 0, (len(rows), len(lines))\n"
        "assert names == list(lines[0]), names\n"
        "for row, line in zip(rows, lines):\n"
        "    other = [(name, row[name], line[name]) for name in names if row[name] != line[name]]\n"
        "    assert not other, other\n"
    )
    desk.run(sys.executable, "-c", compare)


def check_warc(desk):
    """warcio reads every record and finds each digest right; the pages are those that were served."""
    desk.run("rasid", "export", "--format", "warc", "--limit", "50", "--output", "pages.warc.gz")
    desk.run("warcio", "check", "pages.warc.gz")
    read = (
        "from warcio.archiveiterator import ArchiveIterator\n"
        "records = list()\n"
        "for record in ArchiveIterator(open('pages.warc.gz', 'rb')):\n"
        "    records.append(record.rec_type)\n"
        "    if record.rec_type == 'response':\n"
        "        assert record.http_headers.get_statuscode() == '200'\n"
        "        page = record.content_stream().read().decode()\n"
        "        n = record.rec_headers.get_header('WARC-Target-URI').rsplit('/', 1)[1]\n"
        "        assert page.startswith('<!DOCTYPE html>') and ' %s.4</p>' % n in page, page\n"
        "assert records == ['warcinfo'] + ['response'] * 50, records\n"
    )
    desk.run(sys.executable, "-c", read)


def main():
    rasid = sys.argv[1]
    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Paper)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="rasid-tools-") as folder:
        desk = Desk(folder, rasid)
        desk.configure(site.server_address[1])
        with open(desk.folder / "log", "w") as log:
            daemon = desk.start(rasid, "run", stderr=log)
        try:
            until("the first articles", lambda: (desk.folder / "data/rasid.db").exists())
            until("the first articles", lambda: int(desk.shell(
                "sqlite3 data/rasid.db 'select count(*) from articles' 2>/dev/null || echo 0")) > 50)
            with desk.meanwhile("sqlite3"):
                check_shell(desk)
            with desk.meanwhile("Datasette"):
                check_datasette(desk)
            with desk.meanwhile("DuckDB"):
                check_duckdb(desk)
            with desk.meanwhile("pandas"):
                check_python(desk, "pandas")
            with desk.meanwhile("sqlite-utils"):
                check_sqlite_utils(desk)
            with desk.meanwhile("the assistant's client"):
                check_assistant(desk, rasid)
            with desk.meanwhile("exports"):
                check_parquet(desk)
                check_warc(desk)
        finally:
            daemon.terminate()
            status = daemon.wait()
        check_equal_exports(desk)
        failed = desk.run("sqlite3", "data/rasid.db", "select error from polls where result = 'failed'")
        text = (desk.folder / "log").read_text()
        if status != 0 or failed or "ERROR" in text or "locked" in text:
            sys.exit("the daemon ended with %d\n%s%s" % (status, failed, text))
        print("tools: sqlite3, Datasette, DuckDB, pandas, sqlite-utils, warcio and MCP's client read %d articles while they came" % desk.count())


main()
