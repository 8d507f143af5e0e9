//! Every route in one table, from which come the router and the list that the document is held against.

/// A route as the document knows it.
#[cfg(feature = "wire")]
#[derive(Debug)]
pub(super) struct Route {
    /// In small letters, as a path of an OpenAPI document names its operations.
    pub(super) method: &'static str,
    /// The whole path.
    pub(super) path: &'static str,
    /// The first sentence is the operation's summary.
    pub(super) says: &'static str,
}

/// A router out of a table, and the table as a list: `/// what it does`, `method path => handler`.
macro_rules! routes {
    ($router:ident, $list:ident, below $prefix:literal {
        $($(#[doc = $says:literal])+ $method:ident $path:literal => $handler:expr;)+
    }) => {
        fn $router() -> ::axum::Router<$crate::App> {
            ::axum::Router::new()$(.route($path, ::axum::routing::$method($handler)))+
        }

        #[cfg(feature = "wire")]
        const $list: &[$crate::http::routes::Route] = &[$($crate::http::routes::Route {
            method: stringify!($method),
            path: concat!($prefix, $path),
            says: concat!($($says, "\n"),+),
        }),+];
    };
}
pub(super) use routes;
