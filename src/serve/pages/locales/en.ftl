# The words of the web pages. Each message stands in every language's file, with the same variables.

## The frame
product = rasid
skip-to-content = Skip to content
main-navigation = Pages
nav-today = Today
nav-search = Search
nav-topics = Topics
nav-sources = Sources
nav-rules = Rules
nav-status = Status
search-box = Search the collection
search-button = Search
keys-hint = Press ? for keys
made-by = rasid { $version }
times-in-utc = Times are in UTC
keys-title = Keys
keys-close = Close
key-next = next entry
key-previous = entry before
key-open = open it
key-search = search
key-keys = these keys
key-leave = leave a field, or this list

## Errors
not-found-title = Nothing here
not-found = There is no page at this address. Search the collection, or begin with today.
misunderstood-title = That was not understood
busy-title = One moment
busy = Too many questions at once. Ask again in a moment.
broken-title = This could not be read
broken = The collection could not be read; the log of the daemon says why.

## Counts
articles = { $n ->
    [one] { $n } article
   *[other] { $n } articles
}
sources = { $n ->
    [one] { $n } source
   *[other] { $n } sources
}

moments-ago = just now
minutes-ago = { $n } min ago
hours-ago = { $n } h ago
days-ago = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}

## Growth
mark-rising = rising
mark-burst = burst

## Lists of stories and articles
list-comma = , {""}
and-further = and { $n } more
last-6h = { $n } in the last 6 h
last-6h-usual = { $n } in the last 6 h, usually { $usual }
newest-articles = Newest articles
n-of-all = { $n } of { $all }
feeds = As a feed:
feeds-title = Follow it
column-topic = Topic
column-24h = 24 h
column-usual = usual
column-articles = Articles
column-terms = Terms
column-newest = Newest
column-term = Term
column-matches = Matches
column-share = Share
column-day = Day
column-hour = Hour
column-all = All
as-of = As of
chart-table = The figures as a table
chart-summary = { $n } in all; the most, { $most }, at { $when }.

## Today
today-title = Today
today-nothing = No story in this span: { $span }. A longer one may show some.
other-stories = Other stories
choose-topic = Topic
all-topics = All topics
choose-language = Language
all-languages = All languages
choose-span = Span
choose-show = Show
span-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}

## Topics
topics-lede = What each topic brought in the last 24 hours, beside what it usually brings in a day. A topic counts what is part of it; copies do not count.
topics-nothing = There are no topics yet: the configuration describes them.
topics-quiet = No topic brought anything in the last 24 hours.
not-configured = no longer configured

## Topic
topic-not-configured = The configuration no longer has this topic. What it matched is kept.
topic-growth = last { $hours } h: { $n }, usually { $usual }
topic-last-day = last 24 h: { $n }
articles-in-all = { $n ->
    [one] { $n } article in all
   *[other] { $n } articles in all
}
topic-days-title = { $n ->
    [one] The last day
   *[other] The last { $n } days
}
topic-stories = Stories
topic-no-stories = No story in the last three days.
topic-no-articles = No article yet.
topic-search = Search within this topic
topic-aside = About this topic
topic-parts = Part of it
topic-terms = Terms that decide
topic-terms-of = { $n ->
    [one] Of the newest match
   *[other] Of the { $n } newest matches
}
topic-sources = Sources
language-unknown = Unknown language
other-languages = Other languages

## Story
story-number = Story { $id }
texts = { $n ->
    [one] { $n } text
   *[other] { $n } texts
}
copies = { $n ->
    [one] { $n } copy
   *[other] { $n } copies
}
story-timeline = Who wrote when
story-first = first
story-further = { $n ->
    [one] { $n } more article is found by the search.
   *[other] { $n } more articles are found by the search.
}
story-aside = About this story
story-sources = Sources
story-sources-order = The first ones first, with their articles
story-search = Search within this story
story-by-hour = By the hour
story-by-hours = Each bar is { $n } hours
series-texts = Texts
series-copies = Copies
copy-exact = copy
copy-near = edited copy
copy-contained = excerpt
copy-title = same headline
minutes-later = { $n ->
    [0] at the same time
   *[other] { $n } min later
}
hours-later = { $n } h later
days-later = { $n ->
    [one] { $n } day later
   *[other] { $n } days later
}

## Languages
language-am = Amharic
language-ar = Arabic
language-az = Azerbaijani
language-bg = Bulgarian
language-bn = Bengali
language-ca = Catalan
language-ckb = Central Kurdish
language-cs = Czech
language-da = Danish
language-de = German
language-el = Greek
language-en = English
language-es = Spanish
language-et = Estonian
language-fa = Persian
language-fi = Finnish
language-fr = French
language-he = Hebrew
language-hi = Hindi
language-hr = Croatian
language-hu = Hungarian
language-hy = Armenian
language-id = Indonesian
language-it = Italian
language-ja = Japanese
language-ka = Georgian
language-kk = Kazakh
language-ko = Korean
language-ku = Kurdish
language-lt = Lithuanian
language-lv = Latvian
language-ms = Malay
language-nl = Dutch
language-no = Norwegian
language-nb = Norwegian
language-pl = Polish
language-ps = Pashto
language-pt = Portuguese
language-ro = Romanian
language-ru = Russian
language-sk = Slovak
language-sl = Slovenian
language-so = Somali
language-sq = Albanian
language-sr = Serbian
language-sv = Swedish
language-sw = Swahili
language-ta = Tamil
language-tg = Tajik
language-th = Thai
language-tr = Turkish
language-uk = Ukrainian
language-ur = Urdu
language-uz = Uzbek
language-vi = Vietnamese
language-zh = Chinese
