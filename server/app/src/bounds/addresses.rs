//! How many sockets one address may open: enough for a whole venue behind one, too few for a
//! flood.
//!
//! Whoever connects from this machine is its own, or a proxy that says for whom it connects.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::HeaderMap;
use dashmap::DashMap;
use tokio::time::Instant;

use super::Budget;

/// Sockets in a row: a large room that comes back at once, and its displays.
const BURST: f64 = 1_500.0;
/// Sockets a second in the long run.
const PER_SECOND: f64 = 50.0;
/// Addresses that are remembered; past that, those that have been quiet are forgotten.
const ADDRESSES_MAX: usize = 20_000;

/// What each address may still open.
#[derive(Debug, Default)]
pub(crate) struct Addresses(DashMap<IpAddr, Budget>);

impl Addresses {
    /// Takes one socket of an address; those of this machine are not counted.
    pub(crate) fn takes(&self, address: IpAddr, now: Instant) -> bool {
        if is_own(address) {
            return true;
        }
        let address = caller(address);
        if self.0.len() >= ADDRESSES_MAX {
            self.0.retain(|_, budget| !budget.is_full(now));
        }
        let full = || Budget::of(BURST, PER_SECOND, now);
        self.0.entry(address).or_insert_with(full).takes(now)
    }
}

/// Whether this is the address from which this machine connects to itself.
pub(crate) fn is_own(address: IpAddr) -> bool {
    let address = address.to_canonical();
    address == Ipv4Addr::LOCALHOST || address == Ipv6Addr::LOCALHOST
}

/// Whoever is behind an address: with IPv6, a household or a venue has a network of 64 bits.
pub(crate) fn caller(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            Ipv6Addr::from(network).into()
        }
    }
}

/// Who connects: the peer, or whom a proxy on this machine names last.
pub(crate) fn who(peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    if !is_own(peer) {
        return peer;
    }
    // Some proxies add a line of their own below the one that the caller sent.
    let named = headers.get_all("x-forwarded-for").iter().next_back();
    let named = named.and_then(|value| value.to_str().ok()?.rsplit(',').next());
    named
        .and_then(|name| name.trim().parse().ok())
        .unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_venue_comes_in_at_once_and_a_flood_does_not() {
        let addresses = Addresses::default();
        let now = Instant::now();
        let venue: IpAddr = "192.0.2.7".parse().unwrap();
        let taken = (0..2_000).filter(|_| addresses.takes(venue, now)).count();
        assert_eq!(taken, 1_500);
        let other: IpAddr = "192.0.2.8".parse().unwrap();
        assert!(addresses.takes(other, now));
    }

    #[test]
    fn a_proxy_on_this_machine_says_for_whom_it_connects_and_nobody_else_does() {
        let mut headers = HeaderMap::new();
        let named = "198.51.100.1, 192.0.2.9".parse().unwrap();
        headers.insert("x-forwarded-for", named);
        let local: IpAddr = "127.0.0.1".parse().unwrap();
        let far: IpAddr = "203.0.113.5".parse().unwrap();
        assert_eq!(who(local, &headers), "192.0.2.9".parse::<IpAddr>().unwrap());
        assert_eq!(who(far, &headers), far);
        headers.append("x-forwarded-for", "192.0.2.10".parse().unwrap());
        let below: IpAddr = "192.0.2.10".parse().unwrap();
        assert_eq!(who(local, &headers), below);
    }
}
