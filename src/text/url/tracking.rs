//! Query parameters that say where a reader came from, not what is read: a table of our own.
//!
//! A parameter stands here only if no paper is known to name its articles by it. Names that do both, such as `source`,
//! count as tracking only where their value holds no digit. Names are in lower case.

/// Parameters that are tracking whatever their value.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    // Click ids of advertising networks and social media.
    "__tn__", "__twitter_impression", "_branch_match_id", "_openstat", "dclid", "dicbo", "ef_id", "epik", "fbclid",
    "gad_campaignid", "gad_source", "gbraid", "gclid", "gclsrc", "igsh", "igshid", "irclickid", "li_fat_id",
    "mibextid", "msclkid", "rb_clickid", "rdt_cid", "s_kwcid", "sfnsn", "srsltid", "tblci", "ttclid", "twclid",
    "wbraid", "wickedid", "yclid", "ysclid", "zanpid",
    // Analytics and mail campaigns.
    "_ga", "_gl", "_hsenc", "_hsmi", "_kx", "cmpid", "emc", "ftcamp", "intcid", "intcmp", "maca", "mbid", "mkt_tok",
    "ml_subscriber", "ml_subscriber_hash", "ocid", "s_cid", "smid", "smtyp", "spm", "spref", "sscid", "tpcc", "tsrc",
    "wpisrc", "wprov", "wpsrc", "wt_mc", "wt_zmc", "xtor",
    // Marks that papers and portals put on links in feeds, mails and shares.
    "feature", "feedname", "feedtype", "fref", "ftag", "guccounter", "hc_ref", "ito", "rdid", "ref_src", "ref_url",
    "referer", "referrer", "reflink", "rss", "scm", "share", "shared", "soc_src", "soc_trk", "sr_share", "taid",
    "traffic_source", "trk", "usqp",
    // The same text in another dress: AMP, print.
    "amp", "outputtype", "print", "printable",
    // Sessions and cache breakers.
    "_", "jsessionid", "phpsessid", "session_id", "sessionid",
];

/// Beginnings of parameter names that are tracking whatever their value.
#[rustfmt::skip]
const PREFIXES: &[&str] = &[
    "_x_tr_", "amp_", "aspsessionid", "at_", "bsft_", "cm_mmc", "fb_action_", "ga_", "guce_", "hsa_", "itm_",
    "matomo_", "mc_", "mtm_", "ns_", "oly_", "piwik_", "pk_", "stm_", "trk_", "utm_", "vero_", "wt.mc", "wt_mc_",
];

/// Parameters that are tracking where their value holds no digit: otherwise it may be what tells two articles apart.
const NAMES_OF_ORIGIN: &[&str] =
    &["cmp", "from", "icid", "medium", "ncid", "output", "partner", "ref", "source", "src", "via"];

/// The fewest letters and digits of a session's id, where the parameter's name may also mean "story id".
const SHORTEST_SESSION: usize = 20;

/// Whether a query parameter makes no difference to what is read.
pub(super) fn is_tracking(name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.as_str();
    NAMES.contains(&name)
        || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || (NAMES_OF_ORIGIN.contains(&name) && !value.contains(|c: char| c.is_numeric()))
        || (name == "sid" && value.len() >= SHORTEST_SESSION)
        // The first page of a text is the text.
        || (name == "page" && matches!(value, "0" | "1"))
}
