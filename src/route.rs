//! The panel's addresses. Every link and every redirect is made here, so that no other file knows how one is spelled.

use keyturn_domain::inventory::KeyId;
use keyturn_domain::vendor::Succession;

/// Identifies a run (a rotation, a renewal or a rehearsal) within one panel session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RunId(pub u32);

/// A page of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// The list of keys, which is the home page.
    Keys,
    /// Everything about one key.
    Key(KeyId),
    /// The page before a rotation of this key.
    Rotate(KeyId),
    /// The page before a renewal of this key.
    Renew(KeyId),
    /// The leak of this key.
    Leak(KeyId),
    /// A run, open or finished.
    Run(RunId),
    /// Which key a log is about.
    LookUp,
    /// The page before a rehearsal.
    Rehearse,
    /// The vendors' connections, and the settings.
    Connections,
    /// What happened.
    Activity,
    /// What is promised, and what is not.
    Security,
    /// No page has this address.
    NotFound,
}

impl Route {
    /// The page before a run that gives a key its successor.
    pub const fn successor(by: Succession, id: KeyId) -> Self {
        match by {
            Succession::Renewal => Self::Renew(id),
            Succession::Rotation => Self::Rotate(id),
        }
    }

    /// The page at a path. A number that cannot be read names no key and no run, and its page says so.
    pub fn parse(path: &str) -> Self {
        let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
        match segments.as_slice() {
            [""] => Self::Keys,
            ["keys", id] => Self::Key(key_id(id)),
            ["keys", id, "rotate"] => Self::Rotate(key_id(id)),
            ["keys", id, "renew"] => Self::Renew(key_id(id)),
            ["keys", id, "leak"] => Self::Leak(key_id(id)),
            ["runs", id] => Self::Run(RunId(id.parse().unwrap_or_default())),
            ["look-up"] => Self::LookUp,
            ["rehearse"] => Self::Rehearse,
            ["connections"] => Self::Connections,
            ["activity"] => Self::Activity,
            ["security"] => Self::Security,
            _ => Self::NotFound,
        }
    }

    /// The path of the page, to be put into a link.
    pub fn href(self) -> String {
        let key = |KeyId(id): KeyId, page: &str| ["/keys/", &id.to_string(), page].concat();
        match self {
            Self::Keys => "/".to_owned(),
            Self::Key(id) => key(id, ""),
            Self::Rotate(id) => key(id, "/rotate"),
            Self::Renew(id) => key(id, "/renew"),
            Self::Leak(id) => key(id, "/leak"),
            Self::Run(RunId(id)) => ["/runs/", &id.to_string()].concat(),
            Self::LookUp => "/look-up".to_owned(),
            Self::Rehearse => "/rehearse".to_owned(),
            Self::Connections => "/connections".to_owned(),
            Self::Activity => "/activity".to_owned(),
            Self::Security => "/security".to_owned(),
            Self::NotFound => "/not-found".to_owned(),
        }
    }

    /// The path of the page with a query. Parameters without a value are left out.
    pub fn href_with(self, query: &[(&str, &str)]) -> String {
        let given = query.iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = given.map(|(name, value)| [*name, "=", *value].concat()).collect();
        if query.is_empty() { self.href() } else { [&self.href(), "?", &query.join("&")].concat() }
    }
}

fn key_id(segment: &str) -> KeyId {
    KeyId(segment.parse().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_route() -> impl Strategy<Value = Route> {
        let id = any::<u32>();
        prop_oneof![
            Just(Route::Keys),
            id.prop_map(|id| Route::Key(KeyId(id))),
            id.prop_map(|id| Route::Rotate(KeyId(id))),
            id.prop_map(|id| Route::Renew(KeyId(id))),
            id.prop_map(|id| Route::Leak(KeyId(id))),
            id.prop_map(|id| Route::Run(RunId(id))),
            Just(Route::LookUp),
            Just(Route::Rehearse),
            Just(Route::Connections),
            Just(Route::Activity),
            Just(Route::Security),
            Just(Route::NotFound),
        ]
    }

    /// Does not compile with a new route, which then has to be added to `any_route` too.
    const fn is_in_any_route(route: Route) -> bool {
        match route {
            Route::Keys
            | Route::Key(_)
            | Route::Rotate(_)
            | Route::Renew(_)
            | Route::Leak(_)
            | Route::Run(_)
            | Route::LookUp
            | Route::Rehearse
            | Route::Connections
            | Route::Activity
            | Route::Security
            | Route::NotFound => true,
        }
    }

    proptest! {
        #[test]
        fn every_route_is_read_back_from_its_own_link(route in any_route()) {
            prop_assert!(is_in_any_route(route));
            prop_assert_eq!(Route::parse(&route.href()), route);
            let with_slash = [&route.href(), "/"].concat();
            prop_assert_eq!(Route::parse(&with_slash), route);
        }

        #[test]
        fn any_path_is_read(path in ".*") {
            let route = Route::parse(&path);
            prop_assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn what_is_no_address_of_the_panel_is_not_found() {
        for path in ["/keys", "/keys/1/delete", "/runs", "/runs/1/2", "/nowhere", "/look-up/1"] {
            assert_eq!(Route::parse(path), Route::NotFound, "{path}");
        }
        assert_eq!(Route::parse("/keys/first"), Route::Key(KeyId(0)));
    }

    #[test]
    fn a_query_has_no_parameter_without_a_value() {
        assert_eq!(Route::Keys.href_with(&[("filter", ""), ("sort", "")]), "/");
        assert_eq!(Route::Keys.href_with(&[("filter", ""), ("sort", "name")]), "/?sort=name");
        assert_eq!(Route::Keys.href_with(&[("filter", "x"), ("sort", "name")]), "/?filter=x&sort=name");
    }
}
