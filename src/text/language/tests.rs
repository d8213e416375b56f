use super::*;

fn code(title: &str, text: &str) -> Option<String> {
    detect(title, text).map(|detected| detected.code.to_string())
}

fn check(text: &str, expected: Option<&str>) {
    assert_eq!(code(text, "").as_deref(), expected, "{text}");
    assert_eq!(code("", text).as_deref(), expected, "{text}, as text");
}

#[test]
fn a_script_of_one_language_decides() {
    check("Νέος γύρος συνομιλιών", Some("el"));
    check("שיחות חדשות על ביטחון", Some("he"));
    check("การประชุมความมั่นคง", Some("th"));
    check("反恐合作会谈在北京举行", Some("zh"));
    check("テロ対策協議をモスクワで開催", Some("ja"));
    check("모스크바에서 회담 개최", Some("ko"));
    check("ახალი მოლაპარაკებები", Some("ka"));
}

#[test]
fn languages_of_arabic_script_are_told_apart() {
    check("اختتمت في العاصمة أعمال الندوة الدولية لمكافحة الإرهاب", Some("ar"));
    check("گفت‌وگوهای تازه درباره امنیت منطقه در تهران برگزار شد", Some("fa"));
    check("گفتگوهاي تازه درباره امنيت منطقه در چهار كشور پيگيري شد", Some("fa"));
    check("وزیر اعظم نے کہا ہے کہ مذاکرات جاری ہیں", Some("ur"));
    check("سەرۆکی هەرێم لەگەڵ وەزیری دەرەوە کۆبووەوە", Some("ckb"));
    check("د افغانستان د ملي امنیت ښاغلی سلاکار وايي چې خبرې روانې دي", Some("ps"));
}

#[test]
fn languages_of_cyrillic_script_are_told_apart() {
    check("Переговоры по борьбе с терроризмом прошли в Москве, были подписаны документы", Some("ru"));
    check("Нові домовленості щодо безпеки підписали в Києві", Some("uk"));
    check("Прэзідэнт краіны падпісаў новае пагадненне аб бяспецы", Some("be"));
    check("Българският парламент прие на първо четене закона за бюджета", Some("bg"));
    check("Председник владе рекао је да ће разговори бити настављени", Some("sr"));
    check("Қазақстан президенті жаңа келісімге қол қойды", Some("kk"));
}

#[test]
fn a_name_in_another_script_changes_nothing() {
    check("Глава МИД Украины прибыл в Київ, где были объявлены новые переговоры", Some("ru"));
    check("The ship Новороссийск left the harbour on Tuesday morning with three tugboats", Some("en"));
    check("据CNN报道,美国国务卿访问莫斯科", Some("zh"));
}

#[test]
fn languages_of_latin_script_are_guessed() {
    check("The Security Council adopted the resolution with fourteen votes", Some("en"));
    check("Le Conseil de sécurité a adopté la résolution par quatorze voix", Some("fr"));
    check("Güvenlik Konseyi kararı on dört oyla kabul etti", Some("tr"));
    check("Der Sicherheitsrat hat die Resolution mit vierzehn Stimmen angenommen", Some("de"));
}

#[test]
fn without_enough_letters_there_is_no_language() {
    check("", None);
    check("2254 (2015) — !", None);
    check("AFP", None);
}

#[test]
fn only_the_beginning_counts() {
    let text = format!("{} {}", "Переговоры были продолжены. ".repeat(30), "The end of it. ".repeat(500));
    check(&text, Some("ru"));
}

#[test]
fn short_headlines_are_told_by_their_words() {
    check("Germany's new warship postponed yet again", Some("en"));
    check("Un cerdo ataca a un ganadero chino", Some("es"));
    check("Porto reabre depois da tempestade, diz o governo", Some("pt"));
    check("Hafen nach dem Sturm wieder offen", Some("de"));
    check("Haven weer open na de storm van zondag", Some("nl"));
    check("Havnen åpner igjen etter stormen, sier politiet, og nå kommer snøen", Some("nb"));
    check("Havnen åbner igen efter stormen, siger politiet, og nu kommer sneen", Some("da"));
    check("Hamnen öppnar igen efter stormen, säger polisen", Some("sv"));
    check("Přístav je po bouři znovu otevřen, uvedla policie", Some("cs"));
    check("Prístav je po búrke znovu otvorený, uviedla polícia, ktorá aj naďalej", Some("sk"));
    check("Порт снова открыт после шторма", Some("ru"));
    check("Чому порт закрито після шторму", Some("uk"));
}

#[test]
fn latin_names_do_not_change_the_script() {
    check("Harbour 1 - 0 Rangers: گل Menga باعث شکست یاران Gerrard شد", Some("fa"));
    check("شركة Harbour Shipping توقع عقدا مع Rangers في دبي", Some("ar"));
}

#[test]
fn a_long_text_in_an_unknown_language_has_none() {
    check(&"zwoko burtam feli nagruz pelkoti varsen dulami kroft ".repeat(8), None);
}

#[test]
fn confidence_grows_with_the_text() {
    let sentence = "The Security Council adopted the resolution with fourteen votes. ";
    let confidence = |text: &str| detect(text, "").expect("English").confidence;
    assert!(confidence("Harbour is open again") < confidence(sentence));
    assert!(confidence(&sentence.repeat(8)) > 0.8);
    assert!(detect("反恐合作会谈在北京举行", "").expect("Chinese").confidence > 0.95);
    assert!((0.0..=1.0).contains(&confidence(sentence)));
}
