//! Why a source or a page could not be had, in one word.

use serde::{Deserialize, Serialize};

use super::article::named_enum;

named_enum!(
    /// Why a fetch or a poll failed.
    ErrorKind {
        /// The name did not resolve.
        Dns = "dns",
        /// No connection could be made, or it broke.
        Connect = "connect",
        /// The certificate or the TLS handshake was refused.
        Tls = "tls",
        /// It took longer than allowed.
        Timeout = "timeout",
        /// The decoded answer was larger than allowed.
        TooLarge = "too-large",
        /// Too many redirects, or one to somewhere that is not http or https.
        Redirect = "redirect",
        /// The address is private and the source does not allow it.
        ForbiddenAddress = "forbidden-address",
        /// The answer broke the protocol: bad headers, bad encoding, cut short.
        Protocol = "protocol",
        /// 401 or 403.
        Denied = "denied",
        /// 404.
        NotFound = "not-found",
        /// 410.
        Gone = "gone",
        /// 429.
        TooManyRequests = "too-many-requests",
        /// Another 4xx.
        Client = "http-client",
        /// 5xx.
        Server = "http-server",
        /// The answer is not what the source should be: HTML instead of a feed, an empty page.
        NotAFeed = "not-a-feed",
        /// The answer could not be read although it seemed to be of the right kind.
        Parse = "parse",
        /// A page stands where the source or article was: a login, a consent form, a check for robots, a portal.
        Interstitial = "interstitial",
        /// Reading the answer took more CPU time than anything honest does, and was given up.
        TooSlow = "too-slow",
        /// robots.txt forbids the address.
        Robots = "robots",
        /// The network is down as a whole; it counts against no source.
        Offline = "offline",
        /// Our own code panicked on the source's bytes; a defect to report.
        Panic = "panic",
    }
);
