//! What a page leaves in its browser besides files.

use keyturn_acceptance::Walk;

/// Everything that a script, or somebody beside the page, can see: names, and what stands there.
pub(super) async fn of(walk: &mut Walk) -> Vec<(String, String)> {
    const SEEN: &str = "const fields = [...document.querySelectorAll('*')].flatMap((it) => [...it.attributes]) \
                          .map((it) => it.value).join('\\n'); \
                        return [['document', document.documentElement.outerHTML], ['attributes', fields], \
                          ['title', document.title], ['address', location.href], ['referrer', document.referrer], \
                          ['history', JSON.stringify(history.state)], ['name', window.name], \
                          ['cookies', document.cookie], ['local storage', JSON.stringify(localStorage)], \
                          ['session storage', JSON.stringify(sessionStorage)], \
                          ['announcements', __walk.seen.announced.join('\\n')], \
                          ['resources', performance.getEntries().map((it) => it.name).join('\\n')]]";
    let mut seen: Vec<(String, String)> = walk.page.ask(SEEN, &[]).await;
    seen.push(("tabs and their past".into(), walk.page.past().await));
    seen.push(("console and addresses".into(), walk.said().await));
    let caches: u32 = walk
        .page
        .ask_later("const done = arguments[0]; caches.keys().then((names) => done(names.length))")
        .await;
    let workers: u32 = walk
        .page
        .ask_later("const done = arguments[0]; navigator.serviceWorker.getRegistrations().then((all) => done(all.length))")
        .await;
    assert_eq!((caches, workers), (0, 0), "no cache and no service worker of the page's own");
    seen
}
