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
