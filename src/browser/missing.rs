//! Files of the panel that did not arrive when they were asked for, and which build of the panel the server has.

use std::cell::RefCell;

use super::fetch;
use super::mount::document;

/// What is told of a file that did not arrive.
type Hear = Box<dyn Fn()>;

thread_local! {
    static HEAR: RefCell<Option<Hear>> = const { RefCell::new(None) };
}

/// From now on this is called whenever a file of the panel did not arrive.
pub fn listen(hear: impl Fn() + 'static) {
    HEAR.with_borrow_mut(|it| *it = Some(Box::new(hear)));
}

/// A file of the panel did not arrive, or is not the one this page was made with.
pub(super) fn note() {
    HEAR.with_borrow(|hear| {
        if let Some(hear) = hear {
            hear();
        }
    });
}

/// What the page's own server has of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnServer {
    /// Another build than this page's, so that this page's files are gone for good.
    AnotherBuild,
    /// The build that this page is of.
    ThisBuild,
    /// No panel, or no answer.
    Nothing,
}

/// Asks for the page as the server has it now, and looks which module it starts.
pub async fn on_server() -> OnServer {
    let Some(module) = own_module() else { return OnServer::Nothing };
    let (folder, file) = module.rsplit_once('/').map_or(("", &*module), |(folder, file)| (folder, file));
    let Ok(reply) = fetch::get(&[folder, "/"].concat()).await else { return OnServer::Nothing };
    let page = String::from_utf8_lossy(&reply.body);
    match reply.status {
        200 if page.contains(file) => OnServer::ThisBuild,
        200 if page.contains("data-wasm") => OnServer::AnotherBuild,
        _ => OnServer::Nothing,
    }
}

/// The address of the module that every visit starts with.
fn own_module() -> Option<String> {
    document()?.query_selector("script[data-wasm]").ok()??.get_attribute("data-wasm")
}
