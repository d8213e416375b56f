#!/usr/bin/env python3
"""Train the filter that decides which lines of a page are its text.

    pip install lightgbm numpy
    training/line_filter.py PAGES [PAGES...]

PAGES is a folder of pages whose text is known:

    gold.json             {"ID": {"url": "https://...", "text": "the text, a block a line"}, ...}
    html/ID.html.gz       the page as it was fetched; or html/ID.html

The program's own measures of every line come from `examples/measure_lines.rs`; this script only learns which of them speak
for text. It writes `first.forest` and `second.forest` into `src/read/article/body/filter/`, which are compiled in. Same
pages and versions, same tables.

Each line is labelled by the share of its four-word shingles that the known text has. A page weighs as much as any other,
and a line as much as its share of the text. The second pass learns from what the first one says of pages that it has not
seen (five folds).
"""

import argparse
import gzip
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import lightgbm
import numpy

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "src/read/article/body/filter"
MEASURE = ["cargo", "run", "--quiet", "--release", "--example", "measure_lines"]

FOLDS = 5
SHINGLE_WORDS = 4
# A line that is half of a text must not decide alone.
MOST_WEIGHT = 0.1
# So that lines of a word or two count at all.
LEAST_WEIGHT = 0.0005
PARAMETERS = {
    "objective": "cross_entropy",
    "learning_rate": 0.06,
    "num_leaves": 16,
    "min_data_in_leaf": 60,
    "min_sum_hessian_in_leaf": 0.3,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "num_threads": 2,
    "deterministic": True,
    "verbose": -1,
}
ROUNDS = 100
# Models that differ in their random choices are averaged: one alone is off by half a point of F1 on any 100 pages.
SEEDS = (1, 2, 3)

UNSPACED = r"\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path, metavar="PAGES")
    parser.add_argument("--measure", nargs="+", default=MEASURE, help="the program that measures lines")
    arguments = parser.parse_args()

    pages = [page for folder in arguments.pages for page in read_pages(folder)]
    names = measure(arguments.measure, pages)
    n_first = names.index("first")
    pages = [page for page in pages if page["lines"]]
    for page in pages:
        label(page, names)
    print(f"{len(pages)} pages, {sum(len(page['lines']) for page in pages)} lines", file=sys.stderr)

    first = train(pages)
    for fold in range(FOLDS):
        unseen = pages[fold::FOLDS]
        model = train([page for n, page in enumerate(pages) if n % FOLDS != fold])
        for page in unseen:
            page["said"] = model.predict(page["measures"])
    report("first pass", pages)
    write(TABLES / "first.forest", first, names[:n_first])

    measure(arguments.measure, pages)
    second = train(pages)
    write(TABLES / "second.forest", second, names)


def read_pages(folder):
    """The pages of a folder whose text is known."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for name, facts in gold.items():
        path = unpacked(folder / "html" / f"{name}.html")
        if facts.get("text") and path:
            yield {"path": str(path), "url": facts.get("url") or "", "text": facts["text"]}


def unpacked(path):
    """The path of a page; packed ones are unpacked beside the compiled code."""
    packed = path.with_name(path.name + ".gz")
    if path.exists() or not packed.exists():
        return path if path.exists() else None
    copy = ROOT / "target/training" / path.parent.parent.name / path.name
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(gzip.decompress(packed.read_bytes()))
    return copy


def measure(program, pages):
    """Takes the measures of all lines; the names of the measures."""
    asked = []
    for page in pages:
        said = ["\t" + ",".join(f"{p:.6f}" for p in page["said"])] if "said" in page else [""]
        asked.append(f"{page['path']}\t{page['url']}{said[0]}\n")
    answer = subprocess.run(program, input="".join(asked), stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    names, *rows = answer.stdout.splitlines()
    for page, row in zip(pages, rows, strict=True):
        lines = json.loads(row)["lines"]
        page["lines"] = [line["text"] for line in lines]
        page["measures"] = numpy.array([line["measures"] for line in lines], numpy.float32)
    return json.loads(names)


def label(page, names):
    """How far each line is text, 0 to 1, and what it weighs."""
    known = set(shingles(page["text"]))
    known_lines = {bare(line) for line in page["text"].split("\n")}
    size = max(50, len(WORD.findall(page["text"])))
    labels, weights = [], []
    for line in page["lines"]:
        counted = shingles(line)
        if counted:
            labels.append(sum(n for shingle, n in counted.items() if shingle in known) / sum(counted.values()))
        else:
            labels.append(float(bool(bare(line)) and bare(line) in known_lines))
        weights.append(min((len(WORD.findall(line)) + 1) / size, MOST_WEIGHT) + LEAST_WEIGHT)
    weights = numpy.array(weights)
    # Whether headline and captions belong to the text is a convention, and settled by the program.
    is_given = column(page, names, "title") > 0
    for name in ("in-figure", "caption", "near-caption"):
        is_given |= (column(page, names, name) > 0) & (column(page, names, "clutter") > 0)
    page["labels"] = numpy.array(labels)
    page["weights"] = numpy.where(is_given, 0.0, weights)


def column(page, names, name):
    return page["measures"][:, names.index(name)]


def shingles(text):
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1))


def bare(line):
    return re.sub(r"\W+", "", line.lower())


def train(pages):
    measures = numpy.vstack([page["measures"] for page in pages])
    labels = numpy.concatenate([page["labels"] for page in pages])
    weights = numpy.concatenate([page["weights"] for page in pages])
    is_used = weights > 0
    return Average(measures[is_used], labels[is_used], weights[is_used])


class Average:
    """Models that are asked together."""

    def __init__(self, measures, labels, weights):
        def fit(seed):
            data = lightgbm.Dataset(measures, labels, weight=weights)
            return lightgbm.train({**PARAMETERS, "seed": seed}, data, ROUNDS)

        self.models = [fit(seed) for seed in SEEDS]

    def predict(self, measures):
        """The probability that a line is text."""
        odds = sum(model.predict(measures, raw_score=True) for model in self.models) / len(self.models)
        return 1 / (1 + numpy.exp(-odds))

    def trees(self):
        """The trees of all models, whose answers are to be added up."""
        for model in self.models:
            for tree in model.dump_model()["tree_info"]:
                yield tree_line(tree["tree_structure"], 1 / len(self.models))


def report(name, pages):
    """How much of the text is found, and how much else is taken, on pages that were not seen."""
    found = sum(((page["said"] >= 0.5) * page["labels"] * page["weights"]).sum() for page in pages)
    taken = sum(((page["said"] >= 0.5) * page["weights"]).sum() for page in pages)
    text = sum((page["labels"] * page["weights"]).sum() for page in pages)
    print(f"{name}: precision {found / taken:.3f}, recall {found / text:.3f} by weight of lines", file=sys.stderr)


def write(path, model, names):
    """Writes a table as `forest.rs` reads it."""
    path.write_text("\n".join([" ".join(names), *model.trees()]) + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB", file=sys.stderr)


def tree_line(node, share):
    """The nodes of a tree in preorder, with a share of its answers."""
    if "leaf_value" in node:
        return f"={node['leaf_value'] * share:.4g}"
    threshold = numpy.float32(node["threshold"])
    question = f"{node['split_feature']}<{threshold!s}@{node['internal_value'] * share:.3g}"
    return f"{question} {tree_line(node['left_child'], share)} {tree_line(node['right_child'], share)}"


if __name__ == "__main__":
    main()
