//! The connection of a run as it stood when the run began.
//!
//! A journal is read with it again, whatever the proxy's configuration says by then: under another form of DELETE, a
//! request that went out would be taken for one that was never sent.

use serde::{Deserialize, Serialize};

use keyturn_domain::connection::Connection;
use keyturn_domain::product::DeactivateForm;
use keyturn_domain::vendor::{Environment, Vendor};

/// What a run keeps of its connection. Where the connection is reached is not part of it: that may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredConnection {
    /// The connection's id.
    pub id: String,
    label: String,
    #[serde(with = "StoredEnvironment")]
    environment: Environment,
    #[serde(with = "StoredForm")]
    deactivate: DeactivateForm,
    /// The vendor's id, where the run's kind alone does not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    vendor: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Environment", rename_all = "kebab-case")]
enum StoredEnvironment {
    Test,
    Live,
    Sandbox,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "DeactivateForm", rename_all = "kebab-case")]
enum StoredForm {
    ByProduct,
    ByKeyId,
}

impl StoredConnection {
    /// Writes a connection down, for a run of a kind that is otherwise a run at the vendor `usual`.
    pub fn encode(connection: &Connection, usual: Vendor) -> Self {
        let vendor = (connection.vendor != usual).then(|| connection.vendor.id().to_owned());
        Self {
            vendor,
            id: connection.id.clone(),
            label: connection.label.clone(),
            environment: connection.environment,
            deactivate: connection.deactivate,
        }
    }

    /// The connection as it was, reached where it is reached `today`. `None` if the id now stands for another vendor
    /// or environment, which must not see the run's keys, or if the vendor is none of those that have such runs.
    pub(super) fn reached(&self, usual: Vendor, today: &Connection) -> Option<Connection> {
        let vendor = self.vendor.as_deref().map_or(Some(usual), Vendor::from_id)?;
        if vendor.spec().succession != usual.spec().succession {
            return None;
        }
        let same = today.id == self.id && today.vendor == vendor && today.environment == self.environment;
        same.then(|| Connection { label: self.label.clone(), deactivate: self.deactivate, ..today.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyturn_domain::connection::RootForm;

    fn began() -> Connection {
        Connection {
            id: "c".into(),
            vendor: Vendor::SuperApi,
            environment: Environment::Sandbox,
            label: "As it was".into(),
            path: "/vendor/c".into(),
            deactivate: DeactivateForm::ByProduct,
            request_log: false,
            root: RootForm::Slash,
        }
    }

    #[test]
    fn a_run_keeps_its_form_and_goes_where_the_connection_is_today() {
        let (label, path) = ("Today".into(), "/elsewhere/c".into());
        let today =
            Connection { label, path, deactivate: DeactivateForm::ByKeyId, request_log: true, ..began() };
        let reached =
            StoredConnection::encode(&began(), Vendor::SuperApi).reached(Vendor::SuperApi, &today).unwrap();
        assert_eq!((reached.label.as_str(), reached.deactivate), ("As it was", DeactivateForm::ByProduct));
        assert_eq!((reached.path.as_str(), reached.request_log), ("/elsewhere/c", true));
    }

    #[test]
    fn an_id_that_stands_for_another_vendor_or_environment_is_not_gone_on_with() {
        let stored = StoredConnection::encode(&began(), Vendor::SuperApi);
        let others = [
            Connection { id: "d".into(), ..began() },
            Connection { vendor: Vendor::QuickStream, ..began() },
            Connection { environment: Environment::Live, ..began() },
        ];
        for today in others {
            assert!(stored.reached(Vendor::SuperApi, &today).is_none());
        }
        assert!(stored.reached(Vendor::QuickStream, &began()).is_none());
    }

    #[test]
    fn a_renewal_at_a_sibling_of_quickstream_names_it_and_one_at_quickstream_is_written_as_ever() {
        let at = |vendor| Connection { vendor, ..began() };
        let usual = StoredConnection::encode(&at(Vendor::QuickStream), Vendor::QuickStream);
        assert!(!serde_json::to_string(&usual).unwrap().contains("vendor"));
        assert!(usual.reached(Vendor::QuickStream, &at(Vendor::PayWay)).is_none());
        let sibling = StoredConnection::encode(&at(Vendor::PayWay), Vendor::QuickStream);
        let sibling: StoredConnection =
            serde_json::from_str(&serde_json::to_string(&sibling).unwrap()).unwrap();
        assert!(sibling.reached(Vendor::QuickStream, &at(Vendor::PayWay)).is_some());
        assert!(sibling.reached(Vendor::QuickStream, &at(Vendor::QuickStream)).is_none());
        assert!(sibling.reached(Vendor::SuperApi, &at(Vendor::PayWay)).is_none(), "it has no rotations");
    }
}
