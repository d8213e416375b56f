//! Words by which pages say what they are, in the languages of the news.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::fold::fold;

/// Whether a title says that the page is missing or failed: by a phrase, or as little more than a code.
pub(super) fn is_error(title: &str) -> bool {
    let title = fold(title);
    let is_short = title.chars().count() <= MAX_TITLE_CHARS;
    let says_so = || ERROR_KEYS.iter().any(|phrase| title.contains(phrase.as_str()));
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let is_code = || words.len() <= MAX_CODE_WORDS && words.iter().take(2).any(|word| CODES.contains(word));
    is_short && (says_so() || is_code())
}

/// Beside a code stand "error" and the name of the site.
const MAX_CODE_WORDS: usize = 4;

/// A longer title is a headline about an error.
const MAX_TITLE_CHARS: usize = 60;

/// Codes of HTTP that pages show.
const CODES: &[&str] = &["403", "404", "410", "500", "502", "503"];

static ERROR_KEYS: LazyLock<Vec<String>> = LazyLock::new(|| ERRORS.iter().map(|phrase| fold(phrase)).collect());

/// What error pages are called.
#[rustfmt::skip]
const ERRORS: &[&str] = &[
    "page not found", "page cannot be found", "page can't be found", "page could not be found", "page doesn't exist", "page does not exist",
    "page you requested", "content not found", "article not found", "file not found", "404 not found", "error 404", "404 error", "access denied", "403 forbidden",
    "bad gateway", "service unavailable", "internal server error", "gateway timeout", "something went wrong",
    "seite nicht gefunden", "seite existiert nicht", "seite wurde nicht gefunden", "artikel nicht gefunden", "page introuvable", "page non trouvée", "page inexistante", "erreur 404",
    "página no encontrada", "página no existe", "pagina no encontrada", "error 404", "página não encontrada", "pagina non trovata", "pagina niet gevonden", "sidan kunde inte hittas", "sidan hittades inte",
    "siden blev ikke fundet", "siden ble ikke funnet", "fant ikke siden", "siden findes ikke", "sivua ei löytynyt", "nie znaleziono strony", "strona nie istnieje", "strona nie została znaleziona", "stránka nenalezena", "stránka nebyla nalezena",
    "stránka sa nenašla", "az oldal nem található", "pagina nu a fost găsită", "stranica nije pronađena", "страница не найдена", "страница не существует", "сторінку не знайдено", "сторінка не знайдена", "страницата не е намерена",
    "sayfa bulunamadı", "aradığınız sayfa", "halaman tidak ditemukan", "không tìm thấy trang", "الصفحة غير موجودة", "الصفحة المطلوبة", "لم يتم العثور على الصفحة", "صفحة غير موجودة", "صفحه یافت نشد", "صفحه مورد نظر", "صفحه پیدا نشد",
    "הדף לא נמצא", "העמוד לא נמצא", "页面不存在", "找不到页面", "您访问的页面", "頁面不存在", "找不到網頁", "ページが見つかりません", "お探しのページ", "페이지를 찾을 수 없습니다", "존재하지 않는 페이지",
];

/// Whether the name of a section, or a step of an address, is one for opinions.
pub(super) fn is_opinion(name: &str) -> bool {
    OPINION_KEYS.contains(&fold(name))
}

static OPINION_KEYS: LazyLock<HashSet<String>> = LazyLock::new(|| OPINIONS.iter().map(|name| fold(name)).collect());

/// What papers call their pages of opinion.
#[rustfmt::skip]
const OPINIONS: &[&str] = &[
    "opinion", "opinions", "op-ed", "op-eds", "oped", "editorial", "editorials", "commentary", "commentisfree", "columnists", "columnist",
    "meinung", "meinungen", "kommentar", "kommentare", "kommentarer", "leitartikel", "kolumne", "kolumnen", "gastkommentar", "tribune", "tribunes", "idees", "idées", "editoriaux", "éditoriaux", "débats",
    "opinión", "opinion-y-blogs", "columnas", "opiniao", "opinião", "opinioni", "commenti", "editoriali", "opinie", "column", "debatt", "ledare", "leder", "debat", "mielipide", "mielipiteet", "kommentarz", "komentarze", "komentář", "komentáře", "názory",
    "мнение", "мнения", "колонки", "думка", "думки", "колонка", "yazarlar", "köşe yazıları", "kose-yazilari", "gorus", "görüş", "opini", "kolom", "رأي", "آراء", "مقالات", "مقالات الرأي", "افتتاحية", "كتاب وآراء", "یادداشت", "سرمقاله", "דעות", "社论", "評論", "评论", "观点",
    "社説", "オピニオン", "오피니언", "사설", "칼럼",
];

/// Whether a step of an address is that of a live blog.
pub(super) fn is_live(step: &str) -> bool {
    LIVE.contains(&step)
}

/// What papers call them in their addresses.
#[rustfmt::skip]
const LIVE: &[&str] = &[
    "live", "liveblog", "live-blog", "live-updates", "liveticker", "ticker", "live-ticker", "live-news", "en-direct", "envivo", "en-vivo", "directo", "minuto-a-minuto", "diretta", "ao-vivo", "canli", "canli-anlatim", 
];

/// What papers call their galleries in their addresses.
#[rustfmt::skip]
pub(super) const GALLERIES: &[&str] = &[
    "gallery", "galleries", "galerie", "galerien", "galeria", "galerias", "galería", "photos", "photo-gallery", "photogallery", "pictures", "in-pictures", "slideshow", "slideshows", "diaporama", "diaporamas", "fotostrecke", "fotostrecken", "bildergalerie", "bildstrecke", "bilder",
    "fotogaleri", "foto-galeri", "fotogalerie", "fotogalerias", "fotogaleria", "fotos", "foto", "photoshow", "fotolenta", "photoreport",
];
