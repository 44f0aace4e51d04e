//! Accessibility findings, by axe-core.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::must;
use crate::page::Page;
use crate::walk::workspace;

#[derive(Deserialize)]
struct Finding {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    html: String,
    #[serde(rename = "failureSummary", default)]
    summary: String,
}

const RUN: &str = "const done = arguments[0]; \
    axe.run(document, { resultTypes: ['violations'], runOnly: \
      ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) \
    .then((found) => done(found.violations.map(({ id, help, nodes }) => ({ id, help, \
      nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) }))), \
      (cause) => done([{ id: 'axe itself', help: String(cause), nodes: [] }]))";

impl Page {
    /// What axe finds on the present screen; nothing if all is well.
    pub(crate) async fn findings(&self) -> Vec<String> {
        let session = &self.browser.session;
        if self.ask::<bool>("return !globalThis.axe", &[]).await {
            must("axe does not load", session.execute(source(), Vec::new()).await);
        }
        let found = must("axe does not run", session.execute_async(RUN, Vec::new()).await);
        let found: Vec<Finding> =
            must("axe's findings cannot be read", serde_json::from_value(found.json().clone()));
        found.iter().map(Finding::in_words).collect()
    }
}

impl Finding {
    fn in_words(&self) -> String {
        let nodes = self.nodes.iter().take(5).map(|node| {
            let html: String = node.html.chars().take(200).collect();
            format!("\n    {html}\n      {}", node.summary.replace('\n', "\n      "))
        });
        format!("{} ({} times): {}{}", self.id, self.nodes.len(), self.help, nodes.collect::<String>())
    }
}

fn source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let named = env::var_os("KEYTURN_AXE").map(PathBuf::from);
        let path = named.unwrap_or_else(|| workspace().join("target/tools/node_modules/axe-core/axe.min.js"));
        must(
            &format!("{} cannot be read; `cargo xtask test` installs it, or set KEYTURN_AXE", path.display()),
            fs::read_to_string(&path),
        )
    })
}
