//! How fast each HTTP route may be asked, by an address and by whoever holds a secret.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::IpAddr;
use std::time::Duration;

use strum::VariantArray;
use tokio::time::Instant;

use super::buckets::{Buckets, Rate};
use super::callers::household;

/// Requests that cost alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub(crate) enum Cost {
    /// Makes a session.
    Create,
    /// Reads a page or a file.
    Read,
    /// Writes a document.
    Export,
    /// Changes or looks into a session.
    Session,
    /// What is looked up before somebody joins.
    Face,
    /// Opens a socket.
    Socket,
    /// A file of the web app, or whether the server is well.
    Web,
}

impl Cost {
    /// Of a route, by the pattern that matched.
    pub(crate) fn of(route: Option<&str>) -> Self {
        match route {
            Some("/api/sessions") => Self::Create,
            Some("/api/read-page" | "/api/read-file" | "/api/sessions/{code}/page") => Self::Read,
            Some("/api/sessions/{code}/report.{format}") => Self::Export,
            Some("/api/sessions/{code}") => Self::Face,
            Some("/ws") => Self::Socket,
            Some(route) if route.starts_with("/api/sessions/") => Self::Session,
            _ => Self::Web,
        }
    }

    /// What one address may do: a venue of 500 stands behind some.
    fn of_address(self) -> Rate {
        let (burst, per_second) = match self {
            Self::Create => (20.0, 0.2),
            Self::Read => (30.0, 0.5),
            Self::Export => (60.0, 2.0),
            Self::Session => (300.0, 20.0),
            // A large room that comes at once, and its displays.
            Self::Face | Self::Socket => (1_500.0, 50.0),
            // Five hundred first visits.
            Self::Web => (60_000.0, 2_000.0),
        };
        Rate { burst, per_second }
    }

    /// What whoever holds one secret may do, from wherever they call.
    fn of_credential(self) -> Rate {
        let (burst, per_second) = match self {
            Self::Create => (20.0, 0.2),
            Self::Read => (20.0, 0.5),
            Self::Export => (40.0, 1.0),
            Self::Session => (120.0, 15.0),
            Self::Face | Self::Socket | Self::Web => return self.of_address(),
        };
        Rate { burst, per_second }
    }

    /// After how long one more is there.
    pub(crate) fn retry_after(self) -> Duration {
        let slower = self
            .of_address()
            .per_second
            .min(self.of_credential().per_second);
        Duration::from_secs_f64(1.0 / slower)
    }
}

/// What may still be asked of each sort.
#[derive(Debug)]
pub(crate) struct Rates(Vec<(Buckets<IpAddr>, Buckets<u64>)>);

impl Default for Rates {
    fn default() -> Self {
        let both = |cost: &Cost| {
            (
                Buckets::new(cost.of_address()),
                Buckets::new(cost.of_credential()),
            )
        };
        Self(Cost::VARIANTS.iter().map(both).collect())
    }
}

impl Rates {
    /// Takes one request of an address, where it is counted, and of a secret, where there is one.
    pub(crate) fn takes(
        &self,
        cost: Cost,
        address: Option<IpAddr>,
        secret: Option<&str>,
        now: Instant,
    ) -> bool {
        let (addresses, credentials) = &self.0[cost as usize];
        // Both are taken, so that neither is spared by the other.
        let by_address = address.is_none_or(|address| addresses.takes(household(address), now));
        let by_secret = secret.is_none_or(|secret| credentials.takes(short(secret), now));
        by_address && by_secret
    }
}

/// Enough to tell secrets apart here, and nothing that tells one.
fn short(secret: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    secret.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dear_is_asked_least() {
        let rates = Rates::default();
        let now = Instant::now();
        let address: IpAddr = "192.0.2.7".parse().unwrap();
        let taken = |cost| {
            (0..2_000)
                .filter(|_| rates.takes(cost, Some(address), None, now))
                .count()
        };
        assert_eq!(taken(Cost::Create), 20);
        assert_eq!(taken(Cost::Read), 30);
        assert_eq!(taken(Cost::Export), 60);
        assert_eq!(taken(Cost::Face), 1_500);
        assert_eq!(taken(Cost::Web), 2_000);
        let elsewhere: IpAddr = "192.0.2.8".parse().unwrap();
        assert!(rates.takes(Cost::Create, Some(elsewhere), None, now));
    }

    #[test]
    fn one_secret_has_one_budget_wherever_it_is_used() {
        let rates = Rates::default();
        let now = Instant::now();
        let taken = (0..100u8).filter(|at| {
            let address = IpAddr::from([192, 0, 2, *at]);
            rates.takes(Cost::Export, Some(address), Some("secret"), now)
        });
        assert_eq!(taken.count(), 40);
        assert!(rates.takes(Cost::Export, None, Some("another"), now));
    }

    #[test]
    fn every_route_has_its_cost() {
        assert_eq!(Cost::of(Some("/api/sessions")), Cost::Create);
        assert_eq!(Cost::of(Some("/api/sessions/{code}/links")), Cost::Session);
        assert_eq!(Cost::of(Some("/api/sessions/{code}/about")), Cost::Session);
        assert_eq!(Cost::of(Some("/api/schema/report.json")), Cost::Web);
        assert_eq!(Cost::of(None), Cost::Web);
    }
}
