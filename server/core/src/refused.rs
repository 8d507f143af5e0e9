//! A refusal with the place of the field in what was sent: whoever sends a whole plan wants to know
//! which title is too long.

use crate::rejection::Rejection;

/// A refusal, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// `agenda[3].title`; empty where the whole is meant.
    pub path: String,
    /// Why.
    pub rejection: Rejection,
}

impl From<Rejection> for Refused {
    fn from(rejection: Rejection) -> Self {
        let path = String::new();
        Self { path, rejection }
    }
}

/// Whoever knows the place without being told.
impl From<Refused> for Rejection {
    fn from(refused: Refused) -> Self {
        refused.rejection
    }
}

impl Refused {
    fn within(self, outer: &str) -> Self {
        let path = match self.path.as_str() {
            "" => outer.to_owned(),
            inner if inner.starts_with('[') => format!("{outer}{inner}"),
            inner => format!("{outer}.{inner}"),
        };
        Self { path, ..self }
    }
}

/// Says where something was refused, from the inside out.
pub(crate) trait At<T> {
    /// In this field.
    fn at(self, field: &str) -> Result<T, Refused>;
}

impl<T, E: Into<Refused>> At<T> for Result<T, E> {
    fn at(self, field: &str) -> Result<T, Refused> {
        self.map_err(|error| error.into().within(field))
    }
}

/// Each entry of a list, or the first refusal with its place in the list.
pub(crate) fn each<T, U, E: Into<Refused>>(
    list: impl IntoIterator<Item = T>,
    check: impl Fn(T) -> Result<U, E>,
) -> Result<Vec<U>, Refused> {
    let list = list.into_iter().enumerate();
    list.map(|(at, entry)| check(entry).at(&format!("[{at}]")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_reads_as_in_json() {
        let refused = |n: u32| match n {
            2 => Err(Rejection::NameMissing),
            other => Ok(other),
        };
        let list = each([1, 2, 3], |n| refused(n).at("name")).at("people");
        assert_eq!(list.unwrap_err().path, "people[1].name");
        assert_eq!(each([1, 3], refused).unwrap(), [1, 3]);
    }
}
