//! Pages in the way, in several languages, and pages that only resemble them.

use super::*;

#[track_caller]
fn check(html: &str, expected: Option<Interstitial>) {
    let url = Url::parse("https://paper.example/news/feed.xml").expect("valid");
    assert_eq!(recognise(html, &url), expected, "{html}");
}

#[test]
fn logins_are_told_in_any_language() {
    for text in
        ["Please log in to continue", "الرجاء تسجيل الدخول للمتابعة", "请登录后继续", "Войдите, чтобы продолжить"]
    {
        let form =
            "<form method=post action=/session><input name=u><input type=PASSWORD name=p><button>→</button></form>";
        let menu = "<nav><a href=/>1</a><a href=/a>2</a></nav>".repeat(20);
        check(
            &format!("<html><head><title>{text}</title></head><body>{menu}<h1>{text}</h1>{form}"),
            Some(Interstitial::Login),
        );
    }
}

#[test]
fn checks_for_robots_are_told_by_what_they_are_made_of() {
    let say = "<h1>一度だけ確認しています</h1><p>しばらくお待ちください。</p>";
    for part in [
        "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>",
        "<script>window._cf_chl_opt = {cType: 'managed'};</script>",
        "<iframe src='/_Incapsula_Resource?CWUDNSAI=9&xinfo=1'></iframe>",
        "<script src='https://ct.captcha-delivery.com/c.js'></script>",
        "<form method=post><div class='g-recaptcha' data-sitekey=x></div></form>",
        "<script src='/.well-known/.within.website/x/cmd/anubis/static/js/main.mjs'></script>",
    ] {
        check(&format!("<html><head><title>…</title></head><body>{say}{part}"), Some(Interstitial::BotCheck));
    }
    check(
        "<html><body><script>document.cookie='a='+f(); location.reload();</script></body></html>",
        Some(Interstitial::BotCheck),
    );
}

#[test]
fn portals_send_the_reader_elsewhere() {
    check(
        "<html><head><meta http-equiv=Refresh content='0; URL=http://192.168.1.1/login'></head>",
        Some(Interstitial::Portal),
    );
    check(
        "<meta http-equiv=refresh content=\"3;url='https://wifi.hotel.example/start'\"><p>Willkommen",
        Some(Interstitial::Portal),
    );
    check("<html><!-- <?xml version='1.0'?><WISPAccessGatewayParam> --><body>Hotel", Some(Interstitial::Portal));
    check(
        "<form action='https://portal.example/accept'><p>أهلا بكم<button>موافق</button></form>",
        Some(Interstitial::Portal),
    );
    check("<meta http-equiv=refresh content='0;url=/new/feed.xml'><p>Moved.", None);
    check("<meta http-equiv=refresh content='300;url=https://other.example/'><p>Ticker", None);
}

#[test]
fn consent_forms_that_stand_alone_are_told() {
    let form = "<form method=post action=/collectConsent><p>…</p><button name=agree>同意</button></form>";
    check(&format!("<html><body><h1>在继续之前</h1>{form}<a href=/privacy>隐私</a>"), Some(Interstitial::Consent));
    let banner = "<div id=cookie-consent><form><button>OK</button></form></div>";
    let stories = "<p><a href=/x>A story of the day</a></p>".repeat(10);
    check(&format!("<html><body>{banner}{stories}"), None);
}

#[test]
fn pages_that_people_read_are_never_taken_for_one() {
    let login = "<form><input type=password></form><div class=g-recaptcha></div>";
    let prose = "<p>The harbour was shown to the minister after the bridge had been closed for the winter.</p>";
    check(&format!("{login}{}", prose.repeat(20)), None);
    check(&format!("{login}{}", "<p><a href=/x>A story</a></p>".repeat(25)), None);
    for claim in [
        "<meta property='og:type' content='article'>",
        "<meta property='article:published_time' content='2026-01-01'>",
        "<script type='application/ld+json'>{}</script>",
        "<link rel=alternate type='application/rss+xml' href=/feed>",
        "<article></article>",
        "<p itemprop=articleBody></p>",
    ] {
        check(&format!("{claim}{login}<p>Short news."), None);
    }
    check("<html><body><p>Back soon.</p>", None);
    check("", None);
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(html: String) {
        let _ = recognise(&html, &Url::parse("https://paper.example/").expect("valid"));
    }
}
