//! The gateway: serves the panel's page and forwards the route table's vendor calls, and nothing else.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use keyturn_gateway::{Config, start};
//!
//! let server = start(Config::sandbox("dist".into(), "127.0.0.1:0".parse()?)).await?;
//! println!("http://{}/", server.address());
//! server.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! # Layout
//!
//! - `config/`: reads `keyturn.toml`; what every setting means is in `Config` and `Limits`.
//! - `serve/`: accepts connections, bounds them, and watches their sockets.
//! - `routes`, `app_state`, `request_checks`: which handler answers which path, what handlers share, who may ask.
//! - `forward/`: one vendor call, from the request that asks for it to the reply that goes back.
//! - `store/`: the one-time ids that were used, and sealed replies for pages that have gone.
//! - `page/`: the built page, `config.json` and `register.json`.
//! - `sandbox/`: the simulated vendors and their control page.
//! - `responses`, `error_response`, `start_error`, `log`, `output`: what the gateway says to the page and to its operator.

mod app_state;
mod config;
mod error_response;
mod forward;
mod http_date;
mod log;
mod output;
mod page;
mod request_checks;
mod responses;
mod routes;
mod sandbox;
mod serve;
mod server;
mod start_error;
mod store;

pub use config::file::ConfigError;
pub use config::{Config, Connection, Limits, deactivate_form_id};
pub use log::init_log;
pub use output::{flush, print, print_error};
pub use server::{Server, start};
pub use start_error::StartError;
pub use store::clock::Clock;
