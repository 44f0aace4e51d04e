//! What many walks begin with: keys in the panel, and runs up to a step.

use keyturn_sandbox::{Fault, RouteName};

use crate::hold::Stood;
use crate::page::tidy;
use crate::vendors::Starters;
use crate::walk::Walk;

/// The titles that the starter keys of SuperAPI bear in the panel.
pub mod titles {
    /// The partner key.
    pub const PARTNER: &str = "Partner key";
    /// Of the product marked as sandboxed.
    pub const PAYROLL_DEMO: &str = "Product key of a product marked as sandboxed";
    /// Of the product marked as live.
    pub const PAYROLL_LIVE: &str = "Product key of a product marked as live";
    /// Of the product with the hostile name.
    pub const SONS: &str = "Product key of a product with no mark and a hostile name";
}

/// The two connections as the panel offers them.
pub mod connections {
    /// QuickStream.
    pub const QUICKSTREAM: &str = "QuickStream sandbox (QuickStream Sandbox)";
    /// SuperAPI.
    pub const SUPERAPI: &str = "SuperAPI sandbox (SuperAPI Sandbox)";
}

/// Where a new key is read back to.
pub const READ_BACK: &str = "Paste what now stands where you stored it";

const ROLLED_OUT: &str = "Everything that used the old key now uses the new one";

impl Walk {
    /// Opens the panel and adds all starter keys, as a newcomer would; each is checked once.
    pub async fn add_starters(&self) -> Starters {
        self.page.open("/").await;
        self.page.press("Add the sandbox keys").await;
        self.until_all_checked(8).await;
        self.vendors.starters().await
    }

    /// Waits until so many keys are in the list and each was checked.
    pub async fn until_all_checked(&self, keys: usize) {
        let count = "const rows = [...document.querySelectorAll('tbody tr:not(.table__more)')].map((row) => row.innerText); \
                     return [rows.length, rows.filter((row) => /Checking|never/.test(row)).length]";
        self.page
            .until(&format!("{keys} checked keys"), async || {
                let (rows, unchecked): (usize, usize) = self.page.ask(count, &[]).await;
                let done = rows == keys && unchecked == 0;
                if done { Ok(()) } else { Err(format!("{rows} rows, {unchecked} unchecked")) }
            })
            .await;
    }

    /// Opens the dialog for a key. An empty list offers it twice.
    pub async fn open_add_key(&self) {
        self.page.press_first("Add a key").await;
        self.page.has("dialog", "Add a key").await;
    }

    /// Pastes a key into the dialog and adds it. The list of keys must be on screen.
    pub async fn give_key(&self, connection: &str, key: &str) {
        self.open_add_key().await;
        self.page.select("Connection", connection).await;
        self.page.paste("Key", key).await;
        self.page.press("Add and check").await;
    }

    /// Goes to the page of the key with this title, without loading the panel anew.
    pub async fn go_to_key(&self, title: &str) {
        self.page.follow("Keys").await;
        self.page.has("heading", "Keys").await;
        self.page.follow(title).await;
        self.page.has("heading", title).await;
    }

    /// The title of the QuickStream key with this text: the name that the vendor gives it.
    pub async fn title_of(&self, key: &str) -> String {
        self.vendors.key(key).await.name
    }

    /// Begins a rotation of the key with this title.
    pub async fn begin_rotation(&self, title: &str) {
        self.go_to_key(title).await;
        self.page.follow("Rotate this key").await;
        self.page.press("Begin with the checks").await;
    }

    /// Begins a renewal of this key.
    pub async fn begin_renewal(&self, key: &str) {
        let title = self.title_of(key).await;
        self.go_to_key(&title).await;
        self.page.follow("Renew this key").await;
        self.page.press("Begin the renewal").await;
    }

    /// Presses the act twice: on the page, then in the dialog that asks.
    pub async fn press_and_confirm(&self, act: &str) {
        self.page.press(act).await;
        self.page.has("dialog", "").await;
        self.page.press(act).await;
    }

    /// Makes the new key and waits until it is to be stored. The answer is that key.
    pub async fn provision(&self, old: &str) -> String {
        self.page.until_step("Provision", "waiting for you").await;
        self.press_and_confirm("Make the new key").await;
        self.page.until_step("Store", "waiting for you").await;
        self.newest_of(old).await
    }

    /// The newest live key of the product that this key belongs to.
    pub async fn newest_of(&self, old: &str) -> String {
        let product = self.vendors.key(old).await.product.expect("a product key");
        self.vendors.live_keys_of(&product).await.pop().expect("a live key")
    }

    /// Reads the key back to the panel.
    pub async fn read_back(&self, key: &str) {
        self.page.paste(READ_BACK, key).await;
        self.page.press("Prove that it is stored").await;
    }

    /// Confirms that everything uses the new key.
    pub async fn confirm_roll_out(&self) {
        self.page.until_step("Roll out", "waiting for you").await;
        self.page.choose(ROLLED_OUT).await;
        self.page.press("Confirm the roll-out").await;
    }

    /// Rolls out, without a wait.
    pub async fn roll_out(&self) {
        self.confirm_roll_out().await;
        self.page.until_step("Deactivate", "waiting for you").await;
    }

    /// Rotates up to where the old key is to be deactivated. The answer is the new key.
    pub async fn rotate_up_to_deactivate(&self, title: &str, old: &str) -> String {
        self.begin_rotation(title).await;
        let new = self.provision(old).await;
        self.read_back(&new).await;
        self.roll_out().await;
        new
    }

    /// Confirms the deactivation; `typed` where the product's name must be typed.
    pub async fn deactivate(&self, typed: Option<&str>) {
        self.page.press("Deactivate the old key").await;
        if let Some(name) = typed {
            self.page.paste(&format!("Type {name} to confirm"), name).await;
        }
        self.page.press("Deactivate the old key").await;
    }

    /// Leaves the run on screen for good.
    pub async fn leave_run(&self) {
        self.page.press("Leave this run").await;
        self.page.press("Leave the run").await;
        self.page.has("heading", "The run was left").await;
    }

    /// Goes to an address within the panel, as a link would, without loading it anew.
    pub async fn go_within(&self, path: &str) {
        let go = "history.pushState({}, '', arguments[0]); dispatchEvent(new PopStateEvent('popstate'))";
        self.page.ask::<()>(go, &[path.into()]).await;
    }

    /// Waits until the vendors have received so many requests of this method on paths with this ending.
    pub async fn until_received(&self, method: &str, ending: &str, count: usize) {
        self.page
            .until(&format!("{count} times {method} …{ending}"), async || {
                let received = self.vendors.count(method, ending).await;
                if received == count { Ok(()) } else { Err(format!("{received} received")) }
            })
            .await;
    }

    /// Asserts the statuses of all steps.
    pub async fn stands(&self, statuses: &[&str]) {
        assert_eq!(self.page.statuses().await, statuses);
    }

    /// Asserts that the step's panel names this kind of fault: what happened, whose it is, and what to do.
    pub async fn blames(&self, step: &str, happened: &str, owner: &str, next: &str) {
        let text = tidy(&self.page.step(step).await.text);
        for part in [happened.to_owned(), format!("Whose fault: {owner}"), format!("What to do: {next}")] {
            assert!(text.contains(&part), "“{part}” is not in “{step}”:\n{text}");
        }
    }
}

/// The passphrase of every walk's vault.
pub const PASSPHRASE: &str = "four plain words in a row";

impl Walk {
    /// Adds all starter keys and makes a vault around them.
    pub async fn begin_with_vault(&self) -> Starters {
        let keys = self.add_starters().await;
        self.make_vault().await;
        keys
    }

    /// The same, and begins a rotation of the demo product's key, up to where the new key is to be made.
    pub async fn begin_in_vault(&self) -> Starters {
        let keys = self.begin_with_vault().await;
        self.begin_rotation(titles::PAYROLL_DEMO).await;
        self.page.until_step("Provision", "waiting for you").await;
        keys
    }

    /// Asks for the new key. The vendor has the request, and takes its time to answer.
    pub async fn post_to_a_slow_vendor(&self) {
        self.vendors.arm(RouteName::Provision, Fault::Latency(3_000)).await;
        self.press_and_confirm("Make the new key").await;
        self.until_received("POST", "product-api-key", 1).await;
    }

    /// Asks for the new key. The vendor's answer has come to this page's browser, and goes no further.
    pub async fn post_and_hold_the_answer(&self) {
        self.page.hold_at(Some("call 1 replied")).await;
        self.press_and_confirm("Make the new key").await;
        assert_eq!(self.page.stood().await.0, Stood::Held);
    }

    /// Makes a vault around what the panel has.
    pub async fn make_vault(&self) {
        self.try_to_make_vault().await;
        self.page.has("button", "Lock the vault now").await;
    }

    /// Asks for a vault, whatever comes of it.
    pub async fn try_to_make_vault(&self) {
        self.page.follow("Connections").await;
        self.page.paste("New passphrase", PASSPHRASE).await;
        self.page.paste("The same passphrase again", PASSPHRASE).await;
        self.page.press("Make the vault").await;
    }

    /// Unlocks the vault.
    pub async fn unlock(&self) {
        self.try_passphrase(PASSPHRASE).await;
        self.page.says_no_more("Unlock the vault").await;
        self.page.has("button", "Lock").await;
    }

    /// Tries to unlock the vault with this passphrase.
    pub async fn try_passphrase(&self, passphrase: &str) {
        self.page.paste("Passphrase", passphrase).await;
        self.page.press("Unlock").await;
    }

    /// Moves both of the page's clocks on, as far as the page can tell.
    pub async fn pass_in_page(&self, seconds: u32) {
        let pass = "const ahead = arguments[0] * 1000, wall = Date.now, steady = performance.now; \
                    Date.now = () => wall.call(Date) + ahead; \
                    performance.now = () => steady.call(performance) + ahead";
        self.page.ask::<()>(pass, &[seconds.into()]).await;
    }

    /// Kills the browser, unlocks the vault and opens the one unfinished run.
    pub async fn crash_and_resume(&mut self, run: &str) {
        self.crash().await;
        self.unlock().await;
        self.page.follow(run).await;
    }

    /// The number in the panel of the key with this title. The list of keys must be on screen.
    pub async fn number_of_key(&self, title: &str) -> usize {
        let number = "return Number(__walk.find('link', arguments[0])[0].pathname.split('/')[2])";
        self.page.has("link", title).await;
        self.page.ask(number, &[title.into()]).await
    }

    /// The number of the key that was added last. The list of keys must be on screen.
    pub async fn newest_number(&self) -> usize {
        let numbers = "return Math.max(...[...document.querySelectorAll('a[href^=\"/keys/\"]')]\
                       .map((link) => Number(link.pathname.split('/')[2])))";
        self.page.ask(numbers, &[]).await
    }

    /// How many keys are on record that may exist and that nobody has. The list of keys must be on screen.
    pub async fn orphans(&self) -> usize {
        let rows = "return [...document.querySelectorAll('h2')] \
                    .find((it) => it.textContent === 'Keys that may exist and that nobody has') \
                    ?.closest('section, .card').querySelectorAll('li').length ?? 0";
        self.page.ask(rows, &[]).await
    }
}
