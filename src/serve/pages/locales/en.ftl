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

## Today
today-title = Today
today-nothing = No story in the last 24 hours.

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
