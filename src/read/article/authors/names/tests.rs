use super::*;

fn check(written: &str, expected: &[&str]) {
    assert_eq!(clean(&[written.to_owned()], Trust::Stated), expected, "{written}");
}

#[test]
fn labels_roles_and_addresses_go() {
    check("By Jane Doe", &["Jane Doe"]);
    check("بقلم: كاتب المثال", &["كاتب المثال"]);
    check("كتبت: كاتبة المثال", &["كاتبة المثال"]);
    check("Von Erika Mustermann", &["Erika Mustermann"]);
    check("Автор: Иван Петров", &["Иван Петров"]);
    check("מאת: ישראל ישראלי", &["ישראל ישראלי"]);
    check("作者：张三", &["张三"]);
    check("Jul 11 Written By Jane Doe", &["Jane Doe"]);
    check("View all posts by Jane Doe", &["Jane Doe"]);
    check("김철수 기자", &["김철수"]);
    check("Jane Doe (jane@paper.test)", &["Jane Doe"]);
    check("Jane Doe jane@paper.test", &["Jane Doe"]);
    check("Jane Doe, Senior Reporter, London", &["Jane Doe"]);
    check("Jane Doe. Reviewed by John Roe", &["Jane Doe"]);
    check("Erika Mustermann, Redakteurin", &["Erika Mustermann"]);
    for no_name in [
        "jane@paper.test",
        "https://facebook.test/paper",
        "admin",
        "jane-doe",
        "7 min read",
        "@janedoe",
        "View more posts",
        "",
    ] {
        check(no_name, &[]);
    }
}

#[test]
fn several_names_are_split_in_any_language() {
    check("Jane Doe and John Roe", &["Jane Doe", "John Roe"]);
    check("By Jane Doe, John Roe; Reuters News", &["Jane Doe", "John Roe", "Reuters News"]);
    check("Erika Mustermann und Max Mustermann", &["Erika Mustermann", "Max Mustermann"]);
    check("Jeanne Dupont et Jean Dupont", &["Jeanne Dupont", "Jean Dupont"]);
    check("Иван Петров и Анна Белова", &["Иван Петров", "Анна Белова"]);
    check("كاتب المثال، كاتبة المثال", &["كاتب المثال", "كاتبة المثال"]);
    check("علی رضایی و مریم احمدی", &["علی رضایی", "مریم احمدی"]);
    check("张三、李四", &["张三", "李四"]);
    check("Jane Doe, MD", &["Jane Doe"]);
    check("Jane Doe, jane doe", &["Jane Doe"]);
    check("dpa/afp", &["dpa", "afp"]);
}

#[test]
fn a_name_that_looks_like_several_or_like_a_label_is_whole() {
    check("Byron Vance", &["Byron Vance"]);
    check("Parisa Davani", &["Parisa Davani"]);
    check("José Ortega y Gasset", &["José Ortega y Gasset"]);
    check("وليد المثال", &["وليد المثال"]);
}

#[test]
fn what_is_only_shown_must_look_like_a_name() {
    let shown = |written: &str| clean(&[written.to_owned()], Trust::Shown);
    assert_eq!(shown("Jane van der Doe"), ["Jane van der Doe"]);
    assert_eq!(shown("کاتب نمونه"), ["کاتب نمونه"]);
    assert!(shown("more from this section").is_empty());
    assert!(shown("jdoe").is_empty());
    assert_eq!(clean(&["jdoe".to_owned()], Trust::Stated), ["jdoe"]);
}
