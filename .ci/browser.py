#!/usr/bin/env python3
"""Open every page of rasid in Chromium as readers do: browser.py RASID [SCREENSHOTS]

Imports a collection of its own, starts the daemon on loopback, and opens each of PAGES on a desktop and on a phone, in English
and in Arabic, by day and by night. None may complain, load anything from elsewhere, or be wider than its screen; axe-core must
find nothing serious in them; without scripts all must be readable; and the keys must do what their dialog says. With a folder
as second argument the screens are kept there, to be looked at. Needs chromium and the packages of BROWSER in .ci/run, and
nothing from the internet. Ends with 1 if anything fails.
"""

import datetime
import itertools
import json
import pathlib
import re
import shutil
import sys
import tempfile
import time

import axe_playwright_python
from playwright.sync_api import sync_playwright

from daemon import Daemon

# The pages: a name, an address, and what must stand on it. In addresses and texts, {topic} is a topic with articles, {story} a
# story with copies, {article} an article of it.
PAGES = [
    ("today", "/", "main ol.stories li"),
    ("today-of-a-topic", "/?topic={topic}&lang=ar&hours=168", "main ol.stories li"),
    ("today-without-news", "/?lang=he&hours=6&topic=weather", "main .notice"),
    ("topics", "/topics", "main table tbody tr"),
    ("topic", "/topics/{topic}", "main figure svg"),
    ("story", "/stories/{story}", "main ol.timeline li"),
    ("article", "/articles/{article}", "main mark"),
    ("search", "/search?q=harbour", "main .articles li"),
    ("search-facets-arabic", "/search?q=%D9%85%D9%8A%D9%86%D8%A7%D8%A1", "main .articles li mark"),
    ("search-mistake", "/search?q=title%3A(", "main mark.fault"),
    ("sources", "/sources", "main table tbody tr"),
    ("source", "/sources/north", "main h1"),
    ("rules", "/rules", "main a"),
    ("rule", "/rules/{topic}", "main textarea"),
    ("status", "/status", "main h1"),
    ("nothing", "/nowhere", "main h1"),
]

SCREENS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
LANGUAGES = ("en", "ar")
SCHEMES = ("light", "dark")
# Where axe-core looks, since it takes its time: each width, language and scheme meets each other once.
LOOKED_AT = {("desktop", "en", "light"), ("desktop", "ar", "dark"), ("phone", "en", "dark"), ("phone", "ar", "light")}
SERIOUS = ("serious", "critical")

CONFIGURATION = """
include = []
job = []
[store]
database = "rasid.db"
[[topic]]
id = "sea"
label = { en = "The sea", ar = "البحر" }
description = "Ports, ships and those who live by them."
[[topic]]
id = "harbours"
label = { en = "Harbours", ar = "الموانئ" }
description = "What is loaded, unloaded and quarrelled over in ports."
parent = "sea"
threshold = 4
[topic.terms.en]
2 = ["harbour*", "port", "dockworker*", "container*"]
[topic.terms.ar]
2 = ["ميناء", "حاوي*", "أرصفة", "عمال"]
[topic.terms.ru]
2 = ["порт*", "докер*", "контейнер*"]
[topic.terms.he]
2 = ["נמל*", "מכול*", "סוור*"]
[[topic]]
id = "storms"
label = { en = "Storms at sea", ar = "العواصف البحرية" }
parent = "sea"
threshold = 4
[topic.terms.en]
2 = ["storm*", "flood*", "wave*"]
[topic.terms.ar]
2 = ["عاصفة", "فيضان*", "أمواج"]
[topic.terms.ru]
2 = ["шторм*", "наводнени*"]
[[topic]]
id = "weather"
label = { en = "Droughts", ar = "الجفاف" }
threshold = 4
[topic.terms.en]
4 = ["drought*"]
"""

# What happened: a headline for each paper, and sentences of which each paper prints some.
EVENTS = {
    "strike": {
        "en": (
            ["Dockworkers of Port Varna walk out over night shifts", "Strike shuts container harbour of Varna",
             "Varna dockworkers and harbour board to meet on Friday", "Ships wait off Varna as the port strike goes on",
             "Minister Petkova calls for calm in Varna harbour", "Second day of the strike at Port Varna"],
            ["Some four hundred dockworkers of Port Varna left the container terminal on Tuesday night.",
             "Their union, led by Stoyan Marinov, says that the harbour board has cut the pay of night shifts by a fifth.",
             "Eleven container ships were waiting off the harbour in the morning, the pilot station of Varna said.",
             "The harbour board called the strike unlawful and asked a court in Sofia to end it.",
             "Transport minister Elena Petkova offered to speak with both sides on Friday.",
             "Port Varna handles a third of the containers that reach the country by sea."],
        ),
        "ar": (
            ["عمال ميناء فارنا يضربون عن العمل احتجاجا على نوبات الليل", "إضراب يغلق ميناء الحاويات في فارنا",
             "الوزيرة بيتكوفا تدعو إلى الهدوء في ميناء فارنا"],
            ["غادر نحو أربعمئة من عمال ميناء فارنا محطة الحاويات مساء الثلاثاء.",
             "وتقول نقابتهم التي يقودها ستويان مارينوف إن مجلس الميناء خفض أجور نوبات الليل بمقدار الخمس.",
             "وانتظرت إحدى عشرة سفينة حاويات قبالة الميناء في الصباح، بحسب محطة الإرشاد في فارنا.",
             "ووصف مجلس الميناء الإضراب بأنه غير قانوني وطلب من محكمة في صوفيا إنهاءه.",
             "وعرضت وزيرة النقل إيلينا بيتكوفا التحدث مع الطرفين يوم الجمعة."],
        ),
        "ru": (
            ["Докеры порта Варны прекратили работу из-за ночных смен", "Забастовка закрыла контейнерный порт Варны"],
            ["Около четырёхсот докеров порта Варны покинули контейнерный терминал во вторник вечером.",
             "Профсоюз во главе со Стояном Мариновым говорит, что плату за ночные смены в порту урезали на пятую часть.",
             "Одиннадцать контейнеровозов утром ждали у порта, сообщила лоцманская станция Варны.",
             "Министр транспорта Елена Петкова предложила встретиться с обеими сторонами в пятницу."],
        ),
        "he": (
            ["הסוורים בנמל ורנה שבתו בגלל משמרות הלילה", "שביתה סגרה את נמל המכולות של ורנה"],
            ["כארבע מאות סוורים בנמל ורנה עזבו את מסוף המכולות ביום שלישי בלילה.",
             "האיגוד שלהם, בראשות סטויאן מרינוב, אומר שהנהלת הנמל קיצצה חמישית משכר משמרות הלילה.",
             "אחת עשרה אוניות מכולה המתינו בבוקר מול הנמל, אמרה תחנת הנתבים של ורנה.",
             "שרת התחבורה אלנה פטקובה הציעה להיפגש עם שני הצדדים ביום שישי."],
        ),
    },
    "storm": {
        "en": (
            ["Storm Ilse floods the old town of Ravenna", "Waves of six metres as storm Ilse reaches Ravenna",
             "Ravenna counts the damage after storm Ilse", "Firefighters rescue ninety in flooded Ravenna"],
            ["Storm Ilse pushed waves of six metres over the moles of Ravenna on Sunday, and floods reached the old town.",
             "Firefighters under captain Dario Bassi brought ninety people out of cellars and cars.",
             "The mayor, Chiara Venturi, closed schools and asked people to stay away from the canals.",
             "Meteorologists in Bologna expect the storm to move on to the Dalmatian coast.",
             "The floods of the storm stood a metre and a half high in the market hall."],
        ),
        "ar": (
            ["العاصفة إلزه تغمر المدينة القديمة في رافينا", "أمواج بارتفاع ستة أمتار مع وصول العاصفة إلى رافينا"],
            ["دفعت العاصفة إلزه أمواجا بارتفاع ستة أمتار فوق أرصفة رافينا يوم الأحد، ووصلت الفيضانات إلى المدينة القديمة.",
             "وأخرج رجال الإطفاء بقيادة داريو باسي تسعين شخصا من الأقبية والسيارات.",
             "وأغلقت رئيسة البلدية كيارا فينتوري المدارس وطلبت من الناس الابتعاد عن القنوات."],
        ),
        "ru": (
            ["Шторм Ильзе затопил старый город Равенны", "Наводнение в Равенне: спасены девяносто человек"],
            ["Шторм Ильзе поднял у молов Равенны волны в шесть метров, наводнение дошло до старого города.",
             "Пожарные под началом Дарио Басси вывели из подвалов и машин девяносто человек.",
             "Мэр Кьяра Вентури закрыла школы."],
        ),
    },
    "bridge": {
        "en": (
            ["Old bridge of Larvik to be rebuilt in oak", "Larvik council votes for an oak bridge",
             "Oak for the bridge of Larvik comes from three forests"],
            ["The council of Larvik voted on Monday to rebuild the footbridge of 1871 in oak.",
             "Architect Ingrid Solheim had warned that steel would rust within twenty years.",
             "The bridge over the Farris river carries two thousand people a day.",
             "Mayor Knut Aasen said that the oak comes from three forests in Vestfold."],
        ),
    },
}

# What else is in the papers, day by day: it makes a habit of which a burst can be told.
QUIET = [
    ("en", "Harbour of {city} had a quiet day", "The harbour of {city} unloaded {n} containers; the port was calm and no ship waited."),
    ("ar", "يوم هادئ في ميناء {city}", "أفرغ ميناء {city} {n} حاوية، ولم تنتظر أي سفينة عند أرصفة الميناء."),
    ("en", "Library of {city} lends its books for longer", "The library of {city} lends each of its {n} books for six weeks."),
    ("ru", "Библиотека города {city} открыта дольше", "Библиотека города {city} выдаёт {n} книг на шесть недель."),
    ("he", "הספרייה של {city} פתוחה עד מאוחר", "הספרייה של {city} משאילה {n} ספרים לשישה שבועות."),
]
CITIES = ["Odda", "Brest", "Gdynia", "Izmir", "Ancona", "Burgas", "Latakia", "Haifa", "Aden", "Batumi", "Turku", "Porto"]
PAPERS = {"en": ["north", "south", "wire"], "ar": ["sharq", "gharb"], "ru": ["vostok"], "he": ["hof"]}


def articles(now):
    """Some dozen articles in four languages: three stories of the last day with copies, and quiet days before them."""
    for name, event in EVENTS.items():
        began = now - datetime.timedelta(hours={"strike": 5, "storm": 20, "bridge": 50}[name])
        for language, (headlines, sentences) in event.items():
            papers = PAPERS[language]
            # No two papers print the same pair, so that they tell of one thing in texts of their own.
            pairs = list(itertools.combinations(sentences, 2))
            for n, headline in enumerate(headlines):
                text = "\n".join([headline + ".", *pairs[(n * 4 + n // 2) % len(pairs)]])
                at = began + datetime.timedelta(minutes=17 * n + 5 * len(papers) + (3 if language != "en" else 0))
                paper = papers[n % len(papers)]
                yield article(paper, language, "%s-%s-%d" % (name, language, n), headline, text, at)
                if n < 2:
                    copied = article(papers[-1], language, "%s-%s-%d-copy" % (name, language, n), headline, text,
                                     at + datetime.timedelta(minutes=40 + n))
                    yield copied
    for day, (n, (language, headline, text)) in itertools.product(range(1, 12), enumerate(QUIET)):
        words = {"city": CITIES[(day + n) % len(CITIES)], "n": 40 + 7 * day + n}
        at = now - datetime.timedelta(days=day, hours=n)
        yield article(PAPERS[language][0], language, "quiet-%d-%d" % (day, n), headline.format(**words),
                      text.format(**words), at)
    # What a paper may print to take a page over.
    yield article("wire", "en", "hostile", "<script>alert(1)</script> & \"quotes\" \u202e of the harbour port",
                  "<img src=x onerror=alert(1)> The harbour and its port.", now - datetime.timedelta(minutes=9))
    yield article("wire", "en", "long", "Harbour" + "port" * 60, "A word of the harbour and port " + "x" * 300,
                  now - datetime.timedelta(minutes=8))


def article(paper, language, name, title, text, at):
    return {
        "url": "https://%s.example/%s" % (paper, name), "title": title, "text": text, "language": language,
        "site": paper.capitalize() + " Paper", "source": paper, "published": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "summary": text.split("\n")[0],
    }


class Failures:
    def __init__(self):
        self.lines = []

    def expect(self, condition, line):
        if not condition:
            self.lines.append(line)
            print("FAILED %s" % line, flush=True)


class Collection(Daemon):
    """The daemon with the articles of this check."""

    def __init__(self, rasid, folder):
        super().__init__(rasid, folder, CONFIGURATION)
        now = datetime.datetime.now(datetime.timezone.utc)
        lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in articles(now))
        (self.folder / "articles.jsonl").write_text(lines)
        self.run("import", "articles.jsonl")

    def number(self, sql):
        return json.loads(self.run("sql", sql, "--format", "json"))[0]["id"]


class Reader:
    """A browser window of one kind, which minds what goes wrong in it."""

    def __init__(self, browser, daemon, screen, language, scheme, failures, scripts=True):
        self.kind = (screen, language, scheme)
        self.daemon, self.failures = daemon, failures
        self.context = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme, java_script_enabled=scripts,
                                           locale={"en": "en-GB", "ar": "ar-EG"}[language], reduced_motion="reduce")
        self.page = self.context.new_page()
        self.where = ""
        self.page.on("console", lambda message: self.complain(message.type in ("error", "warning"), message.text))
        self.page.on("pageerror", lambda error: self.complain(True, str(error)))
        self.page.on("request", lambda request: self.complain(
            not request.url.startswith((daemon.address + "/", "data:")), "asks for " + request.url))
        self.page.on("dialog", lambda dialog: (self.complain(True, "a dialog: " + dialog.message), dialog.dismiss()))

    def complain(self, is_wrong, what):
        # A page that is not there says so as its status, which browsers report.
        is_known = ("404 (Not Found)" in what and self.where.startswith("nothing")
                    or "400 (Bad Request)" in what and self.where.startswith("search-mistake"))
        self.failures.expect(not is_wrong or is_known, "%s %s: %s" % (self.where, "/".join(self.kind), what))

    def open(self, name, address, wanted):
        self.where = name
        self.page.goto(self.daemon.address + address, wait_until="load")
        self.failures.expect(self.page.locator(wanted).count() > 0, "%s %s: there is no `%s`" % (name, self.kind, wanted))

    def check(self, axe):
        page, (screen, language, scheme) = self.page, self.kind
        told = page.evaluate("""() => ({
            wide: document.documentElement.scrollWidth, screen: document.documentElement.clientWidth,
            language: document.documentElement.lang, direction: document.documentElement.dir,
            ground: getComputedStyle(document.body).backgroundColor,
            who: [...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1
                && !e.closest(".scroll")).slice(0, 3).map((e) => e.tagName + "." + e.className),
            names: [...document.querySelectorAll("[id]")].map((e) => e.id),
        })""")
        self.complain(told["wide"] > told["screen"], "is %d wide: %s" % (told["wide"], told["who"]))
        self.complain(told["language"] != language, "is in `%s`" % told["language"])
        self.complain(told["direction"] != {"en": "ltr", "ar": "rtl"}[language], "runs " + told["direction"])
        is_dark = sum(map(int, re.findall(r"\d+", told["ground"])[:3])) < 300
        self.complain(is_dark != (scheme == "dark"), "has the ground " + told["ground"])
        self.complain(len(told["names"]) != len(set(told["names"])), "has two elements of one id")
        if self.kind in LOOKED_AT:
            # As a browser's own tool does it: the policy of the pages keeps other scripts out.
            self.page.evaluate(axe)
            found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations)")
            for violation in found:
                nodes = [node["html"][:160] + " " + node.get("failureSummary", "")[:200] for node in violation["nodes"][:3]]
                self.complain(violation["impact"] in SERIOUS, "axe: %s: %s" % (violation["id"], nodes))

    def close(self):
        self.context.close()


def check_keys(reader, failures):
    page = reader.page
    at = "() => [...document.querySelectorAll('[data-item]')].findIndex((e) => e.contains(document.activeElement))"
    reader.open("keys", "/", "main")
    for keys, expected in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(keys)
        failures.expect(page.evaluate(at) == expected, "after %s item %s is chosen" % (keys, page.evaluate(at)))
    page.keyboard.press("?")
    failures.expect(page.locator("dialog[open]").count() == 1, "? opens no dialog")
    page.keyboard.press("j")
    failures.expect(page.locator("dialog[open]").count() == 1, "a key acts behind the dialog")
    page.keyboard.press("Escape")
    failures.expect(page.locator("dialog[open]").count() == 0, "Escape leaves the dialog open")
    page.keyboard.press("/")
    failures.expect(page.evaluate("() => document.activeElement.type") == "search", "/ does not lead to the search")
    page.keyboard.type("jk?")
    failures.expect(page.locator("dialog[open]").count() == 0, "a key acts while one writes")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("o")
    failures.expect("/stories/" in page.url, "o opened " + page.url)
    page.keyboard.press("g")
    with page.expect_navigation():
        page.keyboard.press("p")
    failures.expect(page.url.endswith("/topics"), "g p led to " + page.url)
    page.locator("[data-keys]").click()
    failures.expect(page.locator("dialog[open]").count() == 1, "the button of the keys opens no dialog")


def main():
    rasid = pathlib.Path(sys.argv[1]).resolve()
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    axe = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    failures, n_opened, began = Failures(), 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Collection(str(rasid), folder) as daemon, sync_playwright() as driver:
        names = {
            "topic": "harbours",
            "story": daemon.number("select id from stories where merged_into is null order by article_count - text_count desc, id limit 1"),
        }
        names["article"] = daemon.number("select min(id) as id from articles where story_id = %d" % names["story"])
        pages = [(name, address.format(**names), wanted) for name, address, wanted in PAGES]
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for screen, language, scheme in itertools.product(SCREENS, LANGUAGES, SCHEMES):
            reader = Reader(browser, daemon, screen, language, scheme, failures)
            for name, address, wanted in pages:
                reader.open(name, address, wanted)
                reader.check(axe)
                n_opened += 1
                if pictures:
                    picture = pictures / ("%s-%s-%s-%s.png" % (name, screen, language, scheme))
                    reader.page.screenshot(path=picture, full_page=True)
            reader.close()
        reader = Reader(browser, daemon, "desktop", "en", "light", failures, scripts=False)
        for name, address, wanted in pages:
            reader.open(name + " without scripts", address, wanted)
            failures.expect(not reader.page.locator("[data-keys]").is_visible(), "keys are offered without a script")
        reader.close()
        reader = Reader(browser, daemon, "desktop", "en", "light", failures)
        check_keys(reader, failures)
        reader.close()
        browser.close()
    print("browser: %d pages opened in %d kinds of window in %.0f s, %d failures" % (
        len(pages), n_opened // len(pages), time.monotonic() - began, len(failures.lines)))
    sys.exit(1 if failures.lines else 0)


if __name__ == "__main__":
    main()
