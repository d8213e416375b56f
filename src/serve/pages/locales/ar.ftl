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

## اليوم
today-title = اليوم
today-nothing = لا قصص في الساعات الأربع والعشرين الأخيرة.
