//! Who writes without being a person: news agencies, newsrooms and the paper itself.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::words;
use crate::text::fold::fold;

/// Tells people from organisations.
pub(super) struct Organisations {
    /// The names of the site as they are compared.
    sites: Vec<String>,
}

impl Organisations {
    /// For a page of a site that goes by these names.
    pub(super) fn new(site_names: &[String]) -> Self {
        let sites = site_names.iter().map(|name| key(name)).filter(|key| !key.is_empty()).collect();
        Self { sites }
    }

    /// The people among the names.
    pub(super) fn people(&self, names: &[String]) -> Vec<String> {
        names.iter().filter(|name| !self.is_one(name)).cloned().collect()
    }

    /// Whether a name is that of a news agency.
    pub(super) fn is_agency(&self, name: &str) -> bool {
        AGENCY_KEYS.contains(&key(name))
    }

    /// Whether a name is one of the site's own.
    pub(super) fn is_site(&self, name: &str) -> bool {
        self.sites.contains(&key(name))
    }

    fn is_one(&self, name: &str) -> bool {
        let key = key(name);
        self.sites.contains(&key) || self.is_agency(name) || words::is_team(name)
    }
}

/// Letters and digits of a name, folded, without what is added to names of sites.
fn key(name: &str) -> String {
    let name = fold(name);
    let name = name.strip_prefix("www.").or_else(|| name.strip_prefix("the ")).unwrap_or(&name);
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

static AGENCY_KEYS: LazyLock<HashSet<String>> = LazyLock::new(|| AGENCIES.iter().map(|name| key(name)).collect());

/// News agencies as they sign, in the languages they write.
#[rustfmt::skip]
const AGENCIES: &[&str] = &[
    // Of the world.
    "AFP", "Agence France-Presse", "AP", "AP News", "Associated Press", "Reuters", "Thomson Reuters", "Bloomberg", "Bloomberg News", "UPI", "PA",
    "PA Media", "Press Association", "dpa", "Deutsche Presse-Agentur", "dpa-AFX", "EFE", "Agencia EFE", "ANSA", "Kyodo",
    "Kyodo News", "Xinhua", "Yonhap", "Yonhap News Agency", "TASS", "RIA Novosti", "Interfax", "Sputnik", "Anadolu", "Anadolu Agency", "AA",
    // Of Europe.
    "APA", "SID", "epd", "KNA", "Keystone-SDA", "sda", "SDA/Keystone", "ots", "Adnkronos", "LaPresse", "AGI", "Europa Press", "EP", "Lusa", "Belga", "ANP",
    "Ritzau", "NTB", "TT", "STT", "PAP", "ČTK", "CTK", "TASR", "SITA", "MTI", "Agerpres", "Mediafax", "BTA", "Tanjug", "Beta", "Hina", "SRNA", "FENA",
    "STA", "ELTA", "LETA", "BNS", "Ukrinform", "UNIAN", "BelTA", "AMNA", "ΑΠΕ-ΜΠΕ", "DHA", "İHA", "IHA", "ANKA",
    "ТАСС", "РИА Новости", "Интерфакс", "Укринформ", "Укрінформ", "УНИАН", "УНІАН", "БЕЛТА", "БТА", "Рейтер", "Франс Пресс",
    // Of the Arab world, Iran and Israel.
    "أ ف ب", "أ.ف.ب", "ا ف ب", "فرانس برس", "وكالة فرانس برس", "رويترز", "د ب أ", "د.ب.أ", "أ ب", "أسوشيتد برس", "الأناضول", "وكالة الأناضول",
    "أ ش أ", "أ.ش.أ", "وكالة أنباء الشرق الأوسط", "واس", "وام", "قنا", "كونا", "بنا", "بترا", "سانا", "سبأ", "واع", "وات", "واج",
    "سبوتنيك", "شينخوا", "العمانية", "SPA", "WAM", "QNA", "KUNA", "BNA", "Petra", "SANA", "NNA", "MENA", "IRNA", "ISNA", "Tasnim", "Fars", "Mehr",
    "ایرنا", "ایسنا", "تسنیم", "فارس", "مهر", "رویترز", "خبرگزاری فرانسه", "רויטרס", "סוכנויות הידיעות",
    // Of Asia, Africa and the Americas.
    "新华社", "新華社", "中新社", "中央社", "共同通信", "共同", "時事通信", "時事", "ロイター", "AFP時事", "路透社", "法新社", "美联社", "연합뉴스", "뉴시스", "뉴스1",
    "PTI", "ANI", "IANS", "UNI", "APP", "BSS", "Antara", "Bernama", "VNA", "TTXVN", "PNA", "SAPA", "NAN", "MAP", "APS", "TAP", "Agência Brasil",
    "Estadão Conteúdo", "Folhapress", "Télam", "Telam", "Notimex", "Canadian Press", "The Canadian Press", "AAP",
];
