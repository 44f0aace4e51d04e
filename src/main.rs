//! The page: mounts the panel on the static shell of `index.html`.

#[cfg(target_arch = "wasm32")]
fn main() {
    keyturn::app::start();
}

/// The panel runs in a browser. Natively there is nothing to start.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
