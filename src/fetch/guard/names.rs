//! The resolver that the HTTP clients use: what it lets through is what is connected to.
//!
//! There is no second look-up between the check and the connection, so a name that changes its mind in between (DNS
//! rebinding) gains nothing; and a kept connection stays with the address that was checked when it was made.

use std::io;
use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::Guard;

/// Where names are looked up.
#[derive(Clone)]
pub(in crate::fetch) enum Names {
    /// By the operating system.
    System,
    /// In a test's own table: no name server is asked.
    #[cfg(test)]
    Scripted(std::sync::Arc<Table>),
}

/// What a test's names lead to.
#[cfg(test)]
type Table = dyn Fn(&str) -> Vec<std::net::IpAddr> + Send + Sync;

impl Names {
    async fn look_up(&self, name: &str) -> io::Result<Vec<SocketAddr>> {
        match self {
            Self::System => Ok(tokio::net::lookup_host((name, 0)).await?.collect()),
            #[cfg(test)]
            Self::Scripted(table) => Ok(table(name).into_iter().map(|address| SocketAddr::new(address, 0)).collect()),
        }
    }
}

impl std::fmt::Debug for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Names")
    }
}

/// Looks names up, and hands out what the guard permits.
#[derive(Debug, Clone)]
pub(in crate::fetch) struct GuardedNames {
    pub(in crate::fetch) guard: Guard,
    pub(in crate::fetch) names: Names,
    /// The proxy's name, which may lead to a private network as the user wrote it.
    pub(in crate::fetch) proxy_host: Option<String>,
}

impl Resolve for GuardedNames {
    fn resolve(&self, name: Name) -> Resolving {
        let Self { guard, names, proxy_host } = self.clone();
        Box::pin(async move {
            let found = names.look_up(name.as_str()).await?;
            let is_proxy = proxy_host.as_deref() == Some(name.as_str());
            let permitted = if is_proxy { found } else { guard.judge(name.as_str(), &found)? };
            Ok(Box::new(permitted.into_iter()) as Addrs)
        })
    }
}
