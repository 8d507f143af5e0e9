//! The socket as an AsyncAPI document.
