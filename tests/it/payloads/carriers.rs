//! The ways in which a payload is brought past those who look for it.

/// Brings a payload.
type Carrier = fn(&str) -> String;

/// All of them.
pub(super) const ALL: [Carrier; 21] = [
    str::to_owned,
    // Out of an attribute, in either kind of quotes.
    |payload| format!("\">{payload}"),
    |payload| format!("'>{payload}"),
    |payload| format!("\" autofocus onfocus=window.hit=1 x=\"{payload}"),
    // Out of elements that hold text.
    |payload| format!("</title>{payload}"),
    |payload| format!("</textarea>{payload}"),
    |payload| format!("</script>{payload}"),
    |payload| format!("</style>{payload}"),
    |payload| format!("</pre></main></body></html>{payload}"),
    // In elements that hold text to some readers and elements to others.
    |payload| format!("<noscript><p title=\"</noscript>{payload}\">"),
    |payload| format!("<template>{payload}</template>"),
    |payload| format!("<xmp>{payload}</xmp><noembed>{payload}</noembed>"),
    |payload| format!("<svg></p><style><a id=\"</style>{payload}\">"),
    // Comments and sections that end elsewhere than it seems.
    |payload| format!("<!--><!---->{payload}<!--"),
    |payload| format!("<![CDATA[{payload}]]>"),
    // Broken markup.
    |payload| format!("<<{}", payload.trim_start_matches('<').trim_end_matches('>')),
    |payload| payload.replace(' ', "/").replace('=', " = "),
    // Characters that hide, turn the text round, or vanish.
    |payload| payload.replacen("<s", "<\0s", 1).replace("scr", "scr\0"),
    |payload| format!("\u{202e}{payload}\u{2066}\u{feff}\u{e0041}"),
    // Letters written otherwise: references once and twice, and UTF-7.
    |payload| payload.replace('<', "&lt;").replace('>', "&#x3e;").replace('&', "&amp;"),
    |payload| payload.replace('<', "+ADw-").replace('>', "+AD4-").replace('"', "+ACI-"),
];
