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

## اليوم
today-title = اليوم
today-nothing = لا قصص في الساعات الأربع والعشرين الأخيرة.

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
