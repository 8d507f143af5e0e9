//! The whole, from outside: one binary, a file a topic.
