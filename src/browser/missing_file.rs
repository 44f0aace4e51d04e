//! Files of the panel that failed to load, and which build of the panel the server has now.

use std::cell::RefCell;

use super::fetch;
use super::mount::document;

/// What is called when a file did not load.
type Listener = Box<dyn Fn()>;

thread_local! {
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// From now on `listener` is called whenever a file of the panel failed to load.
pub fn listen(listener: impl Fn() + 'static) {
    LISTENER.with_borrow_mut(|it| *it = Some(Box::new(listener)));
}

/// Reports a file that did not load, or that is not the one this page was built with.
pub(super) fn report() {
    LISTENER.with_borrow(|listener| {
        if let Some(listener) = listener {
            listener();
        }
    });
}

/// The build of the panel that the server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerBuild {
    /// Another one than this page's, so this page's files are gone for good.
    AnotherBuild,
    /// This page's.
    ThisBuild,
    /// No panel, or no answer.
    Nothing,
}

/// Fetches the page as the server has it now, and looks at the module that it starts.
pub async fn server_build() -> ServerBuild {
    let Some(module) = own_module() else { return ServerBuild::Nothing };
    let (folder, file) = module.rsplit_once('/').map_or(("", &*module), |(folder, file)| (folder, file));
    let Ok(reply) = fetch::get(&[folder, "/"].concat()).await else { return ServerBuild::Nothing };
    let page = String::from_utf8_lossy(&reply.body);
    match reply.status {
        200 if page.contains(file) => ServerBuild::ThisBuild,
        200 if page.contains("data-wasm") => ServerBuild::AnotherBuild,
        _ => ServerBuild::Nothing,
    }
}

/// The address of the module that every visit starts with.
fn own_module() -> Option<String> {
    document()?.query_selector("script[data-wasm]").ok()??.get_attribute("data-wasm")
}
