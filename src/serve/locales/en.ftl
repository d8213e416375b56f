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

## Article
article-is-copy = copy
article-is-gone = gone
article-is-original = original
article-topics = Topics
article-no-topics = No topic was found in it.
article-rule = The rule
article-rule-of-today = found by today's rule
article-rule-earlier = found by an earlier rule
article-rule-gone = the rule is no longer configured
article-no-text = No text was found on its page.
article-first-seen = First seen
article-words = { $n ->
    [one] { $n } word
   *[other] { $n } words
}
article-copy-of = This repeats
article-original = another article
article-gone-since = Its page is gone, seen first
article-facts = Facts
article-published = Published
article-day-only = The day alone is known.
article-date-unknown = not known: nothing on the page supports a date
article-modified = Changed
article-credit = Credited to
credit-unnamed = agencies
article-section = Section
article-keywords = Keywords
article-text-from = Text
article-language-sure = Language, how sure
article-canonical = Address it claims
article-looked-at = Looked at again
article-next-look = Next look
article-look-note = Not taken over
article-page = Page
article-page-shown = Show the kept page
article-page-as-of = as of
article-page-raw = Download it as it came
article-page-none = not kept
article-key = Key
article-external-id = Id where it came from
article-story = Story
article-printed-by = Printed by
article-written-by = Written by
article-agency = news agency
article-sightings = Seen at
article-last-seen = last seen
article-listed-date = dated there
article-listed-as = Listed as
article-addresses = All its addresses
article-versions = Earlier versions
article-versions-how = What went is struck through, what came is underlined; paragraphs that stayed are left out.
article-version-step = Version { $from } to { $to }
article-fact-was = was
article-cause-changed = its page changed
article-cause-reprocess = the same page, read anew
date-from-json-ld = from the page's structured data
date-from-meta = from a meta element of the page
date-from-time = from an element that marks a date
date-from-text = from the visible text
date-from-script = from the data of the page's scripts
date-from-url = from its address
date-from-feed = from the feed or list that named it
date-from-import = from the file it was imported from
date-from-rule = from where a rule of the configuration says
text-from-page = read from its page
text-from-feed = the feed's own text
text-from-import = from the file it was imported from
article-copy-exact = same text
article-copy-near = version of the same text
article-copy-contained = short version
article-copy-title = same headline
size-kilobytes = { $n } kB
size-megabytes = { $n } MB
snapshot-title = The kept page
snapshot-back = Back to the article
snapshot-how = This is the page as it was fetched, without pictures, styles, scripts, forms and all that could act or load.
snapshot-too-large = The page is too large to be shown here. Download it as it came.

## Search
search-title = Search
search-query = What to look for
search-sort = Order
search-newest-first = newest first
search-best-first = best match first
search-with-copies = copies too
search-mistake = The query has a mistake
search-help = How to write a query
search-saved = Saved searches
search-feeds = Follow this search
search-facets = Narrow it
search-facets-of = { $n ->
    [one] counted in the newest article
   *[other] counted in the newest { $n } articles
}
search-facet-unknown = not known
search-more-than = { $n ->
    [one] more than { $n } article
   *[other] more than { $n } articles
}
search-pages = Pages of the list
search-first-page = First page
search-next-page = Further articles
search-nothing = Nothing matched.
search-unknown-name = The collection does not know
search-try-copies = Search among copies as well
search-try-fewer = Use fewer words: all of them must match. OR between two finds either.
search-try-prefix = End a word with * to find all that begin so.
search-try-unquoted = Leave quotes out: words alone are found in all their forms.
search-try-times = Look at since: and until:, and at the names behind topic:, source: and lang:.
facet-topic = Topic
facet-source = Source
facet-language = Language
facet-country = Country
facet-credit = Credited to
facet-site = Site
facet-day = Day
facet-month = Month
written-words = ceasefire talks
written-phrase = "security council"
written-prefix = terror*
written-not = -football
written-or = moscow OR kremlin
written-brackets = (a b) OR (c -d)
written-near = arms NEAR/5 talks
written-title = title:ceasefire
help-words = both words, in any of their forms
help-phrase = these words in a row, as they stand
help-prefix = words that begin so
help-not = without this word
help-or = one of them; OR binds closer than a space
help-brackets = brackets, as deep as needed
help-near = within five words of each other
help-title = in the headline
help-topic = of this topic, or of one that is part of it
help-fields = listed by this source; in this language; by sources of this country
help-names = by this author; of this site, by domain or name
help-credit = credited to this news agency, by any of its names; “agencies” where none is named
help-links = whose text links to this address, or to one below it
help-story = of this story
help-kinds = copies; originals; what is gone; what said something else before
help-times = dated from then on; until then, the day included
help-saved = a saved search, at the beginning of the query
help-forms = Letter forms, accents, vowel points and digits of every script are folded. AND, OR, NOT and NEAR are written in capitals.

## Sources
sources-title = Sources
sources-none = There are no sources yet. `rasid add` finds what a site can be polled for.
sources-to-mend = To be mended
source-name = Source
source-state = State
source-language = Language
source-country = Country
source-week = 7 days
source-articles = Articles
source-rhythm = New every
source-last-ok = Last answer
source-last-new = Last news
source-next = Next poll
source-latest = Latest articles
source-no-articles = It has brought no article yet.
source-all-articles = All its articles
source-polls = Last polls
source-days = Articles a day
source-address = Address
source-kind = Kind
source-revised = Changed later
source-gone = Gone later
source-failing-since = Failing since
source-failures = Failures in a row
source-empty-since = Empty since
source-moved = Moved to
source-pages = Its latest pages
source-pages-of = { $text } of { $pages } have text, { $date } a date
condition-ok = well
condition-moved = moved
condition-poorer = poorer
condition-empty = empty
condition-failing = failing
condition-gone = gone for good
condition-new = not polled yet
condition-imported = imported
condition-removed = no longer configured
mend-moved = It answers from another address: write that into the configuration.
mend-poorer = Its pages suddenly give less than they did: a rule for its site may mend that.
mend-empty = It answers, and has listed nothing for a day: compare its address in a browser.
mend-failing = Its last poll failed. It is tried again by itself; this is what went wrong:
mend-gone = It said twice that it is gone for good, and is no longer asked: remove it, or find its new address.
kind-auto = whatever it turns out to be
kind-feed = feed
kind-list = list page
kind-sitemap = sitemap
kind-import = import
poll-at = Time
poll-result = Result
poll-seen = Listed
poll-new = New
poll-size = Size
poll-took = Took
poll-ok = read
poll-not-modified = unchanged
poll-imported = imported
poll-failed = failed
poll-postponed = put off
length-minutes = { $n } min
length-hours = { $n } h
length-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}

## Rules
rules-title = Rules
rules-how = Here the rule of a topic is changed and tried on what is stored. Nothing is written: who likes what comes of it copies the rule into the configuration.
rules-none = The configuration has no topics.
rules-new = A new topic
rules-of = Rule of { $topic }
rules-parent = Part of
rules-terms = Terms
rules-n-terms = { $n ->
    [one] { $n } term
   *[other] { $n } terms
}
rules-threshold = Threshold
rules-version = Version
rules-articles = Its articles
rules-draft = The draft, in TOML
rules-try = Try it on the newest 5,000 articles
rules-writes-nothing = Nothing is written. A trial takes eight seconds at most.
rules-mistaken = The draft has mistakes; each stands under its line.
rules-empty = The draft holds no topic: it begins with [[topic]].
rules-tried = { $n ->
    [one] Tried on the newest article in { $seconds } s; nothing was written.
   *[other] Tried on the newest { $n } articles in { $seconds } s; nothing was written.
}
rules-cut = More would have taken too long.
rules-numbers = { $before } matched before, { $after } would match; { $added } would come, { $dropped } would go.
rules-no-change = Nothing would change.
rules-added-by = Come by
rules-dropped-for = Go because
rules-added = { $n ->
    [one] { $n } article would come
   *[other] { $n } articles would come
}
rules-dropped = { $n ->
    [one] { $n } article would go
   *[other] { $n } articles would go
}
rules-before = before
rules-after = after
rules-come = come
rules-go = go
rules-foreign-title = Not from here
rules-foreign = This form was sent by another site, and is not answered.
rules-too-long = The draft could not be taken: it may have one megabyte as it is sent.
reason-short = below the threshold
reason-short-by = { $by } short of the threshold of { $threshold }
reason-gathers = the topic has no rule of its own
reason-no-core = no term of enough weight
reason-core = no term that weighs { $core } or more
reason-in-passing = in one passage alone
reason-passage = { $n ->
    [one] all of it within { $n } word, and nothing in the headline
   *[other] all of it within { $n } words, and nothing in the headline
}
reason-not-in-front = too little in headline or lead
reason-front-by = { $by } more asked for in headline or lead
reason-group = { $n ->
   *[other] nothing of group { $n } of “all”
}
reason-none-of-any = nothing of “any”
reason-forbidden = forbidden by
reason-scope = outside of
reason-not-wanted = its sources do not ask for the topic
reason-no-longer = no longer found:

## Status
status-title = Status
status-alive = The daemon is well.
status-stuck = The daemon stands still: its scheduler has not turned for a minute. The log says more.
status-offline = The network is down; sources of the internet wait.
status-daemon = Daemon
status-version = Version
status-started = Started
status-progress = Last turned
status-sources = Sources polled
status-polling = Polls running
status-polls = Polls since the start
status-failed = Of these failed
status-stored = Articles since the start
status-to-retag = To be tagged by changed rules
status-for-programs = The same for programs
status-collection = Collection
status-counted-at = Counted at
status-articles = Articles
status-copies = Of these copies
status-stories = Stories
status-revised = Said something else before
status-gone = Pages gone
status-pages = Pages kept
status-size = Database
status-source-states = Sources
status-source-counts = { $ok } well, { $failing } failing, { $new } not polled yet
status-languages = Articles by language
status-days = Articles by day
status-alerts = Alerts
status-alert-articles = articles
status-alert-stories = stories that grow
status-alert-topics = topics that grow
status-alert-sources = sources to mend
status-alert-sent = last sent
status-alert-silent = nothing sent yet
status-alert-unheard = Not heard, and tried again:
status-configuration = Configuration
status-files = Files
status-built-in = the one that is built in
status-database = Database

## Mistakes in what was asked
fault-at = column { $column }: { $fault }
fault-open-quotation = the quotation is not closed: add { $close } at its end, or leave { $open } out
fault-open-bracket = the bracket is not closed: add ) at its end, or leave ( out
fault-lone-bracket = this bracket closes nothing: add ( before, or leave it out
fault-empty-brackets = nothing stands in these brackets: write a word into them, or leave them out
fault-too-deep = more than { $limit } brackets within one another: leave some out
fault-operator-before = { $operator } needs a word before it: add one, or write "{ $operator }" in quotes to search for it
fault-operator-after = { $operator } needs a word after it: add one, or write "{ $operator }" in quotes to search for it
fault-near-what = NEAR wants a word, a "phrase" or (words OR phrases) on either side: { $what } has no place in the text
fault-near-field = a field
fault-near-near = another NEAR
fault-near-words = several words without OR
fault-near-absence = what must not stand there
fault-near-distance = NEAR takes a distance of 1 to { $limit } words, as in NEAR/5
fault-asterisk = * may only end a word, as in terror*: leave it out, or move it to the end
fault-no-value = { $field } needs a value right behind it, as in { $example }
fault-unknown-field = there is no field { $name }: did you mean { $meant } ? In quotes it is searched for: "{ $name }:"
fault-value = { $field } cannot be `{ $value }`: { $hint }
fault-field-in-field = { $inner } cannot stand in the brackets of { $outer } close them before it
fault-too-long = more than { $limit } words: leave some out, or use a topic
fault-hint-id = write an id; several in brackets, { $example }
fault-hint-language = write a code of two or three letters, such as ar or ckb; several in brackets, { $example }
fault-hint-country = write two letters of ISO 3166, such as eg or us; several in brackets, { $example }
fault-hint-name = write a part of the name
fault-hint-credit = write the name of an agency, or agencies
fault-hint-site = write a domain, or a part of its name
fault-hint-links = write a domain or an address, such as links:un.org/en/news
fault-hint-story = write the number of a story
fault-hint-is = write is:copy, is:original or is:gone
fault-hint-has = write has:revision
fault-hint-time = write a day (2026-11-01), a month (2026-11), a year, a time (2026-11-01T08:00:00Z), a span that ends now (24h, 7d, "2 weeks"), today or yesterday
fault-time = time `{ $value }` is not understood: write a day (2026-11-01), a month (2026-11), a year, a time (2026-11-01T08:00:00Z), a span that ends now (24h, 7d, 2 weeks, 3 months), `today` or `yesterday`
fault-time-far = time `{ $value }` is too far from now: use a shorter span
fault-span-far = a time of the query is too far from now: use a shorter span
fault-language = language `{ $value }` is no code: write two or three letters, such as `ar` or `ckb`
fault-country = country `{ $value }` is no code: write two letters of ISO 3166, such as `eg` or `us`
fault-search = no saved search is called `{ $name }`: { $hint }
fault-search-meant = did you mean { $name }?
fault-search-none = the configuration has none; `[[search]]` makes one
fault-search-known = there are { $names }
fault-place = `{ $value }` is no place in this list: begin with its first page
fault-backwards = the time to begin with lies after the one to end with: exchange them
fault-id = id `{ $value }` must be 1 to 64 of a-z, 0-9, `-`, `_` and `.`, and begin with a letter or digit
fault-list-id = list id `{ $value }` must be 1 to 64 of a-z, 0-9, `-`, `_` and `.`, with `/` between its parts
fault-language-code = language `{ $value }` must be a code of two or three letters, such as `ar` or `ckb`
fault-key = key `{ $value }` must be 32 hexadecimal digits

## What is wrong with sources
advice-gone = gone for good (HTTP 410, twice): remove it or find its new address; `rasid poll { $source }` asks once more
advice-empty = lists nothing since { $since }: compare { $url } in a browser, or try `rasid add` on it
advice-moved = moved for good: set `{ $key }`
advice-poorer = { $found }; compare `rasid extract` of a page with the page itself: a newer rasid or a rule for the site may read it right, and `rasid reprocess --source { $source }` then mends what is kept; else please report it
advice-poorer-text = extraction got shorter since { $since }: { $good } of { $of } pages have text, { $goodBefore } of { $ofBefore } before
advice-poorer-length = extraction got shorter since { $since }: { $poor } of { $of } texts have less than half of the usual { $words } words
advice-poorer-language = another language since { $since }: { $good } of { $of } texts are in { $language }, { $goodBefore } of { $ofBefore } before
advice-poorer-date = dates are missing since { $since }: { $good } of { $of } pages have one, { $goodBefore } of { $ofBefore } before
advice-usual-language = `the usual one`
error-dns = Its name leads to no address.
error-connect = No connection could be made, or it broke.
error-tls = Its certificate was refused.
error-timeout = It took too long.
error-too-large = The answer is too large.
error-redirect = It leads on too often, or to where it may not.
error-forbidden-address = Its address is a private one, which the configuration does not allow.
error-protocol = The answer breaks the rules of the protocol.
error-denied = It wants a login, or lets nobody in (401, 403).
error-not-found = Nothing is at this address (404).
error-gone = It says that it is gone for good (410).
error-too-many-requests = It was asked too often (429).
error-http-client = It refuses the request (4xx).
error-http-server = Its server fails (5xx).
error-not-a-feed = The answer is not what the source should be.
error-parse = The answer could not be read.
error-interstitial = A login, a consent form or a check for robots stands in front.
error-too-slow = Reading the answer took too long and was given up.
error-robots = robots.txt forbids the address.
error-offline = The network as a whole was down.
error-panic = A defect of this program: please report it.

## Alerts
alert-test = Test: { $subject }
alert-subject = { $name }: { $news }
alert-stories = { $n ->
    [one] { $n } story grows
   *[other] { $n } stories grow
}
alert-topics = { $n ->
    [one] { $n } topic grows
   *[other] { $n } topics grow
}
alert-ill = { $n ->
    [one] { $n } source needs a look
   *[other] { $n } sources need a look
}
alert-well = { $n ->
    [one] { $n } is well again
   *[other] { $n } are well again
}
alert-ill-and-well = { $ill }, { $well }
alert-six-hours = { $n } texts in 6 hours
alert-six-hours-usual = { $n } texts in 6 hours, { $usual } usual
alert-day = { $n } articles in 24 hours
alert-day-usual = { $n } articles in 24 hours, { $usual } usual
alert-is-well = well again
alert-more = and { $n } more
