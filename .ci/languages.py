#!/usr/bin/env python3
"""Measure how often rasid knows the language of a text: languages.py RASID STORIES

STORIES holds a JSON object a line with "language", "title" and "text". Three figures, of headlines, of sentences and of
whole texts: the share with the right language. No answer counts as a wrong one. With -v, what is wrong is listed.
"""

import collections
import json
import pathlib
import subprocess
import sys


def detected(rasid, texts):
    """The language of each text, by `tag --batch`."""
    lines = "".join(json.dumps({"id": at, "title": text}, ensure_ascii=False) + "\n" for at, text in enumerate(texts))
    done = subprocess.run([rasid, "tag", "--batch"], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line)["language"] for line in done.stdout.splitlines()]


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "-v"]
    rasid, path = arguments
    stories = [json.loads(line) for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines()]
    kinds = {"titles": [], "sentences": [], "texts": []}
    for story in stories:
        kinds["titles"].append((story["language"], story["title"]))
        kinds["sentences"] += [(story["language"], line) for line in story["text"].splitlines() if line.strip()]
        kinds["texts"].append((story["language"], story["title"] + "\n" + story["text"]))
    for kind, pairs in kinds.items():
        found = detected(rasid, [text for _, text in pairs])
        wrong = [(language, got, text) for (language, text), got in zip(pairs, found) if got != language]
        by_language = collections.Counter(language for language, _, _ in wrong)
        n_silent = sum(got is None for _, got, _ in wrong)
        detail = ", ".join(f"{language} {n}" for language, n in by_language.most_common())
        print(f"{kind:9} {1 - len(wrong) / len(pairs):.4f} right of {len(pairs)}; {len(wrong)} wrong ({n_silent} without an answer): {detail}")
        if "-v" in sys.argv:
            for language, got, text in wrong:
                print(f"    {language} as {got}: {text[:100]}")


main()
