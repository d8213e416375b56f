# كلمات صفحات الويب. كل رسالة موجودة في ملف كل لغة، وبالمتغيرات نفسها.

## الإطار
product = راصد
skip-to-content = انتقل إلى المحتوى
main-navigation = الصفحات
nav-today = اليوم
nav-search = البحث
nav-topics = المواضيع
nav-sources = المصادر
nav-rules = القواعد
nav-status = الحالة
search-box = ابحث في المجموعة
search-button = ابحث
keys-hint = اضغط ? لعرض المفاتيح
made-by = راصد { $version }
times-in-utc = الأوقات بالتوقيت العالمي المنسَّق
keys-title = المفاتيح
keys-close = إغلاق
key-next = المدخل التالي
key-previous = المدخل السابق
key-open = فتحه
key-search = البحث
key-keys = هذه المفاتيح
key-leave = مغادرة الحقل أو هذه القائمة

## الأخطاء
not-found-title = لا شيء هنا
not-found = لا توجد صفحة على هذا العنوان. ابحث في المجموعة أو ابدأ بصفحة اليوم.
misunderstood-title = لم يُفهم الطلب
busy-title = لحظة من فضلك
busy = الأسئلة كثيرة في آن واحد. أعد المحاولة بعد لحظة.
broken-title = تعذّرت القراءة
broken = تعذّرت قراءة المجموعة، وسبب ذلك في سجل الخدمة.

## الأعداد
articles = { $n ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $n } مقالات
    [many] { $n } مقالًا
   *[other] { $n } مقال
}
sources = { $n ->
    [zero] لا مصادر
    [one] مصدر واحد
    [two] مصدران
    [few] { $n } مصادر
    [many] { $n } مصدرًا
   *[other] { $n } مصدر
}

moments-ago = قبل لحظات
minutes-ago = { $n ->
    [zero] قبل لحظات
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $n } دقائق
    [many] قبل { $n } دقيقة
   *[other] قبل { $n } دقيقة
}
hours-ago = { $n ->
    [zero] قبل أقل من ساعة
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $n } ساعات
    [many] قبل { $n } ساعة
   *[other] قبل { $n } ساعة
}
days-ago = { $n ->
    [zero] اليوم
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { $n } أيام
    [many] قبل { $n } يومًا
   *[other] قبل { $n } يوم
}

## النمو
mark-rising = في ازدياد
mark-burst = طفرة

## قوائم القصص والمقالات
list-comma = ، {""}
and-further = { $n ->
    [zero] ولا غيرها
    [one] وواحدة غيرها
    [two] واثنتان غيرها
    [few] و{ $n } غيرها
    [many] و{ $n } غيرها
   *[other] و{ $n } غيرها
}
last-6h = { $n } في آخر 6 ساعات
last-6h-usual = { $n } في آخر 6 ساعات، والمعتاد { $usual }
newest-articles = أحدث المقالات
n-of-all = { $n } من { $all }
feeds = خلاصةً بصيغة:
feeds-title = للمتابعة
column-topic = الموضوع
column-24h = 24 ساعة
column-usual = المعتاد
column-articles = المقالات
column-terms = المصطلحات
column-newest = الأحدث
column-term = المصطلح
column-matches = المطابقات
column-share = الحصة
column-day = اليوم
column-hour = الساعة
column-all = المجموع
as-of = حتى
chart-table = الأرقام في جدول
chart-summary = المجموع { $n }؛ والذروة { $most } في { $when }.

## اليوم
today-title = اليوم
today-nothing = لا قصص في هذه المدة: { $span }. قد تظهر قصص في مدة أطول.
other-stories = قصص أخرى
choose-topic = الموضوع
all-topics = كل المواضيع
choose-language = اللغة
all-languages = كل اللغات
choose-span = المدة
choose-show = عرض
span-hours = { $n ->
    [zero] أقل من ساعة
    [one] ساعة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
span-days = { $n ->
    [zero] أقل من يوم
    [one] يوم
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}

## المواضيع
topics-lede = ما جاء به كل موضوع في الساعات الأربع والعشرين الأخيرة إلى جانب ما يأتي به عادةً في اليوم. يشمل الموضوع ما يتفرع منه، ولا تُحسب النسخ.
topics-nothing = لا مواضيع بعد: تُوصَف المواضيع في ملف الإعدادات.
topics-quiet = لم يأتِ أي موضوع بشيء في الساعات الأربع والعشرين الأخيرة.
not-configured = لم يعد في الإعدادات

## الموضوع
topic-not-configured = لم يعد هذا الموضوع في الإعدادات، لكن ما طابقه محفوظ.
topic-growth = آخر { $hours } ساعة: { $n }، والمعتاد { $usual }
topic-last-day = آخر 24 ساعة: { $n }
articles-in-all = { $n ->
    [zero] لا مقالات إجمالًا
    [one] مقال واحد إجمالًا
    [two] مقالان إجمالًا
    [few] { $n } مقالات إجمالًا
    [many] { $n } مقالًا إجمالًا
   *[other] { $n } مقال إجمالًا
}
topic-days-title = { $n ->
    [zero] اليوم
    [one] اليوم الأخير
    [two] آخر يومين
    [few] آخر { $n } أيام
    [many] آخر { $n } يومًا
   *[other] آخر { $n } يوم
}
topic-stories = القصص
topic-no-stories = لا قصص في الأيام الثلاثة الأخيرة.
topic-no-articles = لا مقالات بعد.
topic-search = البحث في هذا الموضوع
topic-aside = عن هذا الموضوع
topic-parts = يتفرع منه
topic-terms = المصطلحات الحاسمة
topic-terms-of = { $n ->
    [zero] لا مطابقات
    [one] من أحدث مطابقة
    [two] من أحدث مطابقتين
    [few] من أحدث { $n } مطابقات
    [many] من أحدث { $n } مطابقة
   *[other] من أحدث { $n } مطابقة
}
topic-sources = المصادر
language-unknown = لغة غير معروفة
other-languages = لغات أخرى

## القصة
story-number = القصة { $id }
texts = { $n ->
    [zero] لا نصوص
    [one] نص واحد
    [two] نصان
    [few] { $n } نصوص
    [many] { $n } نصًا
   *[other] { $n } نص
}
copies = { $n ->
    [zero] لا نسخ
    [one] نسخة واحدة
    [two] نسختان
    [few] { $n } نسخ
    [many] { $n } نسخة
   *[other] { $n } نسخة
}
story-timeline = من كتب ومتى
story-first = الأول
story-further = { $n ->
    [zero] لا مقالات أخرى.
    [one] يجد البحث مقالًا آخر.
    [two] يجد البحث مقالين آخرين.
    [few] يجد البحث { $n } مقالات أخرى.
    [many] يجد البحث { $n } مقالًا آخر.
   *[other] يجد البحث { $n } مقال آخر.
}
story-aside = عن هذه القصة
story-sources = المصادر
story-sources-order = الأسبق أولًا، مع عدد مقالاتها
story-search = البحث في هذه القصة
story-by-hour = ساعة بساعة
story-by-hours = { $n ->
    [zero] كل عمود أقل من ساعة
    [one] كل عمود ساعة
    [two] كل عمود ساعتان
    [few] كل عمود { $n } ساعات
    [many] كل عمود { $n } ساعة
   *[other] كل عمود { $n } ساعة
}
series-texts = نصوص
series-copies = نسخ
copy-exact = نسخة
copy-near = نسخة محررة
copy-contained = مقتطف
copy-title = العنوان نفسه
minutes-later = { $n ->
    [zero] في الوقت نفسه
    [one] بعدها بدقيقة
    [two] بعدها بدقيقتين
    [few] بعدها بـ{ $n } دقائق
    [many] بعدها بـ{ $n } دقيقة
   *[other] بعدها بـ{ $n } دقيقة
}
hours-later = { $n ->
    [zero] في الوقت نفسه
    [one] بعدها بساعة
    [two] بعدها بساعتين
    [few] بعدها بـ{ $n } ساعات
    [many] بعدها بـ{ $n } ساعة
   *[other] بعدها بـ{ $n } ساعة
}
days-later = { $n ->
    [zero] في اليوم نفسه
    [one] بعدها بيوم
    [two] بعدها بيومين
    [few] بعدها بـ{ $n } أيام
    [many] بعدها بـ{ $n } يومًا
   *[other] بعدها بـ{ $n } يوم
}

## اللغات
language-am = الأمهرية
language-ar = العربية
language-az = الأذربيجانية
language-bg = البلغارية
language-bn = البنغالية
language-ca = الكتالانية
language-ckb = الكردية السورانية
language-cs = التشيكية
language-da = الدنماركية
language-de = الألمانية
language-el = اليونانية
language-en = الإنجليزية
language-es = الإسبانية
language-et = الإستونية
language-fa = الفارسية
language-fi = الفنلندية
language-fr = الفرنسية
language-he = العبرية
language-hi = الهندية
language-hr = الكرواتية
language-hu = المجرية
language-hy = الأرمنية
language-id = الإندونيسية
language-it = الإيطالية
language-ja = اليابانية
language-ka = الجورجية
language-kk = الكازاخية
language-ko = الكورية
language-ku = الكردية
language-lt = الليتوانية
language-lv = اللاتفية
language-ms = الملايوية
language-nl = الهولندية
language-no = النرويجية
language-nb = النرويجية
language-pl = البولندية
language-ps = البشتوية
language-pt = البرتغالية
language-ro = الرومانية
language-ru = الروسية
language-sk = السلوفاكية
language-sl = السلوفينية
language-so = الصومالية
language-sq = الألبانية
language-sr = الصربية
language-sv = السويدية
language-sw = السواحلية
language-ta = التاميلية
language-tg = الطاجيكية
language-th = التايلاندية
language-tr = التركية
language-uk = الأوكرانية
language-ur = الأردية
language-uz = الأوزبكية
language-vi = الفيتنامية
language-zh = الصينية

## المقال
article-is-copy = نسخة
article-is-gone = أُزيل
article-is-original = الأصل
article-topics = المواضيع
article-no-topics = لم يُعثر فيه على أي موضوع.
article-rule = القاعدة
article-rule-of-today = وُجد بقاعدة اليوم
article-rule-earlier = وُجد بقاعدة سابقة
article-rule-gone = لم تعد القاعدة في الإعدادات
article-no-text = لم يُعثر على نص في صفحته.
article-first-seen = شوهد أول مرة
article-words = { $n ->
    [zero] بلا كلمات
    [one] كلمة واحدة
    [two] كلمتان
    [few] { $n } كلمات
    [many] { $n } كلمة
   *[other] { $n } كلمة
}
article-copy-of = هذا تكرار
article-original = لمقال آخر
article-gone-since = أُزيلت صفحته، ولوحظ ذلك أول مرة
article-facts = معلومات
article-published = تاريخ النشر
article-day-only = لا يُعرف إلا اليوم.
article-date-unknown = غير معروف: لا شيء في الصفحة يسند تاريخًا
article-modified = عُدّل
article-credit = منسوب إلى
credit-unnamed = وكالات
article-section = القسم
article-keywords = كلمات مفتاحية
article-text-from = النص
article-language-sure = مدى الثقة باللغة
article-canonical = العنوان الذي تذكره الصفحة
article-looked-at = أُعيد فحصه
article-next-look = الفحص القادم
article-look-note = لم يُؤخذ به
article-page = الصفحة
article-page-shown = اعرض الصفحة المحفوظة
article-page-as-of = كما كانت في
article-page-raw = نزّلها كما وردت
article-page-none = غير محفوظة
article-key = المفتاح
article-external-id = رقمه في مصدر الاستيراد
article-story = القصة
article-printed-by = من نشره
article-written-by = كتبه
article-agency = وكالة أنباء
article-sightings = ورد في
article-last-seen = آخر مرة
article-listed-date = بتاريخ
article-listed-as = ورد بعنوان
article-addresses = كل عناوينه
article-versions = الصيغ السابقة
article-versions-how = ما حُذف مشطوب وما أُضيف تحته خط، والفقرات التي لم تتغير غير معروضة.
article-version-step = من الصيغة { $from } إلى الصيغة { $to }
article-fact-was = كان
article-cause-changed = تغيّرت صفحته
article-cause-reprocess = الصفحة نفسها قُرئت من جديد
date-from-json-ld = من البيانات المنظمة في الصفحة
date-from-meta = من وسم تعريفي في الصفحة
date-from-time = من عنصر معلَّم بأنه تاريخ
date-from-text = من النص الظاهر
date-from-script = من بيانات نصوص الصفحة البرمجية
date-from-url = من عنوان الصفحة
date-from-feed = من الخلاصة أو القائمة التي ذكرته
date-from-import = من الملف الذي استُورد منه
date-from-rule = من الموضع الذي تحدده قاعدة في الإعدادات
text-from-page = من صفحته
text-from-feed = من نص الخلاصة نفسها
text-from-import = من الملف الذي استُورد منه
article-copy-exact = النص نفسه
article-copy-near = صيغة من النص نفسه
article-copy-contained = صيغة مختصرة
article-copy-title = العنوان نفسه
size-kilobytes = { $n } ك.ب
size-megabytes = { $n } م.ب
snapshot-title = الصفحة المحفوظة
snapshot-back = عودة إلى المقال
snapshot-how = هذه الصفحة كما جُلبت، من دون صور وأنماط وبرامج ونماذج وكل ما يمكن أن يعمل أو يُحمَّل.
snapshot-too-large = الصفحة أكبر من أن تُعرض هنا. نزّلها كما وردت.

## صفحة البحث
search-title = البحث
search-query = ما الذي تبحث عنه
search-sort = الترتيب
search-newest-first = الأحدث أولًا
search-best-first = الأقرب أولًا
search-with-copies = مع النسخ
search-mistake = في عبارة البحث خطأ
search-help = كيف تُكتب عبارة البحث
search-saved = عمليات بحث محفوظة
search-feeds = تابع هذا البحث
search-facets = ضيّق البحث
search-facets-of = { $n ->
    [zero] لم يُحصَ أي مقال
    [one] محصاة في أحدث مقال
    [two] محصاة في أحدث مقالين
    [few] محصاة في أحدث { $n } مقالات
    [many] محصاة في أحدث { $n } مقالًا
   *[other] محصاة في أحدث { $n } مقال
}
search-facet-unknown = غير معروف
search-more-than = { $n ->
    [zero] لا مقالات
    [one] أكثر من مقال
    [two] أكثر من مقالين
    [few] أكثر من { $n } مقالات
    [many] أكثر من { $n } مقالًا
   *[other] أكثر من { $n } مقال
}
search-pages = صفحات القائمة
search-first-page = الصفحة الأولى
search-next-page = مقالات أخرى
search-nothing = لا نتائج.
search-unknown-name = المجموعة لا تعرف
search-try-copies = ابحث في النسخ أيضًا
search-try-fewer = استعمل كلمات أقل، فكلها يجب أن ترد. وكلمة OR بين كلمتين تجد أيًّا منهما.
search-try-prefix = اختم الكلمة بعلامة * لتجد كل ما يبدأ بها.
search-try-unquoted = احذف علامتي الاقتباس، فالكلمة وحدها تُطلب بكل صيغها.
search-try-times = راجع since: و until: والأسماء التي بعد topic: و source: و lang:.
facet-topic = الموضوع
facet-source = المصدر
facet-language = اللغة
facet-country = البلد
facet-credit = منسوب إلى
facet-site = الموقع
facet-day = اليوم
facet-month = الشهر
written-words = محادثات الهدنة
written-phrase = "مجلس الأمن"
written-prefix = إرهاب*
written-not = -رياضة
written-or = موسكو OR الكرملين
written-brackets = (أ ب) OR (ج -د)
written-near = سلاح NEAR/5 محادثات
written-title = title:هدنة
help-words = الكلمتان معًا بأي صيغة
help-phrase = هذه الكلمات متتالية كما هي
help-prefix = كلمات تبدأ بذلك
help-not = من دون هذه الكلمة
help-or = إحداهما، وOR أقوى ربطًا من المسافة
help-brackets = أقواس بأي عمق
help-near = بينهما خمس كلمات على الأكثر
help-title = في العنوان
help-topic = من هذا الموضوع أو مما يتفرع منه
help-fields = ورد في هذا المصدر، بهذه اللغة، من مصادر هذا البلد
help-names = لهذا الكاتب، من هذا الموقع بنطاقه أو باسمه
help-credit = منسوب إلى هذه الوكالة بأي من أسمائها، أو إلى «وكالات» من دون تسمية
help-links = نصه يحيل إلى هذا العنوان أو إلى ما تحته
help-story = من هذه القصة
help-kinds = النسخ، الأصول، ما أُزيل، ما كان يقول غير ذلك
help-times = من ذلك الحين فصاعدًا، وحتى ذلك الحين واليوم داخل فيه
help-saved = بحث محفوظ، في أول العبارة
help-forms = لا فرق بين أشكال الحروف والحركات والأرقام في كل الخطوط. وتُكتب AND و OR و NOT و NEAR بأحرف كبيرة.

## صفحة المصادر
sources-title = المصادر
sources-none = لا مصادر بعد. الأمر `rasid add` يجد ما يمكن متابعته في موقع.
sources-to-mend = تحتاج إلى إصلاح
source-name = المصدر
source-state = الحالة
source-language = اللغة
source-country = البلد
source-week = 7 أيام
source-articles = المقالات
source-rhythm = جديد كل
source-last-ok = آخر رد
source-last-new = آخر جديد
source-next = المتابعة القادمة
source-latest = أحدث المقالات
source-no-articles = لم يأت بأي مقال بعد.
source-all-articles = كل مقالاته
source-polls = آخر المتابعات
source-days = المقالات يومًا بيوم
source-address = العنوان
source-kind = النوع
source-revised = تغيّرت لاحقًا
source-gone = أُزيلت لاحقًا
source-failing-since = يتعذّر منذ
source-failures = مرات التعذّر المتتالية
source-empty-since = فارغ منذ
source-moved = انتقل إلى
source-pages = أحدث صفحاته
source-pages-of = في { $text } من { $pages } نص، وفي { $date } تاريخ
condition-ok = سليم
condition-moved = انتقل
condition-poorer = أقل مما كان
condition-empty = فارغ
condition-failing = متعذّر
condition-gone = أُزيل نهائيًا
condition-new = لم يُتابَع بعد
condition-imported = مستورد
condition-removed = لم يعد في الإعدادات
mend-moved = يرد من عنوان آخر: اكتب ذلك العنوان في الإعدادات.
mend-poorer = صارت صفحاته تعطي فجأة أقل مما كانت: قد تصلح ذلك قاعدة لموقعه.
mend-empty = يرد، لكنه لم يذكر شيئًا منذ يوم: قارن عنوانه في متصفح.
mend-failing = تعذّرت متابعته الأخيرة، وستُعاد المحاولة تلقائيًا. وهذا ما حدث:
mend-gone = قال مرتين إنه أُزيل نهائيًا، ولن يُسأل بعد ذلك: احذفه أو ابحث عن عنوانه الجديد.
kind-auto = بحسب ما يظهر
kind-feed = خلاصة
kind-list = صفحة روابط
kind-sitemap = خريطة موقع
kind-import = استيراد
poll-at = الوقت
poll-result = النتيجة
poll-seen = المذكور
poll-new = الجديد
poll-size = الحجم
poll-took = المدة
poll-ok = قُرئ
poll-not-modified = لم يتغير
poll-imported = استُورد
poll-failed = تعذّر
poll-postponed = أُجّل
length-minutes = { $n } د
length-hours = { $n } س
length-days = { $n ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}

## صفحة القواعد
rules-title = القواعد
rules-how = هنا تُغيَّر قاعدة موضوع وتُجرَّب على المقالات المحفوظة. لا يُكتب شيء: من أعجبته النتيجة ينسخ القاعدة إلى الإعدادات.
rules-none = لا مواضيع في الإعدادات.
rules-new = موضوع جديد
rules-of = قاعدة { $topic }
rules-parent = جزء من
rules-terms = العبارات
rules-n-terms = { $n ->
    [zero] بلا عبارات
    [one] عبارة واحدة
    [two] عبارتان
    [few] { $n } عبارات
    [many] { $n } عبارة
   *[other] { $n } عبارة
}
rules-threshold = العتبة
rules-version = الإصدار
rules-articles = مقالاته
rules-draft = المسودة بصيغة TOML
rules-try = جرّبها على أحدث 5000 مقال
rules-writes-nothing = لا يُكتب شيء. وتستغرق التجربة ثماني ثوانٍ على الأكثر.
rules-mistaken = في المسودة أخطاء، وكل خطأ تحت سطره.
rules-empty = لا موضوع في المسودة: تبدأ القاعدة بـ [[topic]].
rules-tried = { $n ->
    [zero] لا مقالات تُجرَّب عليها ({ $seconds } ث)، ولم يُكتب شيء.
    [one] جُرّبت على أحدث مقال في { $seconds } ث، ولم يُكتب شيء.
    [two] جُرّبت على أحدث مقالين في { $seconds } ث، ولم يُكتب شيء.
    [few] جُرّبت على أحدث { $n } مقالات في { $seconds } ث، ولم يُكتب شيء.
    [many] جُرّبت على أحدث { $n } مقالًا في { $seconds } ث، ولم يُكتب شيء.
   *[other] جُرّبت على أحدث { $n } مقال في { $seconds } ث، ولم يُكتب شيء.
}
rules-cut = وما زاد على ذلك كان سيطول.
rules-numbers = المطابق قبلها: { $before }، وبعدها: { $after }؛ يُضاف { $added } ويخرج { $dropped }.
rules-no-change = لن يتغير شيء.
rules-added-by = تُضاف بسبب
rules-dropped-for = تخرج لأن
rules-added = { $n ->
    [zero] لا مقالات تُضاف
    [one] مقال واحد يُضاف
    [two] مقالان يُضافان
    [few] { $n } مقالات تُضاف
    [many] { $n } مقالًا يُضاف
   *[other] { $n } مقال يُضاف
}
rules-dropped = { $n ->
    [zero] لا مقالات تخرج
    [one] مقال واحد يخرج
    [two] مقالان يخرجان
    [few] { $n } مقالات تخرج
    [many] { $n } مقالًا يخرج
   *[other] { $n } مقال يخرج
}
rules-before = قبل
rules-after = بعد
rules-come = يُضاف
rules-go = يخرج
rules-foreign-title = ليس من هنا
rules-foreign = أرسل هذا النموذجَ موقعٌ آخر، ولن يُجاب.
rules-too-long = تعذّر قبول المسودة: أقصى حجم لها عند الإرسال ميغابايت واحد.
reason-short = المجموع دون العتبة
reason-short-by = ينقصه { $by } عن العتبة { $threshold }
reason-gathers = ليس للموضوع قاعدة خاصة به
reason-no-core = لا عبارة ذات وزن كافٍ
reason-core = لا عبارة وزنها { $core } أو أكثر
reason-in-passing = في مقطع واحد فقط
reason-passage = { $n ->
    [zero] لا شيء في العنوان
    [one] كله في كلمة واحدة، ولا شيء في العنوان
    [two] كله في كلمتين، ولا شيء في العنوان
    [few] كله في { $n } كلمات، ولا شيء في العنوان
    [many] كله في { $n } كلمة، ولا شيء في العنوان
   *[other] كله في { $n } كلمة، ولا شيء في العنوان
}
reason-not-in-front = القليل منه في العنوان أو المقدمة
reason-front-by = يلزم { $by } أخرى في العنوان أو المقدمة
reason-group = { $n ->
   *[other] لا شيء من المجموعة { $n } في «all»
}
reason-none-of-any = لا شيء من «any»
reason-forbidden = تمنعه عبارة
reason-scope = خارج نطاق
reason-not-wanted = مصادره لا تطلب هذا الموضوع
reason-no-longer = لم يعد يوجد:

## صفحة الحالة
status-title = الحالة
status-alive = الخدمة سليمة.
status-stuck = الخدمة متوقفة: لم يتحرك مجدولها منذ دقيقة. التفاصيل في السجل.
status-offline = الشبكة منقطعة، ومصادر الإنترنت تنتظر.
status-daemon = الخدمة
status-version = الإصدار
status-started = بدأت
status-progress = آخر دورة
status-sources = المصادر المتابَعة
status-polling = المتابعات الجارية
status-polls = المتابعات منذ البدء
status-failed = منها ما تعذّر
status-stored = المقالات منذ البدء
status-to-retag = تنتظر الوسم بقواعد تغيّرت
status-for-programs = الشيء نفسه للبرامج
status-collection = المجموعة
status-counted-at = أُحصيت في
status-articles = المقالات
status-copies = منها نسخ
status-stories = القصص
status-revised = كانت تقول غير ذلك
status-gone = صفحات أُزيلت
status-pages = صفحات محفوظة
status-size = قاعدة البيانات
status-source-states = المصادر
status-source-counts = سليمة: { $ok }، متعذّرة: { $failing }، لم تُتابَع بعد: { $new }
status-languages = المقالات حسب اللغة
status-days = المقالات حسب اليوم
status-alerts = التنبيهات
status-alert-articles = مقالات
status-alert-stories = قصص تتصاعد
status-alert-topics = مواضيع تتصاعد
status-alert-sources = مصادر تحتاج إلى إصلاح
status-alert-sent = آخر إرسال
status-alert-silent = لم يُرسَل شيء بعد
status-alert-unheard = لم يصل، وسيُعاد إرساله:
status-configuration = الإعدادات
status-files = الملفات
status-built-in = المضمّنة في البرنامج
status-database = قاعدة البيانات

## أخطاء في المطلوب
fault-at = العمود { $column }: { $fault }
fault-open-quotation = الاقتباس غير مغلق: أضف { $close } في آخره، أو احذف { $open }
fault-open-bracket = القوس غير مغلق: أضف قوس الإغلاق في آخره، أو احذف قوس الفتح
fault-lone-bracket = هذا القوس لا يغلق شيئًا: أضف قوس الفتح قبله، أو احذفه
fault-empty-brackets = لا شيء بين هذين القوسين: اكتب كلمة بينهما، أو احذفهما
fault-too-deep = أكثر من { $limit } من الأقواس بعضها داخل بعض: احذف بعضها
fault-operator-before = { $operator } يحتاج إلى كلمة قبله: أضف واحدة، أو ضعه بين علامتي اقتباس "{ $operator }" للبحث عنه
fault-operator-after = { $operator } يحتاج إلى كلمة بعده: أضف واحدة، أو ضعه بين علامتي اقتباس "{ $operator }" للبحث عنه
fault-near-what = تحتاج NEAR إلى كلمة أو عبارة بين علامتي اقتباس أو بدائل بينها OR داخل قوسين في كل جانب: { $what } لا موضع له في النص
fault-near-field = الحقل
fault-near-near = ما فيه NEAR أخرى
fault-near-words = ما فيه عدة كلمات من دون OR
fault-near-absence = ما يجب ألا يرد
fault-near-distance = المسافة في NEAR من كلمة واحدة إلى { $limit }، كما في NEAR/5
fault-asterisk = العلامة * لا تأتي إلا في آخر الكلمة: احذفها، أو انقلها إلى الآخر
fault-no-value = { $field } يحتاج إلى قيمة بعده مباشرة، كما في { $example }
fault-unknown-field = لا حقل باسم { $name }: هل تقصد { $meant }؟ ومن أراد البحث عنه نفسه وضعه بين علامتي اقتباس: "{ $name }:"
fault-value = { $field } لا يقبل «{ $value }»: { $hint }
fault-field-in-field = لا يأتي { $inner } داخل قوسي { $outer }، فأغلقهما قبله
fault-too-long = أكثر من { $limit } كلمة: احذف بعضها، أو استعمل موضوعًا
fault-hint-id = اكتب معرّفًا، وإن كانت عدة معرّفات فبين قوسين: { $example }
fault-hint-language = اكتب رمزًا من حرفين أو ثلاثة مثل ar أو ckb، وإن كانت عدة رموز فبين قوسين: { $example }
fault-hint-country = اكتب حرفين من ISO 3166 مثل eg أو us، وإن كانت عدة رموز فبين قوسين: { $example }
fault-hint-name = اكتب جزءًا من الاسم
fault-hint-credit = اكتب اسم وكالة، أو «وكالات»
fault-hint-site = اكتب نطاقًا أو جزءًا من اسم الموقع
fault-hint-links = اكتب نطاقًا أو عنوانًا، مثل links:un.org/en/news
fault-hint-story = اكتب رقم قصة
fault-hint-is = اكتب is:copy أو is:original أو is:gone
fault-hint-has = اكتب has:revision
fault-hint-time = اكتب يومًا (2026-11-01) أو شهرًا (2026-11) أو سنة أو وقتًا (2026-11-01T08:00:00Z) أو مدة تنتهي الآن (24h أو 7d أو "2 weeks") أو today (اليوم) أو yesterday (أمس)
fault-time = الوقت «{ $value }» غير مفهوم: اكتب يومًا (2026-11-01) أو شهرًا (2026-11) أو سنة أو وقتًا (2026-11-01T08:00:00Z) أو مدة تنتهي الآن (24h أو 7d أو 2 weeks أو 3 months) أو today (اليوم) أو yesterday (أمس)
fault-time-far = الوقت «{ $value }» بعيد جدًا عن الآن: استعمل مدة أقصر
fault-span-far = في العبارة وقت بعيد جدًا عن الآن: استعمل مدة أقصر
fault-language = «{ $value }» ليس رمز لغة: اكتب حرفين أو ثلاثة مثل ar أو ckb
fault-country = «{ $value }» ليس رمز بلد: اكتب حرفين من ISO 3166 مثل eg أو us
fault-search = لا بحث محفوظًا باسم «{ $name }»: { $hint }
fault-search-meant = هل تقصد { $name }؟
fault-search-none = لا شيء منها في الإعدادات، وتُضاف بـ [[search]]
fault-search-known = الموجود منها { $names }
fault-place = «{ $value }» ليس موضعًا في هذه القائمة: ابدأ من صفحتها الأولى
fault-backwards = وقت البداية بعد وقت النهاية: بدّل بينهما
fault-id = المعرّف «{ $value }» يجب أن يكون من 1 إلى 64 من a-z و0-9 و - و _ و . وأن يبدأ بحرف أو رقم
fault-list-id = معرّف القائمة «{ $value }» يجب أن يكون من 1 إلى 64 من a-z و0-9 و - و _ و . وبين أجزائه /
fault-language-code = اللغة «{ $value }» يجب أن تكون رمزًا من حرفين أو ثلاثة مثل ar أو ckb
fault-key = المفتاح «{ $value }» يجب أن يكون 32 رقمًا ستة عشريًا

## ما أصاب المصادر
advice-gone = زال نهائيًا (HTTP 410 مرتين): احذفه أو ابحث عن عنوانه الجديد، والأمر «rasid poll { $source }» يسأله مرة أخرى
advice-empty = لا يسرد شيئًا منذ { $since }: انظر { $url } في المتصفح، أو جرّب الأمر rasid add عليه
advice-moved = انتقل نهائيًا: اكتب «{ $key }» في الإعدادات
advice-poorer = { $found }. قارن ما يعطيه rasid extract لصفحة بالصفحة نفسها: قد يقرؤها إصدار أحدث أو قاعدة للموقع قراءة صحيحة، ثم يُصلح الأمر «rasid reprocess --source { $source }» ما حُفظ، وإلا فأبلغ عن ذلك من فضلك
advice-poorer-text = قصُرت النصوص المستخرجة منذ { $since }: في { $good } من { $of } صفحة نص، وكان ذلك في { $goodBefore } من { $ofBefore } من قبل
advice-poorer-length = قصُرت النصوص المستخرجة منذ { $since }: { $poor } من { $of } نصًا أقل من نصف المعتاد، وهو { $words } كلمة
advice-poorer-language = لغة أخرى منذ { $since }: { $good } من { $of } نصًا بلغة { $language }، وكانت { $goodBefore } من { $ofBefore } من قبل
advice-poorer-date = التواريخ ناقصة منذ { $since }: في { $good } من { $of } صفحة تاريخ، وكان ذلك في { $goodBefore } من { $ofBefore } من قبل
advice-usual-language = معتادة
error-dns = اسمه لا يقود إلى عنوان.
error-connect = تعذّر الاتصال به أو انقطع.
error-tls = رُفضت شهادته.
error-timeout = استغرق أطول مما يُسمح به.
error-too-large = الجواب أكبر مما يُسمح به.
error-redirect = يحيل مرات كثيرة، أو إلى حيث لا يجوز.
error-forbidden-address = عنوانه خاص، والإعدادات لا تسمح به.
error-protocol = الجواب يخالف قواعد البروتوكول.
error-denied = يطلب تسجيل الدخول أو لا يسمح لأحد (401 أو 403).
error-not-found = لا شيء في هذا العنوان (404).
error-gone = يقول إنه زال نهائيًا (410).
error-too-many-requests = سُئل أكثر مما يريد (429).
error-http-client = يرفض الطلب (4xx).
error-http-server = خادمه معطّل (5xx).
error-not-a-feed = الجواب ليس ما ينبغي أن يكون عليه المصدر.
error-parse = تعذّرت قراءة الجواب.
error-interstitial = أمامه صفحة دخول أو موافقة أو تحقق من الروبوتات.
error-too-slow = طالت قراءة الجواب فتُركت.
error-robots = ملف robots.txt يمنع العنوان.
error-offline = الشبكة كلها كانت منقطعة.
error-panic = خلل في هذا البرنامج: أبلغ عنه من فضلك.

## Alerts
alert-test = تجربة: { $subject }
alert-subject = { $name }: { $news }
alert-stories = { $n ->
    [zero] لا قصص تتصاعد
    [one] قصة واحدة تتصاعد
    [two] قصتان تتصاعدان
    [few] { $n } قصص تتصاعد
    [many] { $n } قصة تتصاعد
   *[other] { $n } قصة تتصاعد
}
alert-topics = { $n ->
    [zero] لا مواضيع تتصاعد
    [one] موضوع واحد يتصاعد
    [two] موضوعان يتصاعدان
    [few] { $n } مواضيع تتصاعد
    [many] { $n } موضوعًا يتصاعد
   *[other] { $n } موضوع يتصاعد
}
alert-ill = { $n ->
    [zero] لا مصادر تحتاج إلى نظر
    [one] مصدر واحد يحتاج إلى نظر
    [two] مصدران يحتاجان إلى نظر
    [few] { $n } مصادر تحتاج إلى نظر
    [many] { $n } مصدرًا يحتاج إلى نظر
   *[other] { $n } مصدر يحتاج إلى نظر
}
alert-well = { $n ->
    [zero] لم يتعافَ أي مصدر
    [one] عاد مصدر واحد إلى حاله
    [two] عاد مصدران إلى حالهما
    [few] عادت { $n } مصادر إلى حالها
    [many] عاد { $n } مصدرًا إلى حاله
   *[other] عاد { $n } مصدر إلى حاله
}
alert-ill-and-well = { $ill }، { $well }
alert-six-hours = النصوص في 6 ساعات: { $n }
alert-six-hours-usual = النصوص في 6 ساعات: { $n }، والمعتاد { $usual }
alert-day = المقالات في 24 ساعة: { $n }
alert-day-usual = المقالات في 24 ساعة: { $n }، والمعتاد { $usual }
alert-is-well = عاد إلى حاله
alert-more = و{ $n } غيرها
