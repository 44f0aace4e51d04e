//! Looking keys up: pasted text, dropped and compressed files, and what the key was at a line's time.

use keyturn_acceptance::flows::titles;
use keyturn_acceptance::{Given, Setup, Walk};
use keyturn_scan::scan::Scan;

pub(crate) const BOX: &str = "Paste a log excerpt or a key name, or drop files here";
pub(crate) const AREA: &str = "What to look through";

pub(crate) async fn go(walk: &Walk) {
    walk.page.follow("Look up").await;
    walk.page.has("heading", "Look up").await;
}

/// Pastes as a hand on the keyboard does: the text comes from the clipboard.
pub(crate) async fn paste(walk: &Walk, text: &str) {
    walk.page.allow_clipboard().await;
    walk.page.ask::<()>("return navigator.clipboard.writeText(arguments[0])", &[text.into()]).await;
    walk.page.paste(BOX, "").await;
    walk.page.paste_from_clipboard().await;
}

/// A line of a log, so many seconds after the vendors' present.
pub(crate) async fn line(walk: &Walk, seconds: i64, text: &str) -> String {
    let now = walk.vendors.state().await.now;
    let now = keyturn_domain::moment::read(&now).expect("the vendors' time");
    let at = now + chrono::TimeDelta::seconds(seconds);
    format!("{} GET /pay 503 {text}\n", keyturn_domain::moment::iso(at))
}

/// The scanner, run here over the bytes of a file, one place after the other.
pub(crate) fn scanned(bytes: &[u8]) -> Scan {
    let mut scan = Scan::new(&[], [0; 32]);
    scan.begin(0, 0, &[]);
    scan.open(0, 0, bytes.len() as u64);
    for piece in bytes.chunks(1 << 10) {
        scan.room(0)[..piece.len()].copy_from_slice(piece);
        scan.fed(0, piece.len(), false);
    }
    scan.fed(0, 0, true);
    scan.end_source();
    scan
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_line_is_answered_first_and_then_shown() {
    Setup::new("look-up-paste")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let (name, facility) =
                (walk.title_of(&keys.ninety_days).await, walk.vendors.state().await.quickstream.name);
            go(walk).await;
            walk.look("empty").await;
            let text = [line(walk, 1, &format!("key={name}")).await, line(walk, 2, "nothing").await].concat();
            paste(walk, &text).await;
            walk.page.has("heading", &format!("QuickStream sandbox, facility {facility}: current")).await;
            walk.page.says("Valid at the time of line 1.").await;
            walk.page.says("Nothing to change about this key.").await;
            walk.page.says("Pasted text: 2 lines").await;
            walk.page.says("GET /pay 503 key=").await;
            walk.look("answered").await;

            // Where the line says no zone, the zone is the reader's to choose.
            paste(walk, &text.replace('Z', "")).await;
            walk.page.says("1 line says no zone").await;
            walk.page.select("Time zone", "Pacific/Auckland").await;
            walk.page.says("It was first seen here on").await;
            walk.page.says("Not known whether valid at the time of line 1.").await;
            walk.page.select("Time zone", "America/Los_Angeles").await;
            walk.page.says_no_more("Not known whether valid").await;
            walk.look("zone").await;

            walk.page.paste(BOX, "STRANGE_SEC...zzzzzzz").await;
            walk.page.has("heading", "No key that is known here").await;
            walk.page.press("Clear").await;
            walk.page.says_no_more("No key that is known here").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_renewal_each_line_gets_the_answer_of_its_time() {
    Setup::new("look-up-renewed")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let old = walk.title_of(&keys.nine_days).await;
            let before = line(walk, -3_600, &old).await;
            walk.begin_renewal(&keys.nine_days).await;
            walk.page.until_step("Store", "waiting for you").await;
            let new = walk.vendors.newest_secret().await;
            walk.read_back(&new.text).await;
            walk.page.until_step("Confirm", "ready").await;
            walk.page.press("Ask once more with the new key").await;
            walk.page.has("heading", "Renewed").await;

            go(walk).await;
            let log = [
                before,
                line(walk, 86_400, &old).await,
                line(walk, 90_000, &new.name).await,
                line(walk, 100_000, &old).await,
            ]
            .concat();
            walk.page.drop_files(AREA, &[Given::plain("app.log", log.as_bytes())]).await;
            walk.page.has("heading", "Old and new side by side").await;
            walk.page.says("not everything was switched by then").await;
            walk.page.says(": superseded on").await;
            walk.page.says("first line 2").await;
            walk.page.says(&format!("Switch whatever wrote this to {}", new.name)).await;
            walk.look("side-by-side").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_files_are_dropped_one_of_them_compressed() {
    Setup::new("look-up-drop")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let name = walk.title_of(&keys.ninety_days).await;
            let tail = name.rsplit('.').next().expect("the end of a name").to_owned();
            let short = name.replace(&tail, &tail[tail.len() - 4..]);
            go(walk).await;
            let one = line(walk, 1, &name).await.repeat(3);
            let two =
                format!("no key here\r\n{}", line(walk, 2, &format!("{{\"keyName\":\"{short}\"}}")).await);
            let three = format!("\u{0}\u{1}\n{}", line(walk, 3, &name).await.repeat(2_000));
            let files = [
                Given::plain("one.log", one.as_bytes()),
                Given::plain("two.json", two.as_bytes()),
                Given { name: "three.log.gz", text: three.as_bytes(), zipped: true },
            ];
            walk.page.drop_files(AREA, &files).await;
            walk.page.says("3 files: 2\u{a0}006 lines").await;
            walk.page.says("2\u{a0}003 times").await;
            walk.page.says("by the end of the vendor's name for it").await;
            walk.page.says("line 1 of one.log").await;
            walk.page.says("line 2 of two.json").await;
            walk.look("files").await;
            walk.page.press_first("Show 100 more of").await;
            walk.page.says("line 102 of three.log.gz").await;

            walk.page.choose_files("Choose files", &files[2..]).await;
            walk.page.says("three.log.gz: 2\u{a0}001 lines").await;
            walk.page.drop_files(AREA, &[Given::plain("logs.zip", b"PK\x03\x04rest of it")]).await;
            walk.page.has("heading", "logs.zip was not read to its end").await;
            walk.page.says("Unpack the archive").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_big_file_can_be_cancelled_and_stays_light() {
    Setup::new("look-up-big")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let name = walk.title_of(&keys.ninety_days).await;
            go(walk).await;
            // The file is made in the page: 400 MB of lines, each with a name.
            let big = "const line = arguments[0].repeat(Math.ceil(1e6 / arguments[0].length)); \
                       const block = new Blob([line]); \
                       const data = new DataTransfer(); \
                       data.items.add(new File(Array(400).fill(block), 'big.log')); \
                       const [area] = [...document.querySelectorAll('[aria-label]')].filter((it) => it.ariaLabel === arguments[1]); \
                       area.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))";
            let text = line(walk, 1, &name).await;
            walk.page.ask::<()>(big, &[text.into(), AREA.into()]).await;
            walk.page.says("Looking through big.log").await;
            walk.page.says(&name).await;
            walk.page.press("Cancel").await;
            walk.page.says("Cancelled. What was found until then stands below.").await;
            let rows: usize = walk.page.ask("return document.querySelectorAll('tbody tr').length", &[]).await;
            assert!(rows <= 10, "{rows} rows");
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_token_is_known_once_somebody_wrote_it_down() {
    Setup::new("look-up-token")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let token = walk.vendors.key(&keys.payroll_demo).await.name;
            walk.go_to_key(titles::PAYROLL_DEMO).await;
            let end = &keys.payroll_demo[keys.payroll_demo.len() - 8..];
            walk.page.paste("Short token", end).await;
            walk.page.press("Save the notes").await;
            walk.page.says("This is a part of the key itself.").await;
            walk.page.paste("Short token", &token).await;
            walk.page.press("Save the notes").await;
            walk.page.says_no_more("This is a part of the key itself.").await;
            walk.look("written").await;
            go(walk).await;
            let entry = format!("{{\"api_key_short_token\":\"{token}\",\"status\":200}}");
            paste(walk, &line(walk, 1, &entry).await).await;
            walk.page.says("by SuperAPI's short token for it").await;
            walk.page.says(titles::PAYROLL_DEMO).await;
            walk.look("token").await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_masked_key_is_told_by_its_end() {
    Setup::new("look-up-mask")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            go(walk).await;
            let end = &keys.payroll_demo[keys.payroll_demo.len() - 4..];
            walk.page.paste(BOX, &format!("superapiproduct_…{end}")).await;
            walk.page.says("by the last characters of the key").await;
            walk.page.says(titles::PAYROLL_DEMO).await;
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clipboard_is_read_where_somebody_presses_for_it() {
    Setup::new("look-up-clipboard")
        .run(async |walk| {
            let keys = walk.add_starters().await;
            let name = walk.title_of(&keys.ninety_days).await;
            walk.page.allow_clipboard().await;
            walk.go_to_key(&name).await;
            walk.page.press("Copy the key name").await;
            go(walk).await;
            walk.page.press("Read from the clipboard").await;
            walk.page.says("Pasted text: 1 line").await;
            walk.page.says("by the vendor's name for it").await;
        })
        .await;
}
