//! `cargo xtask check`: what can be judged without running the product.

use std::process::Command;

use crate::failure::Outcome;
use crate::project::Project;
use crate::tools::{self, Tool};
use crate::{command, say};

const WASM: &str = "wasm32-unknown-unknown";

pub(crate) fn run(project: &Project) -> Outcome {
    tools::ensure(project, &[Tool::WasmTarget])?;
    let cargo = |words: &[&str]| {
        let mut cargo = command::cargo(project);
        cargo.args(words);
        cargo
    };
    step("Formatting", &mut cargo(&["fmt", "--all", "--check"]), "run `cargo fmt --all`")?;
    let lint = "mend what the first message points at";
    step(
        "Lints, native",
        &mut cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]),
        lint,
    )?;
    let mut in_browser = cargo(&[
        "clippy",
        "--package",
        "keyturn",
        "--package",
        "keyturn-derive",
        "--package",
        "keyturn-scan",
    ]);
    in_browser.args(["--target", WASM, "--lib", "--bins", "--features", "keyturn/page"]);
    if project.has_browser_tests()? {
        in_browser.args(["--test", "web_*"]);
    }
    step("Lints, for the browser", in_browser.args(["--", "--deny", "warnings"]), lint)?;
    let mut with_vectors =
        cargo(&["clippy", "--package", "keyturn-scan", "--target", WASM, "--lib", "--bins"]);
    with_vectors.args(["--config", &format!("target.{WASM}.rustflags=['-Ctarget-feature=+simd128']")]);
    // Under flags of its own it would undo what the others have built.
    with_vectors.arg("--target-dir").arg(project.target.join("workers/check"));
    step("Lints, the scanner with vectors", with_vectors.args(["--", "--deny", "warnings"]), lint)?;
    step(
        "Documentation",
        cargo(&["doc", "--workspace", "--no-deps", "--document-private-items"])
            .env("RUSTDOCFLAGS", "--deny warnings"),
        lint,
    )?;
    dependencies(project)
}

fn dependencies(project: &Project) -> Outcome {
    tools::ensure(project, &[Tool::CargoDeny])?;
    let deny = |words: &[&str]| {
        let mut deny = command::program(project, "cargo-deny");
        deny.args(words);
        deny
    };
    step(
        "Dependencies: bans, licences, sources",
        &mut deny(&["check", "bans", "licenses", "sources"]),
        "leave the dependency out, or allow it in deny.toml with the reason beside it",
    )?;
    say::headline("Dependencies: advisories");
    if command::output(&mut deny(&["fetch", "db"])).is_none() {
        if !has_advisories() {
            say::line(
                "NOT CHECKED: the advisory database could not be fetched. Run this again with access to it.",
            );
            return Ok(());
        }
        say::line("The advisory database could not be fetched; the copy of an earlier run is used.");
    }
    command::run(
        &mut deny(&["check", "--disable-fetch", "advisories"]),
        "update the package, or ignore the advisory in deny.toml with a date and a reason",
    )
}

/// Whether an earlier run left its copy of the advisory database. It is in no package registry.
fn has_advisories() -> bool {
    let copies = command::cargo_home().map(|home| home.join("advisory-dbs"));
    let folders = copies.and_then(|copies| std::fs::read_dir(copies).ok()).into_iter().flatten().flatten();
    folders.into_iter().any(|folder| folder.path().join("crates").is_dir())
}

fn step(title: &str, command: &mut Command, next: &str) -> Outcome {
    say::headline(title);
    command::run(command, next)
}
