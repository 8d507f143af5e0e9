//! How many connections are open at once, in all and by address.

use std::net::IpAddr;
use std::sync::Arc;

use dashmap::DashMap;
use dashmap::mapref::entry::Entry;
use tokio::sync::watch;

use super::Bounds;
use super::callers::{Proxies, household};

/// The open connections.
#[derive(Debug)]
pub(crate) struct Connections {
    by_address: DashMap<IpAddr, usize>,
    open: watch::Sender<usize>,
    max: usize,
    per_address_max: usize,
    proxies: Proxies,
}

impl Connections {
    pub(crate) fn new(bounds: &Bounds, proxies: Proxies) -> Self {
        Self {
            by_address: DashMap::new(),
            open: watch::Sender::new(0),
            max: bounds.connections_max,
            per_address_max: bounds.connections_per_address_max,
            proxies,
        }
    }

    /// Counts one more, until the permit is dropped; `None` past a bound. Of a proxy's
    /// address, only the number in all counts: it connects for everybody.
    pub(crate) fn takes(self: &Arc<Self>, address: IpAddr) -> Option<Permit> {
        let mut is_taken = false;
        self.open.send_if_modified(|open| {
            is_taken = *open < self.max;
            *open += usize::from(is_taken);
            is_taken
        });
        if !is_taken {
            return None;
        }
        let mut permit = Permit {
            connections: Arc::clone(self),
            address: None,
        };
        if !self.proxies.has(address) {
            let address = household(address);
            let mut count = self.by_address.entry(address).or_default();
            if *count >= self.per_address_max {
                return None;
            }
            *count += 1;
            permit.address = Some(address);
        }
        Some(permit)
    }

    /// Resolves when none is open.
    pub(crate) async fn none_left(&self) {
        // The sender is here, so that the wait cannot fail.
        let _ = self.open.subscribe().wait_for(|open| *open == 0).await;
    }
}

/// One open connection.
#[derive(Debug)]
pub(crate) struct Permit {
    connections: Arc<Connections>,
    address: Option<IpAddr>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        let connections = &self.connections;
        if let Some(address) = self.address
            && let Entry::Occupied(mut count) = connections.by_address.entry(address)
        {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
        connections.open.send_modify(|open| *open -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connections() -> Arc<Connections> {
        let bounds = Bounds {
            connections_max: 10,
            connections_per_address_max: 4,
            ..Bounds::default()
        };
        Arc::new(Connections::new(&bounds, Proxies::default()))
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_flooder_has_its_share_and_others_have_theirs() {
        let connections = connections();
        let flood: Vec<_> = (0..9)
            .filter_map(|_| connections.takes(address("192.0.2.7")))
            .collect();
        assert_eq!(flood.len(), 4);
        let others: Vec<_> = (0..9)
            .filter_map(|at| connections.takes(address(&format!("198.51.100.{at}"))))
            .collect();
        assert_eq!(others.len(), 6);
        drop(flood);
        assert!(connections.takes(address("192.0.2.7")).is_some());
        drop(others);
        assert!(connections.by_address.is_empty());
        assert_eq!(*connections.open.borrow(), 0);
    }

    #[test]
    fn a_network_of_ipv6_is_one_caller() {
        let connections = connections();
        let taken: Vec<_> = (0..9)
            .filter_map(|at| connections.takes(address(&format!("2001:db8:1:2:{at}::1"))))
            .collect();
        assert_eq!(taken.len(), 4);
        assert!(connections.takes(address("2001:db8:1:3::1")).is_some());
    }

    #[test]
    fn a_proxy_on_this_machine_connects_for_everybody() {
        let connections = connections();
        let proxied: Vec<_> = ["127.0.0.1", "::1", "::ffff:127.0.0.1"]
            .into_iter()
            .cycle()
            .take(12)
            .filter_map(|own| connections.takes(address(own)))
            .collect();
        assert_eq!(proxied.len(), 10);
    }
}
