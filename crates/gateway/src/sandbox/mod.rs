//! The simulated vendors: their sockets, and the control page that steers them. Only while no configuration is given.

pub(crate) mod control_page;
pub(crate) mod delivery;
pub(crate) mod form;
pub(crate) mod form_options;
pub(crate) mod host;
pub(crate) mod routes;
