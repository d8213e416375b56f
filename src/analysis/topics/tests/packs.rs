//! The packs that ship, tried on short articles of ours: one of each language that must match, and near misses.

use super::*;

const COUNTER_TERRORISM: &str = include_str!("../../../../topics/counter-terrorism.toml");
const RUSSIA_US: &str = include_str!("../../../../topics/russia-us-relations.toml");

/// Topic, language, title and text of articles that must match.
const MATCHING: &[(&str, &str, &str, &str)] = &[
    (
        "counter-terrorism",
        "ar",
        "اجتماع وزاري لبحث مكافحة تمويل الإرهاب",
        "بحث الوزراء سبل تجفيف منابع التمويل وتبادل المعلومات عن الخلايا النائمة، وأعلنوا إدراج كيانين جديدين في قوائم الإرهاب.",
    ),
    (
        "counter-terrorism",
        "de",
        "Polizei nimmt drei Verdächtige fest",
        "Die Männer sollen einen Anschlag vorbereitet haben. Die Bundesanwaltschaft wirft ihnen die Mitgliedschaft in einer \
         terroristischen Vereinigung vor; bei der Durchsuchung fanden die Beamten Material für einen Sprengsatz.",
    ),
    (
        "counter-terrorism",
        "en",
        "Court jails man over market bomb plot",
        "The 24-year-old had pledged allegiance to the Islamic State group and bought chemicals online, counterterrorism \
         officers said after the verdict.",
    ),
    (
        "counter-terrorism",
        "es",
        "Detenidos dos hombres por captar a jóvenes para la yihad",
        "La operación antiterrorista se desarrolló en tres ciudades. Según la policía, los arrestados difundían propaganda \
         del Estado Islámico.",
    ),
    (
        "counter-terrorism",
        "fa",
        "حمله انتحاری به یک پاسگاه مرزی",
        "مقام‌های محلی گفتند دو مأمور کشته شدند. هیچ گروه تروریستی هنوز مسئولیت این حمله را نپذیرفته است.",
    ),
    (
        "counter-terrorism",
        "fr",
        "Le procès de l’attentat du marché s’ouvre lundi",
        "Six accusés comparaissent pour association de malfaiteurs terroriste. Le parquet antiterroriste leur reproche \
         d’avoir aidé l’assaillant à se procurer une arme.",
    ),
    (
        "counter-terrorism",
        "he",
        "שלושה נפצעו בפיגוע דקירה סמוך לצומת",
        "המחבל נוטרל בידי כוח שהיה במקום. גורם ביטחוני אמר כי השב\"כ בודק אם הוא פעל בשליחות של ארגון טרור.",
    ),
    (
        "counter-terrorism",
        "ru",
        "Спецслужбы предотвратили теракт на вокзале",
        "Задержанный, по данным следствия, состоял в террористической ячейке и изготовил самодельное взрывное устройство.",
    ),
    (
        "counter-terrorism",
        "tr",
        "Üç ilde eş zamanlı operasyon: DEAŞ’ın finans ağı çökertildi",
        "Terörle Mücadele Şubesi ekipleri, örgüte para aktardığı belirlenen 14 şüpheliyi gözaltına aldı.",
    ),
    (
        "counter-terrorism",
        "uk",
        "Рада Безпеки обговорила боротьбу з тероризмом у Сахелі",
        "Доповідач попередив, що угруповання, пов’язані з «Аль-Каїдою», захоплюють нові райони і фінансують себе викупами \
         за заручників.",
    ),
    (
        "counter-terrorism",
        "zh",
        "警方破获一起自杀式炸弹袭击图谋",
        "当局表示，三名嫌疑人与极端组织有联系，计划在节日期间袭击车站。两国同意加强反恐合作。",
    ),
    (
        "russia-us-relations",
        "ar",
        "لافروف وروبيو يبحثان استئناف الحوار",
        "قال بيان صادر في موسكو إن الوزيرين الروسي والأميركي اتفقا على مواصلة الاتصالات بين البلدين.",
    ),
    (
        "russia-us-relations",
        "de",
        "Moskau weist zwei US-Diplomaten aus",
        "Russland reagiert damit auf einen Schritt Washingtons in der vergangenen Woche. Der Kreml sprach von einer \
         spiegelbildlichen Antwort auf das Vorgehen der USA.",
    ),
    (
        "russia-us-relations",
        "en",
        "Moscow and Washington swap prisoners at Ankara airport",
        "The exchange followed months of quiet contact between Russian and American officials. The Kremlin thanked the \
         White House for what it called a practical approach.",
    ),
    (
        "russia-us-relations",
        "es",
        "Estados Unidos y Rusia retoman las consultas sobre armas nucleares",
        "Delegaciones de Moscú y Washington se reunieron en Ginebra, la primera cita desde la suspensión del tratado.",
    ),
    (
        "russia-us-relations",
        "fa",
        "گفت‌وگوی تلفنی رؤسای جمهور روسیه و آمریکا",
        "کرملین اعلام کرد پوتین و ترامپ درباره کنترل تسلیحات گفت‌وگو کردند. کاخ سفید این تماس را سازنده خواند.",
    ),
    (
        "russia-us-relations",
        "fr",
        "Désarmement : Washington propose à Moscou une rencontre à Vienne",
        "Les États-Unis et la Russie n’ont plus d’accord de limitation depuis l’expiration du traité New Start.",
    ),
    (
        "russia-us-relations",
        "he",
        "רוסיה וארה\"ב יחדשו את השיחות על בקרת נשק",
        "במוסקבה אישרו כי משלחת אמריקנית תגיע בשבוע הבא. דובר הבית הלבן סירב להגיב.",
    ),
    (
        "russia-us-relations",
        "ru",
        "Рябков: консультации с США продолжатся осенью",
        "Замминистра сообщил, что российско-американский диалог по стратегической стабильности идет непросто, но Москва и \
         Вашингтон сохраняют контакты.",
    ),
    (
        "russia-us-relations",
        "tr",
        "Lavrov, ABD Dışişleri Bakanı ile görüştü",
        "Rusya Dışişleri Bakanlığı, görüşmede Washington’ın yaptırımlarının ele alındığını bildirdi. ABD-Rusya diyaloğunun \
         gelecek ay sürmesi bekleniyor.",
    ),
    (
        "russia-us-relations",
        "uk",
        "США запровадили нові санкції проти Росії",
        "У Білому домі заявили, що обмеження стосуються двадцяти російських банків. Кремль назвав дії Вашингтона ворожими.",
    ),
    (
        "russia-us-relations",
        "zh",
        "美俄总统通电话讨论军控问题",
        "白宫发表声明说，双方同意就新条约展开磋商。克里姆林宫称，普京与美国总统的通话持续了一小时。",
    ),
];

/// Language, title and text of articles that must match neither topic.
const OTHER: &[(&str, &str, &str)] = &[
    // Accidents and crime without terrorism.
    (
        "en",
        "Gas explosion kills four in apartment block",
        "Firefighters said a leaking pipe caused the blast; a bomb squad was sent home.",
    ),
    (
        "ru",
        "Взрыв газа разрушил подъезд жилого дома",
        "По предварительным данным, погибли двое. Теракт исключен, сообщили в МЧС.",
    ),
    (
        "ar",
        "انتحار شاب يثير نقاشاً حول الصحة النفسية",
        "دعا مختصون إلى الاهتمام بمن يعانون من أفكار انتحارية وتوفير خطوط مساعدة مجانية.",
    ),
    ("tr", "Fabrikada patlama: iki işçi yaralandı", "Kazan dairesindeki patlamanın nedeni araştırılıyor."),
    // Words of the field in another meaning.
    ("en", "Museum shows prints from the Reign of Terror", "The exhibition follows Paris from 1789 to the guillotine."),
    (
        "de",
        "Psychoterror am Arbeitsplatz: was Betroffene tun können",
        "Beratungsstellen raten, ein Tagebuch zu führen.",
    ),
    ("ru", "Боевик собрал в прокате рекордную сумму", "Картина с участием каскадеров идет третью неделю."),
    ("ar", "قاعدة جديدة لاحتساب رسوم التأمين", "تبدأ الهيئة تطبيق القاعدة مطلع العام المقبل."),
    ("zh", "恐怖片票房夺冠", "这部电影上映三天票房过亿。"),
    ("es", "El ministro recuerda a las víctimas del temporal", "El acto se celebró en la plaza, sin incidentes."),
    ("fr", "Les militants du parti élisent leur candidat", "Le vote a lieu en ligne jusqu’à dimanche."),
    ("fa", "اردوی جهادی دانشجویان در روستاهای جنوب", "دانشجویان در این اردو سه مدرسه ساختند."),
    ("he", "חבל הארץ הצפוני מתכונן לסערה", "הרשויות קוראות לתושבים להישאר בבתים."),
    ("uk", "Рятувальники загасили пожежу на складі", "Причину займання встановлюють експерти."),
    // Both countries, but not with each other.
    (
        "en",
        "Wheat prices rise on dry weather",
        "Harvests fell in Russia, Ukraine and Canada. Analysts in Chicago expect American farmers to plant more.",
    ),
    ("de", "Trumpf gewinnt das Turnier in Moskau", "Die Schachspielerin aus Bremen schlug alle Gegner."),
    ("ru", "Лыжник из Москвы победил на трамплине", "Серебро у норвежца, бронза у спортсмена из Латинской Америки."),
    ("es", "Los glaciares de América del Sur retroceden", "El estudio compara fotografías de satélite de veinte años."),
    ("zh", "巴西队将与俄罗斯队争夺冠军", "比赛周日在里约举行。"),
];

#[test]
fn packs_have_no_mistakes() {
    let (set, mistakes) = compile(packs());
    assert_eq!(mistakes, []);
    assert_eq!(set.rules().len(), 2);
}

#[test]
fn articles_on_the_subject_match_in_every_language() {
    let set = set(packs());
    for (topic, code, title, text) in MATCHING {
        let topics = topics_of(&set, code, title, text);
        assert_eq!(topics, [*topic], "{code} {title}");
    }
}

#[test]
fn near_misses_do_not_match() {
    let set = set(packs());
    for (code, title, text) in OTHER {
        assert!(topics_of(&set, code, title, text).is_empty(), "{code} {title}");
    }
}

fn topics_of(set: &TopicSet, code: &str, title: &str, text: &str) -> Vec<String> {
    let language = LanguageCode::parse(code).expect("a language");
    set.tag(title, text, Some(&language), &[]).into_iter().map(|found| found.topic.to_string()).collect()
}

fn packs() -> Vec<TopicRule> {
    [COUNTER_TERRORISM, RUSSIA_US].iter().flat_map(|pack| read(pack)).collect()
}

/// Reads a pack that is known to be well formed; the reader for users' files is `config`'s.
fn read(pack: &str) -> Vec<TopicRule> {
    let pack: toml::Table = pack.parse().expect("TOML");
    let topics = pack.get("topic").and_then(toml::Value::as_array).expect("topics");
    topics.iter().map(read_topic).collect()
}

fn read_topic(topic: &toml::Value) -> TopicRule {
    let mut rule = rule(topic["id"].as_str().expect("an id"), number(&topic["threshold"]), &[]);
    for (code, by_weight) in topic["terms"].as_table().expect("languages") {
        for (weight, terms) in by_weight.as_table().expect("weights") {
            let weight = weight.parse().expect("a weight");
            let language = language(code);
            rule.terms.extend(strings(terms).map(|text| Term { text, weight, language: language.clone() }));
        }
    }
    rule.sides = topic.get("sides").map(|sides| Sides {
        within: number(&sides["within"]) as u32,
        weight: number(&sides["weight"]),
        a: read_side(&sides["a"]),
        b: read_side(&sides["b"]),
    });
    rule
}

fn read_side(side: &toml::Value) -> Vec<SideTerm> {
    let mut names = Vec::new();
    for (code, terms) in side.as_table().expect("languages") {
        names.extend(strings(terms).map(|text| SideTerm { text, language: language(code) }));
    }
    names
}

fn strings(terms: &toml::Value) -> impl Iterator<Item = String> + '_ {
    terms.as_array().expect("a list").iter().map(|term| term.as_str().expect("a term").to_owned())
}

fn number(value: &toml::Value) -> f64 {
    value.as_float().or_else(|| value.as_integer().map(|integer| integer as f64)).expect("a number")
}
