//! How often a client asks.
//!
//! Each client has a bucket, which fills evenly and holds what it may ask in a minute (GCRA, by `governor`). There are as many
//! buckets as fit in 16 bits, and which one is a client's nobody can foresee: so the table stays small whoever asks, and two
//! clients share a bucket about never.

use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::denial::Denial;

type Buckets = DefaultKeyedRateLimiter<u16>;

const A_MINUTE: Duration = Duration::from_secs(60);

/// The buckets of all clients.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// What a bucket holds, with the buckets.
    buckets: Mutex<Option<(NonZeroU32, Arc<Buckets>)>>,
    hasher: RandomState,
}

impl Pace {
    /// Takes a request out of a client's bucket; 0 a minute asks nothing.
    pub(super) fn check(&self, per_minute: u32, client: IpAddr) -> Result<(), Denial> {
        let Some(per_minute) = NonZeroU32::new(per_minute) else { return Ok(()) };
        let [low, high, ..] = self.hasher.hash_one(client).to_le_bytes();
        let taken = self.buckets(per_minute).check_key(&u16::from_le_bytes([low, high]));
        taken.map_err(|early| Denial::TooOften(early.wait_time_from(DefaultClock::default().now())))
    }

    /// The buckets of this size, which are new where the configuration says another than before.
    fn buckets(&self, per_minute: NonZeroU32) -> Arc<Buckets> {
        let mut kept = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((size, buckets)) = &*kept
            && *size == per_minute
        {
            return Arc::clone(buckets);
        }
        let quota = Quota::with_period(A_MINUTE / per_minute.get()).unwrap_or(Quota::per_minute(per_minute));
        let buckets = Arc::new(RateLimiter::keyed(quota.allow_burst(per_minute)));
        *kept = Some((per_minute, Arc::clone(&buckets)));
        buckets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_client_has_its_own_pace() {
        let pace = Pace::default();
        let (one, other) = (IpAddr::from([198, 51, 100, 1]), IpAddr::from([198, 51, 100, 2]));
        let asks = |per_minute, client| pace.check(per_minute, client);
        assert_eq!((asks(2, one), asks(2, one)), (Ok(()), Ok(())));
        let Err(Denial::TooOften(wait)) = asks(2, one) else { panic!("the third is one too many") };
        assert!(wait > Duration::from_secs(20) && wait <= Duration::from_secs(30), "{wait:?}");
        assert_eq!(asks(2, other), Ok(()));
        assert_eq!(asks(0, one), Ok(()));
        assert_eq!(asks(3, one), Ok(()), "another pace begins anew");
    }
}
