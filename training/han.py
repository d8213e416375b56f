#!/usr/bin/env python3
"""Writes the table of Chinese characters that are written in several ways.

  python3 training/han.py > src/text/inflection/han.tsv

Needs `pip install opencc-python-reimplemented` (0.1.7 was used), which brings the dictionaries of OpenCC by Carbo Kuo and
others, Apache License 2.0. Lines of "zh" have a simplified character and the traditional ones that it stands for, with
their forms in Taiwan and Hong Kong; lines of "ja" an old form and the one that Japan writes today.
"""
import os

import opencc

DICTIONARIES = os.path.join(os.path.dirname(opencc.__file__), "dictionary")


def pairs(name):
    with open(os.path.join(DICTIONARIES, name), encoding="utf-8") as lines:
        for line in lines:
            one, _, others = line.strip().partition("\t")
            yield from ((one, other) for other in others.split() if len(one) == len(other) == 1 and one != other)


def stars(edges):
    """One line for each middle: itself and what it is exchanged with, in the order of the dictionaries."""
    found = {}
    for middle, ray in edges:
        rays = found.setdefault(middle, [])
        if ray not in rays:
            rays.append(ray)
    return found


chinese = stars([*pairs("STCharacters.txt"), *((simple, full) for full, simple in pairs("TSCharacters.txt"))])
regional = stars([*pairs("TWVariants.txt"), *pairs("HKVariants.txt")])
# A form of Taiwan or Hong Kong stands with the simplified character too.
for rays in chinese.values():
    rays.extend(form for full in list(rays) for form in regional.get(full, []) if form not in rays)
for language, table in (("zh", chinese), ("zh", regional), ("ja", stars(pairs("JPVariants.txt")))):
    for middle in sorted(table):
        rays = [ray for ray in table[middle] if ray != middle]
        if rays:
            print(language, middle + "".join(rays), sep="\t")
