//! Each command as a user types it: that it answers, and what it says to the mistakes that are most likely.

mod adding;
mod asking;
mod configuration;
mod exporting;
mod extracting;
mod lab;
mod manual;
mod searching;
mod stages;
mod transfer;

use crate::program::Workspace;

/// A topic, and a source that is never polled here.
const CONFIGURATION: &str = r#"
[[source]]
id = "north"
url = "http://127.0.0.1:9/feed.xml"
language = "en"
country = "gb"

[[topic]]
id = "terror"
label = { en = "Terror" }
threshold = 3
[topic.terms.ar]
3 = ["إرهاب"]
[topic.terms.en]
3 = ["terror*"]
"#;

/// Five articles in four languages; the last repeats the first.
const ARTICLES: &str = r#"{"id": "a1", "source": "north", "url": "https://north.example/1", "title": "Terror trial opens", "text": "The trial of four men began in the capital on Monday. The court heard that the group had planned its attack for months and that two of them had confessed to the police.", "published": "2021-11-15T10:00:00Z", "language": "en", "authors": ["Ann Lee", "Bo Ray"]}
{"id": "a2", "source": "south", "url": "https://south.example/2", "title": "مكافحة الإرهاب بعد القرار ٢٢٥٤", "text": "قال المتحدث إن مكافحة الإرهاب تتطلب تعاوناً دولياً، وإن القرار رقم ٢٢٥٤ هو المرجع لكل حل سياسي.", "published": "2021-11-16T10:00:00Z", "language": "ar"}
{"id": "a3", "source": "south", "url": "https://south.example/3", "title": "İstanbul'da yeni vapur hattı", "text": "Yeni hat iki kıyıyı birleştiriyor; seferler her gün sabah altıda başlıyor ve gece yarısına kadar sürüyor.", "published": "2021-11-17", "language": "tr"}
{"id": "a4", "source": "south", "url": "https://south.example/4", "title": "=SUM(A1:A9)", "text": "@home is where the formula, says the spreadsheet, begins; and so does this article without a date.", "language": "en"}
{"id": "a5", "source": "wire", "url": "https://wire.example/5", "title": "Four men on trial", "text": "The trial of four men began in the capital on Monday. The court heard that the group had planned its attack for months and that two of them had confessed to the police.", "published": "2021-11-15T12:00:00Z", "language": "en"}
"#;

/// A workspace with these articles in its database.
fn collection() -> Workspace {
    let workspace = Workspace::new(CONFIGURATION);
    let imported = workspace.run_with_input(&["import", "-"], ARTICLES);
    assert_eq!((imported.code, imported.stdout.as_str()), (0, ""), "{imported:?}");
    assert!(imported.stderr.contains("5 articles imported, 1 of them copies"), "{imported:?}");
    workspace
}
