use super::*;

const TITLE: &str = "Talks on the river dam resume in the capital";

fn time(hours: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
}

/// Words `from..to` of an endless text.
fn words(from: usize, to: usize) -> String {
    (from..to).map(|n| format!("word{n}x ")).collect()
}

fn judged(one: (&str, &str, i64), other: (&str, &str, i64)) -> Option<(CopyKind, Role)> {
    let print = |(title, text, hours): (&str, &str, i64)| Print::new(title, text, time(hours));
    judge(&print(one), &print(other)).map(|relation| (relation.kind, relation.role))
}

/// What becomes of two texts under one headline, a day apart.
fn texts(one: &str, other: &str) -> Option<(CopyKind, Role)> {
    judged((TITLE, one, 24), (TITLE, other, 0))
}

#[test]
fn versions_of_one_text_are_near() {
    let near = Some((CopyKind::Near, Role::Version));
    assert_eq!(texts(&words(0, 200), &words(0, 200)), near);
    assert_eq!(texts(&words(0, 200), &words(60, 260)), near, "seven tenths of it");
    assert_eq!(texts(&words(0, 200), &words(0, 110)), near);
    assert_eq!(texts(&words(0, 200), &words(140, 340)), None, "three tenths");
    assert_eq!(texts(&words(0, 200), &words(200, 400)), None);
}

#[test]
fn a_short_version_is_a_part_of_the_long_one() {
    assert_eq!(texts(&words(50, 110), &words(0, 200)), Some((CopyKind::Contained, Role::Part)));
    assert_eq!(texts(&words(0, 200), &words(50, 110)), Some((CopyKind::Contained, Role::Whole)));
    let mixed = words(0, 30) + &words(500, 520);
    assert_eq!(texts(&mixed, &words(0, 200)), None, "a small part has to be sure");
}

#[test]
fn texts_that_lie_far_apart_must_be_almost_the_same() {
    let at = |hours, from| judged((TITLE, &words(from, 200 + from), hours), (TITLE, &words(0, 200), 0)).is_some();
    assert!(at(90, 60));
    assert!(!at(100, 60));
    assert!(at(1000, 20));
}

#[test]
fn a_series_is_told_by_its_numbers() {
    let report = |day: &str, night: &str, wind: &str| {
        format!(
            "{} it reaches {day} degrees inland and {night} degrees at night while {wind} kilometres are \
                 expected {}",
            words(0, 20),
            words(20, 40)
        )
    };
    assert_eq!(texts(&report("31", "18", "25"), &report("33", "17", "40")), None);
    assert!(texts(&report("31", "18", "25"), &report("31", "18", "40")).is_some(), "one number is a correction");
    assert!(texts(&report("31", "18", "25"), &report("31", "18", "25")).is_some());
}

#[test]
fn headlines_that_fill_one_place_otherwise_are_a_series() {
    let under =
        |one: &str, other: &str, to: usize| judged((one, &words(0, to), 0), (other, &words(20, 200), 0)).is_some();
    let check = |one: &str, other: &str, alike: bool, little: bool| {
        assert_eq!((under(one, other, 200), under(one, other, 100)), (alike, little), "{one} / {other}");
    };
    check("Aid reaches the town: batch 2", "Aid reaches the town: batch 3", false, false);
    check("The minister arrives in the capital", "The minister leaves the capital", true, false);
    check("The minister arrives in the capital", "The minister goes home to the capital", true, true);
    check("King receives the minister", "King receives the ambassador", true, false);
    check("Storm", "Rain", true, true);
    check("سلاح داعش الجديد للتفجير عن بعد", "سلاح داعشي جديد للتفجير عن بعد", true, true);
    check(TITLE, TITLE, true, true);
}

#[test]
fn scripts_without_spaces_are_judged_alike() {
    let text = "地区议会星期二晚间表决通过在下一次汛期到来之前重建运河上最古老的五座船闸工程师多年来一直警告说木制闸门已经腐烂";
    let edited = text.replace("多年来", "很久以来");
    assert_eq!(texts(text, &edited), Some((CopyKind::Near, Role::Version)));
    assert_eq!(texts(text, "博物馆归还了一百年前从山村运走的三面雕花木鼓老人们走了两天的路前来迎接"), None);
}
