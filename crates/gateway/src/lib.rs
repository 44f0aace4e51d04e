//! The gateway: serves the panel's page and forwards the route table's vendor calls, and nothing else.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use keyturn_gateway::{Config, start};
//!
//! let running = start(Config::sandbox("dist".into(), "127.0.0.1:0".parse()?)).await?;
//! println!("http://{}/", running.address());
//! running.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! # Layout
//!
//! - `config`, `config_file`, `config_connection`, `config_limits`, `base_url`, `host_name`: what it is told.
//! - `serve`, `connections`, `refuse_connection`, `activity`, `attended`, `socket`, `request_head`, `descriptors`: who
//!   may connect, and for how long.
//! - `routes`, `gateway`, `clock`: paths, and what the handlers share.
//! - `forward`: one vendor call; `admit` lets it in (`guard`, `credential`, `throttle`, `once`, `known_ids`, `peer`), `upstream`
//!   carries it (`tls`), `reply` and `strip` decide what comes back, `parked` and `shelf` keep it sealed.
//! - `own_error`, `log`, `output`: what the gateway says itself, to the page and to its operator.
//! - `page`, `page_files`, `page_folder`, `content_coding`, `page_headers`, `config_json`, `register`: the page, and what it reads from here.
//! - `sandbox_host`, `sandbox_control`, `sandbox_page`: the simulated vendors.

mod admit;
#[cfg(test)]
mod bounds_tests;
mod clock;
mod config;
mod config_json;
mod content_coding;
mod credential;
mod forward;
mod gateway;
mod guard;
mod http_date;
mod known_ids;
mod log;
mod once;
mod output;
mod own_error;
mod page;
mod page_files;
mod page_folder;
mod page_headers;
mod parked;
mod register;
mod reply;
mod routes;
mod running;
mod sandbox_choices;
mod sandbox_control;
mod sandbox_delivery;
mod sandbox_form;
mod sandbox_host;
mod sandbox_page;
mod serve;
mod shelf;
mod start_error;
mod throttle;
mod tls;
mod upstream;

pub use clock::Clock;
pub use config::file::ConfigError;
pub use config::{Config, Connection, Limits, form_id};
pub use log::{Log, complain};
pub use output::{flush, print};
pub use running::{Running, start};
pub use start_error::StartError;
