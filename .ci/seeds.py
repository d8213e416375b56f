#!/usr/bin/env python3
"""Check what rasid makes of the seed pages against their gold.json: seeds.py RASID FOLDER

Every page must give its title, language, date, authors and topics, and each paragraph of article.txt once and in order;
nothing that it must not contain; and the pages that show the same text must give the same text. Ends with 1 if any of it
is not so. wire.html must be a near copy of the text on dated.html.
"""

import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# Pages that show one text; wire.html reprints it in another spelling and without the last paragraph.
EQUAL = ("plain.html", "dated.html", "quoted.html", "windows1256.html")
MARKS = re.compile("[\u0640\u064b-\u0652]")
SPELLINGS = (("أ", "ا"), ("إ", "ا"), ("اميرك", "امريك"))
mistakes = []


def expect(page, what, got, wanted):
    if got != wanted:
        mistakes.append(f"{page}: {what} is {got!r}, should be {wanted!r}")


def answers(rasid, stage, lines):
    """One answer for each line, of a stage's --batch."""
    done = subprocess.run([rasid, stage, "--batch"], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def paragraphs_of(lines):
    """Lines that are not empty, in one spelling."""
    for line in lines:
        line = MARKS.sub("", line).strip()
        for spelling, ours in SPELLINGS:
            line = line.replace(spelling, ours)
        if line:
            yield line


def instant(text):
    return text and datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def check_page(name, gold, page, paragraphs):
    for what in ("title", "language"):
        expect(name, what, page[what], gold[what])
    expect(name, "published", instant(page["published"]), instant(gold["published"]))
    if "authors" in gold:
        expect(name, "authors", page["authors"], gold["authors"])
    for text in gold.get("must_not_contain", []):
        expect(name, f"holding {text!r}", text in page["text"], False)
    lines = list(paragraphs_of(page["text"].splitlines()))
    expect(name, "number of repeated paragraphs", len(lines) - len(set(lines)), 0)
    n_wanted = len(paragraphs) if name in EQUAL else len(paragraphs) - 1
    order = [paragraphs.index(line) for line in lines if line in paragraphs]
    expect(name, "order of paragraphs", order, list(range(n_wanted)))


def check_feed(rasid, folder, gold):
    (answer,) = answers(rasid, "parse", [f"{folder / 'feed.xml'}\tapplication/rss+xml\thttp://example.org/feed.xml"])
    entries = answer["feed"]["entries"]
    expect("feed.xml", "number of entries", len(entries), gold["entries"])
    expect("feed.xml", "published", [instant(e["published"]) for e in entries], [instant(t) for t in gold["published"]])


def check_copies(rasid, pages):
    """wire.html is a near copy of the article on dated.html, or of another page with that text."""
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder, "config.toml")
        config.write_text('[store]\ndatabase = "seeds.db"\n')
        subprocess.run([rasid, "-c", config, "import", *pages], capture_output=True, check=True)
        exported = subprocess.run([rasid, "-c", config, "export"], capture_output=True, text=True, check=True).stdout
    articles = {article["url"].rsplit("/", 1)[-1]: article for article in map(json.loads, exported.splitlines())}
    original = {name: article["copy_of"] or article["id"] for name, article in articles.items()}
    expect("copies", "number of originals among equal pages", len({original[name] for name in EQUAL}), 1)
    expect("wire.html", "original", original["wire.html"], original["dated.html"])
    expect("wire.html", "kind of copy", articles["wire.html"]["copy_kind"], "near")


def main():
    rasid, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    source = (folder / "article.txt").read_text(encoding="utf-8").splitlines()
    title = gold["plain.html"]["title"]
    paragraphs = list(paragraphs_of(source[source.index(title) + 1 :]))
    names = [name for name in gold if name.endswith(".html")]
    pages = answers(rasid, "extract", [str(folder / name) for name in names])
    texts = [json.dumps({"id": name, "title": page["title"], "text": page["text"]}) for name, page in zip(names, pages)]
    for name, page, tags in zip(names, pages, answers(rasid, "tag", texts)):
        check_page(name, gold[name], page, paragraphs)
        expect(name, "topics", sorted(topic["topic"] for topic in tags["topics"]), sorted(gold[name]["topics"]))
    expect("equal pages", "number of texts", len({page["text"] for name, page in zip(names, pages) if name in EQUAL}), 1)
    check_feed(rasid, folder, gold["feed.xml"])
    check_copies(rasid, [folder / name for name in names])
    print("\n".join(mistakes), end="\n" if mistakes else "")
    print(f"seeds: {len(names)} pages, {len(mistakes)} mistakes")
    sys.exit(1 if mistakes else 0)


main()
