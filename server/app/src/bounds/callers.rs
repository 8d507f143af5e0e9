//! Who is at the other end: the peer, or whom a trusted proxy names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// The networks from which proxies connect for others.
#[derive(Debug, Clone)]
pub struct Proxies(Vec<IpNet>);

impl Default for Proxies {
    /// This machine.
    fn default() -> Self {
        let own = [
            IpNet::from(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            IpNet::from(IpAddr::V6(Ipv6Addr::LOCALHOST)),
        ];
        Self(own.into())
    }
}

impl Proxies {
    /// This machine and these networks.
    #[must_use]
    pub fn and(networks: &[IpNet]) -> Self {
        let Self(mut all) = Self::default();
        all.extend(networks);
        Self(all)
    }

    /// Whether somebody at this address is believed when it names another one.
    pub(crate) fn has(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Who calls. Each proxy adds the address that it sees at the end of `X-Forwarded-For`; what stands
    /// before the first one that no proxy of ours has seen, the caller may have made up.
    pub(crate) fn caller(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut caller = peer;
        // Some proxies add a line of their own below the one that the caller sent.
        let lines = headers.get_all("x-forwarded-for").iter().rev();
        let named = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(','));
        for name in named {
            if !self.has(caller) {
                break;
            }
            let Ok(address) = name.trim().parse::<IpAddr>() else {
                break;
            };
            caller = address;
        }
        caller.to_canonical()
    }
}

/// Whether it is the address from which this machine connects to itself: nobody counts that.
pub(crate) fn is_own(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// Whoever is behind an address: with IPv6, a household or a venue has a network of 64 bits.
pub(crate) fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            Ipv6Addr::from(network).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn headers(lines: &[&str]) -> HeaderMap {
        let name = axum::http::HeaderName::from_static("x-forwarded-for");
        let lines = lines
            .iter()
            .map(|line| (name.clone(), line.parse().unwrap()));
        lines.collect()
    }

    #[test]
    fn a_proxy_on_this_machine_says_for_whom_it_connects_and_nobody_else_does() {
        let proxies = Proxies::default();
        let named = headers(&["198.51.100.1, 192.0.2.9"]);
        assert_eq!(proxies.caller(ip("127.0.0.1"), &named), ip("192.0.2.9"));
        assert_eq!(proxies.caller(ip("203.0.113.5"), &named), ip("203.0.113.5"));
        let two = headers(&["198.51.100.1, 192.0.2.9", "192.0.2.10"]);
        assert_eq!(proxies.caller(ip("::1"), &two), ip("192.0.2.10"));
        assert_eq!(
            proxies.caller(ip("127.0.0.1"), &headers(&[])),
            ip("127.0.0.1")
        );
        assert_eq!(
            proxies.caller(ip("127.0.0.1"), &headers(&["nobody"])),
            ip("127.0.0.1")
        );
    }

    #[test]
    fn trusted_proxies_are_passed_over_and_what_a_caller_made_up_is_not_believed() {
        let proxies = Proxies::and(&["172.16.0.0/12".parse().unwrap()]);
        let named = headers(&["127.0.0.1, 203.0.113.9, 172.18.0.3"]);
        assert_eq!(proxies.caller(ip("172.18.0.2"), &named), ip("203.0.113.9"));
        assert_eq!(
            proxies.caller(ip("::ffff:172.18.0.2"), &named),
            ip("203.0.113.9")
        );
        assert_eq!(proxies.caller(ip("203.0.113.9"), &named), ip("203.0.113.9"));
    }

    #[test]
    fn a_network_of_ipv6_is_one_household() {
        assert_eq!(household(ip("2001:db8:1:2:3::4")), ip("2001:db8:1:2::"));
        assert_eq!(household(ip("::ffff:192.0.2.7")), ip("192.0.2.7"));
    }
}
