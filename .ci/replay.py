#!/usr/bin/env python3
"""Poll real pages, replayed on loopback, with the whole program: replay.py RASID REPLAY_SERVER

A first `poll --all` must store every page that the sites list, once; a second must store nothing and ask each source
conditionally, and no page again. Then the collection must answer. Ends with 1 if any of it is not so. Prints what the
first poll cost: pages a CPU second, and peak memory.
"""

import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read().decode()


def serve(server, port):
    """Starts the sites; the caller stops them."""
    process = subprocess.Popen([sys.executable, server, "--port", str(port)], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return process
        except OSError:
            time.sleep(0.1)
    process.kill()
    sys.exit("replay: the sites did not start")


def configure(server, port, config):
    """Writes the server's configuration, less the feeds that the server itself fails to make: their list pages do."""
    text = subprocess.run([sys.executable, server, "--config", "--port", str(port)], capture_output=True, text=True, check=True).stdout
    listed = set()
    for address in re.findall(r'url = "(.*?)"', text):
        try:
            listing = fetch(address)
        except (http.client.HTTPException, OSError):
            print(f"replay: the server fails to make {address}; its index.html is polled instead")
            instead = address.rsplit("/", 1)[0] + "/index.html"
            text, listing = text.replace(f'"{address}"', f'"{instead}"\nkind = "list"\nselect.item = "ul.news li"'), fetch(instead)
        site = address.split("/")[3]
        listed |= {(site, page) for page in re.findall(r"p/([^\"<>?]+?)\.html", listing)}
    config.write_text(text)
    return len(listed)


def poll(rasid, config):
    """Polls all; gives back the table's rows, CPU seconds and peak memory in MB."""
    process = subprocess.Popen([rasid, "-c", config, "poll", "--all", "--format", "json"], stdout=subprocess.PIPE)
    rows = json.loads(process.stdout.read())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    failed = [f"{row['source']}: {row['error']}" for row in rows if row["result"] == "failed"]
    if process.returncode or failed:
        sys.exit(f"replay: poll ended with {process.returncode}\n" + "\n".join(failed))
    return rows, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ask(rasid, config, *question):
    done = subprocess.run([rasid, "-c", config, *question], capture_output=True, text=True)
    if done.returncode or not done.stdout.strip():
        sys.exit(f"replay: rasid {' '.join(question)} ended with {done.returncode}\n{done.stderr}")
    return done.stdout


def check(rasid, server, port, config):
    n_listed = configure(server, port, config)
    log = f"http://127.0.0.1:{port}/__log.json"
    first, cpu_seconds, peak_mb = poll(rasid, config)
    n_stored = json.loads(ask(rasid, config, "sql", "select count(*) as n from articles", "--format", "json"))[0]["n"]
    n_before = len(json.loads(fetch(log)))
    second, *_ = poll(rasid, config)
    asked = [request for request in json.loads(fetch(log))[n_before:] if not request["path"].startswith(("/__", "/robots"))]
    unconditional = [request["path"] for request in asked if not request["if_none_match"]]
    mistakes = [
        text
        for is_wrong, text in (
            (n_stored != n_listed, f"{n_listed} pages are listed, {n_stored} articles are stored"),
            (any(row["items_failed"] for row in first), "pages failed in the first poll"),
            (any(row["articles_new"] for row in second), "the second poll stored something"),
            (bool(unconditional), f"asked without a condition: {unconditional[:5]}"),
            (len(asked) != len(first), f"{len(asked)} requests for {len(first)} sources in the second poll"),
        )
        if is_wrong
    ]
    for question in (["search", "the"], ["show", "1"], ["stats"], ["sources"], ["topics", "list"]):
        ask(rasid, config, *question)
    print("\n".join(mistakes), end="\n" if mistakes else "")
    print(f"replay: {n_stored} articles of {len(first)} sources, {len(mistakes)} mistakes; {n_stored / cpu_seconds:.0f} pages a CPU second, {peak_mb:.0f} MB at most")
    return not mistakes


def main():
    rasid, server = os.path.abspath(sys.argv[1]), sys.argv[2]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    sites = serve(server, port)
    try:
        with tempfile.TemporaryDirectory() as folder:
            is_right = check(rasid, server, port, pathlib.Path(folder, "config.toml"))
    finally:
        sites.send_signal(signal.SIGTERM)
        sites.wait()
    sys.exit(0 if is_right else 1)


main()
