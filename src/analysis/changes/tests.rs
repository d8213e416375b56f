use super::*;

fn code(text: &str) -> LanguageCode {
    LanguageCode::parse(text).expect("a language")
}

fn judged(language: &str, before: (&str, &str), after: (&str, &str)) -> Judgement {
    let language = code(language);
    let version = |(title, text)| Version { title, text, kind: Some("article"), language: Some(&language) };
    judge(&version(before), &version(after))
}

/// A text in two forms that say the same, or not.
fn check(language: &str, before: &str, after: &str, expected: Judgement) {
    let title = "Title";
    assert_eq!(judged(language, (title, before), (title, after)), expected, "{before} -> {after}");
    assert_eq!(judged(language, (title, after), (title, before)), expected, "{after} -> {before}");
}

#[test]
fn what_runs_by_itself_is_no_change() {
    let same = |language: &str, before: &str, after: &str| check(language, before, after, Judgement::Same);
    same("ar", "قال الوزير إن الوفد وصل.\n1,234 مشاهدة", "قال الوزير إن الوفد وصل.\n1,301 مشاهدة");
    same("ar", "وصل الوفد.\nآخر تحديث: 12:45 بتوقيت غرينتش", "وصل الوفد.\nآخر تحديث: 14:10 بتوقيت غرينتش");
    same("ar", "وصل الوفد.\nمنذ 3 ساعات | 5 تعليقات", "وصل الوفد.\nمنذ يومين | 12 تعليقا");
    same("ar", "عدد القراءات: ١٢٠\nوصل الوفد.", "عدد القراءات: ١٢٥\nوصل الوفد.");
    same("ar", "وصل الوفد منذ 3 ساعات إلى جنيف.", "وصل الوفد منذ 5 ساعات إلى جنيف.");
    same("en", "The envoy left.\n1,234 views · 5 comments", "The envoy left.\n2,001 views · 17 comments");
    same("en", "Updated 3 hours ago\nThe envoy left.", "Updated 6 hours ago\nThe envoy left.");
    same(
        "en",
        "Last updated: 26 November 2026, 12:45 GMT\nHe left.",
        "Last updated: 27 November 2026, 08:00 GMT\nHe left.",
    );
    same("en", "The envoy left.\n1.2K shares", "The envoy left.\n3.4K shares");
    same("en", "The envoy left.\n812", "The envoy left.\n914");
    same("en", "The envoy left.\n4 min read", "The envoy left.\n5 min read");
    same("ru", "Посол уехал.\n1 234 просмотра", "Посол уехал.\n1 300 просмотров");
    same("ru", "Обновлено 12:45\nПосол уехал.", "Обновлено 13:20\nПосол уехал.");
    same("tr", "Elçi ayrıldı.\n3 saat önce\n5 yorum", "Elçi ayrıldı.\n6 saat önce\n8 yorum");
    same("zh", "大使已离开。\n阅读 1234 次", "大使已离开。\n阅读 5678 次");
    same("fa", "سفیر رفت.\nتعداد بازدید: ۱۲", "سفیر رفت.\nتعداد بازدید: ۴۸");
    same("de", "Der Botschafter ging.\nStand: 12:45 Uhr", "Der Botschafter ging.\nStand: 15:00 Uhr");
    same(
        "fr",
        "L'ambassadeur part.\nPublié le 26 novembre 2026 à 12h45",
        "L’ambassadeur part.\nPublié le 27 novembre 2026 à 9h00",
    );
    same("he", "השגריר עזב.\n12 תגובות", "השגריר עזב.\n31 תגובות");
    same("ko", "대사가 떠났다.\n조회 1,234", "대사가 떠났다.\n조회 2,345");
}

#[test]
fn the_form_of_a_text_is_no_change() {
    let same = |language: &str, before: &str, after: &str| check(language, before, after, Judgement::Same);
    same("en", "\"We left,\" he said.\nIt rained.", "“We left,”  he said. It rained!");
    same("en", "It cost 1,234 euros.", "It cost 1 234 euros.".replace(' ', "\u{a0}").as_str());
    same("ar", "قال «الوزير» إن الإتفاق، تمّ.", "قال \"الوزير\" إن الاتفاق تم.");
    same("en", "He left.\nRead also: Talks in Geneva go on", "He left.\nRead also: A bridge for the valley");
    same("en", "He left.\nRelated\nTalks in Geneva go on\nA bridge", "He left.");
    same("ar", "وصل الوفد.\nاقرأ أيضا: محادثات جنيف", "وصل الوفد.\nاقرأ أيضا: جسر جديد في الوادي");
    same("ru", "Он уехал.\nЧитайте также: Переговоры в Женеве", "Он уехал.");
}

#[test]
fn a_number_that_is_news_is_a_change() {
    let changed = |language: &str, before: &str, after: &str| check(language, before, after, Judgement::Changed);
    changed("ar", "قتل 12 شخصا في الانفجار.", "قتل 15 شخصا في الانفجار.");
    changed("ar", "ارتفاع عدد القتلى إلى ١٢", "ارتفاع عدد القتلى إلى ١٥");
    changed("ar", "عدد القتلى: 12", "عدد القتلى: 15");
    changed("en", "At least 12 people were killed.", "At least 15 people were killed.");
    changed("en", "Dead: 12", "Dead: 15");
    changed("en", "Brent | 82.5", "Brent | 84.1");
    changed("en", "The tax rises to 12 %.", "The tax rises to 12 euros.");
    changed("en", "The talks begin at 12:45 in Geneva.", "The talks begin at 14:00 in Geneva.");
    changed("en", "He spoke of 12 comments by the envoy.", "He spoke of 15 comments by the envoy.");
    changed("ru", "Погибли 12 человек.", "Погибли 15 человек.");
    changed("zh", "爆炸造成12人死亡。", "爆炸造成15人死亡。");
    changed("tr", "Patlamada 12 kişi öldü.", "Patlamada 15 kişi öldü.");
    changed("fa", "۱۲ نفر کشته شدند.", "۱۵ نفر کشته شدند.");
    changed("he", "12 בני אדם נהרגו.", "15 בני אדם נהרגו.");
    changed("en", "He left.", "He left. He will be back on Monday.");
}

#[test]
fn another_headline_is_a_change_and_a_reformatted_one_is_not() {
    let text = "Both sides met in Geneva.";
    let check = |language: &str, before: &str, after: &str, expected: Judgement| {
        assert_eq!(judged(language, (before, text), (after, text)), expected, "{before} -> {after}");
        assert_eq!(has_same_title(before, after, Some(&code(language))), expected == Judgement::Same);
    };
    check("ar", "مقتل 12 في انفجار ببغداد", "مقتل 15 في انفجار ببغداد", Judgement::Changed);
    check("en", "Talks resume", "Talks fail", Judgement::Changed);
    check("en", "Talks resume", "TALKS  “RESUME”", Judgement::Same);
    check("en", "Talks resume | 3 hours ago", "Talks resume | 5 hours ago", Judgement::Same);
    check("en", "12 shares", "15 shares", Judgement::Changed);
}

#[test]
fn what_took_the_place_of_an_article_is_no_version_of_it() {
    let sentence =
        |n: usize| format!("Sentence {n} of the report on the harbour tells of ship w{n}x and captain c{n}y. ");
    let long: String = (0..6).map(sentence).collect();
    let edited = long.replace("tells", "told");
    let language = code("en");
    let before =
        Version { title: "The harbour opens again", text: &long, kind: Some("article"), language: Some(&language) };
    let reason = |after: Version<'_>| match judge(&before, &after) {
        Judgement::Alien(reason) => reason,
        other => panic!("{other:?}: {after:?}"),
    };
    let after = |title, text, kind| Version { title, text, kind: Some(kind), language: Some(&language) };
    assert!(reason(after("Page not found", "Nothing here.", "error")).contains("`error`"));
    assert!(reason(after("The harbour opens again", "", "article")).contains("no text"));
    assert!(reason(after("The harbour opens again", "Subscribe to read on.", "article")).contains("far less"));
    let half: String = (0..3).map(sentence).collect::<String>() + "Subscribe to read on.";
    assert!(reason(after("The harbour opens again", &half, "article")).contains("beginning"));
    let without_second: String = [0, 1, 4, 5].into_iter().map(sentence).collect();
    assert_eq!(
        judge(&before, &after("The harbour opens again", &without_second, "article")),
        Judgement::Changed,
        "a passage was taken out"
    );
    let others = "Twenty teams play for a cup in winter while snow falls upon mountains, valleys, roads and villages far away, \
                  says who knows; nobody else came. Prices rise, markets fall, and bakers bake bread with less flour every day.";
    assert!(reason(after("Not available any more", others, "other")).contains("something else"));
    assert_eq!(judge(&before, &after("The harbour closes again", &edited, "article")), Judgement::Changed);
    assert_eq!(
        judge(&before, &after("The harbour opens again", others, "live-blog")),
        Judgement::Changed,
        "a page that goes on"
    );
}

#[test]
fn a_line_without_end_is_gone_through_once() {
    let line = |n: usize| "3 hours ago|12 views|".repeat(n);
    let language = code("en");
    let version = |text| Version { title: "Title", text, kind: None, language: Some(&language) };
    let (one, other) = (line(10_000), line(9_999));
    assert_eq!(judge(&version(&one), &version(&other)), Judgement::Same);
}
