"""rasid in a folder of its own, for checks that ask its doors: a configuration, commands, and the daemon while it is wanted."""

import os
import pathlib
import re
import signal
import subprocess
import sys
import time

PATIENCE_S = 60


class Daemon:
    """`with Daemon(rasid, folder, configuration) as daemon` runs it; `daemon.address` is where it answers."""

    def __init__(self, rasid, folder, configuration):
        self.rasid, self.folder = rasid, pathlib.Path(folder)
        self.environment = {"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8", "RASID_WEB_LISTEN": "127.0.0.1:0"}
        (self.folder / "config.toml").write_text(configuration)

    def run(self, *arguments):
        done = subprocess.run([self.rasid, *arguments], cwd=self.folder, env=self.environment, capture_output=True,
                              text=True, timeout=PATIENCE_S)
        if done.returncode != 0:
            sys.exit("%s ended with %d\n%s%s" % (" ".join(arguments), done.returncode, done.stdout, done.stderr))
        return done.stdout

    def __enter__(self):
        self.log = open(self.folder / "log", "w")
        self.process = subprocess.Popen([self.rasid, "run"], cwd=self.folder, env=self.environment,
                                        stdout=subprocess.DEVNULL, stderr=self.log)
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            found = re.search(r"pages are at (http://[^/\s]+)/", (self.folder / "log").read_text())
            if found:
                self.address = found.group(1)
                return self
            time.sleep(0.05)
        sys.exit("the daemon did not start:\n" + (self.folder / "log").read_text())

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=PATIENCE_S)
        self.log.close()
