//! One walk: a gateway, a browser and a person's steps, held to what every walk is held to.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use futures_util::FutureExt as _;
use keyturn_gateway::{Config, Server, start};
use thirtyfour::WindowHandle;

use crate::browser::{Browser, Theme};
use crate::complaints::{Asked, Heard};
use crate::engine::Engine;
use crate::front::{Changes, Front, confinement};
use crate::line::Line;
use crate::must;
use crate::page::{Page, reads_as};
use crate::plain::Plain;
use crate::program::Program;
use crate::vendors::Vendors;

const FIND: &str = include_str!("page/find.js");
const UNAWARE: &str = include_str!("page/unaware.js");
const NO_STORAGE: &str = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined })";
const HOLD: &str = include_str!("page/hold.js");
const TRANSLATE: &str = include_str!("page/translate.js");
const BACK: &str = include_str!("page/back.js");

/// What a walk begins with.
pub struct Setup {
    name: &'static str,
    engine: Engine,
    size: (u32, u32),
    line: bool,
    files: Option<Files>,
    program: bool,
    scripts: &'static [&'static str],
    tune: fn(&mut Config),
    expected: &'static [&'static str],
}

/// A folder for a plain server of files, and the path below which it stands.
struct Files {
    folder: fn() -> PathBuf,
    below: &'static str,
}

/// A walk under way.
pub struct Walk {
    /// The page.
    pub page: Page,
    /// The vendors.
    pub vendors: Vendors,
    line: Option<Line>,
    front: Option<Front>,
    gateway: Option<Gateway>,
    _plain: Option<Plain>,
    name: &'static str,
    size: (u32, u32),
    heard: Heard,
    /// What was found, and on which screens.
    findings: Mutex<BTreeMap<String, Vec<String>>>,
}

impl Setup {
    /// A walk of this name, which its pictures bear too, in a window of a laptop's size.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            engine: Engine::Chromium,
            size: (1280, 900),
            line: false,
            files: None,
            program: false,
            scripts: &[FIND],
            tune: |_| (),
            expected: &[],
        }
    }

    /// In another engine than Chromium. What only Chromium's driver can do cannot be done there.
    pub const fn engine(self, engine: Engine) -> Self {
        Self { engine, ..self }
    }

    /// In a window of a phone's size.
    pub const fn narrow(self) -> Self {
        Self { size: (360, 740), ..self }
    }

    /// In a window of this size.
    pub const fn in_window(self, width: u32, height: u32) -> Self {
        Self { size: (width, height), ..self }
    }

    /// With a line between browser and gateway that can be cut.
    pub const fn with_line(self) -> Self {
        Self { line: true, ..self }
    }

    /// With a gateway that is a program of its own, whose prints and files can be looked at.
    pub const fn with_program(self) -> Self {
        Self { program: true, ..self }
    }

    /// Without a gateway: the demo's folder from a plain server of files.
    pub const fn demo(self) -> Self {
        self.demo_below("")
    }

    /// The same, at this path and not at the top of the host.
    pub const fn demo_below(self, path: &'static str) -> Self {
        Self { files: Some(Files { folder: demo_folder, below: path }), ..self }
    }

    /// Without a gateway: this folder from a plain server of files.
    pub const fn files(self, folder: fn() -> PathBuf) -> Self {
        Self { files: Some(Files { folder, below: "" }), ..self }
    }

    /// With a page that can be held where it writes or calls.
    pub const fn holding(self) -> Self {
        Self { scripts: &[FIND, HOLD], ..self }
    }

    /// With tabs that learn nothing of each other, and can be held.
    pub const fn unaware(self) -> Self {
        Self { scripts: &[FIND, HOLD, UNAWARE], ..self }
    }

    /// In a browser that translates the page.
    pub const fn translated(self) -> Self {
        Self { scripts: &[FIND, TRANSLATE], ..self }
    }

    /// With a page that keeps what it shows when the browser brings it back.
    pub const fn returning(self) -> Self {
        Self { scripts: &[FIND, BACK], ..self }
    }

    /// With a browser that gives the page no storage.
    pub const fn without_storage(self) -> Self {
        Self { scripts: &[FIND, NO_STORAGE], ..self }
    }

    /// With a gateway that is told something else.
    pub const fn tuned(self, tune: fn(&mut Config)) -> Self {
        Self { tune, ..self }
    }

    /// With complaints in the console that are the very point of the walk, told by words that stand in them.
    pub const fn expecting(self, expected: &'static [&'static str]) -> Self {
        Self { expected, ..self }
    }

    /// Walks, and looks at what the browser has to say in the end.
    pub async fn run(self, steps: impl AsyncFnOnce(&mut Walk)) {
        let mut walk = self.begin().await;
        let went = AssertUnwindSafe(steps(&mut walk)).catch_unwind().await;
        let faults = match went {
            Ok(()) => walk.faults(self.expected).await,
            Err(_) => {
                let faults = AssertUnwindSafe(walk.faults(self.expected)).catch_unwind().await;
                faults.unwrap_or_default()
            }
        };
        if went.is_err() || !faults.is_empty() {
            let picture =
                AssertUnwindSafe(walk.page.shoot(&format!("failed-{}", walk.name))).catch_unwind().await;
            drop(picture);
        }
        walk.end().await;
        if let Err(cause) = went {
            let why = cause.downcast_ref::<String>().cloned().unwrap_or_default();
            panic!("{}: {why}\n{}", self.name, faults.join("\n"));
        }
        assert!(faults.is_empty(), "{}:\n{}", self.name, faults.join("\n"));
    }

    async fn begin(&self) -> Walk {
        // Whoever builds an HTTP client first would otherwise choose for all.
        let _ = rustls::crypto::ring::default_provider().install_default();
        if let Some(Files { folder, below }) = self.files {
            let plain = Plain::serve(folder(), below).await;
            return self.before(plain.address(), None, None, Some(plain)).await;
        }
        let gateway = if self.program {
            Gateway::Program(Program::start().await)
        } else {
            Gateway::Here(gateway(SocketAddr::from(([127, 0, 0, 1], 0)), self.tune).await)
        };
        let line = if self.line { Some(Line::to(gateway.address()).await) } else { None };
        let address = line.as_ref().map_or(gateway.address(), Line::address);
        let walk = self.before(address, Some(gateway), line, None).await;
        walk.vendors.state().await;
        walk
    }

    /// A browser before whatever serves the page at this address.
    async fn before(
        &self,
        address: SocketAddr,
        gateway: Option<Gateway>,
        line: Option<Line>,
        plain: Option<Plain>,
    ) -> Walk {
        let vendors = Vendors::behind(gateway.as_ref().map_or(address, Gateway::address));
        let origin = format!("http://{address}");
        let page = Page {
            browser: Browser::open(self.engine, self.size, self.scripts).await,
            origin,
            walk: self.name.to_owned(),
        };
        let (name, size) = (self.name, self.size);
        Walk {
            page,
            vendors,
            line,
            front: None,
            gateway,
            _plain: plain,
            name,
            size,
            heard: Heard::default(),
            findings: Mutex::default(),
        }
    }
}

/// Where the gateway runs.
enum Gateway {
    Here(Server),
    Program(Program),
}

impl Gateway {
    fn address(&self) -> SocketAddr {
        match self {
            Self::Here(running) => running.address(),
            Self::Program(program) => program.address,
        }
    }

    async fn stop(self) {
        if let Self::Here(running) = self {
            running.shutdown().await;
        }
    }
}

async fn gateway(listen: SocketAddr, tune: fn(&mut Config)) -> Server {
    let mut config = Config::sandbox(built_page(), listen);
    tune(&mut config);
    must("the gateway does not start", start(config).await)
}

impl Walk {
    /// The line that was asked for.
    pub fn line(&self) -> &Line {
        self.line.as_ref().expect("this walk was set up without a line")
    }

    /// Puts a front before the gateway, in place of an earlier one. The page is then of an origin that the browser has kept
    /// nothing of.
    pub async fn behind(&mut self, changes: Changes) {
        self.hear().await;
        self.heard = Heard::default();
        let gateway = self.gateway.as_ref().expect("a running gateway").address();
        let front = Front::to(gateway, changes).await;
        self.page.origin = format!("http://{}", front.address());
        self.front = Some(front);
    }

    /// Notes what the browser complains of, to its driver and to the front, and what it requested from elsewhere.
    async fn hear(&mut self) {
        let keys = self.all_keys().await;
        self.page.listen(&mut self.heard).await;
        for fault in self.heard.faults(&self.page.origin, &keys) {
            self.note(&self.page.origin, fault);
        }
        for report in self.front.iter().flat_map(Front::take_reports) {
            self.note(&self.page.origin, format!("refused: {report}"));
        }
    }

    /// The paths that the front was asked for, oldest first.
    pub fn asked(&self) -> Vec<String> {
        self.front.as_ref().expect("this walk was begun without a front").asked()
    }

    /// How many complaints there are so far.
    pub async fn complaints(&mut self) -> usize {
        self.hear().await;
        self.noted().len()
    }

    /// The names of the headers by which the gateway confines the page.
    pub async fn confinement(&self) -> Vec<String> {
        confinement(self.gateway.as_ref().expect("a running gateway").address()).await
    }

    /// Has the gateway read the page's folder anew, as after a new build.
    pub fn read_page_anew(&self) {
        if let Some(Gateway::Here(running)) = &self.gateway {
            must("the page is not read anew", running.reload_page());
        }
    }

    /// Stops the gateway, and the vendors with it.
    pub async fn stop_gateway(&mut self) {
        self.gateway.take().expect("a running gateway").stop().await;
    }

    /// Starts a gateway anew where the former was, in a world as it was at the beginning.
    pub async fn start_gateway(&mut self) {
        let address = self.page.origin.trim_start_matches("http://").parse();
        let address = must("the gateway's address", address);
        self.gateway = Some(Gateway::Here(gateway(address, |_| ()).await));
    }

    /// Looks closely at the present screen, light and dark: axe, pictures, no key on it, nothing over the edge.
    pub async fn look(&self, screen: &str) {
        for theme in Theme::ALL {
            self.page.theme(theme).await;
            self.page.shoot(&format!("{}-{screen}-{}-{}", self.name, theme.word(), self.size.0)).await;
            for finding in self.page.findings().await {
                self.note(&format!("{screen} {}", theme.word()), format!("axe: {finding}"));
            }
        }
        self.fits(screen).await;
        self.shows_no_key(screen).await;
    }

    /// Keeps a finding that fails the walk in its end, so that one does not hide the next.
    fn note(&self, screen: &str, finding: String) {
        let mut findings = self.findings.lock().expect("nobody fails while holding it");
        findings.entry(finding).or_default().push(screen.to_owned());
    }

    fn noted(&self) -> Vec<String> {
        let findings = self.findings.lock().expect("nobody fails while holding it");
        findings.iter().map(|(finding, screens)| format!("at {screens:?}: {finding}")).collect()
    }

    /// Nothing reaches over the right edge, also where text is wider than usual.
    pub async fn fits(&self, screen: &str) {
        let over: Vec<String> = self.page.ask("return __walk.overflow()", &[]).await;
        if !over.is_empty() {
            self.note(screen, format!("the page scrolls sideways because of {over:#?}"));
        }
    }

    /// What a translator must leave alone is marked so: names, masks, ids, addresses, code.
    pub async fn keeps_machine_text(&self, screen: &str) {
        let names: Vec<String> = match self.gateway {
            Some(_) => self.vendors.names().await,
            None => Vec::new(),
        };
        let found: Vec<String> =
            self.page.ask("return __walk.translatable(arguments[0])", &[names.into()]).await;
        if !found.is_empty() {
            self.note(screen, format!("a translator would change {found:#?}"));
        }
    }

    /// No key stands in the document, its title or its address.
    pub async fn shows_no_key(&self, screen: &str) {
        let now = self.page.screen().await;
        for key in self.all_keys().await {
            for (place, text) in [("document", &now.html), ("title", &now.title), ("address", &now.url)] {
                assert!(!text.contains(&key), "{} at “{screen}”: a key stands in the {place}", self.name);
            }
        }
    }

    /// All that the browser's console said so far, and every address that was asked for.
    pub async fn said(&mut self) -> String {
        self.page.listen(&mut self.heard).await;
        self.heard.all()
    }

    /// The requests that the page has made so far, oldest first.
    pub async fn requests(&mut self) -> &[Asked] {
        self.page.listen(&mut self.heard).await;
        self.heard.requests()
    }

    /// Asserts that the text is on screen now.
    pub async fn reads(&self, text: &str) {
        let shown = self.page.text().await;
        assert!(reads_as(&shown, text), "{}: “{text}” is not on screen:\n{shown}", self.name);
    }

    /// Kills the whole browser as a power cut would, starts it anew on the same profile and opens the panel.
    pub async fn crash(&mut self) {
        self.crash_at("/").await;
    }

    /// The same, with the panel opened at this address.
    pub async fn crash_at(&mut self, path: &str) {
        self.page.browser.crash(self.size).await;
        self.page.open(path).await;
    }

    /// Does what makes the page save a file, and gives the file's name and text.
    pub async fn saved(&self, act: impl AsyncFnOnce()) -> (String, String) {
        let folder = must("no folder for what is saved", tempfile::TempDir::with_prefix("keyturn-saved-"));
        self.page.browser.saves_in(folder.path()).await;
        act().await;
        self.page
            .until("a saved file", async || {
                let entries = must("the folder", fs::read_dir(folder.path()));
                let names: Vec<String> =
                    entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
                // A file that is still being written has a name of its own.
                let whole = names.iter().find(|name| name.ends_with(".json")).filter(|_| names.len() == 1);
                let name = whole.ok_or_else(|| format!("{names:?}"))?;
                let text = fs::read_to_string(folder.path().join(name)).map_err(|why| why.to_string())?;
                if text.is_empty() { Err("nothing in it yet".into()) } else { Ok((name.clone(), text)) }
            })
            .await
    }

    /// Goes on in another browser with a profile of its own, as somebody at another desk.
    pub async fn another_browser(&mut self) {
        let Browser { engine, .. } = self.page.browser;
        let fresh = Browser::open(engine, self.size, self.page.browser.scripts()).await;
        std::mem::replace(&mut self.page.browser, fresh).close().await;
        self.page.open("/").await;
    }

    /// Kills this tab alone, and opens the panel in another tab of the same browser.
    pub async fn crash_tab(&mut self) {
        self.page.browser.crash_tab(self.size).await;
        self.page.open("/").await;
    }

    /// Opens the panel in another tab, where the walk goes on. The answer is the tab before it.
    pub async fn other_tab(&self) -> WindowHandle {
        let before = self.page.browser.tab(self.size).await;
        self.page.open("/").await;
        before
    }

    /// The tab that the walk is in.
    pub async fn current_tab(&self) -> WindowHandle {
        must("the tab", self.page.browser.session.window().await)
    }

    /// Goes on in this tab.
    pub async fn switch(&self, tab: WindowHandle) {
        self.page.browser.switch(tab).await;
    }

    /// Goes on in this tab. The answer is the tab before it.
    pub async fn switch_from(&self, tab: WindowHandle) -> WindowHandle {
        let before = self.page.browser.this_tab().await;
        self.switch(tab).await;
        before
    }

    /// Closes that tab as its owner would. The walk goes on in the tab that it is in.
    pub async fn close(&self, tab: WindowHandle) {
        let here = self.switch_from(tab).await;
        must("the tab to close", self.page.browser.session.close_window().await);
        self.switch(here).await;
    }

    /// Where the browser keeps what it keeps.
    pub fn profile(&self) -> &Path {
        self.page.browser.profile()
    }

    /// Where the gateway's prints and files are, which was asked for as a program.
    pub fn gateway_files(&self) -> &Path {
        match &self.gateway {
            Some(Gateway::Program(program)) => program.folder(),
            _ => panic!("this walk was set up with a gateway of its own"),
        }
    }

    /// Every key that the vendors ever made.
    pub async fn all_keys(&self) -> Vec<String> {
        if self.gateway.is_some() {
            self.vendors.state().await;
        }
        self.vendors.known_keys()
    }

    async fn faults(&mut self, expected: &[&str]) -> Vec<String> {
        self.hear().await;
        let mut faults = self.noted();
        faults.retain(|fault| !expected.iter().any(|words| fault.contains(words)));
        faults
    }

    async fn end(self) {
        self.page.browser.close().await;
        drop(self.line);
        if let Some(gateway) = self.gateway {
            gateway.stop().await;
        }
    }
}

/// The folder of the whole project.
pub(crate) fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

pub(crate) fn built_page() -> PathBuf {
    folder("KEYTURN_PAGE", "dist", "cargo xtask build")
}

fn demo_folder() -> PathBuf {
    folder("KEYTURN_DEMO", "target/demo", "cargo xtask demo")
}

/// The page as Trunk builds it, with nobody's help.
pub fn trunk_page() -> PathBuf {
    folder("KEYTURN_TRUNK_PAGE", "target/trunk-page", "trunk build --dist target/trunk-page")
}

fn folder(variable: &str, usual: &str, made_by: &str) -> PathBuf {
    let page = env::var_os(variable).map_or_else(|| workspace().join(usual), PathBuf::from);
    assert!(
        page.join("index.html").is_file(),
        "there is no built page in {}: run `{made_by}` first, or set {variable}",
        page.display()
    );
    page
}
