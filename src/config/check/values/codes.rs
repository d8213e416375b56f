//! Codes of languages and countries.

use crate::config::mistakes::Fault;
use crate::model::LanguageCode;

/// ISO 639-1: languages that have a code of two letters.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii \
    ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr \
    ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl \
    sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh \
    zu";

/// ISO 3166-1, with the codes that it keeps for the European Union and the United Nations.
const COUNTRIES: &str = "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br \
    bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et \
    eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io \
    iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk \
    ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr \
    ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk \
    tl tm tn to tr tt tv tw tz ua ug um un us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

/// A language: one of ISO 639-1, or a code of three letters, of which there are too many to list.
pub(in crate::config::check) fn language(text: &str) -> Result<LanguageCode, Fault> {
    let lower = text.trim().to_lowercase();
    match LanguageCode::parse(&lower) {
        Ok(code) if lower.len() == 3 || knows(LANGUAGES, &lower) => Ok(code),
        _ => Err(unknown_language(text)),
    }
}

fn unknown_language(text: &str) -> Fault {
    let message = format!("unknown language `{text}`");
    match LanguageCode::from_tag(text).filter(|code| knows(LANGUAGES, code.as_str())) {
        Some(code) => Fault::new(message, format!("write `{code}`, without script or region")),
        None => Fault::new(message, "write its ISO 639 code, such as `ar`, `fa` or `ckb`"),
    }
}

/// A country by its code of two letters, in lower case.
pub(in crate::config::check) fn country(text: &str) -> Result<String, Fault> {
    let lower = text.trim().to_lowercase();
    if knows(COUNTRIES, &lower) {
        return Ok(lower);
    }
    let message = format!("unknown country `{text}`");
    // What people write for it most often.
    let hint = match lower.as_str() {
        "uk" | "en" => "the United Kingdom is `gb`",
        "usa" => "the United States are `us`",
        _ => "write its ISO 3166 code of two letters, such as `eg` or `tr`",
    };
    Err(Fault::new(message, hint))
}

fn knows(list: &str, code: &str) -> bool {
    list.split_whitespace().any(|known| known == code)
}
