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

## Today
today-title = Today
today-nothing = No story in the last 24 hours.
