#!/usr/bin/env python3
"""Writes the table of common words that stories are told apart with.

  python3 training/frequencies.py > src/analysis/stories/frequencies.tsv

Needs `pip install wordfreq` (3.1.1 was used). A line is a language, a frequency as its negative decimal logarithm in
tenths, and the words of about that frequency. The words and figures are those of wordfreq's lists, by Robyn Speer and
others, CC BY-SA 4.0; so is the table.
"""
import math
from itertools import groupby

import wordfreq

LANGUAGES = (
    "ar bg bn ca cs da de el en es fa fi fr he hi hu id it ja ko lt lv mk nb nl pl pt ro ru sh sk sl sv tr uk ur vi zh"
).split()
WORDS = 1500


def level(frequency):
    """The frequency as tenths of its negative decimal logarithm."""
    return round(-10 * math.log10(frequency))


for language in LANGUAGES:
    frequencies = wordfreq.get_frequency_dict(language)
    words = [word for word in frequencies if word.isalpha() or language in ("hi", "bn", "vi", "ur", "fa")]
    words = sorted(words, key=lambda word: (-frequencies[word], word))[:WORDS]
    for tenths, group in groupby(words, key=lambda word: level(frequencies[word])):
        print(language, tenths, " ".join(group), sep="\t")
