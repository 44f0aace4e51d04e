//! What the page's own server says of itself.

use super::fetch;
use keyturn_domain::moment::Moment;
use keyturn_wire::config::{ConfigFault, SiteConfig, StarterKey, read_config, read_starter_keys};
use keyturn_wire::http::Reply;
use keyturn_wire::register::{RegisterFault, RegisterFile, read_register};
use keyturn_wire::response::{NotReached, server_date};

/// Where the configuration is; never taken from anywhere else.
const PATH: &str = "/config.json";

/// Loads the configuration, and the server's time with it.
pub async fn load() -> (Result<SiteConfig, ConfigFault>, Option<Moment>) {
    let reply = fetch::get(PATH).await;
    let date = reply.as_ref().ok().and_then(server_date);
    (body(reply).and_then(|reply| read_config(&reply.body)), date)
}

/// Where the register is, if the configuration says that there is one.
const REGISTER: &str = "/register.json";

/// Loads the register that the page's own server has.
///
/// # Errors
/// There is none, or it cannot be used.
pub async fn register() -> Result<RegisterFile, RegisterFault> {
    let reply = fetch::get(REGISTER).await.map_err(|_| RegisterFault::Missing(None))?;
    if reply.status == 200 {
        read_register(&reply.body)
    } else {
        Err(RegisterFault::Missing(Some(reply.status)))
    }
}

/// Loads the sandbox's starter keys.
///
/// # Errors
/// There was no list, or it is none.
pub async fn starter_keys(path: &str) -> Result<Vec<StarterKey>, ConfigFault> {
    read_starter_keys(&body(fetch::get(path).await)?.body)
}

fn body(reply: Result<Reply, NotReached>) -> Result<Reply, ConfigFault> {
    let reply = reply.map_err(|_| ConfigFault::Missing(None))?;
    if reply.status == 200 { Ok(reply) } else { Err(ConfigFault::Missing(Some(reply.status))) }
}
