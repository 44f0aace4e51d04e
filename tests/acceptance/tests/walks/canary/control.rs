//! The scan is not blind: what is truly written in clear is found, in a log and in a packed table.

use keyturn_acceptance::Setup;
use keyturn_acceptance::scan::Scan;

/// It repeats itself, and what stands before it does, so that it lies in a packed block, and not in one piece.
const IN_A_TABLE: &str = "CONTROLofATableCONTROLofATableCONTROLofATable";
const IN_A_LOG: &str = "CONTROLofALogWhichNobodyHasPackedYet";

/// More than a browser keeps in a log before it packs it.
const WRITE: &str = "const done = arguments[0]; const open = indexedDB.open('control'); \
    open.onupgradeneeded = () => open.result.createObjectStore('control', { autoIncrement: true }); \
    open.onsuccess = () => { \
      const put = (value) => new Promise((put) => { \
        const writing = open.result.transaction('control', 'readwrite', { durability: 'strict' }); \
        writing.objectStore('control').add(value); \
        writing.oncomplete = put }); \
      const noise = () => crypto.getRandomValues(new Uint8Array(32768)); \
      (async () => { \
        await put('x'.repeat(3000) + TABLE); \
        for (let times = 0; times < 256; times += 1) await put(noise()); \
        await put(LOG); \
        done(true) })() }";

#[tokio::test(flavor = "multi_thread")]
async fn the_scan_finds_what_is_written_in_clear() {
    Setup::new("canary-control")
        .run(async |walk| {
            walk.page.open("/").await;
            let write =
                WRITE.replace("TABLE", &format!("'{IN_A_TABLE}'")).replace("LOG", &format!("'{IN_A_LOG}'"));
            let _: bool = walk.page.ask_later(&write).await;
            let scan = Scan::of(&[IN_A_TABLE.to_owned(), IN_A_LOG.to_owned()]);
            let hits = scan.look_below(walk.profile()).hits;
            let is_at = |secret: usize, ending: &str| {
                hits.iter().any(|hit| hit.secret == secret && hit.place.ends_with(ending))
            };
            assert!(is_at(0, ".ldb, unpacked") && !is_at(0, ".ldb"), "{hits:#?}");
            assert!(is_at(1, ".log") && is_at(1, ".log, unpacked"), "{hits:#?}");
        })
        .await;
}
