//! The words that tell what a date beside a headline is.

use crate::text::fold::fold;

/// What a label says of its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// The article appeared then.
    Published,
    /// The article was changed then.
    Updated,
}

/// The label among the words beside a date; the last one, since it stands nearest.
pub(super) fn read(text: &str) -> Option<Label> {
    let text = fold(text);
    let last = |words: &[&str]| words.iter().filter_map(|word| text.rfind(&fold(word))).max();
    match (last(PUBLISHED), last(UPDATED)) {
        (None, None) => None,
        (published, updated) if published > updated => Some(Label::Published),
        _ => Some(Label::Updated),
    }
}

#[rustfmt::skip]
const PUBLISHED: &[&str] = &[
    "published", "posted", "first published", "publie", "parution", "mis en ligne", "veroffentlicht", "erschienen", "erstellt",
    "publicado", "publicacion", "publicada", "publicatie", "gepubliceerd", "geplaatst", "pubblicato", "pubblicata",
    "опубликовано", "опубликован", "опубліковано", "публикувано", "дата публикации", "yayın", "yayınlanma", "giriş tarihi",
    "نشر", "نُشر", "تاريخ النشر", "النشر", "انتشار", "تاریخ انتشار", "منتشر", "شائع", "发布", "发表", "發布", "發佈", "公開", "掲載", "配信",
    "입력", "등록", "게재", "פורסם", "opublikowano", "opublikowany", "publikováno", "zveřejněno", "publicerad", "publiceret",
    "publisert", "julkaistu", "diterbitkan", "dipublikasikan", "đăng", "δημοσιεύ", "δημοσίευση", "เผยแพร่", "objavljeno",
    "megjelent", "publicat", "entry date", "issued", "released", "mise en ligne", "date de publication", "eingestellt am",
    "geschrieben am", "добавлено", "дата публикации", "eklenme", "objavljeno", "обявено",
];

#[rustfmt::skip]
const UPDATED: &[&str] = &[
    "updated", "last modified", "modified", "last update", "mis a jour", "mise a jour", "modifie", "aktualisiert", "geandert",
    "letzte anderung", "actualizado", "actualizada", "actualizacion", "ultima actualizacion", "atualizado", "atualizada",
    "bijgewerkt", "aggiornato", "aggiornamento", "ultima modifica", "обновлено", "обновлён", "обновлен", "изменено", "оновлено",
    "обновена", "güncelleme", "güncellendi", "son güncelleme", "تحديث", "آخر تحديث", "تم التحديث", "تعديل", "به روز رسانی",
    "به‌روزرسانی", "بروزرسانی", "آخرین ویرایش", "更新", "修改", "最終更新", "수정", "업데이트", "עודכן", "zaktualizowano",
    "aktualizacja", "aktualizováno", "upraveno", "uppdaterad", "opdateret", "oppdatert", "päivitetty", "diperbarui", "cập nhật",
    "last edited", "edited on", "reviewed", "revised", "zuletzt bearbeitet", "letzte bearbeitung", "uberarbeitet", "modification",
    "revisado", "отредактировано", "آخر تعديل", "ویرایش", "آخرین به‌روزرسانی", "last changed", "geandert am", "stand vom",
    "ενημερώθηκε", "ενημέρωση", "อัปเดต", "ažurirano", "frissítve", "actualizat",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_label_counts() {
        assert_eq!(read("Published:"), Some(Label::Published));
        assert_eq!(read("نشر: "), Some(Label::Published));
        assert_eq!(read(" - Son Güncelleme: "), Some(Label::Updated));
        assert_eq!(read("Published by Jane Doe, updated"), Some(Label::Updated));
        assert_eq!(read("Geneva, "), None);
    }
}
